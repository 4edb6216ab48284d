"""DigestSender on the local Bot API, whatever goes wrong on the way."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from bot.app import App
from bot.digests import sender
from bot.digests.sender import DigestSender
from handlers.daily.status import explain
from storage.database.address import Address
from storage.digests.delivery import State
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, too_many
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import TIMEOUT_S, Room

MORNING = datetime(2024, 5, 2, 8, 30, tzinfo=UTC)


@dataclass
class House:
    """A bot with its store, on a clock that runs twenty times too fast, or stands."""

    store: Store
    server: BotApi
    now: datetime = MORNING - timedelta(minutes=30)
    started: float = 0.0
    ambiguous: Literal["retry", "hold"] = "retry"
    pace: int = 20

    def clock(self) -> datetime:
        passed = timedelta(seconds=time.monotonic() - self.started)
        return self.now + self.pace * passed

    async def subscribes(self, place: User | Room, **chosen: object) -> None:
        plan = {"active": True, "time": "08:30", "zone": "UTC"} | chosen
        await self.store.subscriptions.save(
            f"telegram:{place.id}",
            "",
            Subscription(**plan),  # type: ignore[arg-type]  # the test's own words
            now=self.now,
        )

    @asynccontextmanager
    async def runs(self) -> AsyncIterator[None]:
        app = App(self.store, VILLAGE)
        self.now, self.started = MORNING, time.monotonic()

        def digests(platform: str, outbox: object) -> DigestSender:
            return DigestSender(
                store=self.store,
                outbox=outbox,  # type: ignore[arg-type]  # the face's own
                ambiguous=self.ambiguous,
                lease=timedelta(hours=1),  # three minutes on this clock
                now=self.clock,
                platform=platform,
            )

        async with serving(app, self.server, digests=digests):
            yield

    async def state(self, place: User | Room, is_so: State) -> str:
        """Wait until the latest delivery of a chat is in a state; return why it is."""
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                last = await self.store.ledger.last(f"telegram:{place.id}", "")
                if last and last.state is is_so and last.attempts:
                    return explain(last.reason, last.detail, platform="telegram")
                await asyncio.sleep(0.01)

    async def is_scheduled(self, person: User, *, wanted: bool) -> None:
        """Wait until a person who has not turned it off has a next digest, or none."""
        async with asyncio.timeout(TIMEOUT_S):
            while True:
                kept = await self.store.subscriptions.get(f"telegram:{person.id}", "")
                assert kept is not None
                assert kept.active
                if (kept.due is not None) is wanted:
                    return
                await asyncio.sleep(0.01)


@pytest.fixture
async def house(
    village_database: Address,
    telegram: BotApi,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[House]:
    monkeypatch.setattr(sender, "POLL_INTERVAL_S", 0.01)
    monkeypatch.setattr(sender, "FIRST_RECORD_RETRY_S", 0.01)
    async with open_store(village_database) as store:
        yield House(store=store, server=telegram)


@pytest.mark.parametrize("quiet", [True, False])
async def test_a_digest_makes_a_sound_unless_the_chat_wants_none(
    house: House, ann: User, *, quiet: bool
) -> None:
    await house.subscribes(ann, quiet=quiet)
    async with house.runs():
        await ann.next_reply()
    sent = await house.server.called("sendMessage")
    assert (sent.get("disable_notification") == "true") == quiet


async def test_a_digest_comes_at_its_hour_with_its_buttons(
    house: House, ann: User, bob: User
) -> None:
    await house.subscribes(ann)
    await house.subscribes(bob, time="12:00")
    async with house.runs():
        shown = await ann.next_reply()
        assert shown.text.startswith("Today's excerpt, 2 May 2024")
        assert "Another" in shown.labels
        assert await house.state(ann, State.SENT) == ""
    assert house.server.count("sendMessage") == 1


async def test_a_chat_that_must_wait_gets_the_same_later(
    house: House, ann: User, bob: User
) -> None:
    await house.subscribes(ann)
    await house.subscribes(bob)
    house.server.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(1))
    )
    house.pace = 0  # until the wait is seen
    async with house.runs():
        await bob.next_reply()
        assert "wait 1 s" in await house.state(ann, State.PENDING)
        house.pace = 20
        assert "Today's excerpt" in (await ann.next_reply()).text
        await house.state(ann, State.SENT)


async def test_who_blocked_the_bot_is_let_alone_until_the_block_ends(
    house: House, ann: User
) -> None:
    await house.subscribes(ann)
    ann.home.closed = RefusedError(403, "Forbidden: bot was blocked by the user")
    async with house.runs():
        assert await house.state(ann, State.FAILED) == "the chat is closed to us"
        # The chat is closed just after its delivery has failed.
        await house.is_scheduled(ann, wanted=False)
        ann.unblocks_the_bot()
        await house.is_scheduled(ann, wanted=True)


async def test_a_chat_that_takes_no_answer_gets_no_digest_until_it_asks_again(
    house: House, ann: User
) -> None:
    await house.subscribes(ann, time="12:00")
    subscriptions, key = house.store.subscriptions, f"telegram:{ann.id}"
    async with house.runs():
        ann.home.closed = RefusedError(403, "Forbidden: bot was blocked by the user")
        await ann.says("/quote")
        await house.server.called("sendMessage")
        async with asyncio.timeout(TIMEOUT_S):
            while not await subscriptions.is_chat_closed(key):  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.01)
        kept = await subscriptions.get(key, "")
        assert kept
        assert (kept.active, kept.due) == (True, None)
        # Its end is known by a question alone: no word came of it from Telegram.
        ann.home.closed = None
        await ann.says("/quote")
        await ann.next_reply()
    kept = await subscriptions.get(key, "")
    assert kept
    assert kept.due


async def test_a_digest_follows_a_group_that_moved(house: House) -> None:
    group = house.server.room("Friends")
    await house.subscribes(group)
    new = await group.upgrades()
    async with house.runs():
        assert "Today's excerpt" in (await new.next_reply()).text
        await house.state(new, State.SENT)


async def test_a_group_that_had_its_digest_under_its_new_id_gets_no_second(
    house: House, ann: User
) -> None:
    group = house.server.room("Friends")
    await house.subscribes(group)
    new = await group.upgrades()
    await house.subscribes(new)
    await house.subscribes(ann, time="08:31")
    async with house.runs():
        assert "Today's excerpt" in (await new.next_reply()).text
        await ann.next_reply()
        await house.state(ann, State.SENT)
    assert len(new.messages) == 1
    assert await house.store.ledger.last(f"telegram:{group.id}", "") is None


async def test_a_server_in_trouble_is_asked_again(house: House, ann: User) -> None:
    await house.subscribes(ann)
    broken = RefusedError(500, "Internal Server Error")
    house.server.faults.append(Fault(method="sendMessage", refused=broken))
    async with house.runs():
        await house.state(ann, State.SENT)
    assert house.server.count("sendMessage") == 2


@pytest.mark.parametrize("reset", ["before", "after"])
async def test_what_may_have_arrived_is_held_back(
    house: House, ann: User, reset: Literal["before", "after"]
) -> None:
    house.ambiguous = "hold"
    await house.subscribes(ann)
    house.server.faults.append(Fault(method="sendMessage", reset=reset))
    async with house.runs():
        assert "broke" in await house.state(ann, State.AMBIGUOUS)
    assert house.server.count("sendMessage") == 1


async def test_or_sent_again(house: House, ann: User) -> None:
    await house.subscribes(ann)
    house.server.faults.append(Fault(method="sendMessage", reset="after"))
    async with house.runs():
        first = await ann.next_reply()
        assert (await ann.next_reply()).text == first.text
        await house.state(ann, State.SENT)


async def test_a_bot_that_stops_finishes_what_is_under_way(
    house: House, ann: User
) -> None:
    await house.subscribes(ann)
    go_on = asyncio.Event()
    house.server.faults.append(Fault(method="sendMessage", until=go_on))

    async def let_go() -> None:
        await asyncio.sleep(0.05)
        go_on.set()

    async with asyncio.TaskGroup() as group, house.runs():
        await house.server.called("sendMessage")
        group.create_task(let_go())
    last = await house.store.ledger.last(f"telegram:{ann.id}", "")
    assert last
    assert last.state is State.SENT


@pytest.mark.sqlite(reason="sets how long a file may be")
async def test_a_full_disk_costs_no_digest_and_doubles_none(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    people = [house.server.user(f"User {number}") for number in range(60)]
    for person in people:
        await house.subscribes(person)
    database = house.store.ledger._database  # noqa: SLF001 - the disk of this test
    async with database.transaction() as writer:
        used = await writer.value("PRAGMA page_count")
        # SQLite fails as on a disk without space, in the midst of the broadcast.
        await writer.execute(f"PRAGMA max_page_count = {used:d}")
    async with house.runs():
        await logged(caplog, "the disk is full")
        async with database.transaction() as writer:
            await writer.execute("PRAGMA max_page_count = 1000000")
        for person in people:
            assert "Today's excerpt" in (await person.next_reply()).text
            await house.state(person, State.SENT)
    assert {len(person.home.messages) for person in people} == {1}


@pytest.mark.sqlite(reason="locks the file")
async def test_a_locked_database_costs_no_digest(
    house: House, ann: User, caplog: pytest.LogCaptureFixture, village_database: Path
) -> None:
    await house.subscribes(ann)
    database = house.store.ledger._database  # noqa: SLF001 - to give up sooner
    async with database.transaction() as writer:
        await writer.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(village_database)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with house.runs():
            await logged(caplog, "digests wait for the database")
            other.rollback()
            assert "Today's excerpt" in (await ann.next_reply()).text


async def logged(caplog: pytest.LogCaptureFixture, words: str) -> None:
    async with asyncio.timeout(TIMEOUT_S):
        while words not in caplog.text:  # noqa: ASYNC110 - logs wake nobody
            await asyncio.sleep(0.01)
