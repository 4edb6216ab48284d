"""Fit replies to a platform: buttons, pages, splitting, sanitizing."""
