"""Align the pieces of a text's new edition with those of the old one."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product

from rapidfuzz import fuzz

MIN_SIMILARITY = 85.0
"""Likeness (0 to 100) from which a piece counts as the old one, edited.

A word changed in a sentence stays above it, as does a sentence added to four; two
sentences of which one is new fall below.
"""

_SEARCH_RADIUS = 32
"""Pieces before and after its expected place among which an edited piece is sought."""

MIN_SHARED, MIN_SHARED_OF_LONGER = 0.6, 0.33
"""Parts of the shorter and of the longer piece's words that stand together in both, from
which they count as one excerpt whose boundaries moved."""

_MOVED_RADIUS = 4
"""Pieces before and after its expected place among which a moved one is sought."""

_MIN_RUN, _MAX_SHARED_WORDS = 4, 400
"""Words that stand together at least, and those of the longest piece that is tried."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or one character of a script that does not part words."""

_COMPARED_CHARS = 5_000
"""Characters at either end by which very long pieces are compared."""


def align(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Return for each new piece the index of the old one that it is, or None.

    Equal pieces are found first, wherever they moved; repeats pair with their
    neighbours, then in order. What is left between them pairs when it is near-equal,
    each the other's best, without crossing; and so does what has gained or lost a
    sentence at its ends. No old piece is used twice. The time is linear in the number of
    pieces, but for a logarithm.
    """
    found = _equal_pairs(old, new)
    for likeness, radius in ((_alike, _SEARCH_RADIUS), (_shared, _MOVED_RADIUS)):
        for olds, news in list(_gaps(found, len(old))):
            for i, j in _best_pairs(old, new, (olds, news), likeness, radius):
                found[j] = i
    return found


def find_edited(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return, by the index of an old piece, that of the new one that is it, edited.

    Where the old ones stood is not known: each is the other's best.
    """
    best_new: dict[int, tuple[float, int]] = {}
    best_old: dict[int, tuple[float, int]] = {}
    for i, j in product(range(len(old)), range(len(new))):
        alike = _alike(old[i], new[j])
        if alike > best_new.get(i, (0.0, 0))[0]:
            best_new[i] = alike, j
        if alike > best_old.get(j, (0.0, 0))[0]:
            best_old[j] = alike, i
    return {i: j for i, (_, j) in best_new.items() if best_old[j][1] == i}


class _Pairing:
    """The old piece found for each new one; each old one is used once."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old, self.new = old, new
        self.found: list[int | None] = [None] * len(new)
        self.free = [True] * len(old)

    def pair(self, i: int, j: int) -> None:
        """Pair old `i` with new `j` if both exist, are free and equal."""
        there = 0 <= i < len(self.old) and 0 <= j < len(self.new)
        free = there and self.free[i] and self.found[j] is None
        if free and self.old[i] == self.new[j]:
            self.found[j], self.free[i] = i, False


def _equal_pairs(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    pairing = _Pairing(old, new)
    # Pieces that are there only once, wherever they moved.
    counts_old, counts_new = Counter(old), Counter(new)
    places = {piece: i for i, piece in enumerate(old)}
    for j, piece in enumerate(new):
        if counts_new[piece] == counts_old[piece] == 1:
            pairing.pair(places[piece], j)
    # Repeats beside a pair, or at an end.
    pairing.pair(0, 0)
    pairing.pair(len(old) - 1, len(new) - 1)
    for step in (1, -1):
        for j in range(len(new))[::step]:
            i = pairing.found[j]
            if i is not None:
                pairing.pair(i + step, j + step)
    # All others, in order.
    queues: defaultdict[str, deque[int]] = defaultdict(deque)
    for i, piece in enumerate(old):
        if pairing.free[i]:
            queues[piece].append(i)
    for j, piece in enumerate(new):
        if pairing.found[j] is None and queues.get(piece):
            pairing.pair(queues[piece].popleft(), j)
    return pairing.found


def _gaps(found: list[int | None], size: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the unpaired old and new pieces between pairs that keep their order."""
    used = {i for i in found if i is not None}
    last_i = last_j = -1
    for i, j in [*_in_order(found), (size, len(found))]:
        olds = [k for k in range(last_i + 1, i) if k not in used]
        news = [k for k in range(last_j + 1, j) if found[k] is None]
        if olds and news:
            yield olds, news
        last_i, last_j = i, j


def _in_order(found: list[int | None]) -> list[tuple[int, int]]:
    """Pick the longest run of pairs that rises on both sides (patience sorting)."""
    tops: list[int] = []
    ends: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for j, i in enumerate(found):
        if i is None:
            continue
        pile = bisect_left(tops, i)
        before[i, j] = ends[pile - 1] if pile else None
        tops[pile : pile + 1] = [i]
        ends[pile : pile + 1] = [(i, j)]
    run = []
    at = ends[-1] if ends else None
    while at is not None:
        run.append(at)
        at = before[at]
    return run[::-1]


def _best_pairs(
    old: Sequence[str],
    new: Sequence[str],
    gap: tuple[list[int], list[int]],
    likeness: Callable[[str, str], float],
    radius: int,
) -> Iterator[tuple[int, int]]:
    """Yield pairs of pieces of one gap, the most alike first; 0 is not alike."""
    olds, news = gap
    best_old: dict[int, tuple[float, int]] = {}
    best_new: dict[int, tuple[float, int]] = {}
    for place, j in enumerate(news):
        middle = place * len(olds) // len(news)
        for i in olds[max(0, middle - radius) : middle + radius + 1]:
            alike = likeness(old[i], new[j])
            if alike > best_old.get(j, (0.0, 0))[0]:
                best_old[j] = (alike, i)
            if alike > best_new.get(i, (0.0, 0))[0]:
                best_new[i] = (alike, j)
    mutual = [
        (alike, i, j) for j, (alike, i) in best_old.items() if best_new[i][1] == j
    ]
    kept: list[tuple[int, int]] = []
    for _, i, j in sorted(mutual, key=lambda pair: (-pair[0], pair[2])):
        place = bisect_left(kept, (i, j))
        below = place == 0 or kept[place - 1][1] < j
        above = place == len(kept) or j < kept[place][1]
        if below and above:
            kept.insert(place, (i, j))
            yield i, j


def _alike(old: str, new: str) -> float:
    """Return how alike two pieces are, from `MIN_SIMILARITY` to 100, or 0."""
    return fuzz.ratio(
        _without_middle(old), _without_middle(new), score_cutoff=MIN_SIMILARITY
    )


def _shared(old: str, new: str) -> float:
    """Return what part of the longer one is words that stand together in both, or 0."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    least, most = sorted((len(before), len(after)))
    needed = max(_MIN_RUN, MIN_SHARED * least, MIN_SHARED_OF_LONGER * most)
    if least < needed or most > _MAX_SHARED_WORDS:
        return 0.0
    run = SequenceMatcher(None, before, after, autojunk=False).find_longest_match().size
    return run / most if run >= needed else 0.0


def _without_middle(piece: str) -> str:
    if len(piece) <= 2 * _COMPARED_CHARS:
        return piece
    return piece[:_COMPARED_CHARS] + piece[-_COMPARED_CHARS:]
