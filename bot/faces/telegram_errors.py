"""Tell what a failed call to Telegram means for the next one."""

import os
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
from telegram.error import NetworkError, TimedOut

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
    never_left = isinstance(
        cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout
    )
    answered = cause is None and not isinstance(error, TimedOut)
    return never_left or answered
