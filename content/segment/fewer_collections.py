"""Spare the search for cyclic garbage while many objects are made that have no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLD = 200_000
"""How many more objects than were freed have to be made until Python searches."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let Python search for cycles less often inside the block.

    A document becomes some million small objects, none of which is in a cycle, and each
    search looks at those that are new: a sixth of the time for a long document.
    """
    young, *older = gc.get_threshold()
    # Where nobody searches at all, that stays so.
    gc.set_threshold(max(young, _THRESHOLD) if young else 0, *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)
