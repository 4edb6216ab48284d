"""One digest of one chat for one local date, as a row and as what others read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.database.connection import Row


class State(StrEnum):
    """Say how far a delivery is; all but the first two are its end."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Hold one digest of one chat and topic thread for one local date.

    Attributes:
        date: Local date, ISO.
        due: In UTC.
        excerpt_id: Empty for the message that nothing is left.
        attempts: How often it was tried, this time included.
        reason: Why it is where it is; empty when it went well.
    """

    id: int
    key: str
    thread: str
    date: str
    due: datetime
    excerpt_id: str
    state: State
    reason: str
    attempts: int
    scope: str
    subject: str


DELIVERIES = """
    SELECT deliveries.id, chats.key, deliveries.thread, deliveries.date,
        deliveries.due, deliveries.excerpt_id, deliveries.state, deliveries.reason,
        deliveries.attempts, subscriptions.scope, subscriptions.subject
    FROM deliveries
    JOIN chats ON chats.id = deliveries.chat_id
    JOIN subscriptions ON subscriptions.chat_id = deliveries.chat_id
        AND subscriptions.thread = deliveries.thread
"""

OFF = "it was turned off"
CLOSED = "the chat was closed to us before it was sent"
CHANGED = "something else was chosen"

CALLED_OFF = f"('{OFF}', '{CLOSED}', '{CHANGED}')"
"""The reasons of what was called off before it was sent: it may be taken up again."""

UNSENT = f"""
    deliveries.state = 'skipped'
        AND (deliveries.attempts = 0 OR deliveries.reason IN {CALLED_OFF})
"""
"""The condition that a date had no digest though its delivery ended: it may get one."""

OURS = """
    EXISTS (
        SELECT 1 FROM chats
        WHERE chats.id = deliveries.chat_id AND chats.key LIKE :platform
    )
"""
"""The condition that a delivery is for a chat of a platform."""


def delivery_from(row: Row) -> Delivery:
    """Return the delivery that a row of `DELIVERIES` holds."""
    return Delivery(
        id=row["id"],
        key=row["key"],
        thread=row["thread"],
        date=row["date"],
        due=datetime.fromisoformat(row["due"]),
        excerpt_id=row["excerpt_id"],
        state=State(row["state"]),
        reason=row["reason"],
        attempts=row["attempts"],
        scope=row["scope"],
        subject=row["subject"],
    )
