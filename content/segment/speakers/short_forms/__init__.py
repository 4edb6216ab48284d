"""The rules by which short labels of one document become full names, one after another."""
