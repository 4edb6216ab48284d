"""Processes that take updates in of a small platform, one after the other."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NotRequired, TypedDict

from bot.delivery.incoming import Incoming, Weight
from bot.delivery.intake import Intake
from storage.inbox.inbox import Inbox, StoredUpdate

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Said(TypedDict):
    """An update of a small platform."""

    id: int
    chat: str
    kind: str
    moves_to: NotRequired[str]
    moves_from: NotRequired[str]


def incoming(said: Said) -> Incoming[Said]:
    return Incoming(
        chat=f"test:{said['chat']}",
        id=said["id"],
        update=said,
        moves_to=f"test:{said['moves_to']}" if "moves_to" in said else "",
        moves_from=f"test:{said['moves_from']}" if "moves_from" in said else "",
        stays=said["kind"] == "moves",
    )


def weigh(said: Said) -> Weight:
    weights = {"asks": Weight.ASKS, "chatter": Weight.NOTHING}
    return weights.get(said["kind"], Weight.CHANGES)


@dataclass
class Desk:
    """Processes that serve one after the other over one inbox."""

    inbox: Inbox
    now: datetime = NOW
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    waits: set[str] = field(default_factory=set)
    handled: list[tuple[str, int, int]] = field(default_factory=list)
    ids: int = 0
    queues: Intake[Said] | None = None

    @asynccontextmanager
    async def process(self, *, confirms: bool = False) -> AsyncIterator[Intake[Said]]:
        """Serve until the block ends; what is queued is finished unless it fails."""
        intake: Intake[Said] = Intake(
            "test",
            self.inbox,
            read=incoming,
            handle=self.handle,
            weigh=weigh,
            confirms=confirms,
            now=lambda: self.now,
        )
        self.queues = intake
        async with intake:
            await intake.take_up()
            yield intake
        await intake.close()

    async def handle(self, item: Incoming[Said]) -> None:
        if item.update["chat"] in self.waits and self.queues:
            with self.queues.queues.park() as may_wait:
                assert may_wait
                await self.gate.wait()
        else:
            await asyncio.sleep(0)
        self.handled.append((item.update["chat"], item.id, item.skipped))

    def say(self, chat: str, kind: str, times: int = 1) -> Sequence[Incoming[Said]]:
        self.ids += times
        first = self.ids - times + 1
        return [
            incoming({"id": id_, "chat": chat, "kind": kind})
            for id_ in range(first, self.ids + 1)
        ]

    async def on_disk(self) -> Sequence[StoredUpdate]:
        return await self.inbox.page("test", after=None, limit=9_999)

    def ids_of(self, chat: str) -> Sequence[int]:
        return [id_ for where, id_, _ in self.handled if where == chat]


@asynccontextmanager
async def killed(desk: Desk, *, confirms: bool = False) -> AsyncIterator[Intake[Said]]:
    """Serve, and give up everything at the end as a kill does."""
    intake: Intake[Said] = Intake(
        "test",
        desk.inbox,
        read=incoming,
        handle=desk.handle,
        weigh=weigh,
        confirms=confirms,
        now=lambda: desk.now,
    )
    desk.queues = intake
    await intake.take_up()
    yield intake
    error = asyncio.CancelledError()
    await intake.__aexit__(asyncio.CancelledError, error, None)
