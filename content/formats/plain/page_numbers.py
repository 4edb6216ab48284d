"""Page numbers that stand in a line with other words: "Debates    8 May    Page 3".

A wide blank parts what stands at both edges of a page. Without one, such a line has to
stand inside sentences, which go on below it: "Debates, 14h08, page 3"; or the next number
stands at its other edge, as where columns are counted: "1151 Piers Bill [8 MAY] 1152".
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from content.formats.plain.page_edges import read_page_number
from content.formats.plain.source_line import Line
from content.language.sentence_marks import LINE_ENDS

_NUMBER = re.compile(r"\d+")
# The hour of a turn goes up, too: "Ada  00:55".
_HOUR_AT_EDGE = re.compile(r"\d{1,2}[:.]\d\d\b|.*\d[:.]\d\d\Z")
_EDGE = re.compile(r"\d{1,5}\s{3,}\S")
_WIDE = re.compile(r"\S\s{2,}\S")
_COLUMNS = re.compile(r"(\d{1,5})\s.*[^\W\d_]{3}.*\s(\d{1,5})")
_LAST_NUMBER = re.compile(r"\s+\d{1,4}$")
_HAN = re.compile("[\u3041-\u9fff]")
_MAX_CHARS = 160
_MIN_PAGES, _MIN_MIRRORED, _MIN_LINES = 3, 2, 8
_MAX_TOP_LINE = 2
# No column of so high a number is a year.
_NO_YEAR = 10_000
# Lines of a head above the line that counts.
_MIN_HEAD_LINES = 3
# Of a mirrored head: its words, where it stands on two pages only.
_MIN_HEAD_WORDS = 4
_MIN_COUNTED_SHARE, _MIN_BESIDE_SHARE = 0.8, 0.6
_MAX_STEP = 2
_MAX_BESIDE, _MAX_BLANK = 4, 3
# What stands at the edge of pages stands hardly elsewhere.
_MAX_ELSEWHERE = 1.5
_MAX_TITLE_LINES, _MIN_TITLE_WORDS = 20, 3
_MIN_INSIDE, _MIN_INSIDE_SHARE, _MIN_BROKEN_OFF = 2, 0.3, 25


def counted_pages(lines: Sequence[Line]) -> set[int]:
    """Return the lines with a page number among words, and the lines that recur by them."""
    shapes: defaultdict[str, list[int]] = defaultdict(list)
    ended: defaultdict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        text = line.text.strip()
        if 2 < len(line.text) <= _MAX_CHARS and _may_count(text):
            shapes[_shape(line.text)].append(n)
        elif text[:1].isdigit() and len(text) <= _MAX_CHARS and _EDGE.match(text):
            ended[_shape(line.text)].append(n)
    counting = [
        places
        for places in shapes.values()
        if len(places) >= _MIN_PAGES
        and (_count_up(places, lines) or _count_inside(places, lines))
    ]
    titled = [
        places
        for places in shapes.values()
        if len(places) >= _MIN_PAGES
        and places not in counting
        and _count_below_title(places, lines)
    ]
    mirrored = [*_mirrored(shapes, lines), *_mirrored(ended, lines, shapes)]
    columns = (
        _counted_columns(lines)
        | _below_same_heads(shapes, lines)
        | _heads_of_two(shapes, lines)
    )
    if not (counting or titled or mirrored):
        return columns
    everywhere = Counter(_shape(line.text) for line in lines if line.text.strip())
    found = columns
    for places in counting:
        found.update(places, *_beside(places, lines, everywhere))
    for places in titled:
        head = {line.text.strip() for line in lines[: min(places[0], _MAX_TITLE_LINES)]}
        beside = _beside(places, lines, everywhere, fewest=_MIN_MIRRORED)
        found.update(places)
        found.update(n for run in beside for n in run if lines[n].text.strip() in head)
    for left, right in mirrored:
        pages = len(left) + len(right)
        title = _shape(lines[left[0]].text)[2:]
        above = lines[: min(left[0], right[0])]
        found.update(n for n, one in enumerate(above) if _shape(one.text) == title)
        for places in (left, right):
            beside = _beside(
                places, lines, everywhere, fewest=_MIN_MIRRORED, pages_in_all=pages
            )
            found.update(places)
            # Of few pages, two may end in one name.
            found.update(n for run in beside for n in run if _is_of_page(lines[n].text))
    return found


def _is_of_page(text: str) -> bool:
    """Return whether a line has a number or columns, as heads of pages have."""
    return bool(_NUMBER.search(text) or _WIDE.search(text))


def _mirrored(
    shapes: Mapping[str, list[int]],
    lines: Sequence[Line],
    others: Mapping[str, list[int]] | None = None,
) -> list[tuple[list[int], list[int]]]:
    """Return the heads of left pages, and of right ones, whose numbers go up together.

    "4    Debates" and "Debates    5" share their words; of few pages, each has few, and of
    two pages a longer head has one on each. The words may end in a full stop.

    Args:
        shapes: The lines of each shape, as left pages have them.
        lines: All lines.
        others: The same of right pages, if not in the same.
    """
    found: list[tuple[list[int], list[int]]] = []
    rights = shapes if others is None else others
    for shape, left in shapes.items():
        right = rights.get(f"{shape[2:]} #", []) if shape.startswith("# ") else []
        lefts = {*left}
        both = sorted(lefts.union(right))
        texts = [lines[n].text.strip() for n in both]
        if not (left and right and all(map(_has_two_edges, texts))):
            continue
        apart = all(b - a >= _MIN_LINES for a, b in itertools.pairwise(both))
        several = len(both) >= _MIN_PAGES or len(shape.split()) > _MIN_HEAD_WORDS
        if min(len(left), len(right)) < _MIN_MIRRORED and not (several and apart):
            continue
        at_edge = [_NUMBER.findall(text) for text in texts]
        numbers = [
            int(one[0 if n in lefts else -1])
            for n, one in zip(both, at_edge, strict=True)
        ]
        if _goes_up(numbers):
            found.append((left, right))
    return found


def beside_pages(pages: Sequence[int], lines: Sequence[Line]) -> set[int]:
    """Return the lines that recur beside a page's number.

    Blank lines may stand between where the number says how many pages there are.
    """
    if len(pages) < _MIN_PAGES:
        return set()
    everywhere = Counter(_shape(line.text) for line in lines if line.text.strip())
    numbers = [read_page_number(lines[n].text) for n in pages]
    sure = all(number is not None and number.total for number in numbers)
    beside = _beside(pages, lines, everywhere, max_blank=_MAX_BLANK if sure else 0)
    return {
        n
        for places in beside
        for n in places
        if not lines[n].text.rstrip().endswith(LINE_ENDS)
    }


def _below_same_heads(
    shapes: Mapping[str, list[int]], lines: Sequence[Line]
) -> set[int]:
    """Return lines that count pages below the same head, of two pages or more, with it.

    "Council of Moor", "Book 4", "Sitting of 8 May", "Sheet 12", and so on the next page.
    """
    found: set[int] = set()
    for places in shapes.values():
        heads = [_filled(n, -1, lines, 0)[:_MIN_HEAD_LINES] for n in places]
        texts = {tuple(lines[m].text.strip() for m in head) for head in heads}
        # "Those in favour? Those against? Carried." may come back, too, or "Ada: ping".
        if (
            len(places) >= _MIN_MIRRORED
            and len(texts) == 1
            and len(heads[0]) == _MIN_HEAD_LINES
            and not any(text.endswith(LINE_ENDS) for text in next(iter(texts)))
            and not all(": " in text for text in next(iter(texts)))
            and _edge_goes_up(_columns_apart(places, lines))
        ):
            found.update(places, *heads)
    return found


def _heads_of_two(shapes: Mapping[str, list[int]], lines: Sequence[Line]) -> set[int]:
    """Return the heads of a document of two pages: "Moor Council    1" at its top.

    A short one has to stand inside a sentence, as "Item    2" heads a part.
    """
    found: set[int] = set()
    for places in shapes.values():
        if len(places) != _MIN_MIRRORED or places[0] > _MAX_TOP_LINE:
            continue
        first, second = (lines[n].text.strip() for n in places)
        numbers = [_NUMBER.findall(text)[-1:] for text in (first, second)]
        if (
            _has_two_edges(first)
            and _has_two_edges(second)
            and numbers == [["1"], ["2"]]
            and places[1] - places[0] >= _MIN_LINES
            and (
                len(first.split()) >= _MIN_HEAD_WORDS
                or _breaks_off_above(places[1], lines)
            )
        ):
            found.update(places)
    return found


def _breaks_off_above(n: int, lines: Sequence[Line]) -> bool:
    """Return whether the line above one ends in the middle of a sentence."""
    above = _filled(n, -1, lines)[:1]
    before = lines[above[0]].text.rstrip() if above else ""
    return len(before) >= _MIN_BROKEN_OFF and not before.endswith(LINE_ENDS)


def _counted_columns(lines: Sequence[Line]) -> set[int]:
    """Return the lines with a number at one edge and the next at the other, if they go up.

    Where columns of years of sittings are counted, so many are no years, and one is enough.
    """
    found: dict[int, int] = {}
    for n, line in enumerate(lines):
        text = line.text.strip()
        if not (text[:1].isdecimal() and text[-1:].isdecimal()):
            continue
        edges = _COLUMNS.fullmatch(text[: _MAX_CHARS + 1])
        if edges and int(edges[2]) == int(edges[1]) + 1:
            found[n] = int(edges[1])
    if len(found) < _MIN_PAGES or not _goes_up([*found.values()]):
        return {n for n, column in found.items() if column >= _NO_YEAR}
    return {*found}


def _may_count(text: str) -> bool:
    """Return whether a line has words and a number apart from them, and ends no sentence."""
    return (
        (text[-1:].isdigit() or text[:1].isdigit())
        and any(map(str.isalpha, text))
        and not text.endswith(LINE_ENDS)
    )


def _has_two_edges(text: str) -> bool:
    """Return whether a wide blank parts a line, and no hour stands at its edges."""
    return _WIDE.search(text) is not None and _HOUR_AT_EDGE.match(text) is None


def _count_up(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether one number at an edge goes up by one or two, far from the next.

    All other numbers stay as they are, but for one at the other edge.
    """
    if not all(_has_two_edges(lines[n].text.strip()) for n in places):
        return False
    columns = _columns_apart(places, lines)
    same = all(len(set(column)) == 1 for column in columns[1:-1])
    return same and _edge_goes_up(columns)


def _count_inside(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether a number at an edge goes up, and lines often stand inside sentences.

    Headings that count ("Item 3") stand between them.
    """
    if not _edge_goes_up(_columns_apart(places, lines)):
        return False
    inside = sum(_is_inside(n, lines) for n in places)
    return inside >= max(_MIN_INSIDE, _MIN_INSIDE_SHARE * len(places))


def _count_below_title(places: Sequence[int], lines: Sequence[Line]) -> bool:
    """Return whether lines have a line of the document's head and a number that goes up.

    "Sitting 19 of the Culture Committee" in the head, and it with "4" at the foot. What
    counts from right below the title on heads parts of the text: "Words of a witness 1".
    """
    titles = {_LAST_NUMBER.sub("", lines[n].text.strip()) for n in places}
    title = titles.pop() if len(titles) == 1 else ""
    headed = len(title.split()) >= _MIN_TITLE_WORDS and any(
        line.text.strip() == title
        for line in lines[: max(0, min(places[0] - _MIN_LINES, _MAX_TITLE_LINES))]
    )
    columns = _columns_apart(places, lines) if headed else []
    return bool(columns) and _goes_up(columns[-1])


def _columns_apart(
    places: Sequence[int], lines: Sequence[Line]
) -> Sequence[tuple[int, ...]]:
    """Return the numbers of lines that stand far from the next, by where they stand."""
    rows = [[int(one) for one in _NUMBER.findall(lines[n].text)] for n in places]
    if not rows[0] or len({*map(len, rows)}) > 1:
        return []  # "bridge²" counts nothing, and "#" is no number.
    pairs = list(itertools.pairwise(places))
    apart = sum(b - a >= _MIN_LINES for a, b in pairs)
    if apart < _MIN_COUNTED_SHARE * len(pairs):
        return []
    columns = list(zip(*rows, strict=True))
    # "Page 2 of 6" says last how many pages there are.
    totals = len(columns) > 1 and len(set(columns[-1])) == 1
    if totals and _goes_up(columns[-2]) and max(columns[-2]) <= columns[-1][0]:
        return columns[:-1]
    return columns


def _edge_goes_up(columns: Sequence[Sequence[int]]) -> bool:
    return bool(columns) and (_goes_up(columns[0]) or _goes_up(columns[-1]))


def _is_inside(n: int, lines: Sequence[Line]) -> bool:
    """Return whether a sentence breaks off above a line and goes on below it."""
    above, below = (_filled(n, step, lines)[:1] for step in (-1, 1))
    if not (above and below):
        return False
    before, after = lines[above[0]].text, lines[below[0]].text.lstrip()
    if before.endswith(LINE_ENDS) or len(before) < _MIN_BROKEN_OFF:
        return False
    in_han = _HAN.match(before[-1]) and _HAN.match(after[0])
    return after[0].islower() or in_han is not None


def _goes_up(column: Sequence[int]) -> bool:
    steps = [b - a for a, b in itertools.pairwise(column)]
    return sum(0 < step <= _MAX_STEP for step in steps) >= _MIN_COUNTED_SHARE * len(
        steps
    )


def _beside(
    pages: Sequence[int],
    lines: Sequence[Line],
    everywhere: Counter[str],
    *,
    max_blank: int = _MAX_BLANK,
    fewest: int = _MIN_PAGES,
    pages_in_all: int = 0,
) -> Iterator[list[int]]:
    """Yield the lines that recur beside most of these pages, at the same distance.

    Args:
        pages: The lines that count pages.
        lines: All lines.
        everywhere: How often each shape stands in the document.
        max_blank: How many blank lines may stand between.
        fewest: Beside how many pages they recur, at least.
        pages_in_all: How many pages there are, if these are only the left or right ones.
    """
    for step in (-1, 1):
        edges = [_filled(n, step, lines, max_blank) for n in pages]
        for distance in range(_MAX_BESIDE):
            alike: defaultdict[str, list[int]] = defaultdict(list)
            for edge in edges:
                if distance < len(edge):
                    alike[_shape(lines[edge[distance]].text)].append(edge[distance])
            recurring = [
                places
                for shape, places in alike.items()
                if len(places) >= max(fewest, _MIN_BESIDE_SHARE * len(pages))
                and everywhere[shape] <= _MAX_ELSEWHERE * (pages_in_all or len(pages))
            ]
            if not recurring:
                break
            yield from recurring


def _filled(
    n: int, step: int, lines: Sequence[Line], max_blank: int = _MAX_BLANK
) -> list[int]:
    """Return the next lines with text above or below one, a few blank ones apart."""
    found: list[int] = []
    blank, m = 0, n + step
    while 0 <= m < len(lines) and blank <= max_blank and len(found) < _MAX_BESIDE:
        if lines[m].text.strip():
            found.append(m)
        else:
            blank += 1
        m += step
    return found


def _shape(text: str) -> str:
    """Return a text with its numbers made equal, as those of pages differ."""
    return _NUMBER.sub("#", " ".join(text.split()))
