"""Line numbers in the margins of a page: beside each line, or beside every fifth."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from sys import intern

from content.formats.plain.source_line import Line
from content.language.sentence_marks import LINE_ENDS

_LINE_NUMBER = re.compile(r"\s{0,40}(\d{1,2})(?:(\s{1,60})(?=\S)|\s*$)")
# Pages of one document lie further left or right by so much; a page's number stands deeper.
_MAX_SHIFT = 8
# What a paragraph's first line keeps of its indentation, however wide the margin is.
_FIRST_LINE_INDENT = "  "
_MIN_LINES, _MIN_FEW, _MAX_ABOVE_FEW = 8, 4, 3
# Few numbers count lines, and no items, where sentences go on below.
_MIN_GAP, _MIN_BROKEN, _MIN_FULL, _MIN_CHARS = 2, 0.25, 0.6, 24
_LABEL, _MIN_LABELS = re.compile(r"[^\W\d_][^:：]{1,40}[:：]\s"), 2
_IN_LEFT_MARGIN = re.compile(r"(\s{0,12})(\d{1,4})(\s+)(?=\S)")
_IN_RIGHT_MARGIN = re.compile(r"(?<=\S)\s{3,}(\d{1,4})$")
_STEPS = range(2, 21)
_MIN_NUMBERS, _MIN_FLUSH_NUMBERS = 2, 4
_MAX_TITLE_SHARE = 0.5
_MIN_STEADY = 0.8


def without_line_numbers(lines: list[Line]) -> list[Line]:
    """Mark line numbers as furniture, and take the text beside them from its margin."""
    found = _without_each_number(lines)
    return _without_some_numbers(lines) if found is lines else found


def _without_some_numbers(lines: list[Line]) -> list[Line]:
    """Mark the numbers of every fifth line, or of every tenth.

    They stand left of the text or right of it, and count what lines lie between them.
    """
    filled = [n for n, line in enumerate(lines) if line.text and not line.is_furniture]
    numbered = [n for n in filled if lines[n].text.lstrip()[:1].isdigit()]
    ended = [n for n in filled if lines[n].text[-1:].isdigit()]
    if len(filled) < _MIN_LINES or max(len(numbered), len(ended)) < _MIN_NUMBERS:
        return lines
    body = Counter(lines[n].indent for n in filled).most_common(1)[0][0]
    left = {
        n: found
        for n in numbered
        if (found := _IN_LEFT_MARGIN.match(lines[n].text))
        and (not body or (found.end(2) < body and abs(found.end() - body) <= 1))
    }
    numbers = {n: int(found.group(2)) for n, found in left.items()}
    least = _MIN_NUMBERS if body else _MIN_FLUSH_NUMBERS
    if _count_lines(numbers, filled, least=least):
        return list(_with_text_at_margin(lines, left, body))
    right = {
        n: found for n in ended if (found := _IN_RIGHT_MARGIN.search(lines[n].text))
    }
    numbers = {n: int(found.group(1)) for n, found in right.items()}
    if _count_lines(numbers, filled, least=_MIN_FLUSH_NUMBERS):
        return list(_with_text_at_margin(lines, right, body))
    return lines


def _count_lines(numbers: dict[int, int], filled: Sequence[int], *, least: int) -> bool:
    """Return whether numbers beside lines count them in equal steps, on each page anew."""
    if len(numbers) < least:
        return False
    steps = Counter(b - a for a, b in itertools.pairwise(numbers.values()))
    step = steps.most_common(1)[0][0]
    if step not in _STEPS or any(number % step for number in numbers.values()):
        return False
    place = {n: k for k, n in enumerate(filled)}
    steady = sum(
        two == step or (two - one == step and step in {place[m] - place[n], m - n})
        for (n, one), (m, two) in itertools.pairwise(numbers.items())
    )
    return steady >= _MIN_STEADY * (len(numbers) - 1)


def _with_text_at_margin(
    lines: Sequence[Line], found: dict[int, re.Match[str]], body: int
) -> Iterator[Line]:
    """Yield lines without their margin, the numbers in it as furniture before them."""
    for n, line in enumerate(lines):
        text = line.text
        if n in found:
            start, end = found[n].span()
            yield replace(line, text=text[start:end].strip(), is_furniture=True)
            # A number on the left keeps the text beside it from the margin.
            text = text[:start] if start else " " * body + text[end:]
        bare = text[body:] if not text[:body].strip() else text
        counted = not line.is_furniture and bool(text)
        yield replace(line, text=bare, is_counted=counted)


def _match_number(text: str, margin: int) -> re.Match[str] | None:
    """Return what of a line is a number in the margin and the gap behind it."""
    found = _LINE_NUMBER.match(text)
    return found if found and found.end(1) <= margin else None


def _title_page_lines(counts: Sequence[int]) -> int:
    """Return how many lines stand above the first page whose lines have numbers."""
    for n in range(len(counts) - 2):
        if counts[n : n + 3] == [1, 2, 3]:
            return n
    return 0


def _margin_width(lines: Sequence[Line]) -> int:
    """Return in which column, at most, the numbers at the start of lines end."""
    ends = Counter(
        found.end(1) for line in lines if (found := _LINE_NUMBER.match(line.text))
    )
    return (ends.most_common(1)[0][0] if ends else 0) + _MAX_SHIFT


def _numbered(text: str, margin: int) -> tuple[int, int] | None:
    """Return the number of a line and the width of the gap behind it, if it has one."""
    found = _match_number(text, margin)
    return _number_and_gap(int(found[1]), len(found[2] or "")) if found else None


@cache
def _number_and_gap(number: int, gap: int) -> tuple[int, int]:
    """Return the same pair for all lines that have it: a long document has millions."""
    return number, gap


def _count_few(filled: Sequence[Line], found: Sequence[tuple[int, int] | None]) -> bool:
    """Return whether the numbers of a few lines count them, and not items of a list.

    None is left out, and sentences go on in the next line.
    """
    above = next((n for n, one in enumerate(found) if one), 0)
    numbers = [one[0] for one in found[above:] if one]
    count = len(numbers)
    if not _MIN_FEW <= count < _MIN_LINES or above > _MAX_ABOVE_FEW:
        return False
    if count < len(found) - above or numbers[-1] - numbers[0] != count - 1:
        return False
    if any(two != one + 1 for one, two in itertools.pairwise(numbers)):
        return False
    gaps = [one[1] for one in found[above:] if one and one[1]]
    texts = [_LINE_NUMBER.sub("", line.text) for line in filled[above:]]
    width = max(map(len, texts))
    if width < _MIN_CHARS or min(gaps, default=0) < _MIN_GAP:
        return False
    broken = sum(
        len(one) >= _MIN_FULL * width
        and not one.endswith((*LINE_ENDS, ",", ";"))
        and two[:1].islower()
        for one, two in itertools.pairwise(texts)
    )
    if not any(text[:1].isupper() for text in texts):
        return False
    labels = sum(_LABEL.match(text) is not None for text in texts)
    least = 1 if labels >= _MIN_LABELS else _MIN_BROKEN * (count - 1)
    return broken >= max(1, least)


def _without_each_number(lines: list[Line]) -> list[Line]:
    """Mark the numbers of all lines, which transcripts of hearings have on every page."""
    filled = [line for line in lines if line.text.strip() and not line.is_furniture]
    margin = _margin_width(filled)
    found = [_numbered(line.text, margin) for line in filled]
    few = _count_few(filled, found)
    title_page = _title_page_lines([one[0] if one else 0 for one in found])
    if title_page > _MAX_TITLE_SHARE * len(filled):
        return lines  # A list at the end counts its rows.
    filled, found = filled[title_page:], found[title_page:]
    numbers = [one[0] for one in found if one]
    many = len(filled) >= _MIN_LINES and len(numbers) >= 0.8 * len(filled)
    if not (many or few):
        return lines
    highest = max(numbers)
    if highest > 60:
        return lines
    rising = sum(b == a + 1 for a, b in itertools.pairwise(numbers))
    if rising < 0.8 * (len(numbers) - 1):
        return lines
    gaps = [one[1] for one in found if one]
    least = min((gap for gap in gaps if gap), default=0)
    indents = Counter(gap - least for gap in gaps if gap > least)
    first_line = indents.most_common(1)[0][0] if indents else 0
    bare: list[Line] = []
    last = False
    # Each line becomes two; a long document has millions, so they are let go of.
    del filled, found, numbers, gaps
    lines.reverse()
    while lines:
        line = lines.pop()
        match = None if line.is_furniture else _match_number(line.text, margin)
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
        indent = " " * max(0, len(match.group(2) or "") - least)
        if first_line and abs(len(indent) - first_line) <= 1:
            indent = _FIRST_LINE_INDENT
        rest = line.text[match.end() :]
        text = indent + rest if rest else ""
        bare.append(Line(number=line.number, text=text, is_counted=True))
    return bare
