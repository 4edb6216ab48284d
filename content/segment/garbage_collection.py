"""Run the garbage collector less often while many objects are made that have no cycles."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLD = 200_000
"""How many more objects than were freed have to be made until Python searches."""


_lock = threading.Lock()
_inside: list[int] = []
"""The threshold to be set again, once for each thread that is inside."""


@contextmanager
def rarer_garbage_collection() -> Iterator[None]:
    """Let Python search for cyclic garbage less often inside the block.

    A document becomes some million small objects, none of which is in a cycle, and each
    search looks at those that are new: a sixth of the time for a long document.

    The threshold is the process's own: the first that comes raises it, and the last that
    leaves sets it back, in whatever order threads do so.
    """
    with _lock:
        young, *older = gc.get_threshold()
        _inside.append(_inside[0] if _inside else young)
        # Where nobody searches at all, that stays so.
        gc.set_threshold(max(young, _THRESHOLD) if young else 0, *older)
    try:
        yield
    finally:
        with _lock:
            before = _inside.pop()
            if not _inside:
                gc.set_threshold(before, *gc.get_threshold()[1:])
