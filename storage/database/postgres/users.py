"""Who else uses a database on a server, and who holds its locks."""

import asyncio
from collections.abc import Collection

from storage.database.address import PostgresAddress
from storage.database.lock_holders import LockHolder, LockReport
from storage.database.postgres.connection import (
    APPLICATION_NAME,
    Raw,
    close_quietly,
    connect,
)
from storage.database.postgres.errors import (
    OPENING_ERRORS,
    is_translated,
    open_error,
)
from storage.database.postgres.transactions import lock_key

TRIES = 10
RETRY_S = 0.05
"""A connection of ours that was just closed is there for another moment."""

_HOLDERS = """
    SELECT asked.name, SPLIT_PART(application_name, ' ', 2) AS process,
        HOST(client_addr) AS address, backend_start AS since, state_change AS heard
    FROM UNNEST($1::TEXT[], $2::BIGINT[]) AS asked (name, key)
    JOIN pg_locks AS held ON held.locktype = 'advisory' AND held.granted
        AND held.objsubid = 1
        AND (held.classid::BIGINT << 32 | held.objid::BIGINT) = asked.key
    JOIN pg_database ON pg_database.oid = held.database
        AND datname = CURRENT_DATABASE()
    LEFT JOIN pg_stat_activity AS session ON session.pid = held.pid
    """


async def report_locks(raw: Raw, schema: str, names: Collection[str]) -> LockReport:
    """Return who holds locks; the server hides whose they are if it is another role.

    Args:
        raw: A connection.
        schema: Where the tables are.
        names: Of the locks.
    """
    keys = [lock_key(schema, "lock", name) for name in names]
    rows = await raw.fetch(_HOLDERS, [*names], keys)
    return LockReport(
        holders={
            row["name"]: LockHolder(
                process=row["process"] or "",
                address=row["address"] or "",
                since=row["since"],
                heard=row["heard"],
            )
            for row in rows
        },
        known_since=await raw.fetchval("SELECT pg_postmaster_start_time()"),
    )


async def is_server_in_use(address: PostgresAddress) -> bool:
    """Return whether a process has a database open, while this one has it not.

    The server hides what other roles do, unless ours belongs to pg_read_all_stats.

    Raises:
        StorageError: The server can't be reached.
    """
    try:
        raw = await connect(address, read_only=True)
        try:
            for _ in range(TRIES):
                others = await raw.fetchval(
                    """
                    SELECT COUNT(*) FROM pg_stat_activity
                    WHERE datname = CURRENT_DATABASE() AND pid <> pg_backend_pid()
                        AND SPLIT_PART(application_name, ' ', 1) = $1
                    """,
                    APPLICATION_NAME,
                )
                if not others:
                    return False
                await asyncio.sleep(RETRY_S)
        finally:
            await close_quietly(raw)
    except Exception as error:
        if isinstance(error, OPENING_ERRORS) or is_translated(error):
            raise open_error(error, address) from error
        raise
    return True
