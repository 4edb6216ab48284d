"""Handle many chats at once, and the updates of one chat in order."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from types import TracebackType
from typing import Self

MAX_UPDATES = 1024
"""Updates accepted and not answered yet, over all chats; the platform keeps the rest.

Updates of chats that must wait are counted separately (`MAX_PARKED`).
"""

MAX_UPDATES_PER_CHAT = 64
"""Updates of one chat in memory, queued or being handled."""

MAX_PARKED = 1024
"""Updates in memory of all chats that must wait; each occupies a task."""

MAX_PARKED_PER_CHAT = 8
"""Updates in memory of one chat that must wait."""

MAX_RECENT_IDS = 4096
"""Update ids that are remembered."""


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

    def forget(self, id_: int) -> None:
        """Forget an id, so that it may come again."""
        self._ids.pop(id_, None)


def _ignore_chat(_chat: str) -> None:
    """Do nothing about a chat."""


class ChatQueues:
    """A queue for each chat, so that a waiting update delays no other chat.

    The context manager finishes all updates on exit, or cancels them if it is
    cancelled itself.

    Args:
        max_updates: How many updates may be queued or being handled over all chats, not
            counting those of chats that must wait.
        max_parked: How many updates of chats that must wait are in memory as well.
        on_empty: Called with a chat once nothing of it is queued any more.
    """

    def __init__(
        self,
        max_updates: int = MAX_UPDATES,
        max_parked: int = MAX_PARKED,
        *,
        on_empty: Callable[[str], None] = _ignore_chat,
    ) -> None:
        self._max_updates = max_updates
        self._max_parked = max_parked
        self._on_empty = on_empty
        self._active = 0  # updates that are not parked
        self._parked = 0
        self._has_room = asyncio.Event()
        self._has_room.set()
        self._queues: dict[str, _Queue] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_cancelled = False

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
            self._is_cancelled = True
            while self._tasks:
                for task in self._tasks:
                    task.cancel()
                # Where all have ended, `gather` returns before they are taken out.
                await asyncio.wait(self._tasks)

    async def wait_for_room(self) -> None:
        """Wait until one more update may be put in."""
        await self._has_room.wait()

    def has_room(self, chat: str) -> bool:
        """Return whether one more update of a chat may be put in."""
        queue = self._queues.get(chat)
        if queue is None:
            return True
        if queue.is_parked:
            return self._may_park(queue)
        return len(queue.entries) < MAX_UPDATES_PER_CHAT

    def count(self, chat: str) -> int:
        """Return how many updates of a chat are queued or being handled."""
        queue = self._queues.get(chat)
        return len(queue.entries) if queue else 0

    def is_parked(self, chat: str) -> bool:
        """Return whether a chat must wait."""
        queue = self._queues.get(chat)
        return queue is not None and queue.is_parked

    def put(
        self,
        handle: Callable[[], Awaitable[None]],
        *,
        chat: str = "",
        moves_to: str = "",
        leave: Callable[[], None] | None = None,
    ) -> asyncio.Task[None]:
        """Handle an update in a task, after the earlier ones of its chat.

        Where the updates were cancelled, so is this one before it begins: the earlier ones of
        its chat are not handled.

        Args:
            handle: Handles the update and logs errors.
            chat: Where it happened; an update without a chat waits for no other.
            moves_to: The new id of its chat, if the update changes it. Updates under that id wait
                until it is handled, since they must find what was stored under the
                old one.
            leave: Called in place of `handle` where the chat must wait and more of it
                is queued than may be; None where the update has to stay.
        """
        entry = _Entry(leave)
        self._active += 1
        self._check_room()
        entered = [self._enter(chat, entry)] if chat else []
        if moves_to:
            # It is not counted: the update already counts in its own chat's queue.
            entered.append(self._enter(moves_to, _Entry(None, is_parked=True)))
        task = asyncio.create_task(self._process(handle, entered), name="update")
        self._tasks.add(task)
        if self._is_cancelled:
            task.cancel()
        # A task that is cancelled before it begins runs nothing, but this.
        task.add_done_callback(partial(self._end, entry, entered))
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
        queue.is_parked = True
        for entry in others:
            if not self._park(queue, entry):
                queue.entries.remove(entry)
                entry.end_wait(go=False)
                if entry.leave:
                    entry.leave()
        try:
            yield True
        finally:
            queue.is_parked = False

    @staticmethod
    async def _process(
        handle: Callable[[], Awaitable[None]], entered: "list[tuple[_Queue, _Entry]]"
    ) -> None:
        for queue, entry in entered:
            if not await queue.wait(entry):
                return
        if entered:
            _current_queue.set(entered[0][0])
        await handle()

    def _enter(self, chat: str, entry: "_Entry") -> "tuple[_Queue, _Entry]":
        """Put an entry at the end of the queue of a chat."""
        queue = self._queues.get(chat)
        if queue is None:
            queue = self._queues[chat] = _Queue(chat)
        queue.entries.append(entry)
        if queue.is_parked:
            self._park(queue, entry, always=True)
        return queue, entry

    def _end(
        self,
        counted: "_Entry",
        entered: "list[tuple[_Queue, _Entry]]",
        task: asyncio.Task[None],
    ) -> None:
        """Take an update out of its queues; the next ones have their turn."""
        self._tasks.discard(task)
        if counted.is_parked:
            self._parked -= 1
        else:
            self._active -= 1
            self._check_room()
        for queue, entry in entered:
            queue.remove(entry)
            if not queue.entries and self._queues.get(queue.chat) is queue:
                del self._queues[queue.chat]
                self._on_empty(queue.chat)

    def _may_park(self, queue: "_Queue") -> bool:
        """Return whether the limits allow one more update of a chat that must wait."""
        # Once half is used, each chat may park one update, so that many chats can.
        limit = MAX_PARKED_PER_CHAT if 2 * self._parked < self._max_parked else 1
        parked = sum(each.is_parked for each in queue.entries)
        return parked < limit and self._parked < self._max_parked

    def _park(self, queue: "_Queue", entry: "_Entry", *, always: bool = False) -> bool:
        """Count an update as parked if the limits allow it; return whether they do."""
        if entry.is_parked:
            return True
        stays = always or entry.leave is None
        if not stays and not self._may_park(queue):
            return False
        entry.is_parked = True
        self._parked += 1
        self._active -= 1
        self._check_room()
        return True

    def _check_room(self) -> None:
        if self._active < self._max_updates:
            self._has_room.set()
        else:
            self._has_room.clear()


class _Entry:
    """One update in its chat's queue.

    Attributes:
        leave: Called where it may not stay in memory; None where it has to.
        is_parked: Whether it is counted as an update of a chat that must wait.
    """

    __slots__ = ("_go", "_is_left", "is_parked", "leave")

    def __init__(
        self, leave: Callable[[], None] | None, *, is_parked: bool = False
    ) -> None:
        self.leave = leave
        self.is_parked = is_parked
        self._is_left = False
        self._go: asyncio.Future[bool] | None = None

    async def wait(self) -> bool:
        """Wait for the turn of this update; return False if it is left."""
        if self._is_left:
            return False
        self._go = asyncio.get_running_loop().create_future()
        return await self._go

    def end_wait(self, *, go: bool) -> None:
        """End the wait: the update has its turn, or is left."""
        self._is_left = not go
        if self._go and not self._go.done():
            self._go.set_result(go)


class _Queue:
    """The updates of one chat in order of arrival; the first is being handled."""

    __slots__ = ("chat", "entries", "is_parked")

    def __init__(self, chat: str) -> None:
        self.chat = chat
        self.entries: deque[_Entry] = deque()
        self.is_parked = False

    async def wait(self, entry: _Entry) -> bool:
        """Wait for the turn of an entry; return False if it is left."""
        is_first = bool(self.entries) and entry is self.entries[0]
        return is_first or await entry.wait()

    def remove(self, entry: _Entry) -> None:
        """Remove an entry; the next one has its turn if it was the first."""
        if entry not in self.entries:
            return
        was_first = entry is self.entries[0]
        self.entries.remove(entry)
        if was_first and self.entries:
            self.entries[0].end_wait(go=True)


_current_queue: ContextVar[_Queue | None] = ContextVar("current_queue", default=None)
"""The queue of the update that is being handled, in the tasks that it starts as well."""
