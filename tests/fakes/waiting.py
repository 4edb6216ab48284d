"""Wait for a condition by polling, such as a line in the log."""

import asyncio
from collections.abc import Callable

from tests.fakes.telegram.world import TIMEOUT_S


async def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition is true; fail after `TIMEOUT_S` seconds."""
    async with asyncio.timeout(TIMEOUT_S):
        while not condition():  # noqa: ASYNC110 - nothing signals the change
            await asyncio.sleep(0.01)
