"""When a digest is due: schedule the next, and cancel due ones before settings change.

Each date whose hour came under the old settings is entered in the ledger as skipped,
with the reason. `schedule_next` then makes the latest of them due again, as it is chosen
now, where it may still be sent.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from storage.database.connection import Connection, Params, in_clause
from storage.database.time import time_zone, utc_iso
from storage.digests.delivery import ENTER_DELIVERY, REPLACEABLE, Reason, State

EVERY_DAY = "1234567"
"""ISO weekdays, 1 for Monday."""

MAX_DELAY = timedelta(hours=3)
"""How late a digest may come, after a time of not running; later ones are skipped."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTime:
    """The local date of a digest and its moment in UTC."""

    date: date
    at: datetime


def next_due(
    after: datetime,
    *,
    local_time: str,
    zone: str,
    days: str = EVERY_DAY,
    last_date: str = "",
    excluded: Collection[str] = (),
) -> DueTime:
    """Return the first digest after a moment.

    A time that comes twice on a day counts the first time; one that a clock change
    skips is moved by as much as the clock was put forward.

    Args:
        after: Aware.
        local_time: Wall-clock time, ``HH:MM``.
        zone: As `time_zone` takes it.
        days: ISO weekdays.
        last_date: The latest local date, ISO, that had its digest; empty for none.
        excluded: Other local dates, ISO, that had theirs.
    """
    where = time_zone(zone)
    day = after.astimezone(where).date() - _DAY
    if last_date:
        day = max(day, date.fromisoformat(last_date) + _DAY)
    wall = time.fromisoformat(local_time)
    while True:
        at = _instant(day, wall, where)
        if (
            at > after
            and str(day.isoweekday()) in days
            and day.isoformat() not in excluded
            and _exists(day, where)
        ):
            return DueTime(date=day, at=at)
        day += _DAY


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
            ENTER_DELIVERY,
            {
                **where,
                **late,
                "state": State.SKIPPED,
                "excerpt": None,
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
        """,  # noqa: S608 - fixed condition, no input
        {**where, "since": earliest.isoformat()},
    )
    return frozenset(row["date"] for row in rows)


def _instant(day: date, wall: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, wall, zone).astimezone(UTC)


def _exists(day: date, zone: tzinfo) -> bool:
    """Return whether a zone has a date: Samoa had no 30 December 2011."""
    midnight = time()
    return _instant(day, midnight, zone) < _instant(day + _DAY, midnight, zone)
