"""Whose saves are one list: each person's own, until two identities are joined."""

from storage.database.connection import Connection

SCOPE = "people"
"""Of all that writes lists: two people may share one, and new ones are numbered."""


async def find_list(connection: Connection, person: str) -> int | None:
    """Return the list of a person; None before there is one."""
    found = await connection.value(
        "SELECT list FROM people WHERE key = :key", {"key": person}
    )
    return None if found is None else int(found)


async def get_or_create_list(writer: Connection, person: str) -> int:
    """Return the list of a person, made when they first save something."""
    known = await find_list(writer, person)
    if known is not None:
        return known
    return int(
        await writer.value(
            """
            INSERT INTO people (key, list)
            SELECT CAST(:key AS TEXT), COALESCE(MAX(list), 0) + 1 FROM people
            RETURNING list
            """,
            {"key": person},
        )
    )


async def joined_people(connection: Connection, person: str) -> list[str]:
    """Return the other identities that share a person's list."""
    rows = await connection.all(
        """
        SELECT theirs.key AS key FROM people AS mine
            JOIN people AS theirs ON theirs.list = mine.list
        WHERE mine.key = :key AND theirs.key <> :key ORDER BY theirs.key
        """,
        {"key": person},
    )
    return [str(row["key"]) for row in rows]
