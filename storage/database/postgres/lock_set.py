"""Many advisory locks of one connection, which frees them when it ends."""

import asyncio
import logging
import time
from collections.abc import Collection, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from storage.database.database import LockSet
from storage.database.postgres.connection import Raw, close_quietly
from storage.database.postgres.errors import is_translated, query_error
from storage.database.postgres.notices import (
    HEARTBEAT_S,
    HEARTBEAT_TIMEOUT_S,
    end_when_silent,
)
from storage.database.postgres.transactions import UNNESTED_KEYS, lock_key

MAX_SILENCE_S = 8.0
"""Seconds since the server was heard of, after which nobody relies on a lock any more.

Longer than a heartbeat takes, and shorter than the server waits.
"""

_TRY = """
    SELECT name FROM UNNEST($1::TEXT[], $2::TEXT[]) AS asked (name, key)
    WHERE pg_try_advisory_lock(key::BIGINT)
    """
_UNLOCK = f"SELECT pg_advisory_unlock(key) FROM {UNNESTED_KEYS}"  # noqa: S608 - a constant
_BEAT = "SELECT pg_backend_pid()"

T = TypeVar("T")
log = logging.getLogger(__name__)


class SessionLockSet(LockSet):
    """Advisory locks of a connection of their own; use `open`.

    It asks the server every two seconds whether it is still there. Where the network is
    cut, we know so before the server frees the locks (`SERVER_KEEPALIVE`).

    Args:
        raw: The connection.
        schema: Where the tables are.
        backend: The server's process at the other end.
    """

    def __init__(self, raw: Raw, schema: str, backend: int) -> None:
        self._raw = raw
        self._backend = backend
        self._heard_at = time.monotonic()
        self._schema = schema
        self._held: set[str] = set()
        self._lost = asyncio.Event()
        self._turn = asyncio.Lock()  # a connection does one thing at a time
        raw.add_termination_listener(self._on_end)
        if raw.is_closed():
            self._lost.set()
        self._watch = asyncio.create_task(self._watch_connection())

    @classmethod
    async def open(cls, raw: Raw, schema: str) -> "SessionLockSet":
        """Return a set of locks, none of them held yet.

        Raises:
            Exception: The connection was lost.
        """
        await end_when_silent(raw)
        return cls(raw, schema, await raw.fetchval(_BEAT))

    def _on_end(self, _raw: object) -> None:
        self._lost.set()

    async def _watch_connection(self) -> None:
        try:
            with suppress(Exception):  # whichever it is, the connection is no use
                while await self._is_same_backend():  # noqa: ASYNC110 - it is a heartbeat
                    await asyncio.sleep(HEARTBEAT_S)
        finally:
            self._end()

    async def _is_same_backend(self) -> bool:
        async with self._turn:
            backend = await self._raw.fetchval(_BEAT, timeout=HEARTBEAT_TIMEOUT_S)
        self._heard_at = time.monotonic()
        if backend == self._backend:
            return True
        log.error(
            "a pooler between us and the database's server changes connections, so that "
            "no lock can be held: connect to the server, or pool sessions"
        )
        return False

    def _end(self) -> None:
        self._lost.set()
        self._raw.terminate()

    @property
    def is_held(self) -> bool:
        """Return whether the connection was alive a moment ago."""
        is_fresh = time.monotonic() - self._heard_at < MAX_SILENCE_S
        return is_fresh and not self._lost.is_set()

    async def wait_lost(self) -> None:
        """Return once the connection has ended."""
        await self._lost.wait()

    async def try_lock(self, names: Collection[str]) -> frozenset[str]:
        """Take those locks that nobody else holds.

        Raises:
            StorageError: The connection was lost, and all locks with it.
        """
        return await _finished(self._try_lock(names))

    async def _try_lock(self, names: Collection[str]) -> frozenset[str]:
        async with self._turn:
            wanted = [name for name in names if name not in self._held]
            if wanted:
                keys = [self._key(name) for name in wanted]
                rows = await self._ask(_TRY, wanted, keys)
                self._held |= {row["name"] for row in rows}
            return frozenset(names) & self._held

    async def unlock(self, names: Collection[str]) -> None:
        """Release locks.

        Raises:
            StorageError: The connection was lost, and all locks with it.
        """
        await _finished(self._unlock(names))

    async def _unlock(self, names: Collection[str]) -> None:
        async with self._turn:
            ours = self._held & {*names}
            if ours:
                keys = [self._key(name) for name in ours]
                await self._ask(_UNLOCK, keys)
                self._held -= ours

    def _key(self, name: str) -> str:
        return str(lock_key(self._schema, "lock", name))

    async def _ask(self, sql: str, *values: object) -> list[dict[str, str]]:
        try:
            rows = await self._raw.fetch(sql, *values, timeout=HEARTBEAT_TIMEOUT_S)
            return [dict(row) for row in rows]
        except Exception as error:
            self._end()
            if not is_translated(error):
                raise
            raise query_error(error, "No lock was taken") from error

    async def close(self) -> None:
        """Release all locks, and end the session."""
        self._watch.cancel()
        await asyncio.wait([self._watch])
        await close_quietly(self._raw)


async def _finished(work: Coroutine[Any, Any, T]) -> T:
    """Finish a short work even if its caller is cancelled, so that it is known what is held."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
