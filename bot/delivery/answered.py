"""Remove updates from disk once they are answered.

Removals go together: while one is written, the next ones gather.
"""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import replace

from storage.database.errors import StorageError
from storage.inbox.inbox import Inbox, StoredUpdate, UpdateKey

RETRY_S = 5.0
"""Seconds after which a removal that failed is tried again."""

CLOSE_TIMEOUT_S = 3.0
"""Seconds at the end to remove what was answered."""

log = logging.getLogger(__name__)


class AnsweredUpdates:
    """Answered updates that are to be removed from disk, or marked there.

    One that the platform may send again stays as a mark until it is confirmed, so that
    it is known when it comes.

    Args:
        inbox: Where they are; None to have none there.
        confirms: Whether the platform is told later which updates came, and may send
            them again until then.
    """

    def __init__(self, inbox: Inbox | None, *, confirms: bool) -> None:
        self._inbox = inbox
        self._ended: set[UpdateKey] = set()  # to be removed or marked
        self._marked: set[UpdateKey] = set()  # on disk, and not confirmed
        self._skipped: dict[UpdateKey, int] = {}  # to be counted on disk
        self._reads: list[set[UpdateKey]] = []  # settled while each read lasts
        self._confirmed = 0 if confirms else None
        self._settling: asyncio.Task[None] | None = None
        self._round = asyncio.Event()

    def __contains__(self, key: UpdateKey) -> bool:
        """Return whether an update was answered and is still on disk as if it were not."""
        return key in self._ended

    @property
    def is_settling(self) -> bool:
        """Return whether something is not recorded on disk yet."""
        return self._settling is not None

    def is_marked(self, key: UpdateKey) -> bool:
        """Return whether an update is marked as answered."""
        return key in self._marked

    def add(self, key: UpdateKey) -> None:
        """Schedule the removal of an update."""
        self._ended.add(key)
        self._start_settling()

    def add_marked(self, key: UpdateKey) -> None:
        """Record an update that an earlier process has marked."""
        self._marked.add(key)

    def count_skipped(self, key: UpdateKey, number: int) -> None:
        """Schedule storing how many earlier questions an update's answer stands for."""
        self._skipped[key] = number
        self._start_settling()

    def confirm(self, below: int) -> bool:
        """Schedule the removal of marked updates that the platform will not send again.

        Returns:
            Whether this is news.
        """
        if self._confirmed is None or below <= self._confirmed:
            return False
        self._confirmed = below
        if confirmed := {key for key in self._marked if key[1] < below}:
            self._marked -= confirmed
            self._ended |= confirmed
            self._start_settling()
        return True

    async def read(
        self, reading: Awaitable[Sequence[StoredUpdate]]
    ) -> Sequence[StoredUpdate]:
        """Return what is read from disk; what is settled while it is read counts as done.

        In the rows it is what it was before, and nobody has it in memory any more.

        Raises:
            StorageError: It can't be read.
        """
        settled: set[UpdateKey] = set()
        self._reads.append(settled)
        try:
            page = await reading
        finally:
            self._reads = [each for each in self._reads if each is not settled]
        return [
            replace(stored, is_done=True) if stored.key in settled else stored
            for stored in page
        ]

    async def wait_settled(self) -> None:
        """Wait until what has ended so far is removed or marked on disk."""
        before = {*self._ended}
        while before & self._ended and self._settling is not None:
            await self._round.wait()

    async def stop(self) -> None:
        """Leave what is not removed to `close`."""
        if task := self._settling:
            task.cancel()
            await asyncio.wait([task])

    async def close(self) -> None:
        """Remove what is left, as far as there is time."""
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                while self._ended or self._skipped:
                    await self._settle()
        except (TimeoutError, StorageError) as error:
            log.warning("%d updates may be answered again: %s", len(self._ended), error)

    def _start_settling(self) -> None:
        if self._settling is None:
            self._settling = asyncio.create_task(self._settle_all(), name="inbox")
            self._settling.add_done_callback(_log_failure)

    async def _settle_all(self) -> None:
        """Remove what was answered, and what is answered meanwhile."""
        try:
            while self._ended or self._skipped:
                try:
                    await self._settle()
                except StorageError as error:
                    log.warning("what was answered is not removed: %s", error)
                    await asyncio.sleep(RETRY_S)
        finally:
            self._settling = None
            self._end_round()

    def _end_round(self) -> None:
        """Wake whoever waits until something is settled."""
        self._round.set()
        self._round = asyncio.Event()

    async def _settle(self) -> None:
        """Remove what was answered; what may come again is marked instead.

        Raises:
            StorageError: Nothing is changed.
        """
        if self._inbox is None:
            return
        ended, skipped = {*self._ended}, {**self._skipped}
        marked: set[UpdateKey] = set()
        if self._confirmed is not None:
            marked = {key for key in ended if key[1] >= self._confirmed}
        await self._inbox.settle(removed=ended - marked, done=marked, skipped=skipped)
        self._ended -= ended
        self._marked |= marked
        for settled in self._reads:
            settled.update(ended)
        for key, number in skipped.items():
            if self._skipped.get(key) == number:
                del self._skipped[key]
        self._end_round()


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("what was answered is not removed", exc_info=error)
