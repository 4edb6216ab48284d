"""Kinds of pages, and who speaks there besides those whom labels name: authors, clerks, readers."""
