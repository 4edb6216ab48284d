"""Doubt about a document as a whole, by how well its labels and names explain it."""
