"""Handle many chats at once, and the updates of one chat in order."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Coroutine
from typing import cast

from telegram.ext import BaseUpdateProcessor

from bot.faces.telegram_updates import Update, chat_of

LANE = 64
"""Updates of one chat, waiting and under way; who asks faster is not answered."""

log = logging.getLogger(__name__)


class Lanes(BaseUpdateProcessor):
    """Give each chat a lane: whoever waits in one holds up nobody in another.

    Args:
        at_once: How many updates may be waiting and under way in all lanes.
    """

    __slots__ = ("_lanes", "_room", "_tasks")

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._room = asyncio.Semaphore(at_once)
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
        try:
            await self._in_lane(cast("Update", update), coroutine)
        finally:
            self._room.release()

    async def _in_lane(self, update: Update, coroutine: "Awaitable[object]") -> None:
        chat = chat_of(update)
        if chat is None:
            await coroutine
            return
        lane = self._lanes.setdefault(chat["id"], _Lane())
        if lane.users >= LANE and _asks(update):
            lane.let_go += 1
            cast("Coroutine[object, object, object]", coroutine).close()
            return
        lane.users += 1
        try:
            async with lane.lock:
                await coroutine
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[chat["id"]]
                if lane.let_go:
                    log.warning(
                        "chat %d asked too fast: %d updates let go",
                        chat["id"],
                        lane.let_go,
                    )

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Give up what is still under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class _Lane:
    """Count who uses a lock, so that it can be forgotten after the last."""

    __slots__ = ("let_go", "lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0
        self.let_go = 0


def _asks(update: Update) -> bool:
    """Tell whether an update is but a question, and no news of a chat."""
    message = update.get("message")
    return "my_chat_member" not in update and not (
        message and message.get("migrate_to_chat_id")
    )


class Seen:
    """Remember the latest update ids: Telegram may send an update twice."""

    def __init__(self, size: int = 4096) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._size = size

    def again(self, id_: int) -> bool:
        """Tell whether an id came before, and remember it."""
        if id_ in self._ids:
            return True
        self._ids[id_] = None
        if len(self._ids) > self._size:
            self._ids.popitem(last=False)
        return False
