"""Two processes that both believe they are the one that sends."""

import asyncio
from datetime import timedelta

import pytest

from storage.database.address import Address
from storage.digests.delivery import Delivery, Reason, State
from storage.digests.ledger import Completion
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.digests.ledger import EIGHT, FLOODS, LEASE, MAX_DELAY, at

CHATS = 12


@pytest.mark.library(FLOODS)
async def test_each_digest_is_entered_claimed_and_sent_by_one(
    store: Store, database: Address
) -> None:
    chosen = Subscription(active=True, time="08:30", zone="UTC")
    for number in range(CHATS):
        await store.subscriptions.save(f"telegram:{number}", "", chosen, now=EIGHT)
    async with open_store(database) as other:
        stores = {"one": store, "other": other}

        async def claim_all(name: str) -> list[Delivery]:
            ledger, mine = stores[name].ledger, list[Delivery]()
            while True:
                claimed = await ledger.claim(
                    at(8.5), owner=name, lease=LEASE, platform="telegram"
                )
                mine += claimed
                if not claimed and not await ledger.enqueue_due(
                    at(8.5), limit=2, platform="telegram", max_delay=MAX_DELAY
                ):
                    return mine

        both = await asyncio.gather(*map(claim_all, stores))
        # What the other had just entered when one saw nothing due.
        late = [each for name in stores for each in await claim_all(name)]
        ids = [each.id for each in (*both[0], *both[1], *late)]
        assert len(ids) == len({*ids}) == CHATS

        mine = both[0][0] if both[0] else both[1][0]
        owner = "one" if mine in both[0] else "other"
        failed = Completion(state=State.FAILED, reason=Reason.OTHER)
        assert not await other.ledger.complete(
            mine, failed, owner="a third", now=at(8.5)
        )
        # As long as its lease goes on, nobody else takes it over.
        assert not await other.upkeep.recover_abandoned(
            at(8.5) + LEASE - timedelta(seconds=1), platform="telegram", hold=False
        )
        sent = Completion(state=State.SENT)
        assert await other.ledger.complete(mine, sent, owner=owner, now=at(8.5))
        assert not await store.ledger.complete(mine, sent, owner=owner, now=at(8.5))
