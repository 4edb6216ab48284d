"""End a command that Ctrl-C stops at once, with a sentence."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from bot.cli.progress import report_error
from bot.logs import LogFormat

log = logging.getLogger(__name__)

EXIT_STOPPED = 130
"""The exit code of a command that Ctrl-C stopped, as shells expect it."""


@contextmanager
def stopping_at_once(
    tell: Callable[[], str], *, form: LogFormat = "console"
) -> Iterator[None]:
    """End the process where Ctrl-C stops what is inside, without taking it apart.

    Millions of small objects, which a long document becomes, take a second to be
    deleted one by one. Whatever was opened inside is closed by then.

    Args:
        tell: Returns the sentence that says what was done up to there.
        form: Of the log, which gets it where logs are JSON.
    """
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        report_error(tell(), log, form=form)
        with suppress(OSError):  # whoever read the output may be gone
            sys.stdout.flush()
        logging.shutdown()
        os._exit(EXIT_STOPPED)


def run_stoppable(work: Coroutine[Any, Any, int], *, form: LogFormat) -> int:
    """Run a coroutine and return its exit code; Ctrl-C waits for no thread of it.

    A thread that computes can't be cancelled, and `asyncio.run` would wait for its end.

    Args:
        work: What to run; it closes what it opened where it is cancelled.
        form: Of the log, which gets the last sentence where logs are JSON.
    """

    async def stoppable() -> int:
        with stopping_at_once(lambda: "Stopped.", form=form):
            try:
                return await work
            except asyncio.CancelledError:
                raise KeyboardInterrupt from None

    return asyncio.run(stoppable())
