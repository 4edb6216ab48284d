"""`/daily status`: when the next digest comes, how the last went, what it follows."""

from datetime import datetime

from handlers.contract.reply import (
    Paragraph,
    Reply,
    actions,
    code,
    command_button,
    paragraph,
    row,
)
from handlers.contract.request import Request
from handlers.daily.digest import is_subject_gone, subject_gone_text
from handlers.schedule.offsets import format_zone
from handlers.schedule.weekdays import format_days
from handlers.text.wording import format_date, in_quotes
from storage.chats.chats import Chats
from storage.database.time import time_zone
from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import Delivery, Reason, State
from storage.digests.ledger import Ledger
from storage.digests.schedule import EVERY_DAY
from storage.digests.subscriptions import Subscription, Subscriptions
from storage.search.library import Library
from storage.search.search import Search

STATE_WORDS = {
    State.PENDING: "is about to be sent",
    State.SENDING: "is being sent",
    State.SENT: "was sent",
    State.SKIPPED: "was skipped",
    State.FAILED: "could not be sent",
    State.AMBIGUOUS: "may or may not have arrived, so it was not sent again",
}
"""What became of a delivery, by its state."""

REASON_WORDS = {
    Reason.NONE: "",
    Reason.TURNED_OFF: "it was turned off",
    Reason.CHAT_CLOSED: "the chat was closed to us before it was sent",
    Reason.CHOICE_CHANGED: "something else was chosen",
    Reason.NOT_RUNNING: "the bot was not running at its hour",
    Reason.TOO_LATE: "too late",
    Reason.CHAT_MERGED: "the group has other settings under its new id",
    Reason.NOTHING_LEFT: "nothing left",
    Reason.SUBJECT_GONE: "the library holds nothing of what is followed",
    Reason.ALL_HIDDEN: "all of it is hidden or muted here",
    Reason.LIBRARY_EMPTY: "the library offers nothing by itself",
    Reason.INTERRUPTED: "stopped while it was being sent",
    Reason.EXCERPT_GONE: "a reload took its excerpt away",
    Reason.OWNER_CHANGED: "it is not ours to send any more",
    Reason.STORAGE_ERROR: "the database: {detail}",
    Reason.INTERNAL_ERROR: "an error on our side",
    Reason.RATE_LIMITED: "{platform} told the chat to wait {detail} s",
    Reason.CHAT_LIMIT: "the chat had its share",
    Reason.CHAT_MIGRATED: "the group has a new id",
    Reason.CHAT_NOT_FOUND: "the chat is gone",
    Reason.BLOCKED: "the chat is closed to us",
    Reason.NO_PERMISSION: "this bot has no permission to write here",
    Reason.THREAD_CLOSED: "the thread is archived or locked",
    Reason.REFUSED: "refused: {detail}",
    Reason.TOKEN_REJECTED: "{platform} does not know the bot's token",
    Reason.PLATFORM_UNREACHABLE: "{platform} could not be reached",
    Reason.CONNECTION_LOST: "the connection broke after it was sent",
    Reason.PLATFORM_FAILED: "an error on {platform}'s side",
    Reason.UNREADABLE_ANSWER: "an answer that can't be read",
    Reason.OTHER: "{detail}",
}
"""Why a delivery is in its state, by the ledger's code."""


def explain(reason: Reason, detail: str, *, platform: str) -> str:
    """Return the words for a delivery's reason; empty where there is none.

    >>> explain(Reason.RATE_LIMITED, "30", platform="telegram")
    'Telegram told the chat to wait 30 s'
    """
    return REASON_WORDS[reason].format(detail=detail, platform=platform.capitalize())


async def status(
    request: Request,
    *,
    library: Library,
    search: Search,
    chats: Chats,
    subscriptions: Subscriptions,
    ledger: Ledger,
) -> Reply:
    """Return when this chat's digest comes, from what, and how the last one went."""
    place = request.place
    chosen = await subscriptions.get(place.key, place.thread)
    last = await ledger.last(place.key, place.thread)
    missing = await is_subject_gone(chosen, library=library, search=search)
    note = _subject_gone_rows(chosen) if chosen and missing else ()
    if chosen is None or not chosen.active:
        zone = chosen.zone if chosen else await chats.zone(place.key)
        return Reply(
            paragraphs=(
                paragraph(
                    "The daily excerpt is off here. Turn it on with ",
                    code("/daily on 08:30 Europe/Berlin"),
                    ".",
                ),
                *note,
                *_ping_rows(chosen),
                *_last_paragraphs(last, zone),
            ),
            groups=(actions(command_button("Turn on", "daily", words="on")),),
        )
    return Reply(
        paragraphs=(
            paragraph(
                f"The daily excerpt is on: {format_schedule(chosen, request.now)}."
            ),
            row(f"It draws from {format_scope(chosen)}."),
            *_ping_rows(chosen),
            *([row(f"It comes {format_sound(chosen)}.")] if chosen.quiet else []),
            *(note or (row(format_next(chosen, request)),)),
            *_last_paragraphs(last, chosen.zone),
        ),
        groups=(
            actions(
                command_button("Today's excerpt", "daily"),
                command_button("Turn off", "daily", words="off"),
            ),
        ),
    )


def format_schedule(chosen: Subscription, now: datetime) -> str:
    """Return the days, hour and zone of a digest in words."""
    local = now.astimezone(time_zone(chosen.zone))
    days = format_days(chosen.days) if chosen.days != EVERY_DAY else "every day"
    zone = format_zone(chosen.zone)
    return f"{days} at {chosen.time}, {zone} (it is {local:%H:%M} there now)"


def format_scope(chosen: Subscription) -> str:
    """Return in words what a digest draws from."""
    if chosen.scope is DigestScope.SPEAKER:
        return f"the words of {chosen.subject}"
    if chosen.scope is DigestScope.TOPIC:
        return f"what was said about {in_quotes(chosen.subject)}"
    return "the whole library"


def format_sound(chosen: Subscription) -> str:
    """Return in words whether a digest has a sound."""
    return "without a sound" if chosen.quiet else "with a sound"


def _subject_gone_rows(chosen: Subscription) -> tuple[Paragraph, ...]:
    return (
        row(
            f"{subject_gone_text(chosen.scope, chosen.subject)} Choose anew with ",
            code("/daily all"),
            ", ",
            code("/daily speaker …"),
            " or ",
            code("/daily topic …"),
            ".",
        ),
    )


def _ping_rows(chosen: Subscription | None) -> tuple[Paragraph, ...]:
    if chosen is None or not chosen.role_id:
        return ()
    return (row(f"It pings the role {in_quotes(chosen.role_name)}."),)


def format_next(chosen: Subscription, request: Request, which: str = "next") -> str:
    """Return the sentence on when a digest comes, or why none does.

    Args:
        chosen: What the chat has chosen.
        request: The request of the chat.
        which: How the digest is called, as in "the first one".
    """
    if not request.delivers:
        return request.undelivered
    if chosen.due is None:
        return f"The {which} one is being worked out."
    if chosen.due <= request.now:
        return f"The {which} one is about to be sent."
    return f"The {which} one comes on {_format_time(chosen.due, chosen.zone)}."


def _last_paragraphs(last: Delivery | None, zone: str) -> tuple[Paragraph, ...]:
    if last is None:
        return ()
    platform, _, _ = last.key.partition(":")
    reason = explain(last.reason, last.detail, platform=platform)
    became = STATE_WORDS[last.state] + (f": {reason}" if reason else "")
    return (
        paragraph(f"The last one, due on {_format_time(last.due, zone)}, {became}."),
    )


def _format_time(at: datetime, zone: str) -> str:
    local = at.astimezone(time_zone(zone))
    return f"{local:%A}, {format_date(local.date().isoformat())} at {local:%H:%M}"
