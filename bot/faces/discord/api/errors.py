"""What a failed call to Discord means for the next one."""

from json import JSONDecodeError

import aiohttp
from discord import (
    DiscordException,
    DiscordServerError,
    HTTPException,
    LoginFailure,
    RateLimited,
)

from bot.delivery.connection_errors import failed_before_sending
from bot.delivery.outbox import Outcome, SendStatus
from storage.digests.delivery import Reason

UNNAMED_PAUSE_S = 60.0
"""Seconds to wait after a 429 that does not say how long, as one of Discord's guard."""

UNREACHABLE_REASONS = {
    10003: Reason.CHAT_NOT_FOUND,  # unknown channel
    10004: Reason.CHAT_NOT_FOUND,  # unknown guild
    50001: Reason.BLOCKED,  # missing access: the bot is not there, or can't see the channel
    50007: Reason.BLOCKED,  # the person takes no direct messages from the bot
    50278: Reason.BLOCKED,  # nor do they share a server with it
    50013: Reason.NO_PERMISSION,
    50008: Reason.NO_PERMISSION,  # a channel of a kind in which nobody can write
    50083: Reason.THREAD_CLOSED,  # archived
    160005: Reason.THREAD_CLOSED,  # locked
}
"""Why nothing can be sent to a place, by Discord's error code.

https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

ARCHIVED_THREAD = 50083
"""Discord's error code for a message to a thread that it does not open for it."""

MISSING_PERMISSIONS = 50013
"""Discord's error code for what the bot may not do; which permission it lacks is not said."""

UNREADABLE_HISTORY = 160002
"""Discord's error code for a reply where the bot may not read the message history."""

UNREACHABLE = (DiscordException, aiohttp.ClientError, OSError, TimeoutError)
"""What a request raises that Discord does not answer as it should."""

_MAX_DETAIL_CHARS = 80


class ServerFailedError(DiscordException):
    """An answer of 500 or more, which the library would try again by itself.

    Attributes:
        status: The status of the answer.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"{status} on Discord's side")
        self.status = status


def classify(error: Exception) -> Outcome | None:
    """Return what an error says about a message; None if it is not Discord's."""
    match error:
        case RateLimited():
            return rate_limited(error.retry_after)
        case HTTPException():
            return _classify_answer(error)
        case LoginFailure():
            status, reason = SendStatus.RETRY, Reason.TOKEN_REJECTED
        case ServerFailedError():
            status, reason = SendStatus.RETRY, Reason.PLATFORM_FAILED
        case aiohttp.ClientError() | OSError() if failed_before_sending(error):
            status, reason = SendStatus.RETRY, Reason.PLATFORM_UNREACHABLE
        case aiohttp.ClientError() | OSError():
            status, reason = SendStatus.AMBIGUOUS, Reason.CONNECTION_LOST
        case JSONDecodeError():
            # The library parses answers itself: this one said success, and was no JSON.
            status, reason = SendStatus.AMBIGUOUS, Reason.UNREADABLE_ANSWER
        case _:
            return None
    return Outcome(status=status, reason=reason)


def _classify_answer(error: HTTPException) -> Outcome:
    """Return what an answer other than success says about a message."""
    match error:
        case HTTPException(status=429):
            return rate_limited(_retry_after(error))
        case HTTPException(status=401):
            status, reason = SendStatus.RETRY, Reason.TOKEN_REJECTED
        case DiscordServerError():
            # Where it has arrived all the same, its nonce is still known in a moment.
            status, reason = SendStatus.RETRY, Reason.PLATFORM_FAILED
        case HTTPException(code=code) if code in UNREACHABLE_REASONS:
            return Outcome(
                status=SendStatus.UNREACHABLE,
                reason=UNREACHABLE_REASONS[code],
                thread_only=True,
            )
        case HTTPException(status=403 | 404, code=0):
            # Not Discord answers so but what stands in front of it, such as a proxy.
            status, reason = SendStatus.RETRY, Reason.PLATFORM_UNREACHABLE
        case _:
            text = error.text.partition("\n")[2] or error.text or str(error)
            return Outcome(
                status=SendStatus.REFUSED,
                reason=Reason.REFUSED,
                detail=" ".join(text.split())[:_MAX_DETAIL_CHARS],
            )
    return Outcome(status=status, reason=reason)


def rate_limited(seconds: float) -> Outcome:
    """Return the outcome of a call that Discord makes wait."""
    return Outcome(
        status=SendStatus.RETRY,
        reason=Reason.RATE_LIMITED,
        detail=f"{seconds:.0f}",
        retry_after_s=seconds,
    )


def _retry_after(error: HTTPException) -> float:
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return UNNAMED_PAUSE_S
