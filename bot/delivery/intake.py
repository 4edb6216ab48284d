"""Take updates in: store them, and handle those of one chat in order.

What changes something is always kept: where a chat has more updates than its queue
takes, they stay on disk until it is their turn. Of questions beyond that, the last is
answered, and its answer says so.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Generic

import orjson

from bot.delivery.answered import AnsweredUpdates
from bot.delivery.base_intake import PAGE_SIZE, RETRY_S, BaseIntake, T
from bot.delivery.chat_queues import MAX_UPDATES_PER_CHAT, ChatQueues, RecentIds
from bot.delivery.incoming import Incoming, State, Weight
from bot.delivery.keyed_locks import KeyedLocks
from storage.database.errors import StorageError
from storage.database.time import utc_now
from storage.inbox.inbox import Inbox, StoredUpdate, UpdateKey

MEMORY_WAIT_S = 1.0
"""Seconds that the platform waits for updates to be handled that can't be stored."""

MAX_UNSTORED_PER_CHAT = 2 * MAX_UPDATES_PER_CHAT
"""Updates of one chat that are queued where nothing can be stored."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Backlog(Generic[T]):
    """What a chat has on disk beyond its queue.

    Attributes:
        after: All of it has higher ids.
        last_question: The one that is answered for all of them.
        version: Grows with each update that is left.
        is_loading: Whether it is being read.
    """

    after: int
    last_question: Incoming[T] | None = None
    version: int = 0
    is_loading: bool = False


class Intake(BaseIntake[T]):
    """The intake of one platform's updates in one process.

    What is on disk beyond the queues is left at the end for the next start.

    Args:
        platform: Its name.
        inbox: Where updates are stored; None to have them in memory alone.
        read: Returns an update on its way, of one as it is described.
        handle: Handles an update, and logs errors.
        weigh: Returns what an update asks for.
        confirms: Whether the platform is told later which updates came, and may send
            them again until then.
        now: Returns the present moment, aware.
    """

    def __init__(
        self,
        platform: str,
        inbox: Inbox | None,
        *,
        read: Callable[[T], Incoming[T]],
        handle: Callable[[Incoming[T]], Awaitable[None]],
        weigh: Callable[[T], Weight],
        confirms: bool = False,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(
            platform,
            read=read,
            handle=handle,
            weigh=weigh,
            now=now,
            queues=ChatQueues(on_empty=self._load_more),
            answered=AnsweredUpdates(inbox, confirms=confirms),
        )
        self._inbox = inbox
        self._recent = RecentIds()
        self._arriving = KeyedLocks()
        self._before: dict[int, int] = {}  # hashes of what an earlier process stored
        self._backlogs: dict[str, _Backlog[T]] = {}
        self._lost: Counter[str] = Counter()
        self._stores: set[asyncio.Task[None]] = set()  # of what is queued already
        self._ahead: set[asyncio.Task[None]] = set()  # of what is queued afterwards

    @property
    def has_backlog(self) -> bool:
        """Return whether a chat has more on disk than its queue takes."""
        return bool(self._backlogs)

    @property
    def is_settling(self) -> bool:
        """Return whether something that ended is not recorded on disk yet."""
        return self._answered.is_settling

    async def close(self) -> None:
        """Remove what was answered."""
        await self._answered.close()

    async def take_up(self) -> None:
        """Queue what an earlier process has left; questions only if they are new.

        Where another process still runs, that is done once it has ended.
        """
        if self._inbox is None:
            return
        if self._inbox.locks.acquire(self._platform):
            await self._take_up(self._inbox)
        else:
            log.error(
                "another process serves %s with this database: stop one of them",
                self._platform,
            )
            self._start(self._take_up_later(self._inbox))

    async def _take_up_later(self, inbox: Inbox) -> None:
        while not inbox.locks.acquire(self._platform):  # noqa: ASYNC110 - nothing tells that a process ended
            await asyncio.sleep(RETRY_S)
        await self._take_up(inbox)

    async def _take_up_again(self, inbox: Inbox) -> None:
        await asyncio.sleep(RETRY_S)
        await self._take_up(inbox)

    async def _take_up(self, inbox: Inbox) -> None:
        after: UpdateKey | None = None
        taken = old = 0
        own = {*self._backlogs}
        try:
            while page := await self._answered.read(
                inbox.page(self._platform, after=after, limit=PAGE_SIZE)
            ):
                after = page[-1].key
                for stored in page:
                    item = None if stored.chat in own else self._left(stored)
                    if item is None:
                        continue
                    if self._is_too_old(stored, item):
                        old += 1
                        self._finish(item)
                    else:
                        taken += 1
                        self._admit(item)
                await self.queues.wait_for_room()
        except StorageError as error:
            log.warning("what the last run left can't be read yet: %s", error)
            self._start(self._take_up_again(inbox))
        if taken:
            log.info("%d updates of the last run are taken up", taken)
        if old:
            log.warning("%d questions of the last run are too old to answer", old)

    def _left(self, stored: StoredUpdate) -> Incoming[T] | None:
        """Return what an earlier process has left; None for what is done or our own."""
        ours = stored.key in self._held or stored.key in self._answered
        if ours or self._answered.is_marked(stored.key):
            return None
        self._before[stored.id] = hash(stored.body)
        if stored.is_done:
            self._answered.add_marked(stored.key)
            return None
        return self._item(stored)

    async def take(self, items: Sequence[Incoming[T]]) -> None:
        """Queue updates and store them; return when the platform may forget them."""
        news = [item for item in items if not self._is_repeated(item)]
        tasks = [*filter(None, map(self._admit, news))]
        if news and not await self._store(news):
            # While they are in memory alone, the platform had better keep them.
            tasks += filter(None, map(self._keep_unstored, news))
            if tasks:
                await asyncio.wait(tasks, timeout=MEMORY_WAIT_S)
        await self.queues.wait_for_room()

    async def accept(self, item: Incoming[T]) -> bool:
        """Store an update, and then queue it; the platform may forget it then.

        Where `take` handles from memory what can't be stored, this leaves it to the
        platform, which has to send it again. Updates of one chat are stored and queued in the
        order of the calls.

        Returns:
            Whether it is new; one that came before is queued already, or answered.

        Raises:
            StorageError: It is not taken.
        """
        async with self._arriving.hold(item.queue or f"{self._platform} {item.id}"):
            if self._is_repeated(item):
                return False
            # It is on disk before it is queued: to nobody it is what an earlier process left.
            self._held.add(item.key)
            try:
                await self._store_all([item], self._ahead)
            except BaseException:
                self._held.discard(item.key)
                self._recent.forget(item.id)
                raise
            self._admit(item)
            return True

    def confirm(self, below: int) -> None:
        """Record that the platform will not send updates below an id again."""
        if self._answered.confirm(below) and self._before:
            self._before = {id_: b for id_, b in self._before.items() if id_ >= below}

    def _is_repeated(self, item: Incoming[T]) -> bool:
        before = self._before.get(item.id)
        if (
            before is not None and before == hash(orjson.dumps(item.update))
        ) or self._recent.is_repeated(item.id):
            log.info("update %d came twice", item.id)
            return True
        return False

    def _admit(self, item: Incoming[T]) -> asyncio.Task[None] | None:
        """Queue an update, or leave it on disk where its chat's queue is full."""
        chat = item.queue
        if (
            not chat
            or item.stays
            or self._inbox is None
            or (chat not in self._backlogs and self.queues.has_room(chat))
        ):
            return self._put(item)
        self._leave(item)
        return None

    def _put(self, item: Incoming[T]) -> asyncio.Task[None]:
        """Queue an update."""
        self._held.add(item.key)
        stays = item.stays or self._inbox is None
        return self.queues.put(
            partial(self._process, item),
            chat=item.queue,
            moves_to=item.moves_to,
            leave=None if stays else partial(self._leave, item),
        )

    async def _process(self, item: Incoming[T]) -> None:
        # Where this is cancelled, the next start takes the update up.
        await self._handle(item)
        self._finish(item)

    def _leave(self, item: Incoming[T]) -> None:
        """Leave an update on disk until its chat has room for it."""
        self._held.discard(item.key)
        weight = self._weigh(item.update)
        if weight is Weight.NOTHING:
            self._finish(item)
            return
        if item.state is State.REFUSED:
            self._drop(item)
            return
        backlog = self._backlogs.get(item.chat)
        if backlog is None:
            backlog = self._backlogs[item.chat] = _Backlog(after=item.id - 1)
        backlog.after = min(backlog.after, item.id - 1)
        backlog.version += 1
        if weight is Weight.ASKS:
            self._leave_question(item, backlog)

    def _leave_question(self, item: Incoming[T], backlog: _Backlog[T]) -> None:
        """Keep only the last question of a chat to answer; count those before it as skipped."""
        first, last = backlog.last_question, item
        if first and first.id == last.id:
            return
        if first and first.id > last.id:
            first, last = last, first
        backlog.last_question = last
        if first is None:
            return
        last.skipped += first.skipped + 1
        if last.state is State.WRITTEN:
            self._answered.count_skipped(last.key, last.skipped)
        self._finish(first)

    def _drop(self, item: Incoming[T]) -> None:
        """Drop an update that is neither on disk nor in a queue."""
        self._lost[item.chat] += 1
        item.state = State.FINISHED

    def _finish(self, item: Incoming[T]) -> None:
        """Schedule the removal of an update from disk."""
        self._held.discard(item.key)
        if item.state is State.WRITTEN:
            self._answered.add(item.key)
        item.state = State.FINISHED

    async def _store(self, items: Sequence[Incoming[T]]) -> bool:
        """Store updates, also when cancelled; return whether all are stored."""
        try:
            await self._store_all(items, self._stores)
        except StorageError as error:
            log.error("%d updates are in memory alone: %s", len(items), error)  # noqa: TRY400 - the sentence says it
            return False
        return True

    async def _store_all(
        self, items: Sequence[Incoming[T]], under_way: set[asyncio.Task[None]]
    ) -> None:
        """Store updates, also when cancelled.

        Args:
            items: What is stored.
            under_way: Where the work is held until it is done.

        Raises:
            StorageError: They are not stored, or perhaps not for ever.
        """
        if self._inbox is None:
            return
        task = asyncio.create_task(self._write(items, self._inbox), name="inbox")
        under_way.add(task)
        task.add_done_callback(under_way.discard)
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])
            raise

    async def _write(self, items: Sequence[Incoming[T]], inbox: Inbox) -> None:
        now = self._now()
        # What was answered already needs no storing.
        items = [item for item in items if item.state is State.NEW]
        rows = [
            StoredUpdate(
                chat=item.chat,
                id=item.id,
                body=orjson.dumps(item.update),
                received=now,
                skipped=item.skipped,
            )
            for item in items
        ]
        for item in items:
            item.state = State.WRITTEN
        # A sync takes milliseconds, and much longer where others use the disk.
        changes = any(self._weigh(item.update) is Weight.CHANGES for item in items)
        try:
            await inbox.store(rows, durable=changes)
        except StorageError:
            for item in items:
                if item.state is State.WRITTEN:
                    item.state = State.REFUSED
            raise

    def _keep_unstored(self, item: Incoming[T]) -> asyncio.Task[None] | None:
        """Queue an update that was to be left on disk, which has no room."""
        if item.state is not State.REFUSED or item.key in self._held:
            return None
        backlog = self._backlogs.get(item.chat)
        if backlog and backlog.last_question is item:
            backlog.last_question = None
        if self.queues.count(item.queue) >= MAX_UNSTORED_PER_CHAT:
            self._drop(item)
            return None
        return self._put(item)

    def _load_more(self, chat: str) -> None:
        """Begin to read what a chat has on disk, once its queue is empty."""
        if lost := self._lost.pop(chat, 0):
            log.error("chat %s: %d updates could be kept nowhere", chat, lost)
        backlog = self._backlogs.get(chat)
        if backlog and not backlog.is_loading and not self._is_stopping:
            backlog.is_loading = True
            self._start(self._load(chat, backlog))

    async def _load(self, chat: str, backlog: _Backlog[T]) -> None:
        """Queue the first part of what a chat has on disk."""
        items: list[Incoming[T]] = []
        while not items and chat in self._backlogs:
            while self._stores:
                await asyncio.wait(self._stores)
            version = backlog.version
            page = await self._read_page(chat, backlog.after)
            last = backlog.last_question
            for stored in page:
                if stored.key in self._held or stored.key in self._answered:
                    continue
                if last and stored.id == last.id:
                    items.append(last)
                    backlog.last_question = None
                elif not stored.is_done and (item := self._item(stored)):
                    items.append(item)
            if page:
                backlog.after = page[-1].id
            if len(page) < PAGE_SIZE and backlog.version == version:
                del self._backlogs[chat]
        backlog.is_loading = False
        for item in items:
            self._put(item)

    async def _read_page(self, chat: str, after: int) -> Sequence[StoredUpdate]:
        """Read a part of what a chat has on disk, as soon as that can be read."""
        while self._inbox:
            try:
                return await self._answered.read(
                    self._inbox.chat_page(chat, after=after, limit=PAGE_SIZE)
                )
            except StorageError as error:
                log.warning("chat %s must wait for the disk: %s", chat, error)
                await asyncio.sleep(RETRY_S)
        return ()
