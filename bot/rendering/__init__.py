"""Fitting replies to a platform: pages, splitting, sanitizing."""
