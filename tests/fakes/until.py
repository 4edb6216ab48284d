"""Wait for what wakes nobody, such as a line in the log."""

import asyncio
from collections.abc import Callable

from tests.fakes.telegram_world import TIMEOUT_S


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it takes too long."""
    async with asyncio.timeout(TIMEOUT_S):
        while not holds():  # noqa: ASYNC110 - it wakes nobody
            await asyncio.sleep(0.01)
