"""Lines of plain text, with page furniture recognised: page numbers, running heads."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from sys import intern

from content.formats.decoding import check_lines
from content.records import record

_PAGE_MARK = re.compile(
    r"\[{1,2}\s*(?:page|pages|seite|p\.|pg\.?|стр\.?|página)\s*[\w.-]{1,12}\s*\]{1,2}",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|seite|página|pagina|стр\.?|p\.)\s*)?\d{1,5}"
    r"(?:\s*(?:of|von|de|di|из|/)\s*\d{1,5})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_RULE = re.compile(r"(?:[_=~–—─━═-]{3,}|(?:\*\s*){1,9}|(?:[-•·#_]\s+){2,}[-•·#_]?)")
_RULE_SIGNS = frozenset("_=~–—─━═-*•·#")
_SENTENCE_ENDS = tuple(".!?:;…—–。！？：")
_MAX_GAP = 4
_LINE_NUMBER = re.compile(r"\s{0,8}(\d{1,2})(?:(\s{1,60})(?=\S)|\s*$)")
# What a paragraph's first line keeps of its indentation, however wide the margin is.
_FIRST_LINE_INDENT = "  "


@record
class Line:
    """A line of the source, and what it is on its page.

    Attributes:
        number: Counted from 1.
        text: Without the line break, tabs as spaces, trailing blanks gone.
        is_furniture: It is page furniture.
        is_rule: It only draws a line.
        starts_page: It is the first line of a page.
    """

    number: int
    text: str
    is_furniture: bool = False
    is_rule: bool = False
    starts_page: bool = False

    @property
    def indent(self) -> int:
        """The number of blanks at the line's start."""
        return len(self.text) - len(self.text.lstrip())


def split_lines(text: str, *, first_line: int = 1) -> list[Line]:
    """Split text into lines and mark the furniture among them.

    Raises:
        UnreadableDocumentError: There are too many.
    """
    check_lines(text)
    lines: list[Line] = []
    start, number, starts_page = 0, first_line, False
    for found in _LINE_END.finditer(text):
        lines.append(
            _line(number, text[start : found.start()], starts_page=starts_page)
        )
        # A form feed opens a page without opening a line of the source.
        starts_page = found.group() == "\x0c"
        number += 0 if starts_page else 1
        start = found.end()
    lines.append(_line(number, text[start:], starts_page=starts_page))
    return _without_line_numbers(_with_running_heads(lines))


def _line(number: int, raw: str, *, starts_page: bool) -> Line:
    text = raw.replace("\t", "    ").rstrip()
    bare = text.strip()
    first = bare[:1]
    mark = first == "[" and len(bare) < 40 and _PAGE_MARK.fullmatch(bare) is not None
    ruled = first in _RULE_SIGNS and 0 < len(bare) <= 200
    rule = ruled and _RULE.fullmatch(bare) is not None
    return Line(
        number=number,
        text=text,
        is_furniture=mark,
        is_rule=rule,
        starts_page=starts_page,
    )


def _with_running_heads(lines: list[Line]) -> list[Line]:
    """Mark page numbers and running heads, where the document has pages at all.

    A lone number may be anything; many that count upwards are pages, and what
    stands beside them again and again is their running head.
    """
    lone = [n for n, line in enumerate(lines) if _is_lone_number(lines, n)]
    pages = [n for n in lone if lines[n].starts_page]
    if _is_ascending([lines[n].text for n in lone]):
        pages = lone
    edges = {m for n in pages for m in (n - 1, n + 1)}
    edges |= {m for n in pages if (m := _next_filled(lines, n)) is not None}
    page_starts = [n for n, line in enumerate(lines) if line.starts_page]
    edges |= {m for n in page_starts for m in (n - 1, n)}
    edges |= {0} if page_starts else set()
    shapes: dict[str, list[int]] = {}
    for n in edges:
        if 0 <= n < len(lines) and 2 < len(lines[n].text.strip()) <= 120:
            shapes.setdefault(_shape(lines[n].text), []).append(n)
    running = {
        n
        for shape, found in shapes.items()
        for n in found
        if len(found) > 2 or (len(found) > 1 and _may_run(shape, lines, found))
    }
    marked = running | set(pages)
    if not marked:
        return lines
    return [
        replace(line, is_furniture=True, is_rule=False) if n in marked else line
        for n, line in enumerate(lines)
    ]


def _next_filled(lines: list[Line], n: int) -> int | None:
    """Return the first line with text within a few lines below; None if there is none."""
    below = range(n + 1, min(n + 1 + _MAX_GAP, len(lines)))
    return next((m for m in below if lines[m].text.strip()), None)


def _may_run(shape: str, lines: list[Line], found: list[int]) -> bool:
    """Return whether a line that stands twice at the edge of a page may be its head.

    It stands alone, is no label and no sentence.
    """
    alone = all(
        not lines[m].text.strip()
        for n in found
        for m in (n - 1, n + 1)
        if 0 <= m < len(lines) and not _PAGE_NUMBER.fullmatch(lines[m].text.strip())
    )
    return alone and len(shape.split()) > 1 and not shape.endswith(_SENTENCE_ENDS)


def _is_lone_number(lines: list[Line], n: int) -> bool:
    bare = lines[n].text.strip()
    if not 0 < len(bare) <= 24 or not _PAGE_NUMBER.fullmatch(bare):
        return False
    before = n == 0 or lines[n].starts_page or not lines[n - 1].text.strip()
    after = (
        n + 1 == len(lines) or lines[n + 1].starts_page or not lines[n + 1].text.strip()
    )
    return before or after


def _is_ascending(texts: list[str]) -> bool:
    numbers = [int(re.findall(r"\d+", text)[0]) for text in texts]
    steps = [b - a for a, b in itertools.pairwise(numbers)]
    return len(numbers) > 2 and sum(0 < s <= 3 for s in steps) >= 0.8 * len(steps)


def _shape(text: str) -> str:
    """Return a text with its numbers made equal, as those of running heads differ."""
    return re.sub(r"\d+", "#", " ".join(text.split()))


def _title_page_lines(counts: Sequence[int]) -> int:
    """Return how many lines stand above the first page whose lines have numbers."""
    for n in range(len(counts) - 2):
        if counts[n : n + 3] == [1, 2, 3]:
            return n
    return 0


def _numbered(text: str) -> tuple[int, int] | None:
    """Return the number of a line and the width of the gap behind it, if it has one."""
    found = _LINE_NUMBER.match(text)
    return _number_and_gap(int(found[1]), len(found[2] or "")) if found else None


@cache
def _number_and_gap(number: int, gap: int) -> tuple[int, int]:
    """Return the same pair for all lines that have it: a long document has millions."""
    return number, gap


def _without_line_numbers(lines: list[Line]) -> list[Line]:
    """Mark line numbers as furniture; transcripts of hearings have them on every page."""
    filled = [line for line in lines if line.text.strip() and not line.is_furniture]
    found = [_numbered(line.text) for line in filled]
    title_page = _title_page_lines([one[0] if one else 0 for one in found])
    filled, found = filled[title_page:], found[title_page:]
    numbers = [one[0] for one in found if one]
    if len(filled) < 8 or len(numbers) < 0.8 * len(filled):
        return lines
    highest = max(numbers)
    if highest > 60:
        return lines
    rising = sum(b == a + 1 for a, b in itertools.pairwise(numbers))
    if rising < 0.8 * (len(numbers) - 1):
        return lines
    gaps = [one[1] for one in found if one]
    margin = min((gap for gap in gaps if gap), default=0)
    indents = Counter(gap - margin for gap in gaps if gap > margin)
    first_line = indents.most_common(1)[0][0] if indents else 0
    bare: list[Line] = []
    last = False
    # Each line becomes two; a long document has millions, so they are let go of.
    del filled, found, numbers, gaps
    lines.reverse()
    while lines:
        line = lines.pop()
        match = None if line.is_furniture else _LINE_NUMBER.match(line.text)
        if match is None:
            # What stands between two numbered pages has no part in either.
            between = bool(last) and bool(line.text.strip())
            bare.append(replace(line, is_furniture=line.is_furniture or between))
            continue
        last = int(match.group(1)) >= highest - 1
        bare.append(
            Line(
                number=line.number,
                text=intern(match.group(1)),
                is_furniture=True,
                starts_page=line.starts_page,
            )
        )
        indent = " " * max(0, len(match.group(2) or "") - margin)
        if abs(len(indent) - first_line) <= 1:
            indent = _FIRST_LINE_INDENT
        rest = line.text[match.end() :]
        bare.append(Line(number=line.number, text=indent + rest if rest else ""))
    return bare
