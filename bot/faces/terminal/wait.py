"""Wait for an answer at a terminal: a spinner if it takes time, Ctrl-C to stop."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.console import Console
from rich.status import Status

PATIENCE = 0.3
"""Seconds an answer may take before a spinner says that it is on its way."""

_Answer = TypeVar("_Answer")


async def wait(
    answer: Coroutine[Any, Any, _Answer],
    errors: Console,
    *,
    patience: float = PATIENCE,
) -> _Answer | None:
    """Return the answer, or None where Ctrl-C stopped the work on it.

    Args:
        answer: What is waited for.
        errors: Where the spinner turns; none is shown unless it is a terminal.
        patience: Seconds before the spinner starts.
    """
    task = asyncio.ensure_future(answer)
    with _spinner(errors, patience), _interrupts(task) as interrupted:
        try:
            return await task
        except asyncio.CancelledError:
            if not interrupted():
                raise
            return None


@contextmanager
def _spinner(errors: Console, patience: float) -> Iterator[None]:
    if not errors.is_terminal:
        yield
        return
    spinner = "line" if errors.options.ascii_only else "dots"
    status = Status("Working …", console=errors, spinner=spinner)
    timer = asyncio.get_running_loop().call_later(patience, status.start)
    try:
        yield
    finally:
        timer.cancel()
        status.stop()


@contextmanager
def _interrupts(task: "asyncio.Future[Any]") -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C cancel the task rather than the program; tell whether it did."""
    loop = asyncio.get_running_loop()
    pressed = False

    def stop() -> None:
        nonlocal pressed
        pressed = True
        task.cancel()

    before = signal.getsignal(signal.SIGINT)
    try:
        loop.add_signal_handler(signal.SIGINT, stop)
    except (NotImplementedError, RuntimeError, ValueError):
        # Windows, or a loop outside the main thread: Ctrl-C ends the program there.
        yield lambda: False
        return
    try:
        yield lambda: pressed
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)
