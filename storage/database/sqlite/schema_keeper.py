"""The schema of a file; its version is SQLite's `user_version`."""

import sqlite3
from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from storage.database.connection import Connection
from storage.database.errors import StorageError
from storage.database.migrations import SchemaKeeper
from storage.database.sqlite.errors import foreign_database_error


class SqliteSchema(SchemaKeeper):
    """The schema that a connection to a file sees."""

    def __init__(self, connection: Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    async def version(self) -> int:
        """Return the version of the schema; 0 where there is none yet."""
        return int(await self._connection.value("PRAGMA user_version"))

    async def set_version(self, version: int) -> None:
        """Keep the version, in the transaction that is open."""
        await self._connection.execute(f"PRAGMA user_version = {version:d}")

    async def tables(self) -> AbstractSet[str]:
        """Return the names of the tables."""
        rows = await self._connection.all(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        return {row["name"] for row in rows}

    async def run(self, statement: str) -> None:
        """Run a statement of the schema as it is written."""
        await self._connection.execute(statement)

    async def holds(self, condition: str) -> bool:
        """Return whether a condition of a step is true."""
        return bool(await self._connection.value(f"SELECT {condition}"))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Open a transaction in which no other process writes."""
        await self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            await self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                await self._connection.execute("ROLLBACK")
            raise

    def missing_error(self, missing: AbstractSet[str]) -> StorageError:
        """Return the error for a file of another program, or one that lacks tables."""
        return foreign_database_error(self._path, missing)
