"""Which messages show one long answer together, and the excerpt that it is about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.time import utc_iso, utc_now

RETENTION = timedelta(days=30)
"""How long it is kept which messages belong together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageGroup:
    """The messages of one answer.

    Attributes:
        messages: Their ids on the platform, in order.
        excerpt: The id of the excerpt that they are about; empty for none.
    """

    messages: tuple[str, ...]
    excerpt: str = ""


class MessageParts:
    """The answers of all chats that took several messages each.

    Args:
        database: Where they are stored.
        now: Returns the current time, aware.
    """

    def __init__(
        self, database: Database, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._database = database
        self._now = now

    async def find(self, key: str, message: str) -> MessageGroup | None:
        """Return the answer of a chat that a message is part of, or None for none."""
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT theirs.message, theirs.excerpt_id FROM message_parts AS mine
                JOIN message_parts AS theirs
                    ON theirs.chat = mine.chat AND theirs.last = mine.last
                WHERE mine.chat = :chat AND mine.message = :message
                ORDER BY LENGTH(theirs.message), theirs.message
                """,
                {"chat": key, "message": message},
            )
        )
        if not rows:
            return None
        messages = tuple([row["message"] for row in rows])
        return MessageGroup(messages=messages, excerpt=rows[0]["excerpt_id"])

    async def store(
        self, key: str, messages: Sequence[str], *, excerpt: str, replaced: str = ""
    ) -> None:
        """Store which messages of a chat show one answer, and forget what is too old.

        Args:
            key: The chat's.
            messages: Their ids; one alone needs no storing.
            excerpt: The excerpt that they are about, or empty.
            replaced: The last message of the answer in whose place they are.
        """
        now = self._now()
        rows = [
            {
                "chat": key,
                "message": message,
                "last": messages[-1],
                "excerpt": excerpt,
                "written": utc_iso(now),
            }
            for message in messages
            if len(messages) > 1
        ]

        async def work(writer: Connection) -> None:
            await writer.execute(
                "DELETE FROM message_parts WHERE chat = :chat AND last = :last",
                {"chat": key, "last": replaced},
            )
            await writer.execute(
                "DELETE FROM message_parts WHERE written < :before",
                {"before": utc_iso(now - RETENTION)},
            )
            await writer.execute_many(
                """
                INSERT INTO message_parts
                    (chat, message, last, excerpt_id, written)
                VALUES (:chat, :message, :last, :excerpt, :written)
                ON CONFLICT (chat, message) DO UPDATE SET last = excluded.last,
                    excerpt_id = excluded.excerpt_id, written = excluded.written
                """,
                rows,
            )

        await self._database.write(work, scope=key)
