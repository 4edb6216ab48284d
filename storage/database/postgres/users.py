"""Who else uses a database on a server."""

import asyncio

from storage.database.address import PostgresAddress
from storage.database.postgres.connection import (
    APPLICATION_NAME,
    close_quietly,
    connect,
)
from storage.database.postgres.errors import is_translated, open_error

TRIES = 10
RETRY_S = 0.05
"""A connection of ours that was just closed is there for another moment."""


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
                        AND application_name = $1
                    """,
                    APPLICATION_NAME,
                )
                if not others:
                    return False
                await asyncio.sleep(RETRY_S)
        finally:
            await close_quietly(raw)
    except Exception as error:
        if isinstance(error, ValueError) or is_translated(error):
            raise open_error(error, address) from error
        raise
    return True
