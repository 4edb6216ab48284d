"""Notices from other processes, and locks that say who does what only one may do."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from storage.database.database import Lock, OnNotice
from storage.database.postgres.connection import Raw, close_quietly
from storage.database.postgres.errors import is_translated

log = logging.getLogger(__name__)

HEARTBEAT_S = 2.0
HEARTBEAT_TIMEOUT_S = 4.0
"""A server that is gone is known to be so within both together."""

RECONNECT_S = 1.0

SERVER_KEEPALIVE = (
    "SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2; "
    "SET tcp_keepalives_count = 3"
)
"""Has the server notice within ten seconds that our machine is gone, and free the lock."""


FROZEN_MS = 12_000
"""Milliseconds after which the server takes the locks of a process that says nothing.

The system of a process that hangs, or was stopped, goes on answering for its connection.
"""


async def end_when_silent(raw: Raw) -> None:
    """Have the server end a session whose process or machine says nothing any more."""
    await raw.execute(f"{SERVER_KEEPALIVE}; SET idle_session_timeout = {FROZEN_MS}")


async def _beat(raw: Raw) -> None:
    """Return once a connection does not lead to its server any more."""
    with suppress(Exception):  # whichever it is, the connection is no use
        while True:
            await asyncio.sleep(HEARTBEAT_S)
            await raw.execute("SELECT 1", timeout=HEARTBEAT_TIMEOUT_S)


class SessionLock(Lock):
    """An advisory lock of a connection of its own, which frees it when it ends.

    Args:
        raw: The connection, which has the lock.
    """

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._lost = asyncio.Event()
        raw.add_termination_listener(self._on_end)
        if raw.is_closed():
            self._lost.set()
        self._watch = asyncio.create_task(self._watch_connection())

    def _on_end(self, _raw: object) -> None:
        self._lost.set()

    async def _watch_connection(self) -> None:
        try:
            await _beat(self._raw)
        finally:
            self._lost.set()
            self._raw.terminate()

    @property
    def is_held(self) -> bool:
        """Return whether the connection was alive when it was heard of last."""
        return not self._lost.is_set()

    async def wait_lost(self) -> None:
        """Return once the connection has ended."""
        await self._lost.wait()

    async def release(self) -> None:
        """End the connection."""
        self._lost.set()
        self._watch.cancel()
        await asyncio.wait([self._watch])
        await close_quietly(self._raw)


@asynccontextmanager
async def listening(
    make: Callable[[], Awaitable[Raw]], channel: str, callback: OnNotice
) -> AsyncIterator[None]:
    """Call back with each notice of a channel; connect anew whenever that is needed.

    Args:
        make: Makes a connection.
        channel: A name of lowercase letters, digits and ``_``.
        callback: Called with an empty payload each time the connection was made.
    """
    task = asyncio.create_task(_listen(make, channel, callback))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _listen(
    make: Callable[[], Awaitable[Raw]], channel: str, callback: OnNotice
) -> None:
    def on_notice(
        _raw: object, _pid: object, _channel: object, payload: object
    ) -> None:
        _call(callback, str(payload))

    while True:
        try:
            raw = await make()
        except Exception as error:
            if not is_translated(error):
                raise
            log.warning("notices of other processes are not heard: %s", error)
            await asyncio.sleep(RECONNECT_S)
            continue
        try:
            await raw.add_listener(channel, on_notice)
            _call(callback, "")
            await _beat(raw)
        except Exception as error:
            if not is_translated(error):
                raise
        finally:
            raw.terminate()
        log.warning("the server of the database was lost; listening anew")
        await asyncio.sleep(RECONNECT_S)


def _call(callback: OnNotice, payload: str) -> None:
    try:
        callback(payload)
    except Exception:
        log.exception("a notice from another process was not taken in")
