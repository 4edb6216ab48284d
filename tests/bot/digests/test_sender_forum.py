"""DigestSender for many topics of one forum, at Telegram's pace."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.delivery.outbox import Outcome, SendStatus
from bot.delivery.pacer import Pacer
from bot.digests import sender
from bot.faces.telegram.outgoing.sender import LIMITS
from handlers.contract.reply import Reply
from handlers.contract.request import Place
from storage.digests.subscriptions import Subscription
from storage.store import Store
from tests.fakes.digests.at_eight import EIGHT, FORUM, MINUTE


@dataclass
class Paced:
    """Take digests at Telegram's pace, on a clock of its own."""

    start: datetime = EIGHT
    seconds: float = 0.0
    max_in_flight: int = 4
    went: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pacer = Pacer(LIMITS, clock=lambda: self.seconds, wait=self._wait)

    @property
    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)

    async def _wait(self, seconds: float) -> None:
        self.seconds += seconds

    async def wait_turn(self) -> None:
        await self.pacer.wait_turn()

    async def deliver(self, place: Place, _reply: Reply, *, key: str) -> Outcome:
        assert key
        await asyncio.sleep(0)
        group = place.chat.startswith("-")
        if pause := self.pacer.reserve(place.key, group=group):
            return Outcome(status=SendStatus.RETRY, retry_after_s=pause, tried=False)
        self.went.append((place.key, self.seconds))
        return Outcome(status=SendStatus.SENT)


async def test_a_forum_of_many_topics_holds_up_no_other_chat(store: Store) -> None:
    chosen = Subscription(active=True, time="08:00", zone="UTC")
    before = EIGHT - MINUTE
    for topic in range(300):
        await store.subscriptions.save(FORUM, str(topic), chosen, now=before)
    for number in range(2, 201):
        await store.subscriptions.save(f"telegram:{number}", "", chosen, now=before)
    platform = Paced()
    runner = sender.DigestSender(
        store=store, outbox=platform, now=lambda: platform.now, platform="telegram"
    )
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(runner.run())
        while (  # noqa: ASYNC110 - as above
            len([key for key, _ in platform.went if key != FORUM]) < 200
        ):
            await asyncio.sleep(0.001)
        runner.stop()
    last = max(at for key, at in platform.went if key != FORUM)
    own = 200 / LIMITS.bulk_per_s
    assert last < 1.25 * own
    # The forum goes on meanwhile, as fast as a group may: one a second.
    assert len([key for key, _ in platform.went if key == FORUM]) >= own - 2
