"""Hand a delivery to one owner at a time, and take it back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.database.connection import Connection, Row, in_clause
from storage.database.time import utc_iso
from storage.digests.delivery import DELIVERIES, Delivery, Reason, State
from storage.digests.selection import know_told


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Hold what an owner gives a delivery back with.

    Attributes:
        ready: When it may be tried again, where it is pending.
        detail: What goes with the reason, for people.
        message: The platform's id of what was sent; empty where there is none.
        tried: Whether this time counts.
    """

    state: State
    ready: datetime
    reason: Reason = Reason.NONE
    detail: str = ""
    message: str = ""
    tried: bool = True


async def claim(
    writer: Connection,
    now: datetime,
    *,
    owner: str,
    lease: datetime,
    platform: str,
    limit: int,
    but: Collection[str],
) -> list[Row]:
    """Give an owner what is ready, the longest due first, until the lease's end."""
    others, keys = in_clause("key", list(but))
    taken = await writer.all(
        f"""
        UPDATE deliveries SET state = 'sending', owner = :owner,
            lease = :lease, attempts = attempts + 1, changed = :now
        WHERE id IN (
            SELECT deliveries.id FROM deliveries
            JOIN chats ON chats.id = deliveries.chat_id
                AND chats.key NOT IN {others}
            WHERE deliveries.platform = :platform AND state = 'pending' AND ready <= :now
            ORDER BY ready, deliveries.id LIMIT :limit
        )
        RETURNING id
        """,  # noqa: S608 - placeholders
        {
            **keys,
            "owner": owner,
            "lease": utc_iso(lease),
            "now": utc_iso(now),
            "limit": limit,
            "platform": platform,
        },
    )
    rows = [await held(writer, row["id"], owner) for row in taken]
    return [row for row in rows if row]


async def held(connection: Connection, delivery: int, owner: str) -> Row | None:
    """Return the row of `DELIVERIES` where an owner still has it."""
    return await connection.one(
        DELIVERIES
        + """
        WHERE deliveries.id = :id AND deliveries.state = 'sending'
            AND deliveries.owner = :owner
        """,
        {"id": delivery, "owner": owner},
    )


async def give_up(
    writer: Connection, delivery: Delivery, owner: str, now: datetime, given: Given
) -> bool:
    """Take a delivery back, and tell whether it was still the owner's.

    What was sent is sent, though its lease ran out, unless another has it now.
    """
    was_theirs = await writer.execute(
        """
        UPDATE deliveries SET state = :state, reason = :reason, detail = :detail,
            owner = '', message = :message, ready = :ready, changed = :now,
            attempts = attempts - :untried
        WHERE id = :id AND (
            state = 'sending' AND owner = :owner
            OR :state = 'sent' AND state NOT IN ('sending', 'sent')
        )
        """,
        {
            "state": given.state,
            "reason": given.reason,
            "detail": given.detail,
            "message": given.message,
            "untried": int(not given.tried),
            "ready": utc_iso(given.ready),
            "now": utc_iso(now),
            "id": delivery.id,
            "owner": owner,
        },
    )
    if was_theirs and given.state is State.SENT and not delivery.excerpt_id:
        await know_told(writer, delivery)
    return was_theirs > 0
