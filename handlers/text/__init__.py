"""Wording and lay-out that several commands share."""
