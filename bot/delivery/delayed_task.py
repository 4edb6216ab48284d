"""A task that starts only if other work takes long, such as a typing indicator."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)


@contextmanager
def delayed_task(
    delay_s: float, act: Callable[[], Coroutine[Any, Any, None]]
) -> Iterator[None]:
    """Run a task while the block runs, starting after `delay_s` seconds.

    Most blocks are quicker, and then it costs no more than a timer.
    """
    started: list[asyncio.Task[None]] = []

    def start() -> None:
        started.append(asyncio.create_task(act()))
        started[0].add_done_callback(_log_failure)

    timer = asyncio.get_running_loop().call_later(delay_s, start)
    try:
        yield
    finally:
        timer.cancel()
        for task in started:
            task.cancel()


def _log_failure(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("a task beside an answer failed", exc_info=error)
