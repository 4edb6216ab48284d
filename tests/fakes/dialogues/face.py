"""A face of no real platform, which does as a test says."""

import asyncio
from dataclasses import dataclass, field

from bot.delivery.outbox import Outcome, SendStatus
from bot.faces.port import AppPort
from handlers.contract.reply import Reply
from handlers.contract.request import Place


@dataclass(kw_only=True)
class FakeOutbox:
    """An outbox that takes every digest, or those that a test lets go.

    Attributes:
        begun: Set once a digest is under way.
        go_on: Digests under way wait for it.
        sent: Keys of the chats that got one.
    """

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    sent: list[str] = field(default_factory=list)
    max_in_flight: int = 4

    async def wait_turn(self) -> None:
        await asyncio.sleep(0)

    async def deliver(self, place: Place, reply: Reply, *, key: str) -> Outcome:
        assert reply.paragraphs
        assert key
        self.begun.set()
        await self.go_on.wait()
        self.sent.append(place.key)
        return Outcome(status=SendStatus.SENT)


@dataclass(kw_only=True)
class FakeFace:
    """A face that serves until stopped, unless it fails.

    Attributes:
        app: Told of a heartbeat once it serves, if there is one.
        fails: What it raises instead.
        ends: Whether it ends on its own.
        answer: An answer under way, which it finishes when it stops.
        story: What happened to it, in order.
    """

    platform: str = "discord"
    app: AppPort | None = None
    outbox: FakeOutbox | None = None
    fails: Exception | None = None
    ends: bool = False
    answer: asyncio.Event | None = None
    is_open: asyncio.Event = field(default_factory=asyncio.Event)
    stops: asyncio.Event = field(default_factory=asyncio.Event)
    story: list[str] = field(default_factory=list)

    async def run(self, stop: asyncio.Event) -> None:
        if self.fails:
            raise self.fails
        if self.app:
            await self.app.record_heartbeat(self.platform)
        self.is_open.set()
        self.story.append("serves")
        if self.ends:
            return
        await stop.wait()
        self.stops.set()
        try:
            if self.answer:
                await self.answer.wait()
                self.story.append("answered")
        except asyncio.CancelledError:
            self.story.append("gave up")
            raise

    async def close(self) -> None:
        if self.outbox:
            self.story += self.outbox.sent
        self.story.append("closed")
