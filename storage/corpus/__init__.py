"""The library as rows: comparing files with rows, numbering, staging, writing."""
