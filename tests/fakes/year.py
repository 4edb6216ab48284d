"""A year of digests on a clock that is turned, with restarts and copies in between."""

import random
import shutil
from collections import Counter
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from storage.delivery import State
from storage.store import Store, open_store
from storage.subscriptions import Subscription
from tests.fakes.speeches import sentences, speech

WINDOW = timedelta(hours=3)
LEASE = timedelta(minutes=2)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)
BEGINS = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = 366


async def sent_at(store: Store, now: datetime, sent: Counter[tuple[str, str]]) -> None:
    while await store.ledger.plan(now, window=WINDOW, limit=500):
        pass
    while taken := await store.ledger.claim(now, owner="one", lease=LEASE, limit=500):
        for delivery in taken:
            sent[delivery.key, delivery.date] += 1
            await store.ledger.settle(delivery, State.SENT, owner="one", now=now)


def expected(zone: str, wall: time) -> set[str]:
    """Return the local dates whose hour falls into the year, worked out by hand."""
    where = ZoneInfo(zone)
    days = [date(2023, 12, 31) + timedelta(days=n) for n in range(DAYS + 3)]
    return {
        day.isoformat()
        for day in days
        if BEGINS
        < datetime.combine(day, wall, where).astimezone(UTC)
        <= BEGINS + timedelta(days=DAYS)
    }


async def simulate(folder: Path, zones: int, chance: random.Random) -> int:
    """Live through 2024 in so many zones; return the number of deliveries.

    Raises:
        AssertionError: A local date had no delivery, or two.
    """
    sent: Counter[tuple[str, str]] = Counter()
    chosen: dict[str, tuple[str, time]] = {}
    for number, zone in enumerate(chance.sample(ZONES, zones)):
        wall = time(chance.randrange(24), chance.choice([0, 15, 30, 59]))
        chosen[f"telegram:{number}"] = zone, wall
    path = folder / "rostra.db"
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(path))
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        for key, (zone, wall) in chosen.items():
            plan = Subscription(active=True, time=f"{wall:%H:%M}", zone=zone)
            await store.subscriptions.put(key, "", plan, now=BEGINS)
        now = BEGINS
        end = BEGINS + timedelta(days=DAYS)
        while now < end:
            now = min(end, now + timedelta(minutes=chance.randrange(60, 175)))
            await sent_at(store, now, sent)
            if chance.random() < 0.01:
                await stack.aclose()
                if chance.random() < 0.3:
                    moved = folder / f"copy{chance.random()}.db"
                    shutil.copy(path, moved)
                    path = moved
                store = await stack.enter_async_context(open_store(path))
    assert set(sent.values()) == {1}
    for key, (zone, wall) in chosen.items():
        dates = {day for chat, day in sent if chat == key}
        assert dates == expected(zone, wall), zone
        assert "2024-02-29" in dates
    return sum(sent.values())
