"""Start something beside work that takes long, such as showing that a bot types."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)


class DelayedTask:
    """A task beside a block: it starts after `delay_s` seconds and ends with the block.

    Most blocks are quicker, and then it costs no more than a timer.
    """

    def __init__(
        self, delay_s: float, act: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        self._delay_s = delay_s
        self._act = act
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._delay_s, self._start)

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _start(self) -> None:
        self._task = asyncio.create_task(self._act())
        self._task.add_done_callback(_log_failure)


def _log_failure(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a task beside an answer failed", exc_info=error)
