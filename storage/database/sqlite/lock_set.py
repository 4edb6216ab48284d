"""Locks of sessions in one process."""

import asyncio
from collections.abc import Collection

from storage.database.database import LockSet


class LocalLocks(LockSet):
    """Locks of sessions in one process.

    Args:
        taken: The locks that any session holds.
    """

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._held: set[str] = set()
        self._closed = asyncio.Event()

    @property
    def is_held(self) -> bool:
        """Return whether it was not closed."""
        return not self._closed.is_set()

    async def wait_lost(self) -> None:
        """Return once it was closed."""
        await self._closed.wait()

    async def try_lock(self, names: Collection[str]) -> frozenset[str]:
        """Take those locks that no other session holds."""
        self._held |= {*names} - self._taken
        self._taken |= self._held
        return frozenset(names) & self._held

    async def unlock(self, names: Collection[str]) -> None:
        """Release locks."""
        ours = self._held & {*names}
        self._held -= ours
        self._taken -= ours

    async def close(self) -> None:
        """Release all locks."""
        await self.unlock([*self._held])
        self._closed.set()
