"""Whatever order things happen in, a local date has one delivery, sent once."""

import asyncio
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from storage.delivery import Delivery, State
from storage.store import Store, open_store
from storage.subscriptions import Subscription
from tests.fakes.speeches import sentences, speech

WINDOW = timedelta(hours=3)
LEASE = timedelta(minutes=5)
CHATS = [f"telegram:{number}" for number in range(3)]
ZONES = ["UTC", "Europe/Berlin", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu"]
OWNERS = st.sampled_from(["one", "two"])


class LedgerMachine(RuleBasedStateMachine):
    """Two processes, people who change their minds, and a clock that jumps."""

    taken = Bundle("taken")

    @initialize()
    def open(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.now = datetime(2024, 3, 29, 12, tzinfo=UTC)
        self.sent: Counter[tuple[str, str]] = Counter()
        self.surely: set[tuple[str, str]] = set()
        self.stack = AsyncExitStack()
        self.loop.run_until_complete(self._open())

    async def _open(self) -> None:
        path = Path(self.folder.name) / "rostra.db"
        self.store: Store = await self.stack.enter_async_context(open_store(path))
        await self.store.loader.load([speech("floods", *sentences("flood", 9))])

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.loop.run_until_complete(self.stack.aclose())
            self.loop.close()
            self.folder.cleanup()

    @rule(
        chat=st.sampled_from(CHATS),
        zone=st.sampled_from(ZONES),
        hour=st.integers(0, 23),
        active=st.booleans(),
    )
    def choose(self, chat: str, zone: str, hour: int, *, active: bool) -> None:
        chosen = Subscription(active=active, time=f"{hour:02}:30", zone=zone)
        self.loop.run_until_complete(
            self.store.subscriptions.put(chat, "", chosen, now=self.now)
        )

    @rule(chat=st.sampled_from(CHATS))
    def close_and_open(self, chat: str) -> None:
        self.loop.run_until_complete(self.store.subscriptions.close(chat))
        self.loop.run_until_complete(self.store.subscriptions.open(chat, now=self.now))

    @rule(minutes=st.integers(-90, 60 * 30))
    def turn_the_clock(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def restart(self) -> None:
        self.loop.run_until_complete(self.stack.aclose())
        self.loop.run_until_complete(self._open())

    @rule(limit=st.integers(1, 5))
    def plan(self, limit: int) -> None:
        self.loop.run_until_complete(
            self.store.ledger.plan(self.now, window=WINDOW, limit=limit)
        )

    @rule(target=taken, owner=OWNERS)
    def claim(self, owner: str) -> tuple[Delivery | None, str]:
        claimed = self.loop.run_until_complete(
            self.store.ledger.claim(self.now, owner=owner, lease=LEASE)
        )
        for delivery in claimed:
            assert (delivery.key, delivery.date) not in self.surely
        return (claimed[0] if claimed else None), owner

    @rule(one=taken)
    def send(self, one: tuple[Delivery | None, str]) -> None:
        delivery, owner = one
        if delivery and self.loop.run_until_complete(
            self.store.ledger.settle(delivery, State.SENT, owner=owner, now=self.now)
        ):
            self.sent[delivery.key, delivery.date] += 1
            self.surely.add((delivery.key, delivery.date))

    @rule(one=taken, minutes=st.integers(0, 30))
    def put_back(self, one: tuple[Delivery | None, str], minutes: int) -> None:
        delivery, owner = one
        if delivery:
            self.loop.run_until_complete(
                self.store.ledger.put_back(
                    delivery,
                    owner=owner,
                    now=self.now,
                    ready=self.now + timedelta(minutes=minutes),
                    reason="refused",
                )
            )

    @rule(hold=st.booleans())
    def recover(self, *, hold: bool) -> None:
        self.loop.run_until_complete(self.store.ledger.recover(self.now, hold=hold))
        self.loop.run_until_complete(
            self.store.ledger.skip_late(self.now, window=WINDOW)
        )

    @invariant()
    def never_twice(self) -> None:
        if hasattr(self, "sent"):
            assert max(self.sent.values(), default=0) <= 1


LedgerMachine.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None
)
TestLedger = LedgerMachine.TestCase
