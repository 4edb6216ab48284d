"""Handle many chats at once, and the updates of one chat in order."""

import asyncio
import logging
import sys
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import cast

from telegram.ext import BaseUpdateProcessor

from bot.faces.telegram.updates import Update, chat_of

LANE = 64
"""Updates of one chat, waiting and under way; who asks faster is not answered."""

KEPT = 8
"""As many of one chat that Telegram told to wait; they are answered when it opens."""

APART = 1024
"""Updates of all chats that were told to wait, at most; a task and a reply each."""

log = logging.getLogger(__name__)


class Lanes(BaseUpdateProcessor):
    """Give each chat a lane: whoever waits in one holds up nobody in another.

    Args:
        at_once: How many updates may be waiting and under way in all lanes, but for
            those of chats that were told to wait.
        apart: How many of these there may be beside.
    """

    __slots__ = ("_apart", "_lanes", "_most_apart", "_room", "_tasks")

    def __init__(self, at_once: int, apart: int = APART) -> None:
        # Its own bound would count those apart, too.
        super().__init__(sys.maxsize)
        self._room = asyncio.Semaphore(at_once)
        self._most_apart = apart
        self._apart = 0
        self._lanes: dict[int, _Lane] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    async def room(self) -> None:
        """Wait until one more update may be taken from Telegram, which keeps the rest.

        Each update that is handled must have waited here before.
        """
        await self._room.acquire()

    async def do_process_update(
        self, update: object, coroutine: "Awaitable[object]"
    ) -> None:
        """Handle an update after those of its chat that came before it."""
        if task := asyncio.current_task():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        turn = _Turn(asks=_asks(cast("Update", update)))
        try:
            await self._in_lane(cast("Update", update), turn, coroutine)
        finally:
            cast("Coroutine[object, object, object]", coroutine).close()
            if turn.apart:
                self._apart -= 1
            else:
                self._room.release()

    async def _in_lane(
        self, update: Update, turn: "_Turn", coroutine: "Awaitable[object]"
    ) -> None:
        chat = chat_of(update)
        if chat is None:
            await coroutine
            return
        new = _moves_to(update)
        with self._entered(chat["id"], turn) as lane, self._ahead_in(new) as ahead:
            if self._let_go(lane, turn) or not await lane.comes(turn):
                lane.let_go += 1
                return
            await ahead()
            _lane.set(lane)
            await coroutine

    @contextmanager
    def _entered(self, chat: int, turn: "_Turn") -> "Iterator[_Lane]":
        """Let an update stand in the lane of a chat until it is over."""
        lane = self._lanes.setdefault(chat, _Lane())
        lane.turns.append(turn)
        try:
            yield lane
        finally:
            lane.leave(turn)
            if not lane.turns:
                del self._lanes[chat]
                lane.tell(chat)

    @contextmanager
    def _ahead_in(self, chat: int | None) -> Iterator[Callable[[], Awaitable[object]]]:
        """Hold up what comes under a group's new id, until the news of it is taken in.

        It must find what was chosen under the old one.

        Yields:
            What waits for all that came before.
        """
        if chat is None:
            yield _at_once
            return
        # It takes no place of its own: the news has one in the lane of the old id.
        ahead = _Turn(asks=False, apart=True)
        with self._entered(chat, ahead) as lane:
            yield partial(lane.comes, ahead)

    def _let_go(self, lane: "_Lane", turn: "_Turn") -> bool:
        """Tell whether there is no place for an update that has just come."""
        if lane.waits:
            return not self._set_apart(lane, turn)
        return turn.asks and len(lane.turns) > LANE

    @contextmanager
    def apart(self) -> Iterator[bool]:
        """Count what is in the lane of this update apart, while its chat has to wait.

        Yields:
            Whether there is room for it; where not, it is not to wait.
        """
        lane = _lane.get()
        if lane is None or not lane.turns:  # nothing of ours is held up by it
            yield True
            return
        first, *others = lane.turns
        if not self._set_apart(lane, first):
            yield False
            return
        for turn in others:
            if not self._set_apart(lane, turn):
                turn.end_wait(go=False)
        lane.waits = lane.waited = True
        try:
            yield True
        finally:
            lane.waits = False

    def _set_apart(self, lane: "_Lane", turn: "_Turn") -> bool:
        """Make room for other chats; return whether there is a place for this one."""
        if turn.apart:
            return True
        # The last half is for one update each, so that many chats find a place.
        most = KEPT if 2 * self._apart < self._most_apart else 1
        held = sum(each.apart for each in lane.turns)
        if turn.asks and (held >= most or self._apart >= self._most_apart):
            return False
        turn.apart = True
        self._apart += 1
        self._room.release()
        return True

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Give up what is still under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class _Turn:
    """One update in its lane.

    Attributes:
        asks: Whether it is but a question, which may be let go.
        apart: Whether it counts among those of chats that wait.
    """

    __slots__ = ("_go", "apart", "asks")

    def __init__(self, *, asks: bool, apart: bool = False) -> None:
        self.asks = asks
        self.apart = apart
        self._go: asyncio.Future[bool] | None = None

    async def wait(self) -> bool:
        """Wait until it is this update's turn; return False where it is let go."""
        self._go = asyncio.get_running_loop().create_future()
        return await self._go

    def end_wait(self, *, go: bool) -> None:
        """Let the update pass, or let it go."""
        if self._go and not self._go.done():
            self._go.set_result(go)


class _Lane:
    """Let the updates of one chat pass one by one, in the order in which they came."""

    __slots__ = ("let_go", "turns", "waited", "waits")

    def __init__(self) -> None:
        self.turns: deque[_Turn] = deque()
        self.waits = self.waited = False
        self.let_go = 0

    async def comes(self, turn: _Turn) -> bool:
        """Wait for a turn; return False where it is let go instead."""
        return turn is self.turns[0] or await turn.wait()

    def leave(self, turn: _Turn) -> None:
        """Take out an update, and let the next one pass if it was the first."""
        first = turn is self.turns[0]
        self.turns.remove(turn)
        if first and self.turns:
            self.turns[0].end_wait(go=True)

    def tell(self, chat: int) -> None:
        """Write down how many were let go."""
        if self.let_go:
            why = "had to wait" if self.waited else "asked too fast"
            log.warning("chat %d %s: %d updates let go", chat, why, self.let_go)


_lane: ContextVar[_Lane | None] = ContextVar("lane", default=None)
"""Whose update is being handled, in tasks begun by that as well."""


def _asks(update: Update) -> bool:
    """Tell whether an update is but a question, and no news of a chat."""
    return "my_chat_member" not in update and _moves_to(update) is None


def _moves_to(update: Update) -> int | None:
    """Return the new id that an update gives its chat, if it does."""
    message = update.get("message")
    if not message:
        return None
    new = message.get("migrate_to_chat_id")
    return new if type(new) is int and new != message["chat"]["id"] else None


async def _at_once() -> None:
    """Wait for nothing."""
