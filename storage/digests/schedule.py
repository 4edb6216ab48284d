"""Schedule a subscription's next digest, and cancel due ones before settings change.

Each date whose hour came under the old settings is entered in the ledger as skipped,
with the reason. `schedule_next` then makes the latest of them due again, as it is chosen
now, where it may still be sent.
"""

from datetime import date, datetime, timedelta

from storage.database.connection import Connection, Params, in_clause
from storage.database.time import utc_iso
from storage.digests.delivery import REPLACEABLE, Reason
from storage.digests.due import MAX_DELAY, DueTime, next_due


async def schedule_next(
    writer: Connection,
    chat: int,
    thread: str,
    now: datetime,
    *,
    resumable: tuple[Reason, ...] = (),
) -> None:
    """Write when the next digest of an active subscription is due (in a transaction).

    Args:
        writer: Lent for the transaction.
        chat: The chat's row.
        thread: The topic thread, or empty.
        now: Aware.
        resumable: A delivery that was canceled for one of these reasons is due again,
            if it may still be sent.
    """
    where = {"chat": chat, "thread": thread}
    row = await writer.one(
        """
        SELECT time, zone, days FROM subscriptions
        WHERE chat_id = :chat AND thread = :thread AND active = 1
        """,
        where,
    )
    if row is None:
        return
    due = await _find_canceled(writer, where, now, resumable) or next_due(
        now,
        local_time=row["time"],
        zone=row["zone"],
        days=row["days"],
        excluded=await _find_finished_dates(writer, where, now),
    )
    await writer.execute(
        """
        UPDATE subscriptions SET due = :due, due_date = :date
        WHERE chat_id = :chat AND thread = :thread
        """,
        {**where, "due": utc_iso(due.at), "date": due.date.isoformat()},
    )


async def schedule_reopened(writer: Connection, chat: int, now: datetime) -> None:
    """Schedule the active subscriptions of a chat that is open again (in a transaction)."""
    rows = await writer.all(
        """
        SELECT thread FROM subscriptions
        JOIN chats ON chats.id = subscriptions.chat_id AND chats.closed = 0
        WHERE chat_id = :chat AND active = 1 AND due IS NULL
        """,
        {"chat": chat},
    )
    for row in rows:
        await schedule_next(
            writer, chat, row["thread"], now, resumable=(Reason.CHAT_CLOSED,)
        )


async def cancel_due(
    writer: Connection,
    chat: int,
    thread: str,
    now: datetime,
    *,
    reason: Reason,
    keep_pending: bool = False,
) -> None:
    """Cancel due deliveries before a subscription changes (in a transaction).

    Args:
        writer: Lent for the transaction.
        chat: The chat's row.
        thread: The topic thread, or empty.
        now: Aware.
        reason: Why; what is over `MAX_DELAY` late has a reason of its own.
        keep_pending: Whether what is in the ledger already is still sent.
    """
    where: Params = {
        "chat": chat,
        "thread": thread,
        "now": utc_iso(now),
        "reason": reason,
    }
    await _enter_due_as_skipped(writer, where, now)
    if not keep_pending:
        await writer.execute(
            """
            UPDATE deliveries SET state = 'skipped', reason = :reason, detail = '',
                changed = :now
            WHERE chat_id = :chat AND thread = :thread AND state = 'pending'
            """,
            where,
        )


async def _enter_due_as_skipped(
    writer: Connection, where: Params, now: datetime
) -> None:
    """Enter each due date that is not in the ledger yet, as skipped."""
    row = await writer.one(
        """
        SELECT platform, due, due_date, time, zone, days FROM subscriptions
        WHERE chat_id = :chat AND thread = :thread AND due <> '' AND due <= :now
        """,
        where,
    )
    if row is None:
        return
    due = DueTime(
        date=date.fromisoformat(row["due_date"]), at=datetime.fromisoformat(row["due"])
    )
    while due.at <= now:
        late = {"reason": Reason.NOT_RUNNING} if now - due.at > MAX_DELAY else {}
        await writer.execute(
            f"""
            INSERT INTO deliveries
                (chat_id, platform, thread, date, due, excerpt_id, state, reason, ready,
                changed)
            VALUES (:chat, :platform, :thread, :date, :due, '', 'skipped', :reason, :due,
                :now)
            ON CONFLICT (chat_id, thread, date) DO UPDATE SET
                due = excluded.due, ready = excluded.ready, state = excluded.state,
                reason = excluded.reason, detail = '', changed = excluded.changed
            WHERE {REPLACEABLE}
            """,  # noqa: S608 - a condition of ours
            {
                **where,
                **late,
                "platform": row["platform"],
                "date": due.date.isoformat(),
                "due": utc_iso(due.at),
            },
        )
        due = next_due(
            due.at,
            local_time=row["time"],
            zone=row["zone"],
            days=row["days"],
            last_date=due.date.isoformat(),
        )


async def _find_canceled(
    writer: Connection, where: Params, now: datetime, reasons: tuple[Reason, ...]
) -> DueTime | None:
    """Return the latest delivery that was canceled for a reason and is not too late."""
    listed, named_reasons = in_clause("reason", reasons)
    row = await writer.one(
        f"""
        SELECT date, due FROM deliveries
        WHERE chat_id = :chat AND thread = :thread AND due <= :now AND due >= :oldest
            AND state = 'skipped' AND reason IN {listed}
        ORDER BY due DESC LIMIT 1
        """,  # noqa: S608 - placeholders
        {
            **where,
            **named_reasons,
            "now": utc_iso(now),
            "oldest": utc_iso(now - MAX_DELAY),
        },
    )
    if row is None:
        return None
    return DueTime(
        date=date.fromisoformat(row["date"]), at=datetime.fromisoformat(row["due"])
    )


async def _find_finished_dates(
    writer: Connection, where: Params, now: datetime
) -> frozenset[str]:
    """Return the ISO dates that get no other digest: it was sent, tried or waits."""
    earliest = (now - timedelta(days=2)).date()  # no zone has an earlier one to come
    rows = await writer.all(
        f"""
        SELECT date FROM deliveries
        WHERE chat_id = :chat AND thread = :thread AND date >= :since
            AND NOT ({REPLACEABLE})
        """,  # noqa: S608 - a condition of ours
        {**where, "since": earliest.isoformat()},
    )
    return frozenset(row["date"] for row in rows)
