"""Page numbers that stand in a line with other words: "Debates    8 May    Page 3"."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from content.formats.plain.source_line import Line
from content.language.sentence_marks import LINE_ENDS

_NUMBER = re.compile(r"\d+")
# The hour of a turn goes up, too: "Ada  00:55".
_HOUR = re.compile(r"\d[:.]\d\d")
# A wide blank parts what stands at both edges of a page.
_WIDE = re.compile(r"\S\s{2,}\S")
_MAX_CHARS = 160
_MIN_PAGES, _MIN_LINES = 3, 8
_MIN_COUNTED_SHARE, _MIN_BESIDE_SHARE = 0.8, 0.6
_MAX_STEP = 2
_MAX_BESIDE, _MAX_BLANK = 4, 3
# What stands at the edge of pages stands hardly elsewhere.
_MAX_ELSEWHERE = 1.5


def counted_pages(lines: Sequence[Line]) -> set[int]:
    """Return the lines with a page number among words, and the lines that recur by them."""
    shapes: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if 2 < len(line.text) <= _MAX_CHARS and _may_count(line.text.strip()):
            shapes[_shape(line.text)].append(n)
    counting = [
        places
        for places in shapes.values()
        if len(places) >= _MIN_PAGES and _count_up(places, lines)
    ]
    if not counting:
        return set()
    everywhere = Counter(_shape(line.text) for line in lines if line.text.strip())
    found: set[int] = set()
    for places in counting:
        found.update(places, *_beside(places, lines, everywhere))
    return found


def _may_count(text: str) -> bool:
    """Return whether a line has words and a number apart from them, and ends no sentence."""
    return (
        (text[-1:].isdigit() or text[:1].isdigit())
        and _WIDE.search(text) is not None
        and any(map(str.isalpha, text))
        and _HOUR.search(text) is None
        and not text.endswith(LINE_ENDS)
    )


def _count_up(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether one number at an edge goes up by one or two, far from the next.

    All other numbers stay as they are, but for one at the other edge.
    """
    rows = [[int(one) for one in _NUMBER.findall(lines[n].text)] for n in places]
    if not rows[0] or len({*map(len, rows)}) > 1:
        return False  # "bridge²" counts nothing, and "#" is no number.
    columns = list(zip(*rows, strict=True))
    pairs = list(itertools.pairwise(places))
    apart = sum(b - a >= _MIN_LINES for a, b in pairs)
    if apart < _MIN_COUNTED_SHARE * len(pairs):
        return False
    counts = [_goes_up(column) for column in columns]
    between = columns[1:-1]
    same = sum(len(set(column)) == 1 for column in between)
    return (counts[0] or counts[-1]) and same == len(between)


def _goes_up(column: Sequence[int]) -> bool:
    steps = [b - a for a, b in itertools.pairwise(column)]
    return sum(0 < step <= _MAX_STEP for step in steps) >= _MIN_COUNTED_SHARE * len(
        steps
    )


def _beside(
    pages: Sequence[int], lines: Sequence[Line], everywhere: Counter[str]
) -> Iterator[list[int]]:
    """Yield the lines that recur beside most of these pages, at the same distance.

    Args:
        pages: The lines that count pages.
        lines: All lines.
        everywhere: How often each shape stands in the document.
    """
    for step in (-1, 1):
        edges = [_filled(n, step, lines) for n in pages]
        for distance in range(_MAX_BESIDE):
            alike: defaultdict[str, list[int]] = defaultdict(list)
            for edge in edges:
                if distance < len(edge):
                    alike[_shape(lines[edge[distance]].text)].append(edge[distance])
            recurring = [
                places
                for shape, places in alike.items()
                if len(places) >= max(_MIN_PAGES, _MIN_BESIDE_SHARE * len(pages))
                and everywhere[shape] <= _MAX_ELSEWHERE * len(pages)
            ]
            if not recurring:
                break
            yield from recurring


def _filled(n: int, step: int, lines: Sequence[Line]) -> list[int]:
    """Return the next lines with text above or below one, a few blank ones apart."""
    found: list[int] = []
    blank, m = 0, n + step
    while 0 <= m < len(lines) and blank <= _MAX_BLANK and len(found) < _MAX_BESIDE:
        if lines[m].text.strip():
            found.append(m)
        else:
            blank += 1
        m += step
    return found


def _shape(text: str) -> str:
    """Return a text with its numbers made equal, as those of pages differ."""
    return _NUMBER.sub("#", " ".join(text.split()))
