"""The schema on a server; its version is a row of a table."""

from collections.abc import AsyncIterator
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager

from storage.database.address import PostgresAddress
from storage.database.errors import StorageError
from storage.database.migrations import SchemaKeeper
from storage.database.postgres.connection import Raw
from storage.database.postgres.dialect import translate_schema
from storage.database.postgres.transactions import lock_key

VERSION_TABLE = "schema_version"


class PostgresSchema(SchemaKeeper):
    """The schema that a connection to a server sees.

    Args:
        raw: The connection, in no transaction.
        address: Where it leads, for errors.
    """

    def __init__(self, raw: Raw, address: PostgresAddress) -> None:
        self._raw = raw
        self._address = address

    async def version(self) -> int:
        """Return the version of the schema; 0 where there is none yet."""
        if VERSION_TABLE not in await self.tables():
            return 0
        return int(
            await self._raw.fetchval(f"SELECT version FROM {VERSION_TABLE}") or 0  # noqa: S608 - a table of ours
        )

    async def set_version(self, version: int) -> None:
        """Keep the version, in the transaction that is open."""
        await self._raw.execute(
            f"""
            CREATE TABLE IF NOT EXISTS {VERSION_TABLE} (
                only_row BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_row),
                version BIGINT NOT NULL
            )
            """
        )
        await self._raw.execute(
            f"""
            INSERT INTO {VERSION_TABLE} (version) VALUES ($1)
            ON CONFLICT (only_row) DO UPDATE SET version = excluded.version
            """,  # noqa: S608 - a table of ours
            version,
        )

    async def tables(self) -> AbstractSet[str]:
        """Return the names of the tables in the schema where ours are, or would be."""
        rows = await self._raw.fetch(
            # The view pg_tables joins others, which takes longer to plan than to run.
            """
            SELECT relname FROM pg_class
            WHERE relkind IN ('r', 'p')
                AND relnamespace = TO_REGNAMESPACE(QUOTE_IDENT(CURRENT_SCHEMA()))
            """
        )
        return {row["relname"] for row in rows}

    async def run(self, statement: str) -> None:
        """Run a statement of the schema, with the types of the server."""
        await self._raw.execute(translate_schema(statement))

    async def holds(self, condition: str) -> bool:
        """Return whether a condition of a step is true."""
        return bool(await self._raw.fetchval(f"SELECT {condition}"))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Open a transaction in which no other process changes the schema."""
        schema = await self._raw.fetchval("SELECT CURRENT_SCHEMA()")
        async with self._raw.transaction():
            await self._raw.execute(
                "SELECT pg_advisory_xact_lock($1)", lock_key(str(schema), "schema")
            )
            yield

    def missing_error(self, missing: AbstractSet[str]) -> StorageError:
        """Return the error for a database that lacks tables; all, if none are named."""
        if not missing:
            return StorageError(
                f"The database {self._address} is empty: `rostra run` makes its tables."
            )
        return StorageError(
            f"The database {self._address} lacks what Rostra keeps in it "
            f"({', '.join(sorted(missing))}). Restore a copy of it, or name another "
            "database in ROSTRA_DATABASE."
        )
