"""Months of digests, simulated on a clock that the test sets.

Processes restart, work twice, and people change their settings when a digest is due.
"""

import random
import shutil
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import State
from storage.digests.ledger import Completion
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech

MAX_DELAY = timedelta(hours=3)
LEASE = timedelta(minutes=2)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
YEAR = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))


async def sent_at(store: Store, now: datetime, sent: Counter[tuple[str, str]]) -> None:
    while await store.ledger.enqueue_due(
        now, limit=500, platform="telegram", max_delay=MAX_DELAY
    ):
        pass
    while taken := await store.ledger.claim(
        now, owner="one", lease=LEASE, limit=500, platform="telegram"
    ):
        for delivery in taken:
            sent[delivery.key, delivery.date] += 1
            await store.ledger.complete(
                delivery, Completion(state=State.SENT), owner="one", now=now
            )


def hours_between(
    zone: str, wall: time, after: datetime, until: datetime
) -> dict[str, datetime]:
    """Return the local dates whose hour falls into a time, worked out by hand."""
    where = ZoneInfo(zone)
    days = (until - after).days + 4
    first = after.date() - timedelta(days=1)
    hours = {
        day.isoformat(): datetime.combine(day, wall, where).astimezone(UTC)
        for day in (first + timedelta(days=n) for n in range(days))
    }
    return {day: at for day, at in hours.items() if after < at <= until}


async def change_minds(
    store: Store, key: str, chosen: Subscription, now: datetime, chance: random.Random
) -> None:
    """Choose something else in a chat, just when it may be due, and then as before."""
    put = store.subscriptions.save
    match chance.randrange(4):
        case 0:
            await put(key, "", replace(chosen, active=False), now=now)
        case 1:
            other = replace(chosen, scope=DigestScope.SPEAKER, subject="Ada Marden")
            await put(key, "", other, now=now)
        case 2:
            await store.subscriptions.close_chat(key, now=now)
            await store.subscriptions.open_chat(key, now=now)
        case _:
            await store.chat_migrator.migrate(key, f"{key}:moved", now=now)
            await store.chat_migrator.migrate(f"{key}:moved", key, now=now)
    await put(key, "", chosen, now=now)


async def simulate(
    folder: Path,
    zones: int,
    chance: random.Random,
    span: tuple[datetime, datetime] = YEAR,
) -> int:
    """Run through a span in so many zones; return the number of deliveries.

    Raises:
        AssertionError: A local date had no delivery, or two.
    """
    begin, end = span
    sent: Counter[tuple[str, str]] = Counter()
    chosen: dict[str, tuple[Subscription, time]] = {}
    for number, zone in enumerate(chance.sample(ZONES, zones)):
        wall = time(chance.randrange(24), chance.choice([0, 15, 30, 59]))
        plan = Subscription(active=True, time=f"{wall:%H:%M}", zone=zone)
        chosen[f"telegram:{number}"] = plan, wall
    path = folder / "rostra.db"
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(path))
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        for key, (plan, _) in chosen.items():
            await store.subscriptions.save(key, "", plan, now=begin)
        now = begin
        while now < end:
            now = min(end, now + timedelta(minutes=chance.randrange(60, 175)))
            key = chance.choice(list(chosen))
            await change_minds(store, key, chosen[key][0], now, chance)
            await sent_at(store, now, sent)
            if chance.random() < 0.01:
                await stack.aclose()
                if chance.random() < 0.3:
                    moved = folder / f"copy{chance.random()}.db"
                    shutil.copy(path, moved)
                    path = moved
                store = await stack.enter_async_context(open_store(path))
    assert set(sent.values()) == {1}
    for key, (plan, wall) in chosen.items():
        dates = {day for chat, day in sent if chat == key}
        assert dates == set(hours_between(plan.zone, wall, begin, end)), plan.zone
    return sum(sent.values())
