"""Lose nothing that came due under settings that are about to change.

Each date whose hour came is written down before: as not sent, with the reason. `coming`
takes the latest up again where it may still be sent, as it is chosen then.
"""

from datetime import date, datetime

from storage.database.connection import Connection, Params
from storage.database.time import utc_iso
from storage.digests.delivery import UNSENT, Reason
from storage.digests.due import WINDOW, Due, next_due


async def call_off(
    writer: Connection,
    chat: int,
    thread: str,
    now: datetime,
    *,
    reason: Reason,
    unplanned_only: bool = False,
) -> None:
    """End what came due in a chat and topic thread and was not begun (in a transaction).

    Args:
        writer: Lent for the transaction.
        chat: The chat's row.
        thread: The topic thread, or empty.
        now: Aware.
        reason: Why; what is over `WINDOW` late has its own.
        unplanned_only: Whether what is in the ledger already goes on.
    """
    where: Params = {
        "chat": chat,
        "thread": thread,
        "now": utc_iso(now),
        "reason": reason,
    }
    await _write_down(writer, where, now)
    if not unplanned_only:
        await writer.execute(
            """
            UPDATE deliveries SET state = 'skipped', reason = :reason, detail = '',
                changed = :now
            WHERE chat_id = :chat AND thread = :thread AND state = 'pending'
            """,
            where,
        )


async def _write_down(writer: Connection, where: Params, now: datetime) -> None:
    """Put what is due and not planned yet into the ledger, a date a row."""
    row = await writer.one(
        """
        SELECT platform, due, due_date, time, zone, days FROM subscriptions
        WHERE chat_id = :chat AND thread = :thread AND due <> '' AND due <= :now
        """,
        where,
    )
    if row is None:
        return
    due = Due(
        date=date.fromisoformat(row["due_date"]), at=datetime.fromisoformat(row["due"])
    )
    while due.at <= now:
        late = {"reason": Reason.NOT_RUNNING} if now - due.at > WINDOW else {}
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
            WHERE {UNSENT}
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
            hour=row["time"],
            zone=row["zone"],
            days=row["days"],
            beyond=due.date.isoformat(),
        )
