"""Minutes that run on: label, colon and quotation, one behind the other in a paragraph.

"The Rector: “I open the meeting.” Mr. Hall: “I wish to speak.” Laughter. The Rector: …"
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from content.segment.kinds import PARAGRAPH_BLOCK
from content.segment.lines import Line
from content.segment.names.name_score import bare_score, label_key
from content.segment.names.offices import has_role
from content.segment.names.words import label_words

_CLOSES = {"“": "”", "«": "»", "„": "”“", '"': '"'}
_OPENED = re.compile(r":\s{0,2}[“«„\"]")
_TURN = re.compile(
    r"(?:^|(?<=[.!?…”»\"])\s+)"
    r"(?P<label>(?:[^\W\d_a-z][^\W\d_]{0,3}\.\s)?[^\W\d_a-z][^.:;!?“”«»„\"]{1,60}?)"
    r"\s?:\s*(?=(?P<mark>[“«„\"]))"
)
_MIN_TURNS, _MIN_INSIDE, _MIN_AGAIN, _MIN_SCORE = 4, 3, 0.5, 0.5


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The lines of a block as one, and where each starts in it."""

    lines: Sequence[Line]
    text: str
    starts: Sequence[int]


def part_run_on(lines: Sequence[Line]) -> list[Line]:
    """Return lines parted where somebody speaks in them, and where what is said ends.

    Most of the labels come back, and most stand inside a paragraph. What stands between
    a quotation and the next label tells of the meeting.
    """
    opened = sum(len(_OPENED.findall(line.text)) for line in lines)
    if opened < _MIN_INSIDE:
        return list(lines)
    paragraphs = list(_paragraphs(lines))
    turns = [list(_turns(one)) for one in paragraphs]
    keys = Counter(label_key(turn["label"]) for found in turns for turn in found)
    total = sum(keys.values())
    inside = sum(
        turn.start("label") not in one.starts
        for one, found in zip(paragraphs, turns, strict=True)
        for turn in found
    )
    again = sum(times for times in keys.values() if times > 1)
    enough = total >= _MIN_TURNS and len(keys) > 1 and inside >= _MIN_INSIDE
    if not enough or again < _MIN_AGAIN * total or 2 * inside < total:
        return list(lines)
    return [
        line
        for one, found in zip(paragraphs, turns, strict=True)
        for line in (_parted(one, found) if found else one.lines)
    ]


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """Yield lines that no blank line parts, wherever the page broke them."""
    start = 0
    for n, line in enumerate(lines[1:], 1):
        above = lines[n - 1]
        if line.number != above.number + 1 or line.kind is not above.kind:
            yield _paragraph(lines[start:n])
            start = n
    if lines:
        yield _paragraph(lines[start:])


def _paragraph(lines: Sequence[Line]) -> _Paragraph:
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line.text.strip()) + 1
    return _Paragraph(lines, " ".join(line.text.strip() for line in lines), starts)


def _turns(one: _Paragraph) -> Iterator[re.Match[str]]:
    # Most paragraphs have no quotation behind a colon, and are searched no further.
    if one.lines[0].kind is not PARAGRAPH_BLOCK or not _OPENED.search(one.text):
        return
    for found in _TURN.finditer(one.text):
        if _is_somebody(found["label"]):
            yield found


@lru_cache(maxsize=4096)
def _is_somebody(label: str) -> bool:
    words = label.casefold().split()
    titled = not label_words().honorifics.isdisjoint(words) or has_role(words)
    named = titled and label.rsplit(maxsplit=1)[-1][:1].isupper()
    return named or bare_score(label) >= _MIN_SCORE


def _parted(one: _Paragraph, turns: Sequence[re.Match[str]]) -> Iterator[Line]:
    place = 0
    for turn, after in zip(turns, [*turns[1:], None], strict=True):
        start = turn.start("label")
        last = after.start("label") if after else len(one.text)
        end = _quotation_end(one.text, turn.start("mark"), last)
        if one.text[place:start].strip():
            yield _line(one, place, start, told=True)
        yield _line(one, start, end)
        place = end
    if one.text[place:].strip():
        yield _line(one, place, len(one.text), told=True)


def _quotation_end(text: str, start: int, last: int) -> int:
    """Return where a quotation closes, with the full stop behind it."""
    mark = text[start]
    depth = 0
    for n in range(start + 1, last):
        if text[n] in _CLOSES[mark] and not depth:
            end = n + 1
            return end + (text[end : end + 1] in {".", ",", ";"})
        depth += text[n] == mark
        depth -= text[n] in _CLOSES[mark]
    return last


def _line(one: _Paragraph, start: int, end: int, *, told: bool = False) -> Line:
    line = one.lines[bisect_right(one.starts, start) - 1]
    text = one.text[start:end].strip()
    return replace(line, text=text, opens=True, bold=0, italic=0, enclosed=told)
