"""Duties: what only one of the processes does at a time that share a database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from storage.database.database import Database, LockSet
from storage.database.errors import StorageError

RETRY_S = 1.0
"""Seconds after which it is looked again whether another process has let go."""

log = logging.getLogger(__name__)


class Duty:
    """What this process does, and no other one as long as it has the duty.

    Args:
        name: Of what it is.
        locks: The session that holds its lock.
    """

    def __init__(self, name: str, locks: LockSet) -> None:
        self._name = name
        self._locks = locks

    async def wait_lost(self) -> None:
        """Return once the server was lost, and with it the duty."""
        await self._locks.wait_lost()

    async def release(self) -> None:
        """Release it; harmless if it is lost."""
        try:
            await self._locks.unlock([self._name])
        except StorageError as error:
            log.debug("the duty %s is lost already: %s", self._name, error)


class Duties:
    """The duties and locks that this process has on a shared database, in one session.

    A session that is lost is made anew; what it held is anybody's then.

    Args:
        database: Where the locks are.
        wait: Waits for so many seconds.
    """

    def __init__(
        self,
        database: Database,
        wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._wait = wait
        self._locks: LockSet | None = None
        self._opening = asyncio.Lock()

    @property
    def are_shared(self) -> bool:
        """Return whether other processes may have them."""
        return self._database.is_on_server

    async def session(self) -> LockSet:
        """Return the session of this process, which lives as far as is known.

        Raises:
            StorageError: The database can't be reached.
        """
        async with self._opening:
            if self._locks is None or not self._locks.is_held:
                before, self._locks = self._locks, None
                if before is not None:
                    await before.close()
                self._locks = await self._database.open_locks()
            return self._locks

    async def take(self, name: str, on_wait: Callable[[], None]) -> Duty:
        """Wait until no other process has a duty; take it within a second or two of that.

        Args:
            name: Of what only one process may do; letters, digits, ``.``, ``_``, ``-``.
            on_wait: Called once if another process has it.
        """
        waits = False
        while True:
            try:
                locks = await self.session()
                if await locks.try_lock([name]):
                    return Duty(name, locks)
            except StorageError as error:
                log.warning("who has the duty %s can't be told: %s", name, error)
            else:
                if not waits:
                    on_wait()
                waits = True
            await self._wait(RETRY_S)

    async def close(self) -> None:
        """Release all duties."""
        if self._locks is not None:
            await self._locks.close()
