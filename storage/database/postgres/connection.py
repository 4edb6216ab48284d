"""Connections to a server: made, pooled, and used with named parameters."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager

import asyncpg
from asyncpg.connect_utils import SessionAttribute

from storage.database.address import PostgresAddress
from storage.database.connection import Connection, Params, Row
from storage.database.postgres.dialect import arguments, number_parameters
from storage.database.schema import TABLES

Raw = asyncpg.Connection

APPLICATION_NAME = "rostra"
"""By which the server and its operator know our connections; a process's name follows."""

CONNECT_TIMEOUT_S = 10.0

ANSWER_TIMEOUT_S = 4.0
"""How long a server may take to show that it is there."""

CANCEL_TIMEOUT_S = 1.0
"""How long a connection that nobody waits for any more has to be made, and dropped."""

COMMAND_TIMEOUT_S = 60.0
"""How long a short work waits for one answer: a server that is gone says nothing."""

CACHED_STATEMENTS = 500
"""Statements that the server keeps prepared on each connection."""

_SETTINGS = "SET jit = off; SET synchronous_commit = on"
# Sent once connected, since poolers refuse what they don't know at the start. Nothing here
# runs long enough for its SQL to be worth compiling.

_REFERENCING_TABLES = """
    SELECT DISTINCT child.relname AS name
    FROM pg_constraint
    JOIN pg_class AS child ON child.oid = pg_constraint.conrelid
    JOIN pg_class AS parent ON parent.oid = pg_constraint.confrelid
    JOIN pg_attribute ON pg_attribute.attrelid = child.oid
        AND pg_attribute.attnum = ANY(pg_constraint.conkey)
    WHERE pg_constraint.contype = 'f' AND parent.relname = :table
        AND pg_attribute.attname = :column
        AND parent.relnamespace = CAST(CURRENT_SCHEMA() AS REGNAMESPACE)
    ORDER BY child.relname
    """


_IDENTITIES = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = CURRENT_SCHEMA() AND is_identity = 'YES'
    """


class PostgresConnection(Connection):
    """A connection to a server; its statements run in the order they were given."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw

    async def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return the number of rows it changed."""
        numbered, names = number_parameters(sql)
        status = await self.raw.execute(numbered, *arguments(names, params or {}))
        changed = status.rpartition(" ")[2]
        return int(changed) if changed.isdecimal() else 0

    async def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement once a row of parameters."""
        numbered, names = number_parameters(sql)
        await self.raw.executemany(numbered, [arguments(names, row) for row in rows])

    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row."""
        numbered, names = number_parameters(sql)
        return [*await self.raw.fetch(numbered, *arguments(names, params or {}))]

    async def referencing_tables(self, table: str, column: str) -> Sequence[str]:
        """Return the tables of which a column refers to a table, by name."""
        rows = await self.all(_REFERENCING_TABLES, {"table": table, "column": column})
        return [str(row["name"]) for row in rows]

    async def has_table(self, name: str) -> bool:
        """Return whether there is a table of a name."""
        found = """
            SELECT 1 FROM pg_tables
            WHERE schemaname = CURRENT_SCHEMA() AND tablename = :name
            """
        return bool(await self.all(found, {"name": name}))

    async def catch_up(self) -> None:
        """Set the next ids above the highest, and analyze the tables for the planner."""
        for row in await self.all(_IDENTITIES):
            table, column = row["table_name"], row["column_name"]
            await self.raw.execute(
                f"""
                SELECT setval(
                    pg_get_serial_sequence('{table}', '{column}'),
                    GREATEST(MAX({column}), 1), COALESCE(MAX({column}), 0) > 0
                ) FROM {table}
                """  # noqa: S608 - names of our own tables
            )
        await self.raw.execute(f"ANALYZE {', '.join(sorted(TABLES))}")


async def connect(
    address: PostgresAddress,
    *,
    command_timeout: float | None = COMMAND_TIMEOUT_S,
    read_only: bool = False,
    process: str = "",
) -> Raw:
    """Connect to a server.

    Args:
        address: Where it is.
        command_timeout: Seconds that a statement may take; None for any time.
        read_only: Whether nothing may be written.
        process: By which the server knows whose connection it is.

    Raises:
        Exception: One of `errors.CONNECTION_ERRORS`, or that it does not let us in.
    """
    any_will_do = read_only or "target_session_attrs" in address.url
    raw = await _finish(
        asyncpg.connect(
            address.url,
            target_session_attrs=None if any_will_do else SessionAttribute.primary,
            timeout=CONNECT_TIMEOUT_S,
            command_timeout=command_timeout,
            statement_cache_size=CACHED_STATEMENTS,
            max_cached_statement_lifetime=0,
            server_settings={
                "application_name": f"{APPLICATION_NAME} {process}".rstrip()
            },
        )
    )
    try:
        only = "; SET default_transaction_read_only = on" if read_only else ""
        await raw.execute(_SETTINGS + only)
    except BaseException:
        raw.terminate()
        raise
    return raw


async def _finish(connecting: Awaitable[Raw]) -> Raw:
    """Wait for a connection; where the wait is cancelled, drop it once it is made.

    Cancelled while it asks the server whether it may write, asyncpg leaves it open.
    """
    making = asyncio.ensure_future(connecting)
    try:
        return await asyncio.shield(making)
    except asyncio.CancelledError:
        await asyncio.wait([making], timeout=CANCEL_TIMEOUT_S)
        if not making.done():
            making.cancel()
        elif not making.cancelled() and not making.exception():
            making.result().terminate()
        raise


class Pool:
    """Connections that are lent one at a time, made as they are needed.

    Whoever asks waits in line. What comes back broken, or in a transaction, is not lent
    again.

    Args:
        make: Makes a connection.
        size: The most that there are.
        first: A connection that is made already.
    """

    def __init__(
        self, make: Callable[[], Awaitable[Raw]], size: int, *, first: Raw | None = None
    ) -> None:
        self._make = make
        self._slots = asyncio.Semaphore(size)
        self._idle: deque[Raw] = deque([first] if first else ())
        self._is_closed = False

    @asynccontextmanager
    async def acquire(self, *, checked: bool = False) -> AsyncIterator[Raw]:
        """Yield a connection that is in no transaction.

        Args:
            checked: Whether the server is asked first if it is still there, for what
                can't be repeated.
        """
        async with self._slots:
            raw = await self._take()
            try:
                while checked and not await _answers(raw):
                    raw.terminate()
                    raw = await self._take()
                yield raw
            finally:
                if self._is_closed or raw.is_closed() or raw.is_in_transaction():
                    raw.terminate()
                else:
                    self._idle.append(raw)

    async def _take(self) -> Raw:
        if self._is_closed:
            raise asyncpg.InterfaceError("the database is closed")
        while self._idle:
            # The one that came back last: those that nobody needs stay behind.
            if not (raw := self._idle.pop()).is_closed():
                return raw
        return await self._make()

    def drop_idle(self) -> None:
        """Drop the connections that are not lent: the server that had them is gone."""
        while self._idle:
            self._idle.pop().terminate()

    async def close(self) -> None:
        """Close the connections; those that are lent, as they come back."""
        self._is_closed = True
        try:
            while self._idle:
                await close_quietly(self._idle.pop())
        finally:
            self.drop_idle()


async def _answers(raw: Raw) -> bool:
    """Return whether a connection still leads to its server."""
    try:
        await raw.execute("SELECT 1", timeout=ANSWER_TIMEOUT_S)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        return False
    return True


async def close_quietly(raw: Raw) -> None:
    """Close a connection, whatever state it is in."""
    try:
        await raw.close(timeout=2)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        raw.terminate()
    except BaseException:
        raw.terminate()
        raise
