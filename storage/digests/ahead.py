"""Undo what was written while the clock was ahead: nothing came too late that is to come."""

from datetime import datetime

from storage.database.connection import Connection
from storage.database.time import utc_iso
from storage.digests.delivery import Reason


async def undo_ahead(
    writer: Connection,
    now: datetime,
    *,
    oldest: datetime,
    latest: datetime,
    lease: datetime,
    platform: str,
    limit: int,
) -> int:
    """Let what was skipped as late, and is not, come due again; return how much.

    Args:
        writer: Lent for the transaction.
        now: The clock as it is trusted now.
        oldest: What was due before it is late.
        latest: No pause and no lease is that long.
        lease: The end of the lease of what somebody may be sending.
        platform: Whose chats.
        limit: Deliveries at once.
    """
    bounds = {
        "now": utc_iso(now),
        "latest": utc_iso(latest),
        "lease": utc_iso(lease),
        "platform": platform,
    }
    await writer.execute(
        """
        UPDATE deliveries SET ready = CASE WHEN due > :now THEN due ELSE :now END
        WHERE platform = :platform AND state = 'pending' AND ready > :latest AND ready > due
        """,
        bounds,
    )
    await writer.execute(
        """
        UPDATE deliveries SET lease = :lease
        WHERE platform = :platform AND state = 'sending' AND lease > :latest
        """,
        bounds,
    )
    rows = await writer.all(
        """
        SELECT deliveries.id, deliveries.chat_id AS chat, deliveries.thread,
            deliveries.date, deliveries.due, subscriptions.active, chats.closed
        FROM deliveries
        JOIN chats ON chats.id = deliveries.chat_id
        JOIN subscriptions ON subscriptions.chat_id = deliveries.chat_id
            AND subscriptions.thread = deliveries.thread
        WHERE deliveries.platform = :platform AND deliveries.state = 'skipped' AND deliveries.ready > :oldest
            AND deliveries.due > :oldest AND deliveries.attempts = 0
            AND deliveries.reason IN (:late, :too_late)
        ORDER BY deliveries.ready LIMIT :limit
        """,
        {
            "oldest": utc_iso(oldest),
            "late": Reason.NOT_RUNNING,
            "too_late": Reason.TOO_LATE,
            "platform": platform,
            "limit": limit,
        },
    )
    for row in rows:
        if row["active"] and not row["closed"]:
            await _come_due(writer, dict(row))
        else:
            reason = Reason.CHAT_CLOSED if row["closed"] else Reason.TURNED_OFF
            await writer.execute(
                "UPDATE deliveries SET reason = :reason WHERE id = :id",
                {"reason": reason, "id": row["id"]},
            )
    return len(rows)


async def _come_due(writer: Connection, row: dict[str, object]) -> None:
    await writer.execute(
        """
        UPDATE subscriptions SET due = :due, due_date = :date
        WHERE chat_id = :chat AND thread = :thread AND (due IS NULL OR due > :due)
        """,
        row,
    )
    await writer.execute("DELETE FROM deliveries WHERE id = :id", row)
