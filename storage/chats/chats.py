"""Chats: their rows, time zone and threads, and the excerpt that each looks at."""

from storage.database.connection import Connection
from storage.database.database import Database


async def get_or_create_chat_id(connection: Connection, key: str) -> int:
    """Return the id of a chat's row, made when the chat is first seen.

    Run it inside a transaction.
    """
    if known := await find_chat_id(connection, key):
        return known
    made = await connection.value(
        """
        INSERT INTO chats (key) VALUES (:key)
        ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id
        """,
        {"key": key},
    )
    return int(made)


async def find_chat_id(connection: Connection, key: str) -> int:
    """Return the id of a chat's row, or 0, which no row has."""
    found = await connection.value(
        "SELECT id FROM chats WHERE key = :key", {"key": key}
    )
    return int(found or 0)


async def record_last_excerpt(
    writer: Connection, chat: int, thread: str, excerpt_id: str
) -> None:
    """Store which excerpt a chat, or a topic thread of it, looks at (in a transaction)."""
    shown = {"chat": chat, "thread": thread, "excerpt": excerpt_id}
    if thread:
        await writer.execute(
            """
            INSERT INTO thread_excerpts (chat_id, thread, excerpt_id)
            VALUES (:chat, :thread, :excerpt)
            ON CONFLICT (chat_id, thread) DO UPDATE SET excerpt_id = excluded.excerpt_id
            """,
            shown,
        )
    else:
        await writer.execute(
            "UPDATE chats SET last_excerpt = :excerpt WHERE id = :chat", shown
        )


class Chats:
    """The chats of all platforms, by their keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def zone(self, key: str) -> str:
        """Return the name of the chat's zone; UTC until it chooses one."""
        return await self._read("SELECT zone FROM chats WHERE key = :key", key) or "UTC"

    async def last_excerpt(self, key: str, thread: str = "") -> str:
        """Return the id of the excerpt that was shown last; empty for none.

        Args:
            key: The chat's.
            thread: Of its topic threads; empty for outside of them.
        """
        if not thread:
            sql = "SELECT last_excerpt FROM chats WHERE key = :key"
            return await self._read(sql, key)
        return await self._read(
            """
            SELECT excerpt_id FROM thread_excerpts
                JOIN chats ON chats.id = thread_excerpts.chat_id
            WHERE key = :key AND thread = :thread
            """,
            key,
            thread=thread,
        )

    async def _read(self, sql: str, key: str, **more: str) -> str:
        found = await self._database.read(
            lambda reader: reader.value(sql, {"key": key, **more})
        )
        return str(found or "")

    async def set_last_excerpt(
        self, key: str, excerpt_id: str, thread: str = ""
    ) -> None:
        """Store which excerpt is looked at, for commands that name none.

        Args:
            key: The chat's.
            excerpt_id: The excerpt's.
            thread: Of the chat's topic threads; empty for outside of them.
        """

        async def work(writer: Connection) -> None:
            chat = await get_or_create_chat_id(writer, key)
            await record_last_excerpt(writer, chat, thread, excerpt_id)

        await self._database.write(work, scope=key)

    async def has_threads(self, key: str) -> bool:
        """Return whether a chat wants a thread for the comments on each excerpt."""
        sql = "SELECT id FROM chats WHERE key = :key AND threads = 1"
        return bool(await self._read(sql, key))

    async def set_threads(self, key: str, *, wanted: bool) -> None:
        """Store whether a chat wants a thread for the comments on each excerpt."""
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO chats (key, threads) VALUES (:key, :wanted)
                ON CONFLICT (key) DO UPDATE SET threads = excluded.threads
                """,
                {"key": key, "wanted": wanted},
            ),
            scope=key,
        )

    async def thread_of(self, key: str, excerpt_id: str) -> str:
        """Return the chat's thread about an excerpt; empty for none."""
        found = await self._database.read(
            lambda reader: reader.value(
                """
                SELECT thread FROM excerpt_threads
                    JOIN chats ON chats.id = excerpt_threads.chat_id
                WHERE key = :key AND excerpt_id = :excerpt
                """,
                {"key": key, "excerpt": excerpt_id},
            )
        )
        return str(found or "")

    async def excerpt_in(self, key: str, thread: str) -> str:
        """Return the id of the excerpt that a chat's thread is about; empty for none."""
        found = await self._database.read(
            lambda reader: reader.value(
                """
                SELECT excerpt_id FROM excerpt_threads
                    JOIN chats ON chats.id = excerpt_threads.chat_id
                WHERE key = :key AND thread = :thread
                """,
                {"key": key, "thread": thread},
            )
        )
        return str(found or "")

    async def set_thread(self, key: str, excerpt_id: str, thread: str) -> bool:
        """Store which thread of a chat is about an excerpt, in place of another.

        Return False where that thread is about another excerpt: it stays so.
        """

        async def work(writer: Connection) -> bool:
            params = {
                "chat": await get_or_create_chat_id(writer, key),
                "excerpt": excerpt_id,
                "thread": thread,
            }
            taken = await writer.value(
                """
                SELECT 1 FROM excerpt_threads
                WHERE chat_id = :chat AND thread = :thread AND excerpt_id <> :excerpt
                """,
                params,
            )
            if taken:
                return False
            await writer.execute(
                """
                INSERT INTO excerpt_threads (chat_id, excerpt_id, thread)
                VALUES (:chat, :excerpt, :thread)
                ON CONFLICT (chat_id, excerpt_id)
                    DO UPDATE SET thread = excluded.thread
                """,
                params,
            )
            return True

        return await self._database.write(work, scope=key)
