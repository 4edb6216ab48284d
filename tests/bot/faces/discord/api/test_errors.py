"""What an error of discord.py says about the message that met it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.delivery.outbox import SendStatus
from bot.faces.discord.api.errors import ServerFailedError, classify
from storage.digests.delivery import Reason


@dataclass
class Answer:
    """An answer with a status, as the library's errors keep it."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    reason: str = "because"


def failed(
    status: int, code: int = 0, text: str = "", **headers: str
) -> discord.HTTPException:
    """Return the error that the library raises for an answer."""
    kinds: dict[int, type[discord.HTTPException]] = {
        403: discord.Forbidden,
        404: discord.NotFound,
        500: discord.DiscordServerError,
        503: discord.DiscordServerError,
    }
    answer = Answer(status, {name.replace("_", "-"): v for name, v in headers.items()})
    body: dict[str, Any] = {"code": code, "message": text}
    return kinds.get(status, discord.HTTPException)(cast("Any", answer), body)


def broken_json() -> Exception:
    try:
        json.loads("{")
    except json.JSONDecodeError as error:
        return error
    raise AssertionError


def unconnected() -> Exception:
    key = cast("Any", SimpleNamespace(host="discord.test", port=443, ssl=True))
    return aiohttp.ClientConnectorError(key, OSError(111, "refused"))


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (failed(404, 10003), SendStatus.UNREACHABLE, Reason.CHAT_NOT_FOUND),
        (failed(404, 10004), SendStatus.UNREACHABLE, Reason.CHAT_NOT_FOUND),
        (failed(403, 50001), SendStatus.UNREACHABLE, Reason.BLOCKED),
        (failed(403, 50007), SendStatus.UNREACHABLE, Reason.BLOCKED),
        (failed(403, 50278), SendStatus.UNREACHABLE, Reason.BLOCKED),
        (failed(403, 50013), SendStatus.UNREACHABLE, Reason.NO_PERMISSION),
        (failed(400, 50008), SendStatus.UNREACHABLE, Reason.NO_PERMISSION),
        (failed(400, 50083), SendStatus.UNREACHABLE, Reason.THREAD_CLOSED),
        (failed(403, 160005), SendStatus.UNREACHABLE, Reason.THREAD_CLOSED),
        (failed(401), SendStatus.RETRY, Reason.TOKEN_REJECTED),
        (discord.LoginFailure("no"), SendStatus.RETRY, Reason.TOKEN_REJECTED),
        # A proxy's, or an outage's: the chat is not closed for that.
        (failed(403), SendStatus.RETRY, Reason.PLATFORM_UNREACHABLE),
        (failed(404), SendStatus.RETRY, Reason.PLATFORM_UNREACHABLE),
        (failed(500), SendStatus.RETRY, Reason.PLATFORM_FAILED),
        (ServerFailedError(502), SendStatus.RETRY, Reason.PLATFORM_FAILED),
        (failed(400, 50035), SendStatus.REFUSED, Reason.REFUSED),
        (failed(403, 200000), SendStatus.REFUSED, Reason.REFUSED),
        (unconnected(), SendStatus.RETRY, Reason.PLATFORM_UNREACHABLE),
        (
            aiohttp.ConnectionTimeoutError(),
            SendStatus.RETRY,
            Reason.PLATFORM_UNREACHABLE,
        ),
        (
            aiohttp.ServerDisconnectedError(),
            SendStatus.AMBIGUOUS,
            Reason.CONNECTION_LOST,
        ),
        (
            ConnectionResetError(104, "reset"),
            SendStatus.AMBIGUOUS,
            Reason.CONNECTION_LOST,
        ),
        (TimeoutError(), SendStatus.AMBIGUOUS, Reason.CONNECTION_LOST),
        (broken_json(), SendStatus.AMBIGUOUS, Reason.UNREADABLE_ANSWER),
    ],
    ids=repr,
)
def test_each_error_says_what_may_be_done_next(
    error: Exception, status: SendStatus, reason: Reason
) -> None:
    outcome = classify(error)
    assert outcome is not None
    assert (outcome.status, outcome.reason) == (status, reason)


def test_our_own_errors_say_nothing_about_discord() -> None:
    assert classify(KeyError("a bug")) is None
    assert classify(ValueError("another")) is None


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (discord.RateLimited(31.5), 31.5),
        (failed(429, Retry_After="7"), 7.0),
        # What guards Discord from floods answers in HTML, and may not say how long.
        (failed(429), 60.0),
        (failed(429, Retry_After="soon"), 60.0),
    ],
    ids=repr,
)
def test_a_429_says_how_long_to_wait(error: Exception, seconds: float) -> None:
    outcome = classify(error)
    assert outcome is not None
    assert (outcome.status, outcome.reason) == (SendStatus.RETRY, Reason.RATE_LIMITED)
    assert (outcome.retry_after_s, outcome.detail) == (seconds, f"{seconds:.0f}")


def test_what_is_refused_says_why_in_one_short_line() -> None:
    answer = Answer(400)
    body = {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {"content": {"_errors": [{"code": "X", "message": "too long"}]}},
    }
    error = discord.HTTPException(cast("Any", answer), body)
    outcome = classify(error)
    assert outcome is not None
    assert outcome.detail == "In content: too long"


def test_a_thread_that_is_closed_does_not_close_its_chat() -> None:
    outcome = classify(failed(400, 50083))
    assert outcome is not None
    assert outcome.thread_only
