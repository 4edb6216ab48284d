"""Delete, every hour, what the database has kept long enough."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from storage.database.errors import StorageError
from storage.database.time import utc_now
from storage.store import Store

INTERVAL_S = 3600.0
"""Seconds between two rounds."""

MAX_ROWS_PER_WRITE = 100
"""Rows changed in one write; kept small, since answers wait for the same writer."""

PAUSE_S = 0.1
"""Seconds between two writes of a round."""

log = logging.getLogger(__name__)


async def run_housekeeping(
    store: Store,
    *,
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
    now: Callable[[], datetime] = utc_now,
) -> None:
    """Delete what has been kept long enough, every hour, until cancelled."""

    async def purge_words() -> int:
        return await store.button_words.purge(limit=MAX_ROWS_PER_WRITE)

    async def forget_authors() -> int:
        return await store.comments.forget_authors(now(), limit=MAX_ROWS_PER_WRITE)

    async def purge_inbox() -> int:
        return await store.inbox.purge_done(now(), limit=MAX_ROWS_PER_WRITE)

    async def purge_saves() -> int:
        return await store.saves.purge(now(), limit=MAX_ROWS_PER_WRITE)

    async def purge_codes() -> int:
        return await store.joining.purge(now(), limit=MAX_ROWS_PER_WRITE)

    jobs = (purge_words, forget_authors, purge_inbox, purge_saves, purge_codes)
    while True:
        await store.drafts.clear()
        try:
            for job in jobs:
                while await job() == MAX_ROWS_PER_WRITE:
                    await wait(PAUSE_S)
        except StorageError as error:
            log.warning("what is old is kept for another hour: %s", error)
        await wait(INTERVAL_S)
