"""Handle many chats at once, and the updates of one chat in order and once."""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from types import TracebackType
from typing import Self

MAX_UPDATES = 1024
"""Updates accepted and not answered yet, over all chats; the platform keeps the rest.

Updates of chats that must wait are counted separately (`MAX_PARKED`).
"""

MAX_UPDATES_PER_CHAT = 64
"""Updates of one chat, queued or being handled; further questions are dropped."""

MAX_PARKED = 1024
"""Updates of all chats that must wait; each occupies a task and holds a reply."""

MAX_PARKED_PER_CHAT = 8
"""Updates kept for one chat that must wait; they are answered when its wait ends."""

MAX_RECENT_IDS = 4096
"""Update ids that are remembered."""

log = logging.getLogger(__name__)


class RecentIds:
    """The latest update ids: a platform may send an update twice."""

    def __init__(self) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()

    def is_repeated(self, id_: int) -> bool:
        """Return whether an id came before, and remember it."""
        if id_ in self._ids:
            return True
        self._ids[id_] = None
        if len(self._ids) > MAX_RECENT_IDS:
            self._ids.popitem(last=False)
        return False


class ChatQueues:
    """A queue for each chat, so that a waiting update delays no other chat.

    The context manager finishes all updates on exit, or cancels them if it is
    cancelled itself.

    Args:
        max_updates: How many updates may be queued or being handled over all chats, not
            counting those of chats that must wait.
        max_parked: How many updates of chats that must wait are kept as well.
    """

    def __init__(
        self, max_updates: int = MAX_UPDATES, max_parked: int = MAX_PARKED
    ) -> None:
        self._free_slots = asyncio.Semaphore(max_updates)
        self._max_parked = max_parked
        self._parked = 0
        self._queues: dict[str, _Queue] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        """Return the queues, ready for updates."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish all updates, or cancel them where the block was cancelled."""
        try:
            while self._tasks and not isinstance(error, asyncio.CancelledError):
                await asyncio.wait(self._tasks)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def put(
        self,
        handle: Callable[[], Awaitable[None]],
        *,
        chat: str = "",
        moves_to: str = "",
        droppable: bool = True,
    ) -> asyncio.Task[None]:
        """Handle an update in a task, after the earlier ones of its chat.

        Waits until one more update is allowed.

        Args:
            handle: Handles the update and logs errors; not called if it is dropped.
            chat: Where it happened; an update without a chat waits for no other.
            moves_to: The new id of its chat, if the update changes it. Updates under that id wait
                until it is handled, since they must find what was stored under the
                old one.
            droppable: Whether it is only a question, and not a change of the chat.
        """
        await self._free_slots.acquire()
        entry = _Entry(droppable=droppable)
        task = asyncio.create_task(
            self._process(handle, entry, chat, moves_to), name="update"
        )
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    @contextmanager
    def park(self) -> Iterator[bool]:
        """Count this queue's updates as parked while its chat must wait.

        Yields:
            Whether the current update may wait; if not, it must give up.
        """
        queue = _current_queue.get()
        if queue is None or not queue.entries:  # it delays no update
            yield True
            return
        first, *others = queue.entries
        if not self._park(queue, first):
            yield False
            return
        for entry in others:
            if not self._park(queue, entry):
                entry.end_wait(go=False)
        queue.is_parked = queue.was_parked = True
        try:
            yield True
        finally:
            queue.is_parked = False

    async def _process(
        self,
        handle: Callable[[], Awaitable[None]],
        entry: "_Entry",
        chat: str,
        moves_to: str,
    ) -> None:
        try:
            if not chat:
                await handle()
                return
            # It is not counted: the update already counts in its own chat's queue.
            other = _Entry(droppable=False, is_parked=True)
            moving = self._enter(moves_to, other) if moves_to else nullcontext()
            with self._enter(chat, entry) as queue, moving as new_queue:
                if self._must_drop(queue, entry) or not await queue.wait(entry):
                    queue.dropped += 1
                    return
                if new_queue:
                    await new_queue.wait(other)
                _current_queue.set(queue)
                await handle()
        finally:
            if entry.is_parked:
                self._parked -= 1
            else:
                self._free_slots.release()

    @contextmanager
    def _enter(self, chat: str, entry: "_Entry") -> "Iterator[_Queue]":
        """Keep an entry in the queue of a chat until the block ends."""
        queue = self._queues.setdefault(chat, _Queue())
        queue.entries.append(entry)
        try:
            yield queue
        finally:
            queue.remove(entry)
            if not queue.entries:
                del self._queues[chat]
                queue.log_dropped(chat)

    def _must_drop(self, queue: "_Queue", entry: "_Entry") -> bool:
        """Return whether a new update must be dropped."""
        if queue.is_parked:
            return not self._park(queue, entry)
        return entry.droppable and len(queue.entries) > MAX_UPDATES_PER_CHAT

    def _park(self, queue: "_Queue", entry: "_Entry") -> bool:
        """Count an update as parked if the limits allow it; return whether they do."""
        if entry.is_parked:
            return True
        # Once half is used, each chat may park one update, so that many chats can.
        limit = MAX_PARKED_PER_CHAT if 2 * self._parked < self._max_parked else 1
        parked = sum(each.is_parked for each in queue.entries)
        if entry.droppable and (parked >= limit or self._parked >= self._max_parked):
            return False
        entry.is_parked = True
        self._parked += 1
        self._free_slots.release()
        return True


class _Entry:
    """One update in its chat's queue.

    Attributes:
        droppable: Whether it is only a question, and not a change of the chat.
        is_parked: Whether it is counted as an update of a chat that must wait.
    """

    __slots__ = ("_go", "droppable", "is_parked")

    def __init__(self, *, droppable: bool, is_parked: bool = False) -> None:
        self.droppable = droppable
        self.is_parked = is_parked
        self._go: asyncio.Future[bool] | None = None

    async def wait(self) -> bool:
        """Wait for the turn of this update; return False if it is dropped."""
        self._go = asyncio.get_running_loop().create_future()
        return await self._go

    def end_wait(self, *, go: bool) -> None:
        """End the wait: the update has its turn, or is dropped."""
        if self._go and not self._go.done():
            self._go.set_result(go)


class _Queue:
    """The updates of one chat in order of arrival; the first is being handled."""

    __slots__ = ("dropped", "entries", "is_parked", "was_parked")

    def __init__(self) -> None:
        self.entries: deque[_Entry] = deque()
        self.is_parked = self.was_parked = False
        self.dropped = 0

    async def wait(self, entry: _Entry) -> bool:
        """Wait for the turn of an entry; return False if it is dropped."""
        return entry is self.entries[0] or await entry.wait()

    def remove(self, entry: _Entry) -> None:
        """Remove an entry; the next one has its turn if it was the first."""
        was_first = entry is self.entries[0]
        self.entries.remove(entry)
        if was_first and self.entries:
            self.entries[0].end_wait(go=True)

    def log_dropped(self, chat: str) -> None:
        """Log how many updates were dropped, if any."""
        if self.dropped:
            why = "had to wait" if self.was_parked else "asked too fast"
            log.warning("chat %s %s: %d updates let go", chat, why, self.dropped)


_current_queue: ContextVar[_Queue | None] = ContextVar("current_queue", default=None)
"""The queue of the update that is being handled, in the tasks that it starts as well."""
