"""Questions that a parliament prints with their number and who asks.

"212. Deputy Ada Brook asked the Minister when the ferry will sail. [21644/24]" stands
beside answers under labels, below a line that is none: "Questions (212)".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.segment.basis import Basis, Reason
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.offices import is_role
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_COUNT = re.compile(r"\d{1,4}\.\s+")
_NUMBER = re.compile(r"\[\d{2,6}(?:/\d{2,4})?\]\.?$")
_MAX_OPENING, _MAX_TITLES = 100, 2
_CONFIDENCE = 0.9


def with_numbered_questions(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with counted questions that end in a number given to who asks."""
    found: list[Piece] = []
    for piece in pieces:
        name = asks_by_number(piece.text)
        if name:
            reason = Reason(f"{name} opens a numbered question", Basis.ANNOUNCEMENT)
            found.append(
                replace(
                    piece,
                    kind=SegmentKind.QUESTION,
                    speaker=name,
                    confidence=_CONFIDENCE,
                    reason=reason,
                )
            )
        else:
            found.append(piece)
    return found


def asks_by_number(text: str) -> str:
    """Return who asks a numbered question; empty if a text is none.

    >>> asks_by_number("12. Deputy Ada Brook asked the Minister when it sails. [216/24]")
    'Ada Brook'
    >>> asks_by_number("12. Deputy Ada Brook asked when it sails."), asks_by_number("[216/24]")
    ('', '')
    """
    count, number = _COUNT.match(text), _NUMBER.search(text)
    if not count or not number:
        return ""
    one = next(mentions_in(text[:_MAX_OPENING]), None)
    if one is None:
        return ""
    before = text[count.end() : one.start].split()
    titles = all(_is_title(word) for word in before) and len(before) <= _MAX_TITLES
    return one.name if titles and text[one.end :].lstrip()[:1].islower() else ""


def _is_title(word: str) -> bool:
    word = word.strip(".").casefold()
    return is_role(word) or word in label_words().honorifics | label_words().titles
