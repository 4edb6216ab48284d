"""The ledger of digests: planned once a chat, thread and local date, sent once."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from storage.database.connection import Connection
from storage.database.database import Database
from storage.digests.ahead import undo_ahead
from storage.digests.delivery import DELIVERIES, Delivery, Reason, State, delivery_from
from storage.digests.forgetting import forget, over
from storage.digests.overdue import recover, skip_late
from storage.digests.owning import Given, claim, give_up, held
from storage.digests.planning import Planned, due_now, plan_one
from storage.search.search import Search

PORTION = 100
"""Deliveries dealt with at once: whoever asks /quote waits for the same writer."""

POOL = 200
"""How many of the best hits a topic draws from."""


async def about(words: str, search: Search) -> list[str]:
    """Return ids of the excerpts that a topic draws from, best first."""
    page = await search.find(words, count=POOL, merged=False)
    return [excerpt.id for excerpt in page.excerpts if excerpt.servable]


class Ledger:
    """Plan deliveries, hand each to one owner at a time, and write down its end.

    Every moment that is passed in is aware; any number of processes may share it, each
    looking after the chats of its platform.
    """

    def __init__(self, database: Database, search: Search) -> None:
        self._database = database
        self._search = search

    async def plan(
        self,
        now: datetime,
        *,
        window: timedelta,
        limit: int,
        platform: str,
    ) -> int:
        """Put what is due into the ledger and move its next moment, all at once.

        What is overdue by more than `window` goes in as skipped, a local date a call.
        Returns how many subscriptions were looked at; 0 means that none is due.
        """
        async with self._database.snapshot() as snapshot:
            due = await due_now(snapshot, now, platform=platform, limit=limit)
        topics = {row["subject"] for row in due if row["scope"] == "topic"}
        fitting = {words: await about(words, self._search) for words in sorted(topics)}
        planned = Planned(now=now, window=window, fitting=fitting)

        async def work(writer: Connection) -> int:
            for row in due:
                await plan_one(writer, row, planned)
            return len(due)

        return await self._database.write(work) if due else 0

    async def claim(
        self,
        now: datetime,
        *,
        owner: str,
        lease: timedelta,
        platform: str,
        limit: int = 1,
        but: Collection[str] = (),
    ) -> tuple[Delivery, ...]:
        """Take what is ready to be sent, the longest due first; nobody else gets it.

        Chats whose keys are in `but` are left for later.
        """
        rows = await self._database.write(
            lambda writer: claim(
                writer,
                now,
                owner=owner,
                lease=now + lease,
                platform=platform,
                limit=limit,
                but=but,
            )
        )
        return tuple(delivery_from(row) for row in rows)

    async def held(self, delivery: Delivery, *, owner: str) -> Delivery | None:
        """Return a claimed delivery as it is now; None where it is the owner's no more.

        Its chat may have another key meanwhile.
        """
        row = await self._database.read(lambda reader: held(reader, delivery.id, owner))
        return delivery_from(row) if row else None

    async def settle(
        self,
        delivery: Delivery,
        state: State,
        *,
        owner: str,
        now: datetime,
        reason: Reason = Reason.NONE,
        detail: str = "",
        message: str = "",
    ) -> bool:
        """Write down the end of a delivery; tell whether it was still the owner's.

        What was sent is sent, though its lease ran out, unless another has it now.
        """
        end = Given(
            state=state, ready=now, reason=reason, detail=detail, message=message
        )
        return await self._database.write(
            lambda writer: give_up(writer, delivery, owner, now, end)
        )

    async def put_back(
        self,
        delivery: Delivery,
        *,
        owner: str,
        now: datetime,
        ready: datetime,
        reason: Reason,
        detail: str = "",
        tried: bool = True,
    ) -> bool:
        """Let a delivery be tried again at `ready`; `tried` tells whether this time counts."""
        wait = Given(
            state=State.PENDING, ready=ready, reason=reason, detail=detail, tried=tried
        )
        return await self._database.write(
            lambda writer: give_up(writer, delivery, owner, now, wait)
        )

    async def recover(
        self,
        now: datetime,
        *,
        hold: bool,
        platform: str,
        but: Collection[int] = (),
    ) -> tuple[Delivery, ...]:
        """Deal with deliveries whose owner did not come back within the lease.

        Whether they arrived can't be known: with `hold` they end as ambiguous, else
        they are sent again. Those whose ids are in `but` are left alone. Returns them
        as they are now.
        """
        rows = await self._database.write(
            lambda writer: recover(writer, now, hold=hold, platform=platform, but=but)
        )
        return tuple(delivery_from(row) for row in rows)

    async def skip_late(
        self, now: datetime, *, window: timedelta, platform: str
    ) -> int:
        """Skip what was planned but could not be sent within `window` of its moment."""
        return await self._database.write(
            lambda writer: skip_late(writer, now, now - window, platform=platform)
        )

    async def undo_ahead(
        self,
        now: datetime,
        *,
        window: timedelta,
        lease: timedelta,
        platform: str,
        limit: int,
    ) -> int:
        """Let what was skipped while the clock was ahead come due again.

        Returns how many, `limit` at most: as many may be left then.
        """
        return await self._database.write(
            lambda writer: undo_ahead(
                writer,
                now,
                oldest=now - window,
                latest=now + window,
                lease=now + lease,
                platform=platform,
                limit=limit,
            )
        )

    async def forget(self, before: datetime, *, limit: int, platform: str) -> int:
        """Delete what ended before a moment, `limit` at most; return how many.

        The latest of each chat and topic thread stays.
        """
        # To find them takes long with many chats, and everybody waits for the writer.
        async with self._database.snapshot() as snapshot:
            rows = await over(snapshot, before, limit=limit, platform=platform)
        for first in range(0, len(rows), PORTION):
            portion = rows[first : first + PORTION]
            await self._database.write(partial(forget, rows=portion))
        return len(rows)

    async def last(self, key: str, thread: str) -> Delivery | None:
        """Return the latest delivery of a chat and topic thread."""
        async with self._database.snapshot() as snapshot:
            row = await snapshot.one(
                DELIVERIES
                + """
                WHERE chats.key = :key AND deliveries.thread = :thread
                ORDER BY deliveries.date DESC LIMIT 1
                """,
                {"key": key, "thread": thread},
            )
        return delivery_from(row) if row else None
