"""Several processes on one database, each with its share of a platform's chats."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

import pytest

from storage.database.address import Address
from storage.digests.delivery import Reason, State
from storage.digests.share import ALL_CHATS, Share
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.digests.ledger import EIGHT, FLOODS, LEASE, MAX_DELAY, at

GUILDS = [(number << 22) + 77 for number in range(8)]
"""Of shards 0 to 7, if there are eight."""

CHATS = [f"discord:{guild}/{guild + 1}" for guild in GUILDS]
DIRECT = "discord:@me/123456789012345678"


@asynccontextmanager
async def processes(database: Address, *shares: Share) -> AsyncIterator[list[Store]]:
    """Open the store of each process, with a digest at half past eight in all chats."""
    async with AsyncExitStack() as stack:
        stores = [
            await stack.enter_async_context(
                open_store(database, shares={"discord": share})
            )
            for share in shares
        ]
        await stores[0].loader.load([FLOODS])
        chosen = Subscription(active=True, time="08:30", zone="UTC")
        for key in (*CHATS, DIRECT):
            await stores[0].subscriptions.save(key, "", chosen, now=EIGHT)
        yield stores


async def claimed(store: Store, owner: str, hour: float = 8.5) -> set[str]:
    """Enqueue and claim all that a process may; return the keys of the chats."""
    while await store.ledger.enqueue_due(
        at(hour), limit=3, platform="discord", max_delay=MAX_DELAY
    ):
        pass
    found = await store.ledger.claim(
        at(hour), owner=owner, lease=LEASE, limit=99, platform="discord"
    )
    return {each.key for each in found}


async def test_each_digest_is_claimed_by_the_process_that_has_its_server(
    database: Address,
) -> None:
    async with processes(database, Share((0, 1), 4), Share((2, 3), 4)) as (one, two):
        first = {CHATS[0], CHATS[1], CHATS[4], CHATS[5], DIRECT}
        assert await claimed(one, "one") == first
        assert await claimed(two, "two") == {*CHATS} - first
        assert await claimed(one, "one") == set() == await claimed(two, "two")


async def test_a_process_enqueues_for_its_own_share_only(database: Address) -> None:
    async with processes(database, Share((1,), 2), Share((0,), 2)) as (one, two):
        assert await claimed(one, "one") == {*CHATS[1::2]}
        # Nothing was entered for the others: their own process may be late or not.
        health = await one.health.report(at(8.5))
        assert health.deliveries == {"sending": 4}
        assert await claimed(two, "two", hour=13) == set()
        last = await two.ledger.last(CHATS[0], "")
        assert last
        assert (last.state, last.reason) == (State.SKIPPED, Reason.NOT_RUNNING)


@pytest.mark.parametrize("share", [ALL_CHATS, Share((0, 1, 2), 3)])
async def test_one_that_serves_all_gets_all(database: Address, share: Share) -> None:
    async with processes(database, share) as (one,):
        assert await claimed(one, "one") == {*CHATS, DIRECT}


async def test_upkeep_leaves_others_alone(database: Address) -> None:
    async with processes(database, Share((1,), 2), Share((0,), 2)) as (one, two):
        theirs = await claimed(two, "two")
        mine = await claimed(one, "one")
        later = at(8.5) + 2 * LEASE
        for store, keys in ((one, mine), (two, theirs)):
            recovered = await store.upkeep.recover_abandoned(
                later, platform="discord", hold=False
            )
            assert {each.key for each in recovered} == keys
        much_later = at(20)
        for store, keys in ((one, mine), (two, theirs)):
            skipped = await store.upkeep.skip_late(
                much_later, platform="discord", max_delay=MAX_DELAY
            )
            assert skipped == len(keys)


async def test_what_was_skipped_by_a_wrong_clock_comes_back_for_each_share(
    database: Address,
) -> None:
    async with processes(database, Share((1,), 2), Share((0,), 2)) as (one, two):
        for store in (one, two):
            assert await claimed(store, "ahead", hour=12) == set()
        for store, count in ((one, 4), (two, 5)):
            restored = await store.upkeep.restore_after_clock_jump(
                at(8), platform="discord", max_delay=MAX_DELAY, lease=LEASE, limit=99
            )
            assert restored == count


async def test_old_deliveries_are_purged_by_whoever_has_them(database: Address) -> None:
    async with processes(database, Share((1,), 2), Share((0,), 2)) as (one, two):
        for day in range(3):
            for store in (one, two):
                assert await claimed(store, "late", hour=13 + 24 * day) == set()
        for store, count in ((one, 8), (two, 10)):
            purged = await store.upkeep.purge(at(24 * 9), platform="discord", limit=999)
            assert purged == count


async def test_heartbeats_and_failures_of_processes_stand_side_by_side(
    database: Address,
) -> None:
    shares = Share((0, 1), 4), Share((2,), 4)
    async with processes(database, *shares) as (one, two):
        await one.health.record_heartbeat("discord", EIGHT)
        await two.health.record_failure("discord", "no", since=EIGHT, next_try=None)
        await two.health.record_failure("telegram", "nor", since=EIGHT, next_try=None)
        await one.health.clear_failures(["discord"])
        report = await one.health.report(EIGHT)
        assert report.heartbeats == {"discord 0,1/4": EIGHT}
        assert {*report.failures} == {"discord 2/4", "telegram"}
        assert report.unserved == {"discord": "2,3/4"}
        assert report.subscribed == len(CHATS) + 1
        await two.health.record_heartbeat("discord", EIGHT)
        report = await two.health.report(EIGHT)
        assert {*report.heartbeats} == {"discord 0,1/4", "discord 2/4"}
        assert {*report.failures} == {"telegram"}
        assert report.unserved == {"discord": "3/4"}
        assert report.subscribed == len(CHATS) + 1


async def test_shares_of_before_are_forgotten_where_others_take_them_over(
    database: Address,
) -> None:
    async with processes(database, Share((0, 1), 4), Share((1,), 2)) as (old, new):
        await old.health.record_heartbeat("discord", EIGHT)
        await old.health.record_failure("discord", "no", since=EIGHT, next_try=None)
        now = EIGHT + timedelta(minutes=5)
        await new.health.record_heartbeat("discord", now)
        report = await new.health.report(now)
        assert report.heartbeats == {"discord 1/2": now}
        assert report.failures == {}
        assert report.unserved == {"discord": "0/2"}


@pytest.mark.library(FLOODS)
async def test_a_server_that_is_left_closes_its_chats_and_no_others(
    store: Store,
) -> None:
    chosen = Subscription(active=True, time="08:30", zone="UTC")
    mine = [f"discord:42/{number}" for number in range(50)]
    others = ["discord:420/1", "discord:4/1", "discord:@me/42", "telegram:42"]
    for key in (*mine, *others):
        await store.subscriptions.save(key, "", chosen, now=EIGHT)
    assert await store.subscriptions.close_server("discord:42", now=at(8.6)) == 50
    for key in mine:
        assert await store.subscriptions.is_chat_closed(key)
        last = await store.ledger.last(key, "")
        assert last
        assert (last.state, last.reason) == (State.SKIPPED, Reason.CHAT_CLOSED)
    for key in others:
        assert not await store.subscriptions.is_chat_closed(key)
    assert await store.subscriptions.close_server("discord:42", now=at(8.6)) == 0
    # What came due meanwhile comes when the bot is let in again.
    assert await store.subscriptions.open_server("discord:42", now=at(8.7)) == 50
    assert not await store.subscriptions.is_chat_closed(mine[0])
    again = await store.subscriptions.get(mine[0], "")
    assert again
    assert again.due == at(8.5)


async def test_a_thread_that_is_closed_turns_off_its_digest_alone(store: Store) -> None:
    chosen = Subscription(
        active=True, time="08:30", zone="UTC", role_id="7", role_name="Readers"
    )
    for thread in ("", "1", "2"):
        await store.subscriptions.save("discord:42/1", thread, chosen, now=EIGHT)
    await store.subscriptions.close_thread("discord:42/1", "1", now=at(8.2))
    kept = {
        thread: await store.subscriptions.get("discord:42/1", thread)
        for thread in ("", "1", "2")
    }
    assert [each and (each.active, each.role_id) for each in kept.values()] == [
        (True, "7"),
        (False, ""),
        (True, "7"),
    ]
    assert not await store.subscriptions.is_chat_closed("discord:42/1")
