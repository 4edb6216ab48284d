"""The version of the schema: check it, or bring it up to date."""

import sqlite3
from contextlib import suppress

from storage.database.connection import Connection
from storage.database.engine_errors import foreign_database_error
from storage.database.errors import StorageError
from storage.database.schema import MIGRATIONS, TABLES


async def _version(connection: Connection) -> int:
    """Return the version of the schema; raise where it is of a newer Rostra."""
    version = int(await connection.value("PRAGMA user_version"))
    if version > len(MIGRATIONS):
        raise StorageError(
            f"The database is of version {version}, written by a newer Rostra; this "
            f"one knows versions up to {len(MIGRATIONS)}. Update Rostra."
        )
    return version


async def check_schema(connection: Connection) -> None:
    """Raise where the schema is not the newest."""
    version = await _version(connection)
    if 0 < version < len(MIGRATIONS):
        raise StorageError(
            f"The database is of version {version}, written by an older Rostra. "
            "`rostra run` or `rostra load` brings it up to date."
        )
    rows = await connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    if missing := TABLES - {row["name"] for row in rows}:
        raise foreign_database_error(missing if version else ())


async def migrate(connection: Connection) -> None:
    """Bring the schema to the newest version, a transaction a step."""
    version = await _version(connection)
    for number in range(version + 1, len(MIGRATIONS) + 1):
        await connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have done this step while we waited for the lock.
            if int(await connection.value("PRAGMA user_version")) < number:
                for statement in MIGRATIONS[number - 1]:
                    await connection.execute(statement)
                await connection.execute(f"PRAGMA user_version = {number:d}")
            await connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                await connection.execute("ROLLBACK")
            raise
    await check_schema(connection)
