"""A chat gets one delivery a local date, whatever happens in between."""

import pytest

from storage.database.address import Address
from storage.database.opening import open_database
from storage.digests.delivery import Reason, State
from storage.digests.ledger import Completion
from storage.store import Store, open_store
from tests.fakes.digests.ledger import (
    CHAT,
    FLOODS,
    LEASE,
    MAX_DELAY,
    at,
    claimed,
    enqueue_due,
    state,
    subscribed,
)


@pytest.mark.library(FLOODS)
async def test_it_is_due_at_its_hour_and_once(store: Store) -> None:
    await subscribed(store)
    assert await claimed(store, at(8.4)) == ()
    (delivery,) = await claimed(store, at(8.5))
    assert (delivery.date, delivery.attempts) == ("2024-05-02", 1)
    assert await claimed(store, at(8.6), "two") == ()
    assert await store.ledger.complete(
        delivery, Completion(state=State.SENT, message="7"), owner="one", now=at(8.6)
    )
    assert await claimed(store, at(23)) == ()
    (next_day,) = await claimed(store, at(8.5, 3))
    assert next_day.date == "2024-05-03"
    assert next_day.excerpt_id != delivery.excerpt_id


@pytest.mark.library(FLOODS)
async def test_a_retry_sends_the_same_excerpt(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    await store.ledger.complete(
        one,
        Completion(state=State.PENDING, retry_at=at(8.6), reason=Reason.REFUSED),
        owner="one",
        now=at(8.5),
    )
    assert await claimed(store, at(8.55)) == ()
    (two,) = await claimed(store, at(8.6))
    assert (two.excerpt_id, two.attempts) == (one.excerpt_id, 2)


@pytest.mark.library(FLOODS)
async def test_what_slept_too_long_is_skipped_and_says_so(store: Store) -> None:
    await subscribed(store)
    (late,) = await claimed(store, at(11.5))
    assert late.date == "2024-05-02"
    await store.ledger.complete(
        late, Completion(state=State.SENT), owner="one", now=at(11.5)
    )
    assert await claimed(store, at(12, 5)) == ()
    assert await state(store) == (State.SKIPPED, Reason.NOT_RUNNING)
    (delivery,) = await claimed(store, at(8.5, 6))
    assert delivery.date == "2024-05-06"


@pytest.mark.library(FLOODS)
async def test_what_could_not_be_sent_in_time_is_skipped(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    await store.ledger.complete(
        one,
        Completion(
            state=State.PENDING, retry_at=at(9), reason=Reason.PLATFORM_UNREACHABLE
        ),
        owner="one",
        now=at(8.5),
    )
    await store.upkeep.skip_late(at(12), platform="telegram", max_delay=MAX_DELAY)
    assert await claimed(store, at(12)) == ()
    assert await state(store) == (State.SKIPPED, Reason.PLATFORM_UNREACHABLE)


@pytest.mark.library(FLOODS)
async def test_only_the_owner_settles(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    assert not await store.ledger.complete(
        one, Completion(state=State.SENT), owner="two", now=at(8.5)
    )
    await store.upkeep.recover_abandoned(at(9), hold=False, platform="telegram")
    (two,) = await claimed(store, at(9), "two")
    assert not await store.ledger.complete(
        one, Completion(state=State.FAILED), owner="one", now=at(9)
    )
    assert await store.ledger.complete(
        two, Completion(state=State.SENT), owner="two", now=at(9)
    )


@pytest.mark.library(FLOODS)
async def test_a_lost_owner_is_held_or_tried_again(store: Store) -> None:
    await subscribed(store)
    await claimed(store, at(8.5))
    assert (
        await store.upkeep.recover_abandoned(at(8.51), hold=True, platform="telegram")
        == ()
    )
    (left,) = await store.upkeep.recover_abandoned(
        at(9), hold=True, platform="telegram"
    )
    assert (left.state, left.date) == (State.AMBIGUOUS, "2024-05-02")
    assert (await state(store))[0] is State.AMBIGUOUS
    assert await claimed(store, at(9)) == ()


async def test_an_empty_library_is_a_reason(store: Store) -> None:
    await subscribed(store)
    assert await claimed(store, at(8.5)) == ()
    assert await state(store) == (State.SKIPPED, Reason.LIBRARY_EMPTY)


async def test_subscriptions_from_before_the_ledger_begin_with_the_next_hour(
    database: Address,
) -> None:
    async with open_store(database) as store:
        await store.loader.load([FLOODS])
        await subscribed(store)
    opened = await open_database(database)
    async with opened.transaction() as writer:
        await writer.execute("UPDATE subscriptions SET due = ''")
    await opened.close()
    async with open_store(database) as store:
        assert await claimed(store, at(9)) == ()
        (one,) = await claimed(store, at(8.5, 3))
        assert one.date == "2024-05-03"


@pytest.mark.library(FLOODS)
async def test_a_platform_plans_and_skips_for_its_own_chats_alone(store: Store) -> None:
    await subscribed(store)
    ledger = store.ledger
    assert (
        await ledger.enqueue_due(
            at(9), limit=9, platform="discord", max_delay=MAX_DELAY
        )
        == 0
    )
    assert await ledger.last(CHAT, "") is None
    await enqueue_due(store, at(9))
    assert (
        await store.upkeep.skip_late(at(20), platform="discord", max_delay=MAX_DELAY)
        == 0
    )
    assert await ledger.claim(at(9), owner="x", lease=LEASE, platform="discord") == ()
    (delivery,) = await claimed(store, at(9))
    assert (
        await store.upkeep.recover_abandoned(at(20), hold=True, platform="discord")
        == ()
    )
    assert await ledger.complete(
        delivery, Completion(state=State.SENT), owner="one", now=at(9)
    )


@pytest.mark.library(FLOODS)
async def test_old_deliveries_are_forgotten_but_for_the_latest(store: Store) -> None:
    await subscribed(store)
    for day in (2, 3, 4):
        (delivery,) = await claimed(store, at(9, day))
        await store.ledger.complete(
            delivery, Completion(state=State.SENT), owner="one", now=at(9, day)
        )

    async def forget(platform: str) -> int:
        return await store.upkeep.purge(at(12, 9), limit=9, platform=platform)

    assert await forget("discord") == 0
    assert await forget("telegram") == 2
    assert await forget("telegram") == 0
    last = await store.ledger.last(CHAT, "")
    assert last
    assert last.date == "2024-05-04"
    assert await claimed(store, at(9, 4)) == ()


@pytest.mark.library(FLOODS)
async def test_what_was_sent_is_sent_though_its_lease_ran_out(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    await store.upkeep.recover_abandoned(at(9), hold=False, platform="telegram")
    assert await store.ledger.complete(
        one, Completion(state=State.SENT), owner="one", now=at(9)
    )
    assert await claimed(store, at(9), "two") == ()
    assert not await store.ledger.complete(
        one, Completion(state=State.SENT), owner="one", now=at(9)
    )


@pytest.mark.library(FLOODS)
async def test_who_sends_sees_whether_it_is_still_theirs(store: Store) -> None:
    await subscribed(store)
    (one,) = await claimed(store, at(8.5))
    assert await store.ledger.get_owned(one, owner="one") == one
    assert await store.ledger.get_owned(one, owner="two") is None
    await store.chat_migrator.migrate(CHAT, "telegram:-100", now=at(8.5))
    moved = await store.ledger.get_owned(one, owner="one")
    assert moved
    assert (moved.id, moved.key) == (one.id, "telegram:-100")
    await store.upkeep.recover_abandoned(at(9), hold=False, platform="telegram")
    assert await store.ledger.get_owned(one, owner="one") is None


@pytest.mark.library(FLOODS)
async def test_chats_that_must_wait_keep_no_other_from_its_turn(store: Store) -> None:
    await subscribed(store)
    chosen = await store.subscriptions.get(CHAT, "")
    assert chosen
    await store.subscriptions.save("telegram:2", "", chosen, now=at(8))
    await enqueue_due(store, at(8.5))
    (one,) = await store.ledger.claim(
        at(8.5), owner="one", lease=LEASE, limit=2, platform="telegram", excluded={CHAT}
    )
    assert one.key == "telegram:2"
