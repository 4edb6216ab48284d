"""The version of the schema: check it, or bring it up to date."""

import sqlite3
from contextlib import suppress

from storage.database.connection import Connection
from storage.database.engine_errors import foreign_database_error
from storage.database.errors import StorageError
from storage.database.migration_steps import MIGRATIONS, Step, Where
from storage.database.schema import SCHEMA, TABLES, VERSION


async def _version(connection: Connection) -> int:
    """Return the version of the schema; raise where it is of a newer Rostra."""
    version = int(await connection.value("PRAGMA user_version"))
    if version > VERSION:
        raise StorageError(
            f"The database is of version {version}, written by a newer Rostra; this "
            f"one knows versions up to {VERSION}. Update Rostra."
        )
    return version


async def check_schema(connection: Connection) -> None:
    """Raise where the schema is not the newest."""
    version = await _version(connection)
    if 0 < version < VERSION:
        raise StorageError(
            f"The database is of version {version}, written by an older Rostra. "
            "`rostra run` or `rostra load` brings it up to date."
        )
    rows = await connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    if missing := TABLES - {row["name"] for row in rows}:
        raise foreign_database_error(missing if version else ())


async def migrate(connection: Connection) -> None:
    """Make the current schema, or bring an earlier one to it, a transaction a step."""
    version = await _version(connection)
    steps: dict[int, Step] = (
        {number: MIGRATIONS[number] for number in range(version + 1, VERSION + 1)}
        if version
        else {VERSION: SCHEMA}
    )
    for number, statements in steps.items():
        await connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have done this step while we waited for the lock.
            if int(await connection.value("PRAGMA user_version")) < number:
                for statement in statements:
                    await _run(connection, statement)
                await connection.execute(f"PRAGMA user_version = {number:d}")
            await connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                await connection.execute("ROLLBACK")
            raise
    await check_schema(connection)


async def _run(connection: Connection, statement: str | Where) -> None:
    """Run a statement of a step, or those that this database needs."""
    if isinstance(statement, str):
        await connection.execute(statement)
    elif await connection.value(f"SELECT {statement.condition}"):
        for each in statement.statements:
            await connection.execute(each)
