"""The hours that head the entries of a live report, newest first or last."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from content.segment.labels.stamps import opening_hour

MIN_HOURS = 4
_MOST_STEPS = 0.9


def hours_in(texts: Iterable[str]) -> dict[int, tuple[int, int]]:
    """Return the lines that are an hour, or open with one before a title, by number."""
    return {n: hour for n, text in enumerate(texts) if (hour := opening_hour(text))}


def are_in_order(hours: Sequence[tuple[int, int]]) -> bool:
    """Return whether hours go up or down, but for one that midnight or noon parts.

    >>> are_in_order([(23, 50), (23, 10), (22, 30), (21, 5)])
    True
    >>> are_in_order([(9, 30), (11, 0), (1, 15), (2, 40), (4, 0)])
    True
    >>> are_in_order([(9, 30), (8, 0), (11, 15), (7, 40)])
    False
    """
    steps = [one < two for one, two in pairwise(hours)]
    along = max(sum(steps), len(steps) - sum(steps))
    return along >= _MOST_STEPS * len(steps) or len(steps) - along == 1 < along - 1
