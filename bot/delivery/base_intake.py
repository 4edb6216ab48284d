"""What an intake of updates does whether one process takes them in or several do."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from bot.delivery.answered import AnsweredUpdates
from bot.delivery.chat_queues import ChatQueues
from bot.delivery.incoming import Incoming, Weight, from_row
from storage.inbox.inbox import StoredUpdate, UpdateKey

MAX_QUESTION_AGE = timedelta(minutes=5)
"""Age of a question or a pressed button that is still answered after a process has died."""

PAGE_SIZE = 64
"""Updates that are read from disk at once."""

RETRY_S = 5.0
"""Seconds after which disk work that failed is tried again."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class BaseIntake(Generic[T]):
    """The intake of one platform's updates: read, queued, handled, removed from disk.

    The context manager finishes what is queued on exit, or cancels it if it is
    cancelled itself.

    Args:
        platform: Its name.
        read: Returns an update on its way, of one as it is described.
        handle: Handles an update, and logs errors.
        weigh: Returns what an update asks for.
        now: Returns the present moment, aware.
        queues: The queues of chats.
        answered: What is to be removed from disk.
    """

    def __init__(
        self,
        platform: str,
        *,
        read: Callable[[T], Incoming[T]],
        handle: Callable[[Incoming[T]], Awaitable[None]],
        weigh: Callable[[T], Weight],
        now: Callable[[], datetime],
        queues: ChatQueues,
        answered: AnsweredUpdates,
    ) -> None:
        self._platform = platform
        self._read = read
        self._handle = handle
        self._weigh_update = weigh
        self._now = now
        self.queues = queues
        self._answered = answered
        self._held: set[UpdateKey] = set()  # in memory, and not finished
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_stopping = False

    async def __aenter__(self) -> Self:
        """Return the intake, ready for updates."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish what is queued, or cancel it where the block was cancelled."""
        self._is_stopping = True
        try:
            await self.queues.__aexit__(kind, error, trace)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._answered.stop()

    def _weigh(self, update: T) -> Weight:
        try:
            return self._weigh_update(update)
        except Exception:
            log.exception("an update can't be understood")
            return Weight.CHANGES  # so it is handled, which logs it as well

    def _item(self, stored: StoredUpdate) -> Incoming[T] | None:
        """Return an update that is stored; None if it can't be read, which ends it."""
        try:
            return from_row(stored, self._read)
        except Exception:
            log.exception("update %d of chat %s can't be read", stored.id, stored.chat)
            self._answered.add(stored.key)
            return None

    def _is_too_old(self, stored: StoredUpdate, item: Incoming[T]) -> bool:
        if item.stays or self._now() - stored.received <= MAX_QUESTION_AGE:
            return False
        return self._weigh(item.update) is not Weight.CHANGES

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start a task that is cancelled at the end, and its failure logged."""
        task = asyncio.create_task(work, name="inbox")
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("the inbox is not as it should be", exc_info=error)
