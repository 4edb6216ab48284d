"""What a chat has: its zone, its excerpt of the day, the excerpt it looks at."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from storage.chats.chat_rows import get_or_create_chat_id
from storage.database.database import Database
from storage.digests.coming import resume
from storage.digests.merging import merge
from storage.digests.selection import Choice, Scope, choose


class Chats:
    """Keep what each chat has chosen and been shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def zone(self, key: str) -> str:
        """Return the name of the chat's zone; UTC until it chooses one."""
        zone = await self._database.read(
            lambda reader: reader.value(
                "SELECT zone FROM chats WHERE key = :key", {"key": key}
            )
        )
        return str(zone or "UTC")

    async def last_excerpt(self, key: str) -> str:
        """Return the id of the excerpt that the chat was shown last, or an empty id."""
        last = await self._database.read(
            lambda reader: reader.value(
                "SELECT last_excerpt FROM chats WHERE key = :key", {"key": key}
            )
        )
        return str(last or "")

    async def daily(
        self, key: str, thread: str, day: date, *, fitting: Mapping[str, Sequence[str]]
    ) -> Choice:
        """Return the excerpt of a local date, drawn from what the chat follows.

        It is the one that its digest sends or sent that day.

        Args:
            key: The chat's key.
            thread: Its topic thread, or empty.
            day: In the chat's zone.
            fitting: By a topic's words, ids of the excerpts about it, best first.
        """
        async with self._database.transaction() as writer:
            chat = await get_or_create_chat_id(writer, key)
            follows = await writer.one(
                """
                SELECT scope, subject FROM subscriptions
                WHERE chat_id = :chat AND thread = :thread
                """,
                {"chat": chat, "thread": thread},
            )
            subject = follows["subject"] if follows else ""
            choice = await choose(
                writer,
                chat,
                thread,
                day.isoformat(),
                scope=follows["scope"] if follows else Scope.ALL,
                subject=subject,
                fitting=fitting.get(subject, ()),
            )
            if choice.excerpt_id:
                await writer.execute(
                    "UPDATE chats SET last_excerpt = :excerpt WHERE id = :chat",
                    {"excerpt": choice.excerpt_id, "chat": chat},
                )
        return choice

    async def point_at(self, key: str, excerpt_id: str) -> None:
        """Remember the excerpt that the chat looks at, for `/comment` and `/comments`."""
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO chats (key, last_excerpt) VALUES (:key, :excerpt)
                ON CONFLICT (key) DO UPDATE SET last_excerpt = excluded.last_excerpt
                """,
                {"key": key, "excerpt": excerpt_id},
            )
        )

    async def move(self, old_key: str, new_key: str, *, now: datetime) -> None:
        """Give all of a chat's rows to the key that the platform changed it to.

        Where the new chat has chosen for itself already, its own choice stays. A chat
        that was closed under its old key goes on under the new one.
        """
        async with self._database.transaction() as writer:
            keys = {"old": old_key, "new": new_key}
            old = await writer.value("SELECT id FROM chats WHERE key = :old", keys)
            new = await writer.value("SELECT id FROM chats WHERE key = :new", keys)
            if old is not None and new is None:
                await writer.execute(
                    "UPDATE chats SET key = :new, closed = 0 WHERE key = :old", keys
                )
                await resume(writer, old, now)
            elif old is not None and old != new:
                await merge(writer, old, new, now=now)
                await resume(writer, new, now)
            await writer.execute(
                "UPDATE comments SET chat = :new WHERE chat = :old", keys
            )
