"""What a failed call to Telegram means for the next one."""

import os
import re
from datetime import timedelta
from typing import overload

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.connection_errors import failed_before_sending
from bot.delivery.outbox import Outcome, SendStatus
from storage.digests.delivery import Reason

# The library's own switch to durations; without it every 429 warns of the change.
os.environ.setdefault("PTB_TIMEDELTA", "1")


def seconds(pause: float | timedelta) -> float:
    """Return a pause in seconds, whichever form the library gives it in."""
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def had_no_effect(error: NetworkError) -> bool:
    """Return whether a failed call surely had no effect, so that it may be repeated.

    A time-out or a cut connection after the call was written says nothing: Telegram
    has no key by which to tell the second call from the first.
    """
    cause = error.__cause__
    answered = cause is None and not isinstance(error, TimedOut)
    return failed_before_sending(cause) or answered


@overload
def classify(error: TelegramError) -> Outcome: ...
@overload
def classify(error: Exception) -> Outcome | None: ...
def classify(error: Exception) -> Outcome | None:
    """Return what an error says about a message; None if it is not Telegram's."""
    if not isinstance(error, TelegramError):
        return None
    message = error.message.lower()
    match error:
        case ChatMigrated():
            return Outcome(
                status=SendStatus.RETRY,
                reason=Reason.CHAT_MIGRATED,
                moved_to=str(error.new_chat_id),
            )
        case RetryAfter():
            pause = seconds(error.retry_after)
            return Outcome(
                status=SendStatus.RETRY,
                reason=Reason.RATE_LIMITED,
                detail=f"{pause:.0f}",
                retry_after_s=pause,
            )
        case BadRequest() if "chat not found" in message:
            status, reason = SendStatus.UNREACHABLE, Reason.CHAT_NOT_FOUND
        # Where a topic is named, only that topic is closed.
        case Forbidden() if not re.search("topic|thread", message):
            status, reason = SendStatus.UNREACHABLE, Reason.BLOCKED
        case InvalidToken():
            status, reason = SendStatus.RETRY, Reason.TOKEN_REJECTED
        case NetworkError() if not isinstance(error, BadRequest):
            status, reason = SendStatus.AMBIGUOUS, Reason.CONNECTION_LOST
            if had_no_effect(error):
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
