"""Talk pages of wikis, on which each post ends with its writer's name and the hour.

"… the stone says 1768. --Ada Brook (talk) 19:04, 24 May 2009 (UTC)"
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from content.document import BlockKind
from content.language.sentence_marks import SENTENCE_ENDS
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.chats.exports import message_label
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.lines import Line
from content.segment.names.name_score import is_false_label

_HOUR = re.compile(r"\d{1,2}:\d{2},\s[^()]{6,30}\s\([A-Z]{2,5}\)$")
_LINKS = re.compile(r"\s*\([^()]{2,80}\)\s*$")
_NAME = re.compile(
    r"(?:\s*(?:--|[–—])\s*)?\[\[[^\[\]|]*\|(?P<linked>[^\[\]|]{1,40})\]\]\s*$"
    r"|\s*(?:--|[–—])\s*(?P<dashed>[^\s.!?–—-][^.!?–—]{0,40})$"
    r"|(?<=[.!?…])\s+(?P<bare>[^\s.!?\[][^.!?\[]{1,40})$"
)
_INDENT = re.compile(r"\s*[:*#]+\s?")
_SAMPLE, _MIN_POSTS, _MAX_TAIL, _MAX_TITLE, _MAX_WORDS = 400, 2, 260, 90, 5


class _Signed(NamedTuple):
    """Where the signature of a line starts, and whose it is."""

    start: int
    name: str


def read_talk_page(lines: Sequence[Line]) -> WrittenMessages | None:
    """Return the posts of a talk page; None if a document is none."""
    if sum(_may_be_signed(line) for line in lines[:_SAMPLE]) < _MIN_POSTS:
        return None
    signed = {n: one for n, line in enumerate(lines) if (one := _signature(line))}
    if len(signed) < _MIN_POSTS or len({one.name for one in signed.values()}) < 2:
        return None
    found: list[Line] = []
    labels: dict[int, ScoredLabel] = {}
    own: set[int] = set()
    last = 0
    for end, one in signed.items():
        start = next(n for n in range(last, end + 1) if not _is_title(lines, n, end))
        own.update(range(len(found), len(found) + start - last))
        found += lines[last:start]
        labelled = False
        for n, line in _parts(lines, start, end, one):
            if n < 0:
                own.add(len(found))
            elif not labelled:
                labelled = True
                place = len(found)
                labels[place] = message_label(place, one.name, line, Ending.TIME, end=0)
            found.append(line)
        last = end + 1
    own.update(range(len(found), len(found) + len(lines) - last))
    found += lines[last:]
    return WrittenMessages(
        medium=Medium.FORUM, lines=found, labels=labels, own=frozenset(own)
    )


def _parts(
    lines: Sequence[Line], start: int, end: int, one: _Signed
) -> Iterator[tuple[int, Line]]:
    """Yield the lines of a post, signs before and behind them apart, with -1."""
    for n in range(start, end + 1):
        line, text = lines[n], lines[n].text
        tail = text[one.start :] if n == end else ""
        body = text[: len(text) - len(tail)]
        indent = _INDENT.match(body)
        if indent:
            yield -1, replace(line, text=indent.group())
            body = body[indent.end() :]
        opens = line.opens and not indent
        if body.strip():
            yield n, replace(line, text=body, opens=opens)
        if tail:
            yield -1, replace(line, text=tail, opens=False)


def _may_be_signed(line: Line) -> bool:
    """Return whether an hour in brackets ends a line, as it ends a signed post."""
    return (
        line.spoken
        and line.text.rstrip().endswith(")")
        and (_HOUR.search(line.text.rstrip()[-60:]) is not None)
    )


def _signature(line: Line) -> _Signed | None:
    if not _may_be_signed(line):
        return None
    text = line.text.rstrip()
    first = max(0, len(text) - _MAX_TAIL)
    tail = text[first:]
    hour = _HOUR.search(tail)
    links = _LINKS.search(tail[: hour.start()]) if hour else None
    found = _NAME.search(tail[: links.start()]) if links else None
    if found is None:
        return None
    name = next(filter(None, found.groups())).strip()
    if len(name.split()) > _MAX_WORDS or is_false_label(name):
        return None
    return _Signed(first + found.start(), name)


def _is_title(lines: Sequence[Line], n: int, end: int) -> bool:
    """Return whether a line above a post only says what it is about."""
    text = lines[n].text.strip()
    if n == end:
        return False
    return lines[n].kind is BlockKind.HEADING or (
        len(text) <= _MAX_TITLE and not text.endswith(SENTENCE_ENDS)
    )
