"""SQLite through aiosqlite: one writer, a pool of readers, visible transactions.

The one file that knows which engine it is: pragmas, error classes and the version
of the schema are dealt with here, so that the SQL elsewhere stays portable.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import (
    AsyncIterator,
    Callable,
    Coroutine,
    Iterable,
    Mapping,
)
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.errors import StorageError
from storage.schema import MIGRATIONS

Row = sqlite3.Row
Params = Mapping[str, Any]
T = TypeVar("T")

BUSY_TIMEOUT_S = 10.0
READERS = 2  # more connections slow point look-ups; two keep a slow search apart


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


class Direct(Connection):
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


class Database:
    """Hold the connections to one database file."""

    def __init__(
        self, writer: aiosqlite.Connection, readers: list[aiosqlite.Connection]
    ) -> None:
        self._writer = Connection(writer)
        self._raw = [writer, *readers]
        self._idle = deque(Connection(reader) for reader in readers)
        # Semaphores wake their waiters first come, first served; a queue that
        # lends connections was seen to starve waiters for seconds.
        self._free = asyncio.Semaphore(len(readers))
        self._lock = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """Open (or create) the file and bring its schema up to date.

        Raises:
            StorageError: The path can't be used, or the file is not ours.
        """
        opened: list[aiosqlite.Connection] = []
        try:
            await asyncio.to_thread(_probe, path)
            for _ in range(1 + READERS):
                opened.append(await _connect(path))  # noqa: PERF401 - the ones before a failure must be closed
            writer, *readers = opened
            await writer.execute("PRAGMA journal_mode = WAL")
            await _migrate(Connection(writer))
            for reader in readers:
                await reader.execute("PRAGMA query_only = ON")
        except BaseException as error:
            for connection in opened:
                await connection.close()
            if isinstance(error, (OSError, sqlite3.Error)):
                raise StorageError(
                    f"The database {path} can't be opened ({error}). Name a file in "
                    "a folder that Rostra may write to in ROSTRA_DATABASE."
                ) from error
            raise
        return cls(writer, readers)

    async def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log away."""
        for connection in reversed(self._raw):
            await connection.close()

    async def read(self, work: Callable[[Connection], Coroutine[Any, Any, T]]) -> T:
        """Run a short work, which sees one state of the data, in one go.

        Args:
            work: Awaits nothing but the connection that it is lent.

        Raises:
            StorageError: The file can't be read.
        """
        async with self._free:
            reader = self._idle.popleft()
            try:
                return await reader.on_thread(lambda raw: _in_one_go(raw, work))
            except sqlite3.OperationalError as error:
                raise StorageError(
                    f"Nothing was read: the database answered “{error}”."
                ) from error
            finally:
                self._idle.append(reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Lend the writer for one transaction: all of it is kept, or nothing.

        Raises:
            StorageError: The disk is full, the file is locked or read-only.
        """
        async with self._lock:
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                await self._writer.execute("COMMIT")
            except BaseException as error:
                # Statements of one connection run in the order they were given,
                # so this undoes even a BEGIN whose waiter was cancelled.
                with suppress(sqlite3.Error):
                    await self._writer.execute("ROLLBACK")
                if isinstance(error, sqlite3.OperationalError):
                    raise StorageError(
                        f"Nothing was saved: the database answered “{error}”."
                    ) from error
                raise

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """Lend a reader that sees one state of the data, whatever is written meanwhile.

        Raises:
            StorageError: The file can't be read.
        """
        async with self._free:
            reader = self._idle.popleft()
            try:
                await reader.execute("BEGIN")
                yield reader
            except sqlite3.OperationalError as error:
                raise StorageError(
                    f"Nothing was read: the database answered “{error}”."
                ) from error
            finally:
                self._idle.append(reader)
                with suppress(sqlite3.Error):
                    await reader.execute("ROLLBACK")


def _in_one_go(
    raw: sqlite3.Connection, work: Callable[[Connection], Coroutine[Any, Any, T]]
) -> T:
    raw.execute("BEGIN")
    try:
        work(Direct(raw)).send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        raw.execute("ROLLBACK")
    raise RuntimeError("a work may await nothing but its connection")


def _probe(path: Path) -> None:
    """Fail in the open where the path can't be used; a driver's thread fails late."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as connection:
        connection.execute("PRAGMA schema_version").fetchone()


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(
        path, isolation_level=None, timeout=BUSY_TIMEOUT_S
    )
    connection.row_factory = sqlite3.Row
    # With a write-ahead log NORMAL can lose the last commits to a power cut, never
    # to a kill, and never the file; a commit costs 11 µs instead of 170.
    try:
        await connection.execute("PRAGMA synchronous = NORMAL")
        await connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        await connection.close()  # or its thread would keep the process alive
        raise
    return connection


async def _migrate(connection: Connection) -> None:
    """Bring the schema to the newest version, a transaction a step."""
    version = int(await connection.value("PRAGMA user_version"))
    if version > len(MIGRATIONS):
        raise StorageError(
            f"The database is of version {version}, written by a newer Rostra; this "
            f"one knows versions up to {len(MIGRATIONS)}. Update Rostra."
        )
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
