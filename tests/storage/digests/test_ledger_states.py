"""Whatever order things happen in, a local date has one delivery, sent once.

Each date whose hour came while the digest was on has one, so none is lost.
"""

import asyncio
import tempfile
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
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

from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import Delivery, Reason, State
from storage.digests.ledger import Completion
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.digests.year import hours_between
from tests.fakes.libraries.speeches import sentences, speech

MAX_DELAY = timedelta(hours=3)
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
        self.on: dict[str, tuple[str, time]] = {}
        self.came: dict[tuple[str, str], datetime] = {}
        self.stack = AsyncExitStack()
        self.loop.run_until_complete(self._open())

    async def _open(self) -> None:
        path = Path(self.folder.name) / "rostra.db"
        self.store: Store = await self.stack.enter_async_context(open_store(path))
        await self.store.loader.load([speech("floods", *sentences("flood", 9))])

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            try:
                self.nothing_is_lost()
                self.loop.run_until_complete(self._each_has_its_chats_platform())
            finally:
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
        self.on.pop(chat, None)
        if active:
            self.on[chat] = zone, time(hour, 30)
        self.loop.run_until_complete(
            self.store.subscriptions.save(chat, "", chosen, now=self.now)
        )

    @rule(chat=st.sampled_from(CHATS), subject=st.sampled_from(["", "Ada Marden"]))
    def follow(self, chat: str, subject: str) -> None:
        self.loop.run_until_complete(self._follow(chat, subject))

    async def _follow(self, chat: str, subject: str) -> None:
        before = await self.store.subscriptions.get(chat, "")
        if before:
            scope = DigestScope.SPEAKER if subject else DigestScope.ALL
            chosen = replace(before, scope=scope, subject=subject)
            await self.store.subscriptions.save(chat, "", chosen, now=self.now)

    @rule(chat=st.sampled_from(CHATS))
    def close_and_open(self, chat: str) -> None:
        self.loop.run_until_complete(
            self.store.subscriptions.close_chat(chat, now=self.now)
        )
        self.loop.run_until_complete(
            self.store.subscriptions.open_chat(chat, now=self.now)
        )

    @rule(minutes=st.integers(-90, 60 * 30))
    def turn_the_clock(self, minutes: int) -> None:
        before, self.now = self.now, self.now + timedelta(minutes=minutes)
        if self.now < before:
            # What is not in the ledger yet comes when its hour comes again.
            rows = self.loop.run_until_complete(self._rows())
            self.came = {
                one: at
                for one, at in self.came.items()
                if one in rows or at <= self.now
            }
        for chat, (zone, wall) in self.on.items():
            for one, at in hours_between(zone, wall, before, self.now).items():
                self.came.setdefault((chat, one), at)

    @rule()
    def restart(self) -> None:
        self.loop.run_until_complete(self.stack.aclose())
        self.loop.run_until_complete(self._open())

    @rule(limit=st.integers(1, 5))
    def plan(self, limit: int) -> None:
        self.loop.run_until_complete(
            self.store.ledger.enqueue_due(
                self.now, limit=limit, platform="telegram", max_delay=MAX_DELAY
            )
        )

    @rule(target=taken, owner=OWNERS)
    def claim(self, owner: str) -> tuple[Delivery | None, str]:
        claimed = self.loop.run_until_complete(
            self.store.ledger.claim(
                self.now, owner=owner, lease=LEASE, platform="telegram"
            )
        )
        for delivery in claimed:
            assert (delivery.key, delivery.date) not in self.surely
        return (claimed[0] if claimed else None), owner

    @rule(one=taken)
    def send(self, one: tuple[Delivery | None, str]) -> None:
        delivery, owner = one
        if delivery and self.loop.run_until_complete(
            self.store.ledger.complete(
                delivery, Completion(state=State.SENT), owner=owner, now=self.now
            )
        ):
            self.sent[delivery.key, delivery.date] += 1
            self.surely.add((delivery.key, delivery.date))

    @rule(one=taken, minutes=st.integers(0, 30))
    def put_back(self, one: tuple[Delivery | None, str], minutes: int) -> None:
        delivery, owner = one
        if delivery:
            self.loop.run_until_complete(
                self.store.ledger.complete(
                    delivery,
                    Completion(
                        state=State.PENDING,
                        retry_at=self.now + timedelta(minutes=minutes),
                        reason=Reason.REFUSED,
                    ),
                    owner=owner,
                    now=self.now,
                )
            )

    @rule(hold=st.booleans())
    def recover(self, *, hold: bool) -> None:
        self.loop.run_until_complete(
            self.store.upkeep.recover_abandoned(
                self.now, hold=hold, platform="telegram"
            )
        )
        self.loop.run_until_complete(
            self.store.upkeep.skip_late(
                self.now, platform="telegram", max_delay=MAX_DELAY
            )
        )

    async def _each_has_its_chats_platform(self) -> None:
        async with self.store.ledger._database.snapshot() as snapshot:  # noqa: SLF001 - no query shows it
            for table in ("subscriptions", "deliveries"):
                odd = await snapshot.value(
                    f"""
                    SELECT COUNT(*) FROM {table} JOIN chats ON chats.id = chat_id
                    WHERE {table}.platform <> chats.platform
                    """  # noqa: S608 - fixed tables, no input
                )
                assert not odd

    async def _rows(self) -> set[tuple[str, str]]:
        async with self.store.ledger._database.snapshot() as snapshot:  # noqa: SLF001 - older ones are not shown elsewhere
            rows = await snapshot.all(
                """
                SELECT key, date FROM deliveries
                JOIN chats ON chats.id = deliveries.chat_id
                """
            )
        return {(row["key"], row["date"]) for row in rows}

    @rule()
    def nothing_is_lost(self) -> None:
        while self.loop.run_until_complete(
            self.store.ledger.enqueue_due(
                self.now, limit=5, platform="telegram", max_delay=MAX_DELAY
            )
        ):
            pass
        rows = self.loop.run_until_complete(self._rows())
        assert set(self.came) <= rows

    @invariant()
    def never_twice(self) -> None:
        if hasattr(self, "sent"):
            assert max(self.sent.values(), default=0) <= 1


LedgerMachine.TestCase.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None
)
TestLedger = LedgerMachine.TestCase
