"""Handle many chats at once, and the updates of one chat in order."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable
from typing import cast

from telegram.ext import BaseUpdateProcessor

from bot.faces.telegram_updates import Update, chat_of


class Lanes(BaseUpdateProcessor):
    """Give each chat a lane: whoever waits in one holds up nobody in another."""

    __slots__ = ("_lanes", "_tasks")

    def __init__(self, at_once: int) -> None:
        super().__init__(at_once)
        self._lanes: dict[int, _Lane] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    async def do_process_update(
        self, update: object, coroutine: "Awaitable[object]"
    ) -> None:
        """Handle an update after those of its chat that came before it."""
        if task := asyncio.current_task():
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        chat = chat_of(cast("Update", update))
        if chat is None:
            await coroutine
            return
        lane = self._lanes.setdefault(chat["id"], _Lane())
        lane.users += 1
        try:
            async with lane.lock:
                await coroutine
        finally:
            lane.users -= 1
            if not lane.users:
                del self._lanes[chat["id"]]

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Give up what is still under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class _Lane:
    """Count who uses a lock, so that it can be forgotten after the last."""

    __slots__ = ("lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0


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
