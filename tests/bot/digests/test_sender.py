"""The sender of digests, with a platform and a clock of the test's own."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.outbox import Outcome, SendStatus
from bot.digests import sender, upkeep
from handlers.contract.reply import Reply
from handlers.contract.request import Place
from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import Delivery, Reason, State
from storage.digests.ledger import Completion
from storage.digests.schedule import MAX_DELAY
from storage.digests.subscriptions import Subscription
from storage.store import Store
from tests.fakes.digests.at_eight import CHAT, EIGHT, FORUM, MINUTE
from tests.fakes.libraries.speeches import sentences, speech


@dataclass
class Platform:
    """Let time pass with each turn, and each digest go as the test says."""

    status: Callable[[int], SendStatus]
    takes: timedelta = timedelta(0)
    passes: timedelta = timedelta(0)
    now: datetime = EIGHT
    turns: int = 0
    max_in_flight: int = 4
    tries: int = 0
    shown: str = ""
    places: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    until: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait_turn(self) -> None:
        self.turns += 1
        self.now += self.passes

    async def deliver(self, place: Place, reply: Reply, *, key: str) -> Outcome:
        self.tries += 1
        self.places.append(place.key)
        self.keys.add(key)
        self.shown = reply.text
        self.days.append(reply.text.removeprefix("Today's excerpt, ").split(" 2024")[0])
        self.now += self.takes
        await self.until.wait()
        return Outcome(status=self.status(self.tries), reason=Reason.OTHER)


@asynccontextmanager
async def running(store: Store, platform: Platform) -> AsyncIterator[None]:
    runner = sender.DigestSender(
        store=store, outbox=platform, now=lambda: platform.now, platform="telegram"
    )
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(runner.run())
        try:
            yield
        finally:
            runner.stop()


async def ended(store: Store) -> Delivery:
    while True:
        last = await store.ledger.last(CHAT, "")
        if last and last.state not in {State.PENDING, State.SENDING}:
            return last
        await asyncio.sleep(0.001)


async def test_a_long_outage_costs_no_digest(store: Store) -> None:
    platform = Platform(
        lambda tries: SendStatus.RETRY if tries < 20 else SendStatus.SENT, passes=MINUTE
    )
    platform.until.set()
    async with running(store, platform):
        last = await ended(store)
    assert (last.state, last.attempts) == (State.SENT, 20)
    assert platform.keys == {f"digest-{last.id}"}


async def test_one_that_lasts_for_hours_is_the_reason_of_a_digest_skipped(
    store: Store,
) -> None:
    platform = Platform(lambda _: SendStatus.RETRY, passes=MINUTE)
    platform.until.set()
    async with running(store, platform):
        last = await ended(store)
    assert (last.state, last.reason) == (State.SKIPPED, Reason.OTHER)
    assert platform.tries > 30


async def test_what_may_have_arrived_is_not_sent_for_ever(store: Store) -> None:
    platform = Platform(lambda _: SendStatus.AMBIGUOUS, passes=MINUTE)
    platform.until.set()
    async with running(store, platform):
        last = await ended(store)
    assert last.state is State.AMBIGUOUS
    assert platform.tries == sender.MAX_AMBIGUOUS_SENDS


@pytest.mark.parametrize(
    ("scope", "subject"),
    [
        (DigestScope.ALL, ""),
        (DigestScope.TOPIC, "frost"),
        (DigestScope.SPEAKER, "Tom Marden"),
    ],
)
async def test_an_excerpt_that_a_reload_took_away_is_made_up_for(
    store: Store, scope: DigestScope, subject: str
) -> None:
    both = Subscription(
        active=True, time="08:00", zone="UTC", scope=scope, subject=subject
    )
    frosts = [
        speech(slug, *sentences(f"frost {slug}", 9), speaker="Tom Marden")
        for slug in ("old", "new")
    ]
    before = EIGHT - timedelta(minutes=1)
    await store.loader.load(frosts[:1])
    await store.subscriptions.save(CHAT, "", both, now=before)
    await store.ledger.enqueue_due(
        EIGHT, limit=9, platform="telegram", max_delay=MAX_DELAY
    )
    await store.loader.load(frosts[1:])
    platform = Platform(lambda _: SendStatus.SENT)
    platform.until.set()
    async with running(store, platform):
        last = await ended(store)
    assert last.state is State.SENT
    assert "frost new" in platform.shown


async def test_a_clock_put_forward_takes_nothing_from_who_is_sending_it(
    store: Store,
) -> None:
    platform = Platform(lambda _: SendStatus.SENT, takes=timedelta(hours=1))
    async with running(store, platform):
        while not platform.tries:  # noqa: ASYNC110 - the platform wakes nobody
            await asyncio.sleep(0.001)
        # Another one that died is dealt with, so the sweep was there.
        await swept(store, platform)
        platform.until.set()
        last = await ended(store)
    assert (last.state, platform.tries) == (State.SENT, 1)


async def swept(store: Store, platform: Platform) -> None:
    other, died = "telegram:2", platform.now - timedelta(minutes=10)
    chosen = Subscription(active=True, time=f"{died:%H:%M}", zone="UTC")
    before = died - timedelta(minutes=1)
    await store.subscriptions.save(other, "", chosen, now=before)
    lease = timedelta(minutes=1)
    await store.ledger.enqueue_due(died, limit=9, platform="telegram", max_delay=lease)
    await store.ledger.claim(died, owner="dead", lease=lease, platform="telegram")
    platform.now += upkeep.UPKEEP_INTERVAL
    while platform.tries < 2:  # noqa: ASYNC110 - as above
        await asyncio.sleep(0.001)
    platform.tries -= 1


async def test_what_was_sent_is_recorded_however_long_the_database_is_locked(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Platform(lambda _: SendStatus.SENT)
    database = store.ledger._database  # noqa: SLF001 - to give up sooner
    async with database.transaction() as writer:
        await writer.execute("PRAGMA busy_timeout = 1")
    async with running(store, platform):
        while not platform.tries:  # noqa: ASYNC110 - the platform wakes nobody
            await asyncio.sleep(0.001)
        with closing(sqlite3.connect(tmp_path / "rostra.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            platform.until.set()
            await logged(caplog, "can't be recorded")
            # The lease is over by far, and half of it: nobody gives up on it.
            platform.now += timedelta(minutes=30)
            caplog.clear()
            await logged(caplog, "can't be recorded")
            caplog.clear()
            await logged(caplog, "can't be recorded")
            other.rollback()
        last = await ended(store)
        platform.now += upkeep.UPKEEP_INTERVAL
    assert (last.state, platform.tries) == (State.SENT, 1)


async def test_nor_is_it_lost_when_the_bot_stops_meanwhile(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    platform = Platform(lambda _: SendStatus.SENT)
    database = store.ledger._database  # noqa: SLF001 - as above
    async with database.transaction() as writer:
        await writer.execute("PRAGMA busy_timeout = 1")
    runner = sender.DigestSender(
        store=store, outbox=platform, now=lambda: platform.now, platform="telegram"
    )
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(runner.run())
        while not platform.tries:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        with closing(sqlite3.connect(tmp_path / "rostra.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            platform.until.set()
            await logged(caplog, "can't be recorded")
            runner.stop()
            caplog.clear()
            await logged(caplog, "can't be recorded")
            other.rollback()
    assert (await ended(store)).state is State.SENT


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    while words not in caplog.text:  # noqa: ASYNC110 - logs wake nobody
        await asyncio.sleep(0.001)


async def test_a_digest_that_its_chats_new_id_had_is_not_sent_again(
    store: Store,
) -> None:
    chosen = Subscription(active=True, time="08:00", zone="UTC")
    await store.subscriptions.save(FORUM, "", chosen, now=EIGHT - MINUTE)
    await store.ledger.enqueue_due(
        EIGHT, limit=9, platform="telegram", max_delay=MAX_DELAY
    )
    first, second = await store.ledger.claim(
        EIGHT, owner="one", lease=MINUTE, limit=2, platform="telegram"
    )
    assert (first.key, second.key) == (CHAT, FORUM)
    await store.ledger.complete(
        second, Completion(state=State.SENT), owner="one", now=EIGHT
    )
    platform = Platform(lambda _: SendStatus.SENT)
    platform.until.set()
    runner = sender.DigestSender(
        store=store,
        outbox=platform,
        now=lambda: platform.now,
        owner="one",
        platform="telegram",
    )
    await store.chat_migrator.migrate(CHAT, FORUM, now=EIGHT)
    await runner._send(first)  # noqa: SLF001 - between the claim and the sending
    assert platform.tries == 0


async def test_and_one_whose_chat_moved_follows_it(store: Store) -> None:
    await store.ledger.enqueue_due(
        EIGHT, limit=9, platform="telegram", max_delay=MAX_DELAY
    )
    (one,) = await store.ledger.claim(
        EIGHT, owner="one", lease=MINUTE, platform="telegram"
    )
    platform = Platform(lambda _: SendStatus.SENT)
    platform.until.set()
    runner = sender.DigestSender(
        store=store,
        outbox=platform,
        now=lambda: platform.now,
        owner="one",
        platform="telegram",
    )
    await store.chat_migrator.migrate(CHAT, FORUM, now=EIGHT)
    await runner._send(one)  # noqa: SLF001 - as above
    assert platform.places == [FORUM]


@pytest.mark.parametrize(
    ("ahead", "last"),
    [(timedelta(days=3), "2024-05-04"), (timedelta(days=3, hours=4), "2024-05-05")],
)
async def test_a_clock_that_was_ahead_costs_no_digest_and_doubles_none(
    store: Store, ahead: timedelta, last: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = EIGHT - 10 * MINUTE
    platform = Platform(lambda _: SendStatus.SENT, now=before)
    platform.until.set()
    async with running(store, platform):
        while not platform.turns:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        platform.now = before + ahead
        await logged(caplog, "the clock went")
        while (await ended(store)).date < last:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
        platform.now, platform.passes = before, 20 * MINUTE
        while platform.now < EIGHT + timedelta(days=4.5):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.001)
    assert platform.days == [f"{day} May" for day in range(2, 7)]
