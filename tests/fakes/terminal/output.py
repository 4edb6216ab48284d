"""A terminal whose screen a test reads."""

import os
import select
import time
from collections.abc import Callable


def read_until(
    terminal: int, wanted: str, insist: Callable[[], None] = lambda: None
) -> str:
    """Read what a terminal shows until it has the wanted words.

    Args:
        insist: Called at once, and whenever nothing has come for a second.
    """
    shown, deadline = "", time.monotonic() + 30
    insist()
    while wanted not in shown:
        assert time.monotonic() < deadline, f"{wanted!r} never came after {shown!r}"
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
        else:
            insist()
    return shown
