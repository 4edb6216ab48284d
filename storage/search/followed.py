"""Find the speaker whom a chat follows."""

from storage.database.connection import Connection


async def find_followed_speaker(connection: Connection, name: str) -> int | None:
    """Return the row of the one whose name in the library this is, or was.

    A load may call somebody otherwise, after a fuller name in another file. Who has the
    former name among theirs, and alone has, is the same person.
    """
    named = await connection.value(
        "SELECT id FROM speakers WHERE name = :name AND voice = 0", {"name": name}
    )
    if named is not None:
        return int(named)
    rows = await connection.all(
        """
        SELECT DISTINCT speakers.id FROM aliases
        JOIN speakers ON speakers.id = aliases.speaker_id AND speakers.voice = 0
        WHERE aliases.alias = :name LIMIT 2
        """,
        {"name": name},
    )
    return int(rows[0]["id"]) if len(rows) == 1 else None
