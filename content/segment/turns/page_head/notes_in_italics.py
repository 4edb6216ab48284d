"""What a page writes in italics above a speech and below it: introductions and notes."""

from collections.abc import Sequence

from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.wording.in_person import FIRST_PERSON

_MAX_LEAD = 3


def after_italics(pieces: Sequence[Piece], top: int) -> int:
    """Return where a text starts below paragraphs in italics that introduce it; else 0.

    Nobody speaks in person in them, and somebody does in the next one.
    """
    n = top
    while n < min(len(pieces), top + _MAX_LEAD) and (
        pieces[n].italic and not FIRST_PERSON.is_in(pieces[n].text)
    ):
        n += 1
    below = [
        p.text for p in pieces[n:] if p.kind is SegmentKind.COMMENTARY and not p.italic
    ]
    return n if n > top and any(map(FIRST_PERSON.is_in, below[:2])) else 0


def note_in_italics(pieces: Sequence[Piece], body: int, name: str) -> int:
    """Return where a paragraph in italics at the end tells of who spoke; else the length.

    Above it nothing is in italics, and nobody speaks in person below it.
    """
    prose = [
        n for n in range(body, len(pieces)) if pieces[n].kind is SegmentKind.COMMENTARY
    ]
    first = next((n for n in prose if pieces[n].italic), body)
    below = [pieces[n].text for n in prose if n > first and not pieces[n].italic]
    tells = first > body and names_surname(pieces[first].text, name)
    return len(pieces) if not tells or any(map(FIRST_PERSON.is_in, below)) else first
