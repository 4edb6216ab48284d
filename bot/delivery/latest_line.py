"""A line that says how far a long answer has come, shown until the answer is there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

SHOWN_EVERY_S = 4.0
"""Seconds until the first line is shown, and between changes."""


class LatestLine:
    """The latest of many lines, of which a platform shows few.

    Args:
        show: Shows a line in place of the one before.
        every_s: Seconds between two lines.
    """

    def __init__(
        self, show: Callable[[str], Awaitable[None]], *, every_s: float = SHOWN_EVERY_S
    ) -> None:
        self._show = show
        self._every_s = every_s
        self._latest = ""
        self._is_over = False
        self._timer: asyncio.TimerHandle | None = None
        self._showing: asyncio.Task[None] | None = None

    def tell(self, line: str) -> None:
        """Show a line unless another comes before its turn."""
        self._latest = line
        if not (self._timer or self._showing or self._is_over):
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._every_s, self._begin)

    async def close(self) -> None:
        """Show nothing more; what is being shown now is waited for."""
        self._is_over = True
        if self._timer:
            self._timer.cancel()
        if self._showing:
            await asyncio.wait([self._showing])

    def _begin(self) -> None:
        self._timer = None
        self._showing = asyncio.create_task(self._show_latest())

    async def _show_latest(self) -> None:
        line = self._latest
        try:
            await self._show(line)
        except Exception as error:  # noqa: BLE001 - the answer itself matters more
            log.warning("the progress of an answer is not shown: %s", error)
            self._is_over = True
        self._showing = None
        if self._latest != line:
            self.tell(self._latest)
