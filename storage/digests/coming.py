"""Say when the next digest of a chat and topic thread is due."""

from datetime import date, datetime, timedelta

from storage.database.connection import Connection, in_clause
from storage.database.time import utc_iso
from storage.digests.delivery import UNSENT, Reason
from storage.digests.due import WINDOW, Due, next_due


async def come_due(
    writer: Connection,
    chat: int,
    thread: str,
    now: datetime,
    *,
    called_off: tuple[Reason, ...] = (),
) -> None:
    """Write down when what is on comes next (in a transaction).

    Args:
        writer: Lent for the transaction.
        chat: The chat's row.
        thread: The topic thread, or empty.
        now: Aware.
        called_off: The reasons for which what was called off is taken up again, where it
            may still be sent.
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
    due = await _taken_up(writer, chat, thread, now, called_off) or next_due(
        now,
        hour=row["time"],
        zone=row["zone"],
        days=row["days"],
        but=await _served(writer, chat, thread, now),
    )
    await writer.execute(
        """
        UPDATE subscriptions SET due = :due, due_date = :date
        WHERE chat_id = :chat AND thread = :thread
        """,
        {**where, "due": utc_iso(due.at), "date": due.date.isoformat()},
    )


async def resume(writer: Connection, chat: int, now: datetime) -> None:
    """Let digests of an open chat that are on come due again (in a transaction)."""
    rows = await writer.all(
        """
        SELECT thread FROM subscriptions
        JOIN chats ON chats.id = subscriptions.chat_id AND chats.closed = 0
        WHERE chat_id = :chat AND active = 1 AND due IS NULL
        """,
        {"chat": chat},
    )
    for row in rows:
        await come_due(
            writer, chat, row["thread"], now, called_off=(Reason.CHAT_CLOSED,)
        )


async def _taken_up(
    writer: Connection,
    chat: int,
    thread: str,
    now: datetime,
    reasons: tuple[Reason, ...],
) -> Due | None:
    """Return the latest date that was called off for a reason and is not too late yet."""
    called_off, named_reasons = in_clause("reason", reasons)
    row = await writer.one(
        f"""
        SELECT date, due FROM deliveries
        WHERE chat_id = :chat AND thread = :thread AND due <= :now AND due >= :oldest
            AND state = 'skipped' AND reason IN {called_off}
        ORDER BY due DESC LIMIT 1
        """,  # noqa: S608 - placeholders
        {
            **named_reasons,
            "chat": chat,
            "thread": thread,
            "now": utc_iso(now),
            "oldest": utc_iso(now - WINDOW),
        },
    )
    if row is None:
        return None
    return Due(
        date=date.fromisoformat(row["date"]), at=datetime.fromisoformat(row["due"])
    )


async def _served(
    writer: Connection, chat: int, thread: str, now: datetime
) -> frozenset[str]:
    """Return the dates, ISO, that get no other digest: it was sent, tried or waits."""
    earliest = (now - timedelta(days=2)).date()  # no zone has an earlier one to come
    rows = await writer.all(
        f"""
        SELECT date FROM deliveries
        WHERE chat_id = :chat AND thread = :thread AND date >= :since
            AND NOT ({UNSENT})
        """,  # noqa: S608 - a condition of ours
        {"chat": chat, "thread": thread, "since": earliest.isoformat()},
    )
    return frozenset(row["date"] for row in rows)
