"""Fit replies to a platform: button words, pages, splitting, sanitizing."""
