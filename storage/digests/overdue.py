"""Deal with deliveries that nobody brought to an end in time."""

from collections.abc import Collection
from datetime import datetime

from storage.database.connection import Connection, Row, in_clause
from storage.database.time import utc_iso
from storage.digests.delivery import DELIVERIES, Reason, State


async def recover(
    writer: Connection,
    now: datetime,
    *,
    hold: bool,
    platform: str,
    but: Collection[int],
) -> list[Row]:
    """End as ambiguous, or let be sent again, what was begun and never recorded.

    Returns:
        The rows of `DELIVERIES`, as they are now.
    """
    others, ids = in_clause("id", list(but))
    left = await writer.all(
        f"""
        UPDATE deliveries SET state = :state, owner = '', ready = :now,
            reason = :reason, detail = '', changed = :now
        WHERE platform = :platform AND state = 'sending' AND lease < :now
            AND id NOT IN {others}
        RETURNING id
        """,  # noqa: S608 - placeholders
        {
            "state": State.AMBIGUOUS if hold else State.PENDING,
            "reason": Reason.INTERRUPTED,
            "now": utc_iso(now),
            "platform": platform,
            **ids,
        },
    )
    if not left:
        return []
    these, numbers = in_clause("id", [row["id"] for row in left])
    return await writer.all(
        f"{DELIVERIES} WHERE deliveries.id IN {these} ORDER BY deliveries.id", numbers
    )


async def skip_late(
    writer: Connection, now: datetime, oldest: datetime, *, platform: str
) -> int:
    """Skip what was due before `oldest` and could not be sent yet."""
    return await writer.execute(
        """
        UPDATE deliveries SET state = 'skipped', changed = :now,
            reason = CASE reason WHEN '' THEN :too_late ELSE reason END
        WHERE platform = :platform AND state = 'pending' AND due < :oldest
        """,
        {
            "now": utc_iso(now),
            "oldest": utc_iso(oldest),
            "too_late": Reason.TOO_LATE,
            "platform": platform,
        },
    )
