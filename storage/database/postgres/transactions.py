"""Works of one batch in one transaction of a server, and what came of its commit."""

import hashlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from asyncpg import InvalidParameterValueError

from storage.database.batches import End, Work
from storage.database.connection import Connection
from storage.database.postgres.connection import PostgresConnection, Raw
from storage.database.postgres.errors import is_translated

T = TypeVar("T")

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
"""Opens what sees one state of the data."""

WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
"""Opens what writes: behind its locks, it sees all that others have written."""


_TIMELINE = "SUBSTR(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
"""The server's line of history: a copy that takes over begins another."""

_HAS_CRASHED_SINCE = """
    SELECT stats_reset > CAST(CAST($1 AS TEXT) AS TIMESTAMPTZ) FROM pg_stat_bgwriter
    """
"""Asks whether the server has crashed: only then does it forget its statistics by itself."""


@dataclass(slots=True)
class Commit:
    """A transaction whose commit was asked for, to learn later what came of it.

    Attributes:
        xid: Its number on the server; empty as long as there is none.
        timeline: The server's line of history; another one has other numbers.
        began: When it began, by the server's clock; after a crash since, its number may be
            that of another transaction, if nothing of it was on the disk.
        ends: What its works returned; None before the commit was asked for.
    """

    xid: str = ""
    timeline: str = ""
    began: str = ""
    ends: list[End] | None = None


@dataclass(frozen=True, slots=True)
class ScopedWork(Generic[T]):
    """A unit of work, and the scope that all it reads and writes lies in."""

    work: Work[T]
    scope: str

    async def __call__(self, connection: Connection) -> T:
        """Run the work."""
        return await self.work(connection)


UNNESTED_KEYS = "(SELECT key::BIGINT FROM UNNEST($1::TEXT[]) AS key) AS asked"
"""Keys of locks, from the array of their texts.

Of arrays of other types asyncpg asks the server anew on each connection, which takes it milliseconds.
"""


def lock_key(*names: str) -> int:
    """Return the number by which a server knows a lock: 64 bits, signed."""
    named = "\0".join(names).encode("utf-8", "surrogatepass")
    hashed = hashlib.blake2b(named, digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


async def lock_scopes(
    raw: Raw, schema: str, scopes: AbstractSet[str], commit: Commit
) -> None:
    """Wait until no other writer is at what a transaction is about to change.

    Args:
        raw: In a transaction, at the end of which the locks go.
        schema: Where the tables are.
        scopes: Of its works; an empty one keeps out all other writers.
        commit: Learns the number of the transaction.
    """
    shared = "" if "" in scopes else "_shared"
    row = await raw.fetchrow(
        f"""
        SELECT pg_advisory_xact_lock{shared}($1), pg_current_xact_id()::TEXT AS xid,
            {_TIMELINE} AS timeline, clock_timestamp()::TEXT AS began
        """,
        lock_key(schema, "write"),
    )
    assert row is not None  # noqa: S101 - it selects one in any case
    commit.xid, commit.timeline = row["xid"], row["timeline"]
    commit.began = row["began"]
    if shared:
        # In one order everywhere, so that no two wait for each other.
        keys = sorted(lock_key(schema, "write", scope) for scope in scopes)
        await raw.execute(
            f"SELECT pg_advisory_xact_lock(key) FROM {UNNESTED_KEYS}",  # noqa: S608 - a constant
            [*map(str, keys)],
        )


async def was_committed(raw: Raw, commit: Commit) -> bool | None:
    """Return whether a transaction was committed, as its server knows; None if not known.

    Args:
        raw: Another connection than the one that was lost.
        commit: What is asked about.
    """
    if await raw.fetchval(f"SELECT {_TIMELINE}") != commit.timeline:
        return None  # another server took over, and may lack the last commits
    try:
        status = await raw.fetchval(
            "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS XID8))", commit.xid
        )
    except InvalidParameterValueError:
        return False  # a number yet to come: the server has crashed, and forgotten it
    if status == "aborted":
        return False
    if await raw.fetchval(_HAS_CRASHED_SINCE, commit.began):
        return None  # what was committed may be another's
    return True if status == "committed" else None


async def run_works(raw: Raw, works: Sequence[Work[Any]]) -> list[End] | None:
    """Run units of work in the transaction that is open.

    Returns:
        The result of each; None where one failed, and the transaction with it.

    Raises:
        Exception: The server was lost or can't serve.
    """
    connection = PostgresConnection(raw)
    ends: list[End] = []
    for work in works:
        try:
            ends.append((await work(connection), None))
        except Exception as error:
            if is_translated(error):
                raise
            return None
    return ends


async def run_works_apart(raw: Raw, works: Sequence[Work[Any]]) -> list[End]:
    """Run units of work in the transaction that is open; each is undone alone if it fails.

    Raises:
        Exception: The server was lost or can't serve.
    """
    connection = PostgresConnection(raw)
    ends: list[End] = []
    for work in works:
        await raw.execute("SAVEPOINT work")
        try:
            ends.append((await work(connection), None))
        except Exception as error:
            if is_translated(error):
                raise
            await raw.execute("ROLLBACK TO work")
            ends.append((None, error))
        await raw.execute("RELEASE work")
    return ends
