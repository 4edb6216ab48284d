"""Statements on a connection: awaited one by one, or run in one go on its thread."""

import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import aiosqlite

Row = sqlite3.Row
Params = Mapping[str, Any]

T = TypeVar("T")


class Connection:
    """Run statements with named parameters on one connection."""

    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw

    async def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return the number of rows it changed."""
        async with self._raw.execute(sql, params or {}) as cursor:
            return cursor.rowcount

    async def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement once a row of parameters."""
        async with self._raw.executemany(sql, rows):
            pass

    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row."""
        return list(await self._raw.execute_fetchall(sql, params or {}))

    async def one(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row, or None."""
        rows = await self.all(sql, params)
        return rows[0] if rows else None

    async def value(self, sql: str, params: Params | None = None) -> Any:  # noqa: ANN401 - a column may be of any type
        """Return the first column of the first row, or None."""
        row = await self.one(sql, params)
        return row[0] if row else None

    async def on_thread(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """Let `act` have the connection on the thread that owns it."""
        # aiosqlite has no public name for it.
        raw = self._raw
        return await raw._execute(lambda: act(raw._conn))  # type: ignore[no-any-return, no-untyped-call]  # noqa: SLF001


class DirectConnection(Connection):
    """Run statements at once; for use on the thread that owns the connection."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._direct = raw

    async def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return the number of rows it changed."""
        return self._direct.execute(sql, params or {}).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement once a row of parameters."""
        self._direct.executemany(sql, rows)

    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row."""
        return self._direct.execute(sql, params or {}).fetchall()


def run_synchronously(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never has to wait, and return its result.

    Raises:
        RuntimeError: It waits for something.
    """
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    work.close()
    raise RuntimeError("a work may await nothing but its connection")


def in_clause(prefix: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return ``(:p0, :p1, …)`` for an SQL IN clause, and its parameters."""
    params = {f"{prefix}{i}": v for i, v in enumerate(values)}
    return "(" + ", ".join(f":{name}" for name in params) + ")", params
