"""Chats: their rows, their zone and the excerpt that each looks at."""

from storage.database.connection import Connection
from storage.database.database import Database


async def get_or_create_chat_id(connection: Connection, key: str) -> int:
    """Return the id of a chat's row, made when the chat is first seen.

    Run it inside a transaction.
    """
    params = {"key": key}
    known = await connection.value("SELECT id FROM chats WHERE key = :key", params)
    if known is None:
        known = await connection.value(
            "INSERT INTO chats (key) VALUES (:key) RETURNING id", params
        )
    return int(known)


class Chats:
    """The chats of all platforms, by their keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def zone(self, key: str) -> str:
        """Return the name of the chat's zone; UTC until it chooses one."""
        return await self._read("SELECT zone FROM chats WHERE key = :key", key) or "UTC"

    async def last_excerpt(self, key: str) -> str:
        """Return the id of the excerpt that the chat was shown last, or an empty id."""
        return await self._read("SELECT last_excerpt FROM chats WHERE key = :key", key)

    async def _read(self, sql: str, key: str) -> str:
        found = await self._database.read(
            lambda reader: reader.value(sql, {"key": key})
        )
        return str(found or "")

    async def set_last_excerpt(self, key: str, excerpt_id: str) -> None:
        """Store which excerpt the chat looks at, for `/comment` and `/comments`."""
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO chats (key, last_excerpt) VALUES (:key, :excerpt)
                ON CONFLICT (key) DO UPDATE SET last_excerpt = excluded.last_excerpt
                """,
                {"key": key, "excerpt": excerpt_id},
            )
        )
