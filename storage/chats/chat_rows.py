"""The row of a chat."""

from storage.database.connection import Connection


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
