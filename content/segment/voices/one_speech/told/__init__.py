"""Speeches that an author tells of: where they stand, and who gives them."""
