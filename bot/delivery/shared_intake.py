"""Take updates in where several processes do, and handle those of one chat in order.

Any process takes any update: it stores it, and then takes up its chat, if no other process
has it. Who has a chat holds its lock, which a process loses with its life; it reads from disk
what waits there in order, whoever stored it, and lets go of the chat before it looks a last
time whether something waits. So either that look sees an update, or who stored it gets the
lock. What a dead process leaves, others find by looking, every second.
"""

import asyncio
import logging
from collections.abc import (
    Awaitable,
    Callable,
    Iterable,
    Sequence,
)
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.delivery.answered import AnsweredUpdates
from bot.delivery.base_intake import PAGE_SIZE, RETRY_S, BaseIntake, T
from bot.delivery.chat_queues import ChatQueues
from bot.delivery.incoming import Incoming, State, Weight, rows_of
from storage.database.database import LockSet
from storage.database.duties import Duties
from storage.database.errors import StorageError
from storage.inbox.inbox import Inbox, StoredUpdate, UpdateKey

LOOK_INTERVAL_S = 1.0
"""Seconds between two looks at what waits while nobody has its chat.

It is taken up at the second: a process that has lost its locks needs a moment to settle
what it has just answered.
"""

log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Line:
    """A chat that this process has, or an update that is in no chat.

    Attributes:
        chat: Its key.
        id: The update's id; None for a chat.
        is_left: Whether a dead process had it.
        is_loading: Whether it is being read what waits.
        has_gap: Whether what is queued came after something that is not.
    """

    chat: str
    id: int | None
    is_left: bool
    is_loading: bool = True
    has_gap: bool = False


class SharedIntake(BaseIntake[T]):
    """The intake of one platform's updates in one of several processes.

    What is on disk beyond the queues is left at the end to other processes.

    Args:
        platform: Its name.
        inbox: Where updates are stored.
        duties: What this process holds of the database.
        read: Returns an update on its way, of one as it is described.
        handle: Handles an update, and logs errors.
        weigh: Returns what an update asks for.
        on_queued: Told of each update when it is queued.
        now: Returns the present moment by the database's clock, aware.
    """

    def __init__(
        self,
        platform: str,
        inbox: Inbox,
        duties: Duties,
        *,
        read: Callable[[T], Incoming[T]],
        handle: Callable[[Incoming[T]], Awaitable[None]],
        weigh: Callable[[T], Weight],
        on_queued: Callable[[Incoming[T]], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(
            platform,
            read=read,
            handle=handle,
            weigh=weigh,
            now=now,
            queues=ChatQueues(on_empty=self._mark_idle),
            answered=AnsweredUpdates(inbox, confirms=True),
        )
        self._inbox = inbox
        self._duties = duties
        self._on_queued = on_queued
        self._locks: LockSet | None = None
        self._lines: dict[str, _Line] = {}  # by the name of the line
        self._idle: set[str] = set()  # lines to let go of
        self._releasing: asyncio.Task[None] | None = None
        self._has_complete_moves = False
        self._is_cut_off = False

    async def close(self) -> None:
        """Remove what was answered, and leave the rest to other processes."""
        await self._answered.close()
        if self._locks is not None:
            try:
                await self._locks.unlock([*map(_lock_name, self._lines)])
            except StorageError as error:
                log.debug("the locks of chats are gone already: %s", error)
        self._lines.clear()

    async def take_up(self) -> None:
        """Begin to take up what waits while nobody has its chat."""
        await self._renew_locks()
        await self._complete_moves()
        self._start(self._keep_looking())

    async def take(self, items: Sequence[Incoming[T]]) -> None:
        """Store updates, and take up their chats; the platform may forget them then.

        Raises:
            StorageError: None of them is taken.
        """
        if items:
            await self._add(items)
        await self.queues.wait_for_room()

    async def accept(self, item: Incoming[T]) -> bool:
        """Store an update, and take up its chat; the platform may forget it then.

        Returns:
            Whether it is new; one that came before, to whichever process, is not.

        Raises:
            StorageError: It is not taken.
        """
        return item.key in await self._add([item])

    def confirm(self, below: int) -> None:
        """Record that the platform will not send updates below an id again."""
        self._answered.confirm(below)

    async def _add(self, items: Sequence[Incoming[T]]) -> frozenset[UpdateKey]:
        now = self._now()
        added = await self._inbox.add(
            [row for item in items for row in rows_of(item, now)]
        )
        for item in items:
            if item.key not in added:
                log.info("update %d came twice", item.id)
        await self._take_chats(added)
        return added

    async def _take_chats(
        self, keys: Iterable[UpdateKey], *, left: bool = False
    ) -> None:
        """Take up chats in which updates wait, as far as no other process has them."""
        lines = {_line_name(key): key for key in keys}
        if self._is_stopping:
            return
        new = []
        for name in lines:
            if line := self._lines.get(name):
                self._load_more(name, line)
            else:
                new.append(name)
        if not new or (locks := self._locks) is None:
            return
        try:
            taken = await locks.try_lock([*map(_lock_name, new)])
        except StorageError as error:
            self._note_loss("chats are taken up later", error, locks)
            return
        if locks is not self._locks:
            return  # that session is lost, and its locks are; looking finds what waits
        for name in new:
            if _lock_name(name) in taken and name not in self._lines:
                chat, id_ = lines[name]
                line = _Line(chat, id_ if chat.endswith(":") else None, left)
                self._lines[name] = line
                self._start(self._load(name, line))

    def _load_more(self, name: str, line: _Line) -> None:
        """Queue what has just come to a chat of ours.

        What comes while it is read, or finds no room, is seen when nothing is queued.
        """
        if not line.is_loading and self.queues.has_room(name):
            line.is_loading = True
            self._start(self._load(name, line))

    async def _load(self, name: str, line: _Line) -> None:
        """Queue the first part of what waits in a chat; release the chat if that is nothing."""
        try:
            await self._queue_first(name, line)
        except Exception:
            log.exception("chat %s can't be read", line.chat)
            await asyncio.sleep(RETRY_S)
        finally:
            line.is_loading = False
        if not self.queues.count(name):
            self._mark_idle(name)

    async def _queue_first(self, name: str, line: _Line) -> None:
        page = await self._read_page(line, after=-1)
        items = [*filter(None, map(self._waiting_item, page))]
        if len(page) == PAGE_SIZE:
            await self._skip_questions(line, after=page[-1].id)
        old = 0
        for item, stored in self._with_rows(items, page):
            if line.is_left and self._is_too_old(stored, item):
                old += 1
                self._finish(item)
            else:
                self._put(name, line, item)
        if old:
            log.warning("%d questions of a dead process are too old to answer", old)

    @staticmethod
    def _with_rows(
        items: Sequence[Incoming[T]], page: Sequence[StoredUpdate]
    ) -> Iterable[tuple[Incoming[T], StoredUpdate]]:
        rows = {stored.key: stored for stored in page}
        return [(item, rows[item.key]) for item in items]

    async def _skip_questions(self, line: _Line, after: int) -> None:
        """Keep only the last question beyond what is queued; count those before it as skipped."""
        last: Incoming[T] | None = None
        while page := await self._read_page(line, after=after):
            after = page[-1].id
            for item in filter(None, map(self._waiting_item, page)):
                weight = Weight.CHANGES if item.stays else self._weigh(item.update)
                if weight is Weight.NOTHING:
                    self._finish(item)
                elif weight is Weight.ASKS:
                    if last:
                        item.skipped += last.skipped + 1
                        self._finish(last)
                    last = item
        if last and last.skipped:
            self._answered.count_skipped(last.key, last.skipped)

    async def _read_page(self, line: _Line, after: int) -> Sequence[StoredUpdate]:
        """Read a part of what waits in a chat, as soon as that can be read."""
        limit = PAGE_SIZE
        if line.id is not None:
            after, limit = max(after, line.id - 1), 1
        while True:
            try:
                page = await self._answered.read(
                    self._inbox.chat_page(
                        line.chat, after=after, limit=limit, done=False
                    )
                )
            except StorageError as error:
                self._note_loss(f"chat {line.chat} must wait", error)
                await asyncio.sleep(RETRY_S)
            else:
                return [each for each in page if line.id in {None, each.id}]

    def _waiting_item(self, stored: StoredUpdate) -> Incoming[T] | None:
        """Return an update that waits; None if it is under way, or can't be read."""
        ours = stored.key in self._held or stored.key in self._answered
        return None if ours or stored.is_done else self._item(stored)

    def _put(self, name: str, line: _Line, item: Incoming[T]) -> None:
        """Queue an update."""
        self._held.add(item.key)
        self._on_queued(item)
        self.queues.put(
            partial(self._process, name, line, item),
            chat=name,
            leave=None if item.stays else partial(self._leave, item),
        )

    async def _wait_for_old_chat(
        self, name: str, line: _Line, item: Incoming[T]
    ) -> None:
        """Wait until nothing is left that was said in a chat before it moved.

        The ids of what is waited for are lower, so no two wait for each other.
        """
        while self._has(name, line):
            try:
                if not await self._inbox.has_waiting(item.moves_from, before=item.id):
                    return
            except StorageError as error:
                self._note_loss(f"chat {name} must wait", error)
            if self._is_stopping:
                del self._lines[name]  # so that what comes behind is left as well
                return
            await asyncio.sleep(LOOK_INTERVAL_S)

    async def _process(self, name: str, line: _Line, item: Incoming[T]) -> None:
        if item.moves_from:
            await self._wait_for_old_chat(name, line, item)
        if not self._has(name, line):
            self._leave(item)  # another process may have it
            if newer := self._lines.get(name):
                # It was held when the chat was read again, so only later ones were queued.
                newer.has_gap = True
            return
        # Where this is cancelled, others take the update up.
        await self._handle(item)
        self._finish(item)

    def _has(self, name: str, line: _Line) -> bool:
        """Return whether a chat is still ours, as far as is known, and queued in order."""
        return (
            self._lines.get(name) is line
            and not line.has_gap
            and self._locks is not None
            and self._locks.is_held
        )

    def _leave(self, item: Incoming[T]) -> None:
        """Leave an update on disk until its chat is read again."""
        self._held.discard(item.key)

    def _finish(self, item: Incoming[T]) -> None:
        """Schedule the removal of an update from disk."""
        self._held.discard(item.key)
        self._answered.add(item.key)
        item.state = State.FINISHED

    def _mark_idle(self, name: str) -> None:
        """Begin to release a chat of which nothing is queued any more."""
        line = self._lines.get(name)
        if line is None or line.is_loading or self._is_stopping:
            return
        self._idle.add(name)
        if self._releasing is None:
            self._releasing = self._start(self._release_idle())
            self._releasing.add_done_callback(self._on_released)

    def _on_released(self, _task: asyncio.Task[None]) -> None:
        self._releasing = None
        if self._idle and not self._is_stopping:
            self._mark_idle(next(iter(self._idle)))

    async def _release_idle(self) -> None:
        """Release chats of which nothing is queued, and look whether something waits."""
        while self._idle:
            names, self._idle = self._idle, set()
            await self._answered.wait_settled()
            # What was answered since in one of these chats may not be off the disk yet.
            lines = {
                name: line
                for name in names - self._idle
                if (line := self._lines.get(name))
                and not line.is_loading
                and not self.queues.count(name)
            }
            if not lines or (locks := self._locks) is None:
                continue
            for name in lines:
                del self._lines[name]
            try:
                await locks.unlock([*map(_lock_name, lines)])
                chats = {line.chat for line in lines.values() if line.id is None}
                waiting = await self._inbox.waiting_of(chats) if chats else ()
            except StorageError as error:
                # What waits is found by looking.
                self._note_loss("chats are let go of later", error, locks)
                continue
            await self._take_chats((chat, 0) for chat in waiting)

    async def _renew_locks(self) -> None:
        """Get a live session for locks; where it is a new one, no chat is ours."""
        try:
            locks = await self._duties.session()
        except StorageError as error:
            self._note_loss("chats can't be taken up yet", error)
            self._lines.clear()
            return
        if locks is not self._locks:
            self._lines.clear()
            self._locks = locks

    async def _complete_moves(self) -> None:
        """Store what moves a chat in the line of its new key, too, where it is not there.

        One process alone, on SQLite, stores it under the old key only; a copy of that
        inbox has it so.
        """
        after = ""
        try:
            while page := await self._inbox.waiting_chats(
                self._platform, after=after, limit=PAGE_SIZE
            ):
                after = page[-1][0]
                for chat, first in page:
                    await self._complete_moves_of(chat, first)
        except StorageError as error:
            self._note_loss("what moves a chat can't be read yet", error)
            return
        self._has_complete_moves = True

    async def _complete_moves_of(self, chat: str, first: int) -> None:
        after = first - 1
        while page := await self._inbox.chat_page(
            chat, after=after, limit=PAGE_SIZE, done=False
        ):
            after = page[-1].id
            moves = [
                replace(stored, chat=item.moves_to)
                for stored in page
                if (item := self._item(stored)) and item.moves_to
            ]
            if moves:
                await self._inbox.add(moves)

    async def _keep_looking(self) -> None:
        """Look again and again for what waits while nobody has its chat."""
        seen: frozenset[UpdateKey] = frozenset()
        while True:
            await self._renew_locks()
            if not self._has_complete_moves:
                await self._complete_moves()
            try:
                seen = await self._look(seen)
            except StorageError as error:
                self._note_loss("what others have left can't be read", error)
            else:
                self._note_return()
            await asyncio.sleep(LOOK_INTERVAL_S)

    def _note_loss(
        self, outcome: str, error: StorageError, locks: LockSet | None = None
    ) -> None:
        """Log that the database is lost: once, however many chats have to wait for it.

        Args:
            outcome: What comes of it.
            error: How it was noticed.
            locks: The session that was lost; of one that was renewed since, it is known.
        """
        is_over = locks is not None and locks is not self._locks
        is_known = self._is_cut_off or is_over
        log.log(
            logging.DEBUG if is_known else logging.WARNING, "%s: %s", outcome, error
        )
        self._is_cut_off |= not is_over

    def _note_return(self) -> None:
        """Log that the database is back, where it was lost and our locks can be held again."""
        if self._is_cut_off and self._locks is not None and self._locks.is_held:
            self._is_cut_off = False
            log.warning("the database is back: chats are taken up again")

    async def _look(self, seen: AbstractSet[UpdateKey]) -> frozenset[UpdateKey]:
        """Take up what waited at the look before as well; return what waits now."""
        waiting: list[UpdateKey] = []
        after = ""
        while page := await self._inbox.waiting_chats(
            self._platform, after=after, limit=PAGE_SIZE
        ):
            after = page[-1][0]
            keys = [key for key in page if not key[0].endswith(":")]
            if len(keys) < len(page):  # updates that are in no chat
                rows = await self._inbox.chat_page(
                    f"{self._platform}:", after=-1, limit=PAGE_SIZE, done=False
                )
                keys += [row.key for row in rows]
            free = [key for key in keys if _line_name(key) not in self._lines]
            await self._take_chats((key for key in free if key in seen), left=True)
            waiting += free
            await self.queues.wait_for_room()
        return frozenset(waiting)


def _line_name(key: UpdateKey) -> str:
    """Return the name of the line in which an update waits; in no chat, one of its own."""
    chat, id_ = key
    return f"{chat}{id_}:" if chat.endswith(":") else chat


def _lock_name(line: str) -> str:
    return f"chat.{line}"
