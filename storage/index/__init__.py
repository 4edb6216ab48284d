"""The search index by words: one folder a generation of the library."""
