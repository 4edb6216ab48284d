"""Bots in processes of their own, people who ask them, and what a kill leaves."""
