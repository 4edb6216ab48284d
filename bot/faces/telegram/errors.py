"""Tell what a failed call to Telegram means for the next one."""

import os
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outbox import Outcome, SendStatus
from bot.faces.telegram.transport import never_left
from storage.digests.delivery import Reason

# The library's own switch to durations; without it every 429 warns of the change.
os.environ.setdefault("PTB_TIMEDELTA", "1")

Wait = Callable[[float], Awaitable[None]]
"""Waits for so many seconds."""


def seconds(pause: float | timedelta) -> float:
    """Return a pause in seconds, whichever form the library gives it in."""
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def surely_undone(error: NetworkError) -> bool:
    """Tell whether a failed call had no effect, so that it can be made again.

    A time-out or a cut connection after the call was written says nothing: Telegram
    has no key by which to know the second call from the first.
    """
    cause = error.__cause__
    answered = cause is None and not isinstance(error, TimedOut)
    return never_left(cause) or answered


def shuts(error: TelegramError) -> bool:
    """Tell whether a refusal is about the whole chat, and not a topic or a message."""
    message = error.message.lower()
    if isinstance(error, Forbidden):
        return not re.search(r"topic|thread", message)
    return isinstance(error, BadRequest) and "chat not found" in message


def failed(error: TelegramError) -> Outcome:
    """Tell what an error says about a message that was to be sent once."""
    match error:
        case RetryAfter():
            pause = seconds(error.retry_after)
            return Outcome(
                status=SendStatus.RETRY,
                reason=Reason.RATE_LIMITED,
                detail=f"{pause:.0f}",
                retry_after_s=pause,
            )
        case BadRequest() if shuts(error):
            status, reason = SendStatus.UNREACHABLE, Reason.CHAT_NOT_FOUND
        case Forbidden() if shuts(error):
            status, reason = SendStatus.UNREACHABLE, Reason.BLOCKED
        case InvalidToken():
            status, reason = SendStatus.RETRY, Reason.TOKEN_REJECTED
        case NetworkError() if not isinstance(error, BadRequest):
            status, reason = SendStatus.AMBIGUOUS, Reason.CONNECTION_LOST
            if surely_undone(error):
                status, reason = SendStatus.RETRY, Reason.PLATFORM_UNREACHABLE
        case _ if type(error) is TelegramError:
            status, reason = SendStatus.AMBIGUOUS, Reason.UNREADABLE_ANSWER
        case _:
            return Outcome(
                status=SendStatus.REFUSED,
                reason=Reason.REFUSED,
                detail=error.message[:80],
            )
    return Outcome(status=status, reason=reason)
