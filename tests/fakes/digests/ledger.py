"""A chat that gets its digest at half past eight, and words to talk of it."""

from datetime import UTC, datetime, timedelta

from storage.digests.delivery import Delivery, Reason, State
from storage.digests.subscriptions import Subscription
from storage.store import Store
from tests.fakes.libraries.speeches import sentences, speech

CHAT = "telegram:1"
MAX_DELAY = timedelta(hours=3)
LEASE = timedelta(minutes=2)
EIGHT = datetime(2024, 5, 2, 8, tzinfo=UTC)
FLOODS = speech("floods", *sentences("flood", 9))
FROSTS = speech("frosts", *sentences("frost", 3), speaker="Tom Marden")


async def subscribed(store: Store, now: datetime = EIGHT, **chosen: object) -> None:
    plan = Subscription(**{"active": True, "time": "08:30", "zone": "UTC"} | chosen)  # type: ignore[arg-type]  # the test's own words
    await store.subscriptions.save(CHAT, "", plan, now=now)


async def enqueue_due(store: Store, now: datetime) -> None:
    while await store.ledger.enqueue_due(
        now, limit=10, platform="telegram", max_delay=MAX_DELAY
    ):
        pass


async def claimed(
    store: Store, now: datetime, owner: str = "one"
) -> tuple[Delivery, ...]:
    await enqueue_due(store, now)
    return await store.ledger.claim(
        now, owner=owner, lease=LEASE, limit=10, platform="telegram"
    )


async def state(store: Store) -> tuple[State, Reason]:
    last = await store.ledger.last(CHAT, "")
    assert last
    return last.state, last.reason


def at(hour: float, day: int = 2) -> datetime:
    return datetime(2024, 5, day, tzinfo=UTC) + timedelta(hours=hour)
