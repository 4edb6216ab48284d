"""One database on a PostgreSQL server, which several processes may share."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Self, TypeVar

from storage.database.address import PostgresAddress
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
from storage.database.lock_holders import LockReport, new_process_name
from storage.database.postgres.clock import ServerClock
from storage.database.postgres.connection import (
    Pool,
    PostgresConnection,
    Raw,
    close_quietly,
    connect,
)
from storage.database.postgres.errors import (
    CONNECTION_ERRORS,
    OPENING_ERRORS,
    is_translated,
    open_error,
    query_error,
    unknown_outcome_error,
)
from storage.database.postgres.lock_set import SessionLockSet
from storage.database.postgres.notices import (
    SERVER_KEEPALIVE,
    SessionLock,
    end_when_silent,
    listening,
)
from storage.database.postgres.retries import retrying
from storage.database.postgres.server_check import check_server
from storage.database.postgres.transactions import (
    READ,
    WRITE,
    Commit,
    ScopedWork,
    lock_key,
    lock_scopes,
    run_works,
    run_works_apart,
    was_committed,
)
from storage.database.postgres.users import report_locks

T = TypeVar("T")

READER_COUNT = 4
"""Connections of a process that read; two write, and one is for long transactions."""

STATUS_TRIES = 50
STATUS_RETRY_S = 0.1
"""A server that has lost us may still be at our commit."""

_NOTHING_SAVED = "Nothing was saved"
_NOTHING_READ = "Nothing was read"


class PostgresDatabase(Database):
    """The connections of a process to one database on a server.

    What is committed is on the server's disk (`synchronous_commit = on`); works that come
    at once share a commit.

    Args:
        address: Where it is.
        schema: Where its tables are.
        clock: The server's.
        process: By which the server knows whose connections they are.
        reader: The first connection that reads.
        read_only: Whether nothing may be written.
    """

    is_on_server = True
    keeps_nul = False

    def __init__(
        self,
        address: PostgresAddress,
        schema: str,
        clock: ServerClock,
        *,
        process: str,
        reader: Raw,
        read_only: bool = False,
    ) -> None:
        self.address = address
        self._clock = clock
        self._schema = schema
        self.process = process
        make = partial(connect, address, read_only=read_only, process=process)
        self._make = make
        self._readers = Pool(make, READER_COUNT, first=reader)
        # One each: works that wait for it come together in larger batches.
        self._writers = Pool(make, 1)
        self._scoped_writers = Pool(make, 1)
        # No limit to the time of a statement: a load writes all of a library.
        self._long = Pool(partial(make, command_timeout=None), 1)
        self._writes = Batcher(partial(self._write_batch, self._writers))
        self._scoped_writes = Batcher(partial(self._write_batch, self._scoped_writers))
        self._reads = Batcher(self._read_batch)

    @classmethod
    async def open(
        cls, address: PostgresAddress, *, read_only: bool = False, copying: bool = False
    ) -> Self:
        """Connect, and make the tables or bring their schema up to date.

        Args:
            address: Where it is.
            read_only: Whether to create nothing and leave the schema as it is.
            copying: Whether another database is to be copied into it.

        Raises:
            StorageError: It can't be used, or is not ours.
        """
        clock = ServerClock()
        process = new_process_name()
        try:
            reader = await connect(address, read_only=read_only, process=process)
            try:
                schema = await check_server(
                    reader, clock, address, read_only=read_only, copying=copying
                )
            except BaseException:
                await close_quietly(reader)
                raise
        except StorageError:
            raise
        except Exception as error:
            if isinstance(error, OPENING_ERRORS) or is_translated(error):
                raise open_error(error, address) from error
            raise
        return cls(
            address,
            schema,
            clock,
            process=process,
            reader=reader,
            read_only=read_only,
        )

    async def close(self) -> None:
        """Finish what is under way and close every connection."""
        for batcher in (self._reads, self._writes, self._scoped_writes):
            await batcher.close()
        for pool in (
            self._readers,
            self._writers,
            self._scoped_writers,
            self._long,
        ):
            await pool.close()

    def now(self) -> datetime:
        """Return the server's time, aware."""
        return self._clock.now()

    async def ask_clock(self) -> timedelta:
        """Ask the server for its time; return how far this machine's is ahead of it.

        Raises:
            StorageError: The server can't be reached.
        """

        async def attempt() -> timedelta:
            async with self._readers.acquire() as raw:
                return await self._clock.ask(raw)

        return await retrying(attempt, _NOTHING_READ, self._readers.drop_idle)

    async def checkpoint(self, tries: int = CHECKPOINT_TRIES) -> None:
        """Do nothing: the server sees to its log."""

    async def sync(self) -> None:
        """Do nothing: what is committed is on the server's disk."""

    async def write(self, work: Work[T], *, scope: str = "") -> T:
        """Run a short unit of work that writes, all of it or nothing.

        Raises:
            StorageError: The server can't be reached, or has no room.
        """
        if scope:
            return await self._scoped_writes.run(ScopedWork(work, scope))
        return await self._writes.run(work)

    async def read(self, work: Work[T]) -> T:
        """Run a short unit of work that sees one state of the data.

        Raises:
            StorageError: The server can't be reached.
        """
        return await self._reads.run(work)

    @asynccontextmanager
    async def transaction(
        self, *, temporary: bool = False
    ) -> AsyncIterator[Connection]:
        """Yield the writer for one long transaction, committed as a whole or not at all.

        Raises:
            StorageError: The server was lost, or has no room.
        """
        commit = Commit()
        try:
            async with self._long.acquire(checked=True) as raw:
                await raw.execute(WRITE)
                try:
                    if not temporary:
                        await lock_scopes(raw, self._schema, {""}, commit)
                    yield PostgresConnection(raw)
                    commit.ends = []
                    await raw.execute("COMMIT")
                except BaseException:
                    await _roll_back(raw)
                    raise
        except Exception as error:
            if not is_translated(error):
                raise
            asked = isinstance(error, CONNECTION_ERRORS) and commit.ends is not None
            if asked and not temporary and await self._ask(commit, error):
                return
            raise query_error(error, _NOTHING_SAVED) from error

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        """Yield a reader that sees one state of the data, whatever is written meanwhile.

        Raises:
            StorageError: The server can't be reached.
        """
        try:
            async with self._readers.acquire(checked=True) as raw:
                await raw.execute(READ)
                try:
                    yield PostgresConnection(raw)
                finally:
                    await _roll_back(raw)
        except Exception as error:
            if not is_translated(error):
                raise
            raise query_error(error, _NOTHING_READ) from error

    async def try_lock(
        self, name: str, *, ends_in_silence: bool = False
    ) -> Lock | None:
        """Return an advisory lock of a connection of its own, or None.

        Raises:
            StorageError: The server can't be reached.
        """
        key = lock_key(self._schema, "lock", name)

        async def attempt() -> Lock | None:
            raw = await self._make()
            try:
                if ends_in_silence:
                    await end_when_silent(raw)
                else:
                    await raw.execute(SERVER_KEEPALIVE)
                if await raw.fetchval("SELECT pg_try_advisory_lock($1)", key):
                    return SessionLock(raw)
            except BaseException:
                await close_quietly(raw)
                raise
            await close_quietly(raw)
            return None

        outcome = f"The lock “{name}” was not taken"
        return await retrying(attempt, outcome, self._readers.drop_idle)

    async def report_locks(self, names: Collection[str]) -> LockReport:
        """Return who holds locks, and since when the server runs.

        Raises:
            StorageError: The server can't be reached.
        """

        async def attempt() -> LockReport:
            async with self._readers.acquire() as raw:
                return await report_locks(raw, self._schema, names)

        return await retrying(attempt, _NOTHING_READ, self._readers.drop_idle)

    async def open_locks(self) -> LockSet:
        """Return a new session for many locks.

        Raises:
            StorageError: The server can't be reached.
        """
        raw = None
        try:
            raw = await self._make()
            locks, raw = await SessionLockSet.open(raw, self._schema), None
        except Exception as error:
            if not is_translated(error):
                raise
            raise query_error(error, "No lock was taken") from error
        finally:
            if raw is not None:
                await close_quietly(raw)
        return locks

    async def notify(self, channel: str, payload: str = "") -> None:
        """Notify all listeners, in whichever process.

        Raises:
            StorageError: The server can't be reached.
        """

        async def notify(writer: Connection) -> None:
            await writer.all(
                "SELECT pg_notify(:channel, :payload)",
                {"channel": self._channel(channel), "payload": payload},
            )

        # It touches no rows, so it keeps nobody out.
        await self.write(notify, scope="notice")

    def listen(
        self, channel: str, callback: OnNotice
    ) -> AbstractAsyncContextManager[None]:
        """Call back with the payload of each notice, on a connection of its own."""
        return listening(self._make, self._channel(channel), callback)

    def _channel(self, name: str) -> str:
        """Return the server's name for a channel: its databases hold several schemas."""
        return f"{self._schema}_{name}"[:63]

    async def _read_batch(self, take: TakeWorks) -> Sequence[End]:
        works: Sequence[Work[Any]] = ()

        async def attempt() -> Sequence[End]:
            nonlocal works
            async with self._readers.acquire() as raw:
                works = works or take()
                if not works:
                    return ()
                await raw.execute(READ)
                try:
                    ends = await run_works(raw, works)
                    if ends is None:
                        await raw.execute("ROLLBACK")
                        await raw.execute(READ)
                        ends = await run_works_apart(raw, works)
                finally:
                    await _roll_back(raw)
                return ends

        return await retrying(attempt, _NOTHING_READ, self._readers.drop_idle)

    async def _write_batch(self, pool: Pool, take: TakeWorks) -> Sequence[End]:
        works: Sequence[Work[Any]] = ()

        async def attempt() -> Sequence[End]:
            nonlocal works
            commit = Commit()
            try:
                async with pool.acquire() as raw:
                    works = works or take()
                    return await self._write_works(raw, works, commit) if works else ()
            except CONNECTION_ERRORS as error:
                if commit.ends is None or not await self._ask(commit, error):
                    raise
                return commit.ends

        return await retrying(attempt, _NOTHING_SAVED, pool.drop_idle)

    async def _write_works(
        self, raw: Raw, works: Sequence[Work[Any]], commit: Commit
    ) -> Sequence[End]:
        """Run works in one transaction; those that fail are undone alone."""
        scopes = {each.scope if isinstance(each, ScopedWork) else "" for each in works}
        try:
            await raw.execute(WRITE)
            await lock_scopes(raw, self._schema, scopes, commit)
            ends = await run_works(raw, works)
            if ends is None:
                # Hardly any fails, and a savepoint for each would be two more trips.
                await raw.execute("ROLLBACK")
                await raw.execute(WRITE)
                await lock_scopes(raw, self._schema, scopes, commit)
                ends = await run_works_apart(raw, works)
            commit.ends = ends
            await raw.execute("COMMIT")
        except BaseException:
            await _roll_back(raw)
            raise
        return ends

    async def _ask(self, commit: Commit, error: BaseException) -> bool:
        """Return whether a commit came about whose answer was lost.

        Raises:
            StorageError: Nobody can tell.
        """

        async def attempt() -> bool | None:
            async with self._readers.acquire() as raw:
                return await was_committed(raw, commit)

        self._readers.drop_idle()
        for _ in range(STATUS_TRIES):
            try:
                known = await retrying(attempt, "", self._readers.drop_idle)
            except StorageError:
                break
            if known is not None:
                return known
            await asyncio.sleep(STATUS_RETRY_S)
        raise unknown_outcome_error(error) from error


async def _roll_back(raw: Raw) -> None:
    """End a transaction, or the connection if that fails."""
    if not raw.is_in_transaction():
        return
    try:
        await raw.execute("ROLLBACK")
    except BaseException as error:
        raw.terminate()
        if not is_translated(error):
            raise
