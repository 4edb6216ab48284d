"""Stop when the operating system asks for it."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Ending:
    """Say how far the end of the work has come.

    Attributes:
        begun: Whether it is being ended, so that it must not be broken off again.
        hurried: Set once somebody asks again.
    """

    begun: bool = False
    hurried: asyncio.Event = field(default_factory=asyncio.Event)


@contextlib.contextmanager
def stopping(work: "asyncio.Task[None]", ending: Ending) -> Iterator[None]:
    """End work on a signal, and hurry the end on the next ones.

    Where the platform or the thread has no signals, it ends only when cancelled.
    """

    def asked() -> None:
        if not ending.begun:
            ending.begun = True
            work.cancel()
        elif not ending.hurried.is_set():
            log.warning("asked again to stop: answers under way are given up")
            ending.hurried.set()

    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, asked)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)
