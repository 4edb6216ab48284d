"""Chats: their rows, comments, random excerpts and long button words."""
