"""Connections to a file: on a thread of its own, or on the thread that asks."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Self, TypeVar

from storage.database.connection import Connection, Params, Row

T = TypeVar("T")

_Calls = SimpleQueue[Callable[[], None] | None]
"""What a thread is to call, in order; None ends the thread."""


REFERENCING_TABLES = """
    SELECT DISTINCT tables.name AS name
    FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.type = 'table' AND keys."table" = :table AND keys."from" = :column
    ORDER BY tables.name
    """


class SqliteConnection(Connection):
    """What connections have in common, whichever thread they are on."""

    async def referencing_tables(self, table: str, column: str) -> Sequence[str]:
        """Return the tables of which a column refers to a table, by name."""
        rows = await self.all(REFERENCING_TABLES, {"table": table, "column": column})
        return [str(row["name"]) for row in rows]

    async def has_table(self, name: str) -> bool:
        """Return whether there is a table of a name."""
        found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name"
        return bool(await self.all(found, {"name": name}))

    async def catch_up(self) -> None:
        """Do nothing: the next id is one more than the highest."""


class ThreadedConnection(SqliteConnection):
    """A connection with its own thread, which runs its statements in order.

    The event loop is free meanwhile. What was begun is finished, also when whoever
    waits for it is cancelled.
    """

    def __init__(self, raw: sqlite3.Connection, calls: _Calls) -> None:
        self._raw = raw
        self._calls = calls
        self._closed = False

    @classmethod
    async def open(cls, connect: Callable[[], sqlite3.Connection]) -> Self:
        """Start a thread and connect on it."""
        calls: _Calls = SimpleQueue()
        Thread(target=_serve, args=(calls,), name="database", daemon=True).start()
        try:
            return cls(await _call(calls, connect), calls)
        except BaseException:
            calls.put(None)
            raise

    async def close(self) -> None:
        """Close the connection and end its thread."""
        await self.run(sqlite3.Connection.close)
        self._closed = True
        self._calls.put(None)

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Call a function with the connection, on its thread, and return the result."""
        if self._closed:
            raise sqlite3.ProgrammingError("the connection is closed")
        return await _call(self._calls, partial(function, self._raw))

    async def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return the number of rows it changed."""
        return await self.run(lambda raw: raw.execute(sql, params or {}).rowcount)

    async def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement once a row of parameters."""
        await self.run(lambda raw: raw.executemany(sql, rows))

    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row."""
        return await self.run(lambda raw: raw.execute(sql, params or {}).fetchall())


class DirectConnection(SqliteConnection):
    """A connection for use on the thread that owns it: no coroutine ever waits."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    async def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return the number of rows it changed."""
        return self._raw.execute(sql, params or {}).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement once a row of parameters."""
        self._raw.executemany(sql, rows)

    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row."""
        return self._raw.execute(sql, params or {}).fetchall()

    async def one(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row, or None."""
        row: Row | None = self._raw.execute(sql, params or {}).fetchone()
        return row


def _serve(calls: _Calls) -> None:
    while call := calls.get():
        call()
        del call  # or its result would be kept until the next one


async def _call(calls: _Calls, function: Callable[[], T]) -> T:
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def call() -> None:
        try:
            result = function()
        except BaseException as error:  # noqa: BLE001 - it is raised where it is awaited
            done = partial(_settle, future, future.set_exception, error)
        else:
            done = partial(_settle, future, future.set_result, result)
        with suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(done)

    calls.put(call)
    return await future


def _settle(
    future: asyncio.Future[Any], settle: Callable[[Any], None], outcome: object
) -> None:
    if not future.done():  # the caller may have been cancelled
        settle(outcome)


def run_synchronously(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never has to wait, and return its result.

    Raises:
        RuntimeError: It waits for something.
    """
    try:
        coroutine.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    coroutine.close()
    raise RuntimeError("a work may await nothing but its connection")
