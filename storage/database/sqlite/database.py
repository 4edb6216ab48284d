"""One SQLite database: one writer, a pool of readers, visible transactions."""

import asyncio
import os
import sqlite3
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    closing,
    suppress,
)
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from storage.database.batches import Batcher, End, TakeWorks, Work
from storage.database.connection import Connection
from storage.database.database import (
    CHECKPOINT_TRIES,
    Database,
    Lock,
    LockSet,
    OnNotice,
)
from storage.database.errors import StorageError
from storage.database.migrations import check_schema, migrate
from storage.database.sqlite.connection import ThreadedConnection
from storage.database.sqlite.errors import (
    foreign_database_error,
    open_error,
    query_error,
)
from storage.database.sqlite.file_lock import FileLock
from storage.database.sqlite.lock_set import LocalLocks
from storage.database.sqlite.owner_only import make_owner_only, narrow_to_owner
from storage.database.sqlite.schema_keeper import SqliteSchema
from storage.database.sqlite.transactions import run_in_one_transaction
from storage.database.time import utc_now

T = TypeVar("T")

BUSY_TIMEOUT_S = 10.0
"""How long a statement waits for another process's lock."""

BULK_CACHE_KB = 200_000
"""Memory in which a bulk writer changes pages; what does not fit is written twice."""

CHECKPOINT_RETRY_S = 0.05
"""How long a checkpoint waits for readers before it is tried again."""

READER_COUNT = 2
"""With more connections, look-ups are slower; with two, a slow search blocks none."""


class SqliteDatabase(Database):
    """The connections to one database file."""

    def __init__(
        self,
        path: Path,
        writer: ThreadedConnection,
        readers: Sequence[ThreadedConnection],
    ) -> None:
        self.address = self._path = path
        self._is_log_in_folder = False
        self._sync_lock = asyncio.Lock()
        self._syncs_wanted = self._syncs_done = 0
        self._writer = writer
        self._readers = readers
        self._idle_readers = deque(readers)
        # A semaphore wakes its waiters first come, first served; a queue of connections
        # was seen to starve waiters for seconds.
        self._reader_slots = asyncio.Semaphore(len(readers))
        self._writer_lock = asyncio.Lock()
        self._writes = Batcher(
            partial(_run_batch, self._acquire_writer, "BEGIN IMMEDIATE")
        )
        self._reads = Batcher(partial(_run_batch, self._acquire_reader, "BEGIN"))
        self._listeners: defaultdict[str, list[OnNotice]] = defaultdict(list)
        self._local_locks: set[str] = set()

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        bulk: bool = False,
        read_only: bool = False,
        copying: bool = False,
    ) -> Self:
        """Open (or create) the file and bring its schema up to date.

        Args:
            path: Where the file is.
            bulk: Whether to use much memory, so that much is written at once.
            read_only: Whether to create nothing and leave the schema as it is.
            copying: Whether another database is to be copied into it.

        Raises:
            StorageError: The path can't be used, or the file is not ours.
        """
        opened: list[ThreadedConnection] = []
        try:
            if not read_only:
                await asyncio.to_thread(_probe, path)
            for _ in range(1 + READER_COUNT):
                connect = partial(_connect, path, read_only=read_only)
                opened.append(await ThreadedConnection.open(connect))
            writer, *readers = opened
            if read_only:
                await check_schema(SqliteSchema(writer, path))
            else:
                await writer.execute("PRAGMA journal_mode = WAL")
                await migrate(SqliteSchema(writer, path), copying=copying)
            if bulk:
                await writer.execute(f"PRAGMA cache_size = -{BULK_CACHE_KB}")
            for reader in readers:
                await reader.execute("PRAGMA query_only = ON")
        except BaseException as error:
            for connection in opened:
                await connection.close()
            if isinstance(error, (OSError, sqlite3.Error)):
                raise open_error(error, path) from error
            raise
        return cls(path, writer, readers)

    async def close(self) -> None:
        """Close every connection; the last one checkpoints the write-ahead log."""
        await self._reads.close()
        await self._writes.close()
        for connection in (*self._readers, self._writer):
            await connection.close()

    def now(self) -> datetime:
        """Return the present time, aware."""
        return utc_now()

    async def ask_clock(self) -> timedelta:
        """Return nothing: the clock is this machine's."""
        return timedelta()

    async def checkpoint(self, tries: int = CHECKPOINT_TRIES) -> None:
        """Write the log back into the database file, so that no short write has to.

        Writers do not wait for it.

        Args:
            tries: How often to try while readers still need some of the log.

        Raises:
            StorageError: The file can't be written.
        """
        for _ in range(tries):
            with _TranslatedErrors("The log was not folded"):
                async with self._acquire_reader() as reader:
                    row = await reader.one("PRAGMA wal_checkpoint(PASSIVE)")
            if row is None or row["log"] == row["checkpointed"]:
                return
            await asyncio.sleep(CHECKPOINT_RETRY_S)

    async def write(self, work: Work[T], *, scope: str = "") -> T:  # noqa: ARG002 - one writer needs none
        """Run a short unit of work that writes, all of it or nothing.

        A loss of power may undo it until the next `sync`.

        Raises:
            StorageError: The disk is full, the file is locked or read-only.
        """
        with _NOTHING_SAVED:
            return await self._writes.run(work)

    async def sync(self) -> None:
        """Flush what was written so far to the disk, so that it outlives a loss of power.

        Other writes go on meanwhile; with `synchronous = FULL` they would wait. Those who
        come while the disk is at it share the next time, and but one thread.

        Raises:
            StorageError: The disk does not do it.
        """
        self._syncs_wanted += 1
        mine = self._syncs_wanted
        async with self._sync_lock:
            if self._syncs_done >= mine:
                return
            wanted = self._syncs_wanted
            await self._sync_once()
            self._syncs_done = wanted

    async def _sync_once(self) -> None:
        try:
            await asyncio.to_thread(self._sync_log)
        except OSError as error:
            raise StorageError(
                f"The disk does not keep what is written ({error.strerror}). See what "
                "the system says of it."
            ) from error

    def _sync_log(self) -> None:
        # A commit is in the log; where it is in the database already, SQLite has seen
        # to that before it wrote the log anew.
        sync_file(self._path.with_name(f"{self._path.name}-wal"))
        if not self._is_log_in_folder:
            sync_file(self._path.parent)
            self._is_log_in_folder = True

    async def read(self, work: Work[T]) -> T:
        """Run a short unit of work that sees one state of the data.

        Raises:
            StorageError: The file can't be read.
        """
        with _NOTHING_READ:
            return await self._reads.run(work)

    @asynccontextmanager
    async def transaction(
        self, *, temporary: bool = False
    ) -> AsyncIterator[Connection]:
        """Yield the writer for one long transaction, committed as a whole or not at all.

        Args:
            temporary: Whether only temporary tables are written: then other processes
                may write meanwhile.

        Raises:
            StorageError: The disk is full, the file is locked or read-only.
        """
        with _NOTHING_SAVED:
            async with self._acquire_writer() as writer:
                try:
                    await writer.execute("BEGIN" if temporary else "BEGIN IMMEDIATE")
                    yield writer
                    await writer.execute("COMMIT")
                except BaseException:
                    # Statements of one connection run in the order they were given,
                    # so this undoes even a BEGIN whose waiter was cancelled.
                    with suppress(sqlite3.Error):
                        await writer.execute("ROLLBACK")
                    raise

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """Yield a reader that sees one state of the data, whatever is written meanwhile.

        Raises:
            StorageError: The file can't be read.
        """
        with _NOTHING_READ:
            async with self._acquire_reader() as reader:
                try:
                    await reader.execute("BEGIN")
                    yield reader
                finally:
                    with suppress(sqlite3.Error):
                        await reader.execute("ROLLBACK")

    async def try_lock(
        self,
        name: str,
        *,
        ends_in_silence: bool = False,  # noqa: ARG002 - no system takes a file's lock then
    ) -> Lock | None:
        """Return the lock of a file beside the database, or None if another has it.

        Raises:
            StorageError: The file can't be made.
        """
        place = self._path.with_name(f"{self._path.name}.{name}.lock")
        return await asyncio.to_thread(FileLock.try_lock, place)

    async def open_locks(self) -> LockSet:
        """Return locks of this process, which has the chats to itself."""
        return LocalLocks(self._local_locks)

    async def notify(self, channel: str, payload: str = "") -> None:
        """Notify the listeners in this process."""
        loop = asyncio.get_running_loop()
        for callback in self._listeners[channel]:
            loop.call_soon(callback, payload)

    @asynccontextmanager
    async def listen(self, channel: str, callback: OnNotice) -> AsyncIterator[None]:
        """Call back with each notice of this process, after an empty one."""
        self._listeners[channel].append(callback)
        try:
            asyncio.get_running_loop().call_soon(callback, "")
            yield
        finally:
            self._listeners[channel].remove(callback)

    @asynccontextmanager
    async def _acquire_writer(self) -> AsyncIterator[ThreadedConnection]:
        async with self._writer_lock:
            yield self._writer

    @asynccontextmanager
    async def _acquire_reader(self) -> AsyncIterator[ThreadedConnection]:
        async with self._reader_slots:
            reader = self._idle_readers.popleft()
            try:
                yield reader
            finally:
                self._idle_readers.append(reader)


async def _run_batch(
    acquire: Callable[[], AbstractAsyncContextManager[ThreadedConnection]],
    begin: str,
    take: TakeWorks,
) -> Sequence[End]:
    """Run a batch on the thread of a connection that is in no transaction."""
    async with acquire() as connection:
        works = take()
        if not works:
            return ()
        return await connection.run(partial(run_in_one_transaction, begin, works))


class _TranslatedErrors:
    """A context in which errors of the engine become ours.

    Args:
        outcome: What is told to have come of it.
    """

    def __init__(self, outcome: str) -> None:
        self._outcome = outcome

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Raise our error in place of the engine's."""
        # Other classes are bugs in Rostra: a duplicate, a bad parameter.
        if isinstance(error, sqlite3.DatabaseError) and kind in {
            sqlite3.OperationalError,
            sqlite3.DatabaseError,
        }:
            raise query_error(error, self._outcome) from error


_NOTHING_SAVED = _TranslatedErrors("Nothing was saved")
_NOTHING_READ = _TranslatedErrors("Nothing was read")


def sync_file(path: Path) -> None:
    """Return when the disk has all of a file, or of a folder's names."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _probe(path: Path) -> None:
    """Create the file and its folder, and raise where it can't be used."""
    make_owner_only(path)
    with closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_S)) as connection:
        # One statement: another process may be making the database just now.
        version, tables, ours = connection.execute(
            """
            SELECT user_version,
                (SELECT COUNT(*) FROM sqlite_master),
                (SELECT COUNT(*) FROM sqlite_master WHERE name IN ('chats', 'comments'))
            FROM pragma_user_version
            """
        ).fetchone()
    # Other programs number their schemas, too: nothing of theirs may be changed, neither
    # what is in the file nor who may read it.
    if tables and not (version and ours):
        raise foreign_database_error(path)
    narrow_to_owner(path)


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_S,
    )
    try:
        connection.row_factory = sqlite3.Row
        # With a write-ahead log this can lose the last commits to a power cut, never to a
        # kill, and never the file; a commit costs 11 µs instead of 170 and more. What
        # must not be lost waits for `sync`.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection
