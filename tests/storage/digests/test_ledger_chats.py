"""A chat that changes its mind, moves or is closed gets one a local date all the same."""

import pytest

from storage.database.address import Address
from storage.database.opening import open_database
from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import Reason, State
from storage.digests.ledger import Completion, enqueue, find_due
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.digests.ledger import (
    CHAT,
    EIGHT,
    FLOODS,
    FROSTS,
    LEASE,
    MAX_DELAY,
    at,
    claimed,
    state,
    subscribed,
)


@pytest.mark.library(FLOODS)
async def test_a_change_of_zone_or_hour_gives_no_second_one_that_day(
    store: Store,
) -> None:
    await subscribed(store, zone="Asia/Tokyo", now=at(8, 1))
    (one,) = await claimed(store, at(0))
    assert one.date == "2024-05-02"
    await subscribed(store, zone="America/New_York", now=at(1))
    await subscribed(store, zone="America/New_York", time="22:00", now=at(13))
    assert await claimed(store, at(24 + 3)) == ()
    (two,) = await claimed(store, at(24 + 26.5))
    assert two.date == "2024-05-03"


@pytest.mark.library(FLOODS)
async def test_off_and_on_again_gives_no_second_one_that_day(store: Store) -> None:
    await subscribed(store)
    assert await claimed(store, at(8.5))
    await subscribed(store, active=False, now=at(9))
    await subscribed(store, time="10:00", now=at(9))
    assert await claimed(store, at(10.5)) == ()


@pytest.mark.library(FLOODS)
async def test_what_was_to_be_tried_again_does_not_come_after_off(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    await store.ledger.complete(
        one,
        Completion(
            state=State.PENDING, retry_at=at(8.6), reason=Reason.PLATFORM_UNREACHABLE
        ),
        owner="one",
        now=at(8.5),
    )
    await subscribed(store, active=False, now=at(8.55))
    assert await claimed(store, at(8.6)) == ()
    assert await state(store) == (State.SKIPPED, Reason.TURNED_OFF)


@pytest.mark.library(FLOODS)
async def test_days_chosen_while_one_is_enqueued_count_for_the_next(
    store: Store, database: Address
) -> None:
    await subscribed(store)
    other = await open_database(database)
    async with other.snapshot() as snapshot:
        (row,) = await find_due(snapshot, at(8.5), platform="telegram", limit=1)
    # The second of May 2024 is a Thursday, so the next moment stays what it was.
    await subscribed(store, days="4")
    async with other.transaction() as writer:
        await enqueue(writer, row, at(8.5), MAX_DELAY, {})
    await other.close()
    assert await store.ledger.last(CHAT, "") is None
    assert len(await claimed(store, at(8.5))) == 1
    kept = await store.subscriptions.get(CHAT, "")
    assert kept
    assert kept.due == at(8.5, 9)


@pytest.mark.library(FLOODS, FROSTS)
async def test_topics_of_a_forum_have_their_own(store: Store) -> None:
    await subscribed(store)
    other = Subscription(
        active=True,
        time="08:45",
        zone="UTC",
        scope=DigestScope.SPEAKER,
        subject="Tom Marden",
    )
    await store.subscriptions.save(CHAT, "7", other, now=EIGHT)
    both = await claimed(store, at(9))
    assert [delivery.thread for delivery in both] == ["", "7"]


@pytest.mark.library(FLOODS)
async def test_a_closed_chat_gets_nothing_until_it_opens(store: Store) -> None:
    await subscribed(store)
    await store.subscriptions.close_chat(CHAT, now=EIGHT)
    assert await claimed(store, at(8.5)) == ()
    await store.subscriptions.open_chat(CHAT, now=at(9))
    (one,) = await claimed(store, at(8.5, 3))
    assert one.date == "2024-05-03"


@pytest.mark.library(FLOODS)
async def test_a_moved_chat_takes_everything_along(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    # Somebody spoke in the new chat before the move was known.
    await store.random_excerpts.draw("telegram:-100")
    await store.chat_migrator.migrate(CHAT, "telegram:-100", now=at(8.5))
    kept = await store.subscriptions.get("telegram:-100", "")
    assert kept
    assert kept.active
    assert await store.ledger.complete(
        one, Completion(state=State.SENT), owner="one", now=at(8.6)
    )
    last = await store.ledger.last("telegram:-100", "")
    assert last
    assert last.state is State.SENT
    assert await store.subscriptions.get(CHAT, "") is None


@pytest.mark.library(FLOODS)
@pytest.mark.parametrize("known", [False, True])
async def test_a_group_that_was_left_by_moving_goes_on(
    store: Store, *, known: bool
) -> None:
    await subscribed(store)
    new = "telegram:-100"
    # Telegram says that the bot left the old group before it tells of the new one.
    await store.subscriptions.close_chat(CHAT, now=EIGHT)
    if known:
        await store.random_excerpts.draw(new)
    await store.chat_migrator.migrate(CHAT, new, now=at(8.1))
    (one,) = await claimed(store, at(8.5))
    assert (one.key, one.date) == (new, "2024-05-02")


@pytest.mark.library(FLOODS)
async def test_a_group_that_moves_when_it_is_due_gets_that_one(store: Store) -> None:
    await subscribed(store)
    await store.chat_migrator.migrate(CHAT, "telegram:-100", now=at(8.6))
    (one,) = await claimed(store, at(8.6))
    assert one.date == "2024-05-02"


async def test_two_processes_never_both_send(database: Address) -> None:
    async with open_store(database) as one, open_store(database) as two:
        await one.loader.load([FLOODS])
        for chat in range(30):
            chosen = Subscription(active=True, time="08:30", zone="UTC")
            await one.subscriptions.save(f"telegram:{chat}", "", chosen, now=EIGHT)
        sent: list[str] = []
        for _ in range(20):
            for owner, store in (("one", one), ("two", two)):
                await store.ledger.enqueue_due(
                    at(8.5), limit=4, platform="telegram", max_delay=MAX_DELAY
                )
                taken = await store.ledger.claim(
                    at(8.5), owner=owner, lease=LEASE, limit=3, platform="telegram"
                )
                sent += [delivery.key for delivery in taken]
        assert len(sent) == len(set(sent)) == 30


async def test_nothing_comes_due_where_nothing_is_delivered(store: Store) -> None:
    chosen = Subscription(active=True, time="08:30", zone="UTC")
    kept = await store.subscriptions.save(
        "terminal:0", "", chosen, now=EIGHT, delivers=False
    )
    assert (kept.active, kept.due) == (True, None)
