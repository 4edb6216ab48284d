"""A pooler between us and the server, and whether it leaves us our sessions."""

from storage.database.postgres.connection import Raw

_BACKEND = "SELECT pg_backend_pid()"


async def shares_backends(one: Raw, other: Raw) -> bool:
    """Return whether a pooler gives two connections one process of the server in turn.

    Locks, notices and temporary tables belong to such a process, so they would be anybody's,
    and stay when we are gone. A pooler lends what it used last, so that it shows at once.

    Args:
        one: A connection outside of a transaction.
        other: Another one.
    """
    first: int = await one.fetchval(_BACKEND)
    second: int = await other.fetchval(_BACKEND)
    third: int = await one.fetchval(_BACKEND)
    return second == first or third != first
