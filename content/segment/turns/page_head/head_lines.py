"""The short lines of a page's head, part by part, with what its fields hold.

Press offices print who speaks in a field: "Speaker" on one line and the name on the
next, or between bars beside place and date.
"""

import re
from collections.abc import Iterator, Sequence

from content.document import Document
from content.language.word_lists import WordPattern
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.pieces import Piece
from content.segment.turns.page_head.presenters import name_led_by_office

_BARS = re.compile(r"\s[|•]\s|\n")
_FIELD = re.compile(r"[^.!?:：|]{2,40}[:：]")
_BY_FIELD = WordPattern(
    r"[\W_]*(?:<headlines.by>|<headlines.by_lines>|<pages.author_fields>)(?:\s*[:：]|\s)\s*(?=\S)"
)
_MAX_LINE, _MAX_VALUE = 200, 120


def head_lines(
    pieces: Sequence[Piece], start: int, document: Document
) -> Iterator[str]:
    """Yield the lines above a speech, each part of one by itself, fields with their value.

    What the reader of the page set apart as furniture counts if it is a field.

    Args:
        pieces: All of the page.
        start: Where the speech starts.
        document: The page.
    """
    lines = [piece.text.strip() for piece in pieces[:start]]
    for n, line in enumerate(lines):
        for part in _BARS.split(line):
            yield part.strip()
        if _FIELD.fullmatch(line) and n + 1 < len(lines):
            yield f"{line} {lines[n + 1]}"
    block = pieces[start].block if start < len(pieces) else 0
    for each in document.blocks[:block]:
        if each.kind is FURNITURE_BLOCK and len(each.text) <= _MAX_LINE:
            yield from (
                part.strip()
                for part in _BARS.split(each.text)
                if _FIELD.match(part.strip()) or _BY_FIELD.regex.match(part.strip())
            )


def author_with_office(lines: Sequence[str]) -> str:
    """Return the one whom a field names as the author, beside an office; empty if none.

    >>> author_with_office(["From: the Treasury", "By: Finance Minister Ada Brook (Hull)"])
    'Ada Brook'
    """
    for line in lines:
        found = _BY_FIELD.regex.match(line)
        rest = line[found.end() :] if found else ""
        name = name_led_by_office(rest) if 0 < len(rest) <= _MAX_VALUE else ""
        if name:
            return name
    return ""
