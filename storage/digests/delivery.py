"""Deliveries: their states, reasons and rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from storage.database.connection import Row


class State(StrEnum):
    """The state of a delivery; all but the first two are final."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"


class Reason(StrEnum):
    """A code for why a delivery is in its state, as the ledger keeps it.

    What people read is made of it, and of a delivery's `detail`, where it is shown.
    """

    NONE = ""
    """All went well, or nothing was tried yet."""
    TURNED_OFF = "turned_off"
    CHAT_CLOSED = "chat_closed"
    """The chat could not be written to any more before its digest was sent."""
    CHOICE_CHANGED = "choice_changed"
    NOT_RUNNING = "not_running"
    """The bot was not running at the hour."""
    TOO_LATE = "too_late"
    """It was to be sent, and could not be in time."""
    CHAT_MERGED = "chat_merged"
    """The chat's settings gave way to those that it had under its new id."""
    NOTHING_LEFT = "nothing_left"
    """The chat was shown everything of what it follows."""
    SUBJECT_GONE = "subject_gone"
    """The library has nothing of what the chat follows."""
    ALL_HIDDEN = "all_hidden"
    """The chat has hidden or muted all of what it follows."""
    LIBRARY_EMPTY = "library_empty"
    INTERRUPTED = "interrupted"
    """The process ended between sending and recording."""
    EXCERPT_GONE = "excerpt_gone"
    """A reload removed the excerpt and left no other."""
    OWNER_CHANGED = "owner_changed"
    """Another process, or nobody, has the delivery now."""
    STORAGE_ERROR = "storage_error"
    """The database failed before it was sent; `detail` is the error."""
    INTERNAL_ERROR = "internal_error"
    """A bug in Rostra, after which it is unknown whether the digest was sent."""
    RATE_LIMITED = "rate_limited"
    """The platform made the chat wait; `detail` is for how many seconds."""
    CHAT_LIMIT = "chat_limit"
    """More would be over what the chat may be sent in a while."""
    CHAT_MIGRATED = "chat_migrated"
    """The platform gave the chat a new id."""
    CHAT_NOT_FOUND = "chat_not_found"
    BLOCKED = "blocked"
    """The platform refused to send anything to the chat."""
    NO_PERMISSION = "no_permission"
    """The bot lacks a permission to write in the chat."""
    THREAD_CLOSED = "thread_closed"
    """The thread is archived or locked, and the bot may not open it."""
    REFUSED = "refused"
    """The platform refused the message; `detail` is what it said."""
    TOKEN_REJECTED = "token_rejected"  # noqa: S105 - no password
    PLATFORM_UNREACHABLE = "platform_unreachable"
    CONNECTION_LOST = "connection_lost"
    """The connection broke after the message was sent."""
    PLATFORM_FAILED = "platform_failed"
    """The platform answered that it failed on its side."""
    UNREADABLE_ANSWER = "unreadable_answer"
    OTHER = "other"
    """An earlier version had the sentence that is in `detail`."""


ENDS = frozenset({Reason.NOTHING_LEFT, Reason.SUBJECT_GONE, Reason.ALL_HIDDEN})
"""Why there is no excerpt, where the chat is told of it once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One digest of one chat and topic thread for one local date.

    Attributes:
        key: The chat's.
        date: Local date, ISO.
        due: In UTC.
        excerpt_id: Empty for the message that nothing is left.
        attempts: How often it was tried, this time included.
        detail: What goes with the reason: an error's text, or seconds.
        role_id: The platform's id of the role that it pings; empty for none.
        quiet: Whether it comes without a sound.
    """

    id: int
    key: str
    thread: str
    date: str
    due: datetime
    excerpt_id: str
    state: State
    reason: Reason
    detail: str
    attempts: int
    scope: str
    subject: str
    role_id: str
    quiet: bool


SELECT_DELIVERIES = """
    SELECT deliveries.id, chats.key, deliveries.thread, deliveries.date,
        deliveries.due, deliveries.excerpt_id, deliveries.state, deliveries.reason,
        deliveries.detail, deliveries.attempts, subscriptions.scope, subscriptions.subject,
        subscriptions.role_id, subscriptions.quiet
    FROM deliveries
    JOIN chats ON chats.id = deliveries.chat_id
    JOIN subscriptions ON subscriptions.chat_id = deliveries.chat_id
        AND subscriptions.thread = deliveries.thread
"""

CANCEL_REASONS = (Reason.TURNED_OFF, Reason.CHAT_CLOSED, Reason.CHOICE_CHANGED)
"""Why a delivery is canceled before it is sent; it may be due again."""

REPLACEABLE = f"""
    deliveries.state = 'skipped'
        AND (deliveries.attempts = 0
            OR deliveries.reason IN ({", ".join(f"'{reason}'" for reason in CANCEL_REASONS)}))
"""
"""The condition that a delivery ended before it was tried: its date may get another."""

ENTER_DELIVERY = f"""
    INSERT INTO deliveries
        (chat_id, platform, thread, date, due, excerpt_id, state, reason, ready, changed)
    VALUES (:chat, :platform, :thread, :date, :due, COALESCE(:excerpt, ''),
        :state, :reason, :due, :now)
    ON CONFLICT (chat_id, thread, date) DO UPDATE SET
        due = excluded.due, state = excluded.state,
        excerpt_id = COALESCE(:excerpt, deliveries.excerpt_id),
        reason = excluded.reason, detail = '', ready = excluded.ready,
        changed = excluded.changed
    WHERE {REPLACEABLE}
"""  # noqa: S608 - fixed condition, no input
"""The statement that enters a delivery, unless its date has one that stays.

Without an excerpt (None), one that is replaced keeps its own.
"""


def delivery_from_row(row: Row) -> Delivery:
    """Return the delivery that a row of `SELECT_DELIVERIES` holds."""
    columns = dict(row) | {
        "due": datetime.fromisoformat(row["due"]),
        "state": State(row["state"]),
        "reason": Reason(row["reason"]),
        "quiet": bool(row["quiet"]),
    }
    return Delivery(**columns)
