"""End a command that Ctrl-C stops at once, with a sentence."""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from bot.cli.progress import err

EXIT_STOPPED = 130
"""The exit code of a command that Ctrl-C stopped, as shells expect it."""


@contextmanager
def stopping_at_once(tell: Callable[[], str]) -> Iterator[None]:
    """End the process where Ctrl-C stops what is inside, without taking it apart.

    Millions of small objects, which a long document becomes, take a second to be
    deleted one by one. Whatever was opened inside is closed by then.

    Args:
        tell: Returns the sentence that says what was done up to there.
    """
    try:
        yield
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        err.print(tell(), markup=False, soft_wrap=True)
        with suppress(OSError):  # whoever read the output may be gone
            sys.stdout.flush()
        logging.shutdown()
        os._exit(EXIT_STOPPED)
