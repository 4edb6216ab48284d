"""Chats whose digest is due at eight o'clock, and that moment."""

from datetime import UTC, datetime, timedelta

CHAT = "telegram:1"
FORUM = "telegram:-100"
MINUTE = timedelta(minutes=1)
EIGHT = datetime(2024, 5, 2, 8, tzinfo=UTC)
