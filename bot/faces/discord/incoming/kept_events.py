"""Events of the gateway that change something, kept on disk until they are done.

Discord sends nothing again after a kill, so it is stored before it is acknowledged, and
handed to the library once more at the next start. Questions are not: 3 seconds later
nobody can answer them any more.
"""

import asyncio
import logging
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Coroutine, Mapping, MutableMapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import orjson

from bot.faces.discord.incoming.requests import DIRECT, PLATFORM
from storage.database.errors import StorageError
from storage.database.time import utc_now
from storage.inbox.inbox import Inbox, StoredUpdate, UpdateKey

MAX_REMEMBERED = 1024
"""Events that are remembered as they came, until it is known what they ask for."""

MAX_WAIT_S = 30.0
"""Seconds that one event of the last run may take before the next has its turn."""

MAX_AGE = timedelta(days=2)
"""Age of an event that a start still takes up: what can't be read shall not stay."""

RETRY_S = 5.0
"""Seconds after which it is looked again whether another process has ended."""

KINDS = ("INTERACTION_CREATE", "MESSAGE_CREATE")

Parser = Callable[[Any], None]
log = logging.getLogger(__name__)


class KeptEvents:
    """The events of one bot that must not be lost.

    Attributes:
        is_read: Whether it is known what an earlier process has left.

    Args:
        inbox: Where they are stored; None for nowhere.
        parsers: What the library does with each kind of event; it is watched.
        now: Returns the present moment, aware.
    """

    def __init__(
        self,
        inbox: Inbox | None,
        parsers: MutableMapping[str, Parser],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._inbox = inbox
        self._now = now
        self._recent: OrderedDict[int, Mapping[str, Any]] = OrderedDict()
        self._kept: set[UpdateKey] = set()
        self._again: dict[int, asyncio.Event] = {}
        self._waiting: defaultdict[str, list[StoredUpdate]] = defaultdict(list)
        self._servers: set[str] = set()  # that are known
        self._is_begun = self._is_reading = self.is_read = False
        self._ended: set[UpdateKey] = set()  # while it is read what is left
        self._parsers = {kind: parsers[kind] for kind in KINDS}
        self._tasks: set[asyncio.Task[None]] = set()
        if inbox is not None:
            for kind in KINDS:
                parsers[kind] = partial(self._parse, kind)
            # The library tells of servers by an event, but not of all of them.
            parsers["GUILD_CREATE"] = partial(
                self._parse_server, parsers["GUILD_CREATE"]
            )

    @property
    def is_taking_up(self) -> bool:
        """Return whether something of an earlier process is being handled."""
        return bool(self._again)

    async def keep(self, id_: int, chat: str) -> None:
        """Store an event before it is answered; where that fails, the log says so."""
        event = self._recent.pop(id_, None)
        if self._inbox is None or event is None or id_ in self._again:
            return
        update = StoredUpdate(
            chat=chat, id=id_, body=orjson.dumps(event), received=self._now()
        )
        self._kept.add(update.key)
        try:
            await self._inbox.store([update])
        except StorageError as error:
            self._kept.discard(update.key)
            log.error("event %d is in memory alone: %s", id_, error)  # noqa: TRY400 - the sentence says it

    async def finish(self, id_: int, chat: str) -> None:
        """Remove an event that was answered, or that nobody can answer."""
        if done := self._again.pop(id_, None):
            done.set()
        elif (chat, id_) not in self._kept:
            return
        self._kept.discard((chat, id_))
        if self._is_reading:
            self._ended.add((chat, id_))
        if self._inbox:
            try:
                await self._inbox.settle(removed=[(chat, id_)])
            except StorageError as error:
                # It is handled once more, which changes nothing.
                log.warning("event %d is not removed: %s", id_, error)

    def is_taken_up(self, id_: int) -> bool:
        """Return whether an event came to an earlier process."""
        return id_ in self._again

    async def take_up(self) -> None:
        """Hand over what an earlier process has left, but what needs a server first.

        Where another process still runs, that is done once it has ended.
        """
        if self._inbox is None or self._is_begun:
            return
        self._is_begun = True
        if self._inbox.locks.acquire(PLATFORM):
            await self._take_up(self._inbox)
        else:
            log.error("another process serves the same chats: stop one of them")
            self._start(self._take_up_later(self._inbox))

    async def _take_up_later(self, inbox: Inbox) -> None:
        while not inbox.locks.acquire(PLATFORM):  # noqa: ASYNC110 - nothing tells that a process ended
            await asyncio.sleep(RETRY_S)
        await self._take_up(inbox)

    async def _take_up(self, inbox: Inbox) -> None:
        left = await self._read(inbox)
        if left:
            log.info("%d events of the last run are taken up", len(left))
        for stored in left:
            if self._now() - stored.received > MAX_AGE:
                log.error("event %d is let go: it could not be handled", stored.id)
                self._kept.add(stored.key)
                await self.finish(stored.id, stored.chat)
                continue
            server = stored.chat.partition(":")[2].partition("/")[0]
            is_message = orjson.loads(stored.body)["kind"] == "MESSAGE_CREATE"
            if is_message and server != DIRECT and server not in self._servers:
                self._waiting[server].append(stored)
            else:
                await self._repeat(stored)

    async def _read(self, inbox: Inbox) -> Sequence[StoredUpdate]:
        """Return what an earlier process has left."""
        self._is_reading = True
        left: list[StoredUpdate] = []
        try:
            after: UpdateKey | None = None
            while page := await inbox.page(PLATFORM, after=after, limit=64):
                left += page
                after = page[-1].key
        except StorageError as error:
            log.warning("what the last run left can't be read: %s", error)
        ours = self._kept | self._ended
        self._is_reading, self.is_read = False, True
        self._ended.clear()
        return [each for each in left if each.key not in ours]

    async def _take_up_server(self, server: str) -> None:
        """Hand over messages of a server that is known now."""
        for stored in self._waiting.pop(server, ()):
            await self._repeat(stored)

    async def _repeat(self, stored: StoredUpdate) -> None:
        """Hand over an event again, and wait until it is handled."""
        event = orjson.loads(stored.body)
        done = self._again[stored.id] = asyncio.Event()
        try:
            self._parsers[event["kind"]](event["data"])
            async with asyncio.timeout(MAX_WAIT_S):
                await done.wait()
        except TimeoutError:
            log.warning("event %d of the last run takes long", stored.id)
        except Exception:
            log.exception("event %d of the last run can't be read", stored.id)
            await self.finish(stored.id, stored.chat)

    def _parse_server(self, parse: Parser, data: Any) -> None:  # noqa: ANN401 - as the library has it
        parse(data)
        self._servers.add(data["id"])
        if data["id"] in self._waiting:
            self._start(self._take_up_server(data["id"]))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="inbox")
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("what the last run left is not taken up", exc_info=error)

    def close(self) -> None:
        """Take up nothing more."""
        for task in self._tasks:
            task.cancel()

    def _parse(self, kind: str, data: Any) -> None:  # noqa: ANN401 - as the library has it
        self._recent[int(data["id"])] = {"kind": kind, "data": data}
        if len(self._recent) > MAX_REMEMBERED:
            self._recent.popitem(last=False)
        self._parsers[kind](data)
