"""Deal with deliveries that nobody brought to an end in time."""

from collections.abc import Collection
from datetime import datetime

from storage.database.connection import Connection, Row, in_clause
from storage.database.time import utc_iso
from storage.digests.delivery import DELIVERIES, OURS, State

TOO_LATE = "too late"


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
            reason = 'stopped while it was being sent', changed = :now
        WHERE state = 'sending' AND lease < :now AND {OURS}
            AND id NOT IN {others}
        RETURNING id
        """,  # noqa: S608 - a condition of ours, and placeholders
        {
            "state": State.AMBIGUOUS if hold else State.PENDING,
            "now": utc_iso(now),
            "platform": f"{platform}:%",
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
        f"""
        UPDATE deliveries SET state = 'skipped', changed = :now,
            reason = CASE reason WHEN '' THEN :too_late ELSE reason END
        WHERE state = 'pending' AND due < :oldest AND {OURS}
        """,  # noqa: S608 - a condition of ours
        {
            "now": utc_iso(now),
            "oldest": utc_iso(oldest),
            "too_late": TOO_LATE,
            "platform": f"{platform}:%",
        },
    )
