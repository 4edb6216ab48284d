"""Upkeep of the ledger: what was abandoned, came too late, or is old."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from storage.database.connection import Connection, Row, in_clause
from storage.database.database import Database
from storage.database.time import utc_iso
from storage.digests.delivery import (
    SELECT_DELIVERIES,
    Delivery,
    Reason,
    State,
    delivery_from_row,
)
from storage.digests.share import ALL_CHATS, Shares

MAX_ROWS_PER_WRITE = 100
"""Deliveries changed in one write; kept small, since answers wait for the same writer."""


class LedgerUpkeep:
    """The upkeep of a platform's ledger, for a process to run from time to time.

    Every moment that is passed in is aware. Deliveries of a share that another process
    serves are left to it.
    """

    def __init__(self, database: Database, shares: Shares | None = None) -> None:
        self._database = database
        self._shares = shares or {}

    def _is_served(self, platform: str) -> tuple[str, Mapping[str, int]]:
        """Return the condition that this process serves a delivery's chat."""
        return self._shares.get(platform, ALL_CHATS).condition("deliveries")

    async def recover_abandoned(
        self,
        now: datetime,
        *,
        platform: str,
        hold: bool,
        excluded: Collection[int] = (),
    ) -> tuple[Delivery, ...]:
        """End or requeue deliveries whose owner did not come back within the lease.

        Whether they arrived can't be known: with `hold` they end as ambiguous, else
        they are sent again. Those whose ids are in `excluded` are left alone.

        Returns:
            The deliveries, as they are now.
        """
        others, ids = in_clause("id", list(excluded))
        is_served, share_ids = self._is_served(platform)

        async def work(writer: Connection) -> list[Row]:
            recovered = await writer.all(
                f"""
                UPDATE deliveries SET state = :state, owner = '', ready = :now,
                    reason = :reason, detail = '', changed = :now
                WHERE platform = :platform AND state = 'sending' AND lease < :now
                    AND id NOT IN {others} AND {is_served}
                RETURNING id
                """,  # noqa: S608 - placeholders
                {
                    "state": State.AMBIGUOUS if hold else State.PENDING,
                    "reason": Reason.INTERRUPTED,
                    "now": utc_iso(now),
                    "platform": platform,
                    **ids,
                    **share_ids,
                },
            )
            if not recovered:
                return []
            these, numbers = in_clause("id", [row["id"] for row in recovered])
            return await writer.all(
                f"""
                {SELECT_DELIVERIES}
                WHERE deliveries.id IN {these} ORDER BY deliveries.id
                """,
                numbers,
            )

        return tuple(delivery_from_row(row) for row in await self._database.write(work))

    async def skip_late(
        self, now: datetime, *, platform: str, max_delay: timedelta
    ) -> int:
        """Skip what could not be sent within `max_delay`; return how many."""
        is_served, share_ids = self._is_served(platform)
        return await self._database.write(
            lambda writer: writer.execute(
                f"""
                UPDATE deliveries SET state = 'skipped', changed = :now,
                    reason = CASE reason WHEN '' THEN :too_late ELSE reason END
                WHERE platform = :platform AND state = 'pending' AND due < :oldest
                    AND {is_served}
                """,  # noqa: S608 - placeholders
                {
                    **share_ids,
                    "now": utc_iso(now),
                    "oldest": utc_iso(now - max_delay),
                    "too_late": Reason.TOO_LATE,
                    "platform": platform,
                },
            )
        )

    async def restore_after_clock_jump(
        self,
        now: datetime,
        *,
        platform: str,
        max_delay: timedelta,
        lease: timedelta,
        limit: int,
    ) -> int:
        """Restore deliveries that were skipped while the clock was ahead.

        Returns:
            How many, `limit` at most: as many may be left then.
        """
        is_served, share_ids = self._is_served(platform)
        bounds = {
            **share_ids,
            "now": utc_iso(now),
            "oldest": utc_iso(now - max_delay),
            # No pause and no lease is that long.
            "latest": utc_iso(now + max_delay),
            "lease": utc_iso(now + lease),
            "platform": platform,
        }

        async def work(writer: Connection) -> int:
            await writer.execute(
                f"""
                UPDATE deliveries
                SET ready = CASE WHEN due > :now THEN due ELSE :now END
                WHERE platform = :platform AND state = 'pending'
                    AND ready > :latest AND ready > due AND {is_served}
                """,  # noqa: S608 - placeholders
                bounds,
            )
            await writer.execute(
                f"""
                UPDATE deliveries SET lease = :lease
                WHERE platform = :platform AND state = 'sending' AND lease > :latest
                    AND {is_served}
                """,  # noqa: S608 - placeholders
                bounds,
            )
            rows = await writer.all(
                f"""
                SELECT deliveries.id, deliveries.chat_id AS chat, deliveries.thread,
                    deliveries.date, deliveries.due, subscriptions.active, chats.closed
                FROM deliveries
                JOIN chats ON chats.id = deliveries.chat_id
                JOIN subscriptions ON subscriptions.chat_id = deliveries.chat_id
                    AND subscriptions.thread = deliveries.thread
                WHERE deliveries.platform = :platform AND deliveries.state = 'skipped'
                    AND deliveries.ready > :oldest AND deliveries.due > :oldest
                    AND deliveries.attempts = 0
                    AND deliveries.reason IN (:not_running, :too_late) AND {is_served}
                ORDER BY deliveries.ready LIMIT :limit
                """,  # noqa: S608 - placeholders
                {
                    **bounds,
                    "not_running": Reason.NOT_RUNNING,
                    "too_late": Reason.TOO_LATE,
                    "limit": limit,
                },
            )
            for row in rows:
                await _restore(writer, row)
            return len(rows)

        return await self._database.write(work)

    async def purge(self, before: datetime, *, platform: str, limit: int) -> int:
        """Delete deliveries that ended before a moment; return how many.

        The latest of each chat and topic thread stays, for its status.
        """
        # To find them takes long with many chats, and everybody waits for the writer.
        # The chat's platform is compared, since of a delivery's own the index has all,
        # old or not.
        is_served, share_ids = self._is_served(platform)
        async with self._database.snapshot() as snapshot:
            rows = await snapshot.all(
                f"""
                SELECT id, chat_id AS chat, thread, date FROM deliveries
                WHERE due < :before AND state NOT IN ('pending', 'sending')
                    AND (
                        SELECT platform FROM chats WHERE chats.id = deliveries.chat_id
                    ) = :platform
                    AND EXISTS (
                        SELECT 1 FROM deliveries AS later
                        WHERE later.chat_id = deliveries.chat_id
                            AND later.thread = deliveries.thread
                            AND later.date > deliveries.date
                    )
                    AND {is_served}
                ORDER BY due LIMIT :limit
                """,  # noqa: S608 - placeholders
                {
                    **share_ids,
                    "before": utc_iso(before),
                    "limit": limit,
                    "platform": platform,
                },
            )
        old = [dict(row) for row in rows]
        for first in range(0, len(old), MAX_ROWS_PER_WRITE):
            await self._delete(old[first : first + MAX_ROWS_PER_WRITE])
        return len(old)

    async def _delete(self, deliveries: list[dict[str, object]]) -> None:
        """Delete deliveries, with the excerpts of their days."""

        async def work(writer: Connection) -> None:
            await writer.execute_many(
                "DELETE FROM deliveries WHERE id = :id", deliveries
            )
            await writer.execute_many(
                """
                DELETE FROM days
                WHERE chat_id = :chat AND thread = :thread AND date = :date
                """,
                deliveries,
            )

        await self._database.write(work)


async def _restore(writer: Connection, row: Row) -> None:
    """Make a skipped delivery due again if its chat is open and still subscribed."""
    if row["active"] and not row["closed"]:
        await writer.execute(
            """
            UPDATE subscriptions SET due = :due, due_date = :date
            WHERE chat_id = :chat AND thread = :thread AND (due IS NULL OR due > :due)
            """,
            dict(row),
        )
        await writer.execute("DELETE FROM deliveries WHERE id = :id", dict(row))
        return
    reason = Reason.CHAT_CLOSED if row["closed"] else Reason.TURNED_OFF
    await writer.execute(
        "UPDATE deliveries SET reason = :reason WHERE id = :id",
        {"reason": reason, "id": row["id"]},
    )
