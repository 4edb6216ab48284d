"""Retry what a lost server or another writer has undone."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from storage.database.errors import StorageError
from storage.database.postgres.errors import (
    CONFLICT_ERRORS,
    CONNECTION_ERRORS,
    is_translated,
    query_error,
)

T = TypeVar("T")

RETRY_FOR_S = 15.0
"""How long a lost server is waited for: a failover takes some seconds."""

FIRST_DELAY_S, MAX_DELAY_S = 0.02, 2.0

MAX_CONFLICTS = 10
"""How often a work loses against others before it gives up."""


async def retrying(
    attempt: Callable[[], Awaitable[T]], outcome: str, on_lost: Callable[[], None]
) -> T:
    """Run what can be repeated until it succeeds, or it is no use.

    Args:
        attempt: All or nothing: when it raises, nothing has come of it.
        outcome: What is told to have come of it in the end.
        on_lost: Called before another attempt, where the server was lost.

    Raises:
        StorageError: It is no use.
    """
    begin, delay, conflicts = time.monotonic(), FIRST_DELAY_S, 0
    while True:
        try:
            return await attempt()
        except StorageError:
            raise
        except CONFLICT_ERRORS as error:
            conflicts += 1
            if conflicts > MAX_CONFLICTS:
                raise query_error(error, outcome) from error
        except CONNECTION_ERRORS as error:
            if time.monotonic() - begin + delay > RETRY_FOR_S:
                raise query_error(error, outcome) from error
            on_lost()
        except Exception as error:
            if is_translated(error):
                raise query_error(error, outcome) from error
            raise
        await asyncio.sleep(delay * random.uniform(0.5, 1))  # noqa: S311 - spreads load, guards nothing
        delay = min(2 * delay, MAX_DELAY_S)
