"""What two processes write at once about digests: who waits for whom, and what comes of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from storage.database.address import PostgresAddress
from storage.database.connection import Connection
from storage.database.opening import open_database
from storage.digests.subscriptions import Subscription
from storage.store import Store
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.waiting import until

Stores = tuple[Store, Store]

NOW = datetime(2026, 11, 27, 7, tzinfo=UTC)
TODAY = NOW.date()
CHAT = "telegram:1"
AT_EIGHT = Subscription(active=True, time="08:00", zone="UTC")
AT_NINE = Subscription(active=True, time="09:00", zone="UTC")
FLOODS = speech("floods", *sentences("flood", 30))


@asynccontextmanager
async def at_work(address: PostgresAddress, scope: str) -> AsyncIterator[None]:
    """Have another process write for as long as the block lasts."""
    begun, end = asyncio.Event(), asyncio.Event()

    async def work(_: Connection) -> None:
        begun.set()
        await end.wait()

    database = await open_database(address)
    writing = asyncio.create_task(database.write(work, scope=scope))
    try:
        await begun.wait()
        yield
    finally:
        end.set()
        await writing
        await database.close()


async def select(store: Store, day: date = TODAY) -> str:
    selection = await store.daily_excerpts.select(CHAT, "", day, topic_excerpts={})
    return selection.excerpt_id


WRITES: dict[str, Callable[[Store], Awaitable[object]]] = {
    "choosing": lambda s: s.subscriptions.save(CHAT, "", AT_EIGHT, now=NOW),
    "looking": select,
    "closing a chat": lambda s: s.subscriptions.close_chat(CHAT, now=NOW),
    "opening it": lambda s: s.subscriptions.open_chat(CHAT, now=NOW),
    "closing a thread": lambda s: s.subscriptions.close_thread(CHAT, "7", now=NOW),
    "closing a server": lambda s: s.subscriptions.close_server("discord:3", now=NOW),
    "opening it again": lambda s: s.subscriptions.open_server("discord:3", now=NOW),
    "a heartbeat": lambda s: s.health.record_heartbeat("telegram", NOW),
    "a failure": lambda s: s.health.record_failure(
        "telegram", "It is away.", since=NOW, next_try=None
    ),
    "its end": lambda s: s.health.clear_failures(["telegram", "discord"]),
    "a memory": lambda s: s.face_memory.remember("telegram", "menu", "1"),
}


async def test_nothing_waits_for_what_another_process_writes_elsewhere(
    stores: Stores, addresses: tuple[PostgresAddress, PostgresAddress]
) -> None:
    one, _ = stores
    await one.loader.load([FLOODS])
    await one.subscriptions.save("discord:3/4", "", AT_EIGHT, now=NOW)
    async with at_work(addresses[1], "telegram:2"):
        for name, write in WRITES.items():
            writing = asyncio.ensure_future(write(one))
            try:
                await until(writing.done)
            except TimeoutError:
                pytest.fail(f"{name} waits")
            await writing


async def test_the_excerpt_of_a_day_is_one_whoever_looks(stores: Stores) -> None:
    await stores[0].loader.load([FLOODS])
    days = [TODAY + timedelta(n) for n in range(5)]
    looks = [(stores[n % 2], day, n // 10 % 2) for day in days for n in range(20)]
    drawn: list[str] = []

    async def look(store: Store, day: date, draws: int) -> tuple[date, str]:
        if draws and (one := await store.random_excerpts.draw(CHAT)):
            drawn.append(one.excerpt.id)
        return day, await select(store, day)

    seen = {*await asyncio.gather(*(look(*each) for each in looks))}
    assert len(seen) == len(days)
    # None was drawn for two days, nor twice in a round beside them.
    assert len({excerpt for _, excerpt in seen}) == len(days)
    assert {day for day, _ in seen} == {*days}


async def test_of_two_choices_at_once_one_stays_whole(stores: Stores) -> None:
    one, other = stores
    for _ in range(10):
        await asyncio.gather(
            one.subscriptions.save(CHAT, "", AT_EIGHT, now=NOW),
            other.subscriptions.save(CHAT, "", AT_NINE, now=NOW),
            other.subscriptions.close_chat(CHAT, now=NOW),
            one.subscriptions.open_chat(CHAT, now=NOW),
        )
        kept = await one.subscriptions.get(CHAT, "")
        closed = await other.subscriptions.is_chat_closed(CHAT)
        assert kept
        hour = int(kept.time[:2])
        assert kept.due == (None if closed else NOW.replace(hour=hour))


async def test_what_is_claimed_while_it_is_turned_off_is_one_of_both(
    stores: Stores,
) -> None:
    """A digest is sent or canceled, whichever process comes first, and never both."""
    one, other = stores
    await one.loader.load([FLOODS])
    keys = [f"telegram:{n}" for n in range(20)]
    for key in keys:
        await one.subscriptions.save(key, "", AT_EIGHT, now=NOW)
    at = NOW.replace(hour=8)
    delay = timedelta(hours=1)
    await one.ledger.enqueue_due(at, platform="telegram", max_delay=delay, limit=50)
    off = Subscription(active=False, time="08:00", zone="UTC")
    claims = [
        other.ledger.claim(
            at, platform="telegram", owner="me", lease=timedelta(minutes=1), limit=2
        )
        for _ in keys
    ]
    stops = [one.subscriptions.save(key, "", off, now=at) for key in keys]
    pairs = zip(claims, stops, strict=True)
    ends = await asyncio.gather(*(each for pair in pairs for each in pair))
    claimed = {d.key for end in ends if isinstance(end, tuple) for d in end}
    for key in keys:
        last = await one.ledger.last(key, "")
        assert last
        assert last.state.value == ("sending" if key in claimed else "skipped")


async def test_a_server_is_closed_and_opened_by_two_at_once(stores: Stores) -> None:
    one, other = stores
    keys = [f"discord:3/{n}" for n in range(45)]
    await asyncio.gather(
        *(
            stores[n % 2].subscriptions.save(key, "", AT_EIGHT, now=NOW)
            for n, key in enumerate(keys)
        )
    )
    await one.subscriptions.save("discord:33/1", "", AT_EIGHT, now=NOW)
    closed = await asyncio.gather(
        *(store.subscriptions.close_server("discord:3", now=NOW) for store in stores)
    )
    assert sum(closed) == len(keys)
    assert await other.subscriptions.close_server("discord:3", now=NOW) == 0
    assert not await one.subscriptions.is_chat_closed("discord:33/1")
    opened = await asyncio.gather(
        *(store.subscriptions.open_server("discord:3", now=NOW) for store in stores)
    )
    assert sum(opened) == len(keys)
    for key in keys:
        kept = await other.subscriptions.get(key, "")
        assert kept
        assert kept.due == NOW.replace(hour=8)
