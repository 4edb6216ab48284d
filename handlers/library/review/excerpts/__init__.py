"""The excerpts of a file: a person says which of them are offered."""
