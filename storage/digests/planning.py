"""Plan one digest: a row in the ledger, and the next moment, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database.connection import Connection, Row
from storage.database.time import utc_iso
from storage.digests.delivery import UNSENT, Reason
from storage.digests.due import next_due
from storage.digests.selection import Choice, choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Hold what planning goes by.

    Attributes:
        window: How late a digest may come and still be sent.
        fitting: By a topic's words, the ids of excerpts about it, best first.
    """

    now: datetime
    window: timedelta
    fitting: Mapping[str, Sequence[str]]


async def due_now(
    snapshot: Connection, now: datetime, *, platform: str, limit: int
) -> list[Row]:
    """Return a platform's subscriptions that are due, the longest due first."""
    return await snapshot.all(
        """
        SELECT chat_id, platform, thread, time, zone, days, scope, subject, due, due_date,
            told
        FROM subscriptions WHERE platform = :platform AND due <= :now
        ORDER BY due LIMIT :limit
        """,
        {"now": utc_iso(now), "limit": limit, "platform": platform},
    )


async def plan_one(writer: Connection, row: Row, planned: Planned) -> None:
    """Plan a subscription that was read as due, unless somebody was quicker."""
    read = ("thread", "due", "time", "zone", "days", "scope", "subject")
    where = {name: row[name] for name in read}
    where["chat"] = row["chat_id"]
    # Subscriptions from before there was a ledger have no moment yet.
    at = datetime.fromisoformat(row["due"]) if row["due"] else None
    date = str(row["due_date"]) if at else ""
    following = next_due(
        at or planned.now,
        hour=row["time"],
        zone=row["zone"],
        days=row["days"],
        beyond=date,
    )
    moved = await writer.execute(
        """
        UPDATE subscriptions SET due = :next, due_date = :next_date
        WHERE chat_id = :chat AND thread = :thread AND due = :due
            AND time = :time AND zone = :zone AND days = :days
            AND scope = :scope AND subject = :subject
        """,
        {
            **where,
            "next": utc_iso(following.at),
            "next_date": following.date.isoformat(),
        },
    )
    if not moved or at is None:
        return
    taken = await writer.value(
        f"""
        SELECT 1 FROM deliveries
        WHERE chat_id = :chat AND thread = :thread AND date = :date AND NOT ({UNSENT})
        """,  # noqa: S608 - a condition of ours
        {**where, "date": date},
    )
    if taken:
        return
    state, choice = await _chosen(writer, row, date, at, planned)
    # What was called off for the date before, or came too early or late, gives way.
    await writer.execute(
        """
        INSERT INTO deliveries
            (chat_id, platform, thread, date, due, excerpt_id, state, reason, ready,
            changed)
        VALUES (:chat, :platform, :thread, :date, :due, :excerpt, :state, :reason, :due,
            :now)
        ON CONFLICT (chat_id, thread, date) DO UPDATE SET
            due = excluded.due, excerpt_id = excluded.excerpt_id,
            state = excluded.state, reason = excluded.reason, detail = '',
            ready = excluded.ready, changed = excluded.changed
        """,
        {
            **where,
            "platform": row["platform"],
            "date": date,
            "excerpt": choice.excerpt_id,
            "state": state,
            "reason": choice.reason,
            "now": utc_iso(planned.now),
        },
    )


async def _chosen(
    writer: Connection, row: Row, date: str, at: datetime, planned: Planned
) -> tuple[str, Choice]:
    """Choose what is sent, and the state that the delivery begins in."""
    if planned.now - at > planned.window:
        return "skipped", Choice(reason=Reason.NOT_RUNNING)
    choice = await choose(
        writer,
        row["chat_id"],
        row["thread"],
        date,
        scope=row["scope"],
        subject=row["subject"],
        fitting=planned.fitting.get(row["subject"], ()),
    )
    told = choice.reason in {Reason.NOTHING_LEFT, Reason.SUBJECT_GONE}
    if row["told"] and not told:
        await writer.execute(
            """
            UPDATE subscriptions SET told = 0
            WHERE chat_id = :chat AND thread = :thread
            """,
            {"chat": row["chat_id"], "thread": row["thread"]},
        )
    if choice.excerpt_id or (told and not row["told"]):
        return "pending", choice
    return "skipped", choice
