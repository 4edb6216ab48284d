"""Follow the clock of the database's server, and warn where this machine's is wrong."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from storage.database.errors import StorageError
from storage.store import Store

INTERVAL_S = 30.0
"""Seconds between two questions for the time."""

MAX_DIFFERENCE = timedelta(minutes=1)
"""How far the two clocks may be apart before an operator hears of it."""

log = logging.getLogger(__name__)


async def watch_clock(
    store: Store, *, wait: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Ask the server for its time again and again, until cancelled.

    All processes go by it, so a wrong clock here delays nothing; it stands in the log, and
    other programs of this machine go by it.
    """
    is_wrong = False
    while store.duties.are_shared:
        try:
            ahead = await store.ask_clock()
        except StorageError as error:
            log.debug("the server does not tell its time: %s", error)
        else:
            was_wrong, is_wrong = is_wrong, abs(ahead) > MAX_DIFFERENCE
            if is_wrong and not was_wrong:
                log.warning(
                    "this machine's clock is %s the database server's: digests go by the "
                    "server's; set this one by NTP",
                    _describe(ahead),
                )
            elif was_wrong and not is_wrong:
                log.info("this machine's clock agrees with the database server's again")
        await wait(INTERVAL_S)


def _describe(ahead: timedelta) -> str:
    """Return how far a clock is ahead or behind.

    >>> _describe(timedelta(seconds=-601)), _describe(timedelta(seconds=90))
    ('601 s behind', '90 s ahead of')
    """
    seconds = round(ahead.total_seconds())
    return f"{seconds} s ahead of" if seconds > 0 else f"{-seconds} s behind"
