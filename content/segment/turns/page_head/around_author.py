"""Where an author's text starts below a lead, and ends above notes or another's text."""

import re
from collections.abc import Sequence

from content.language.sentence_marks import CALL_ENDS
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import names_surname, same_person
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.notes_below import is_note_below
from content.segment.wording.in_person import FIRST_PERSON

_LIFE = re.compile(r"\(\*?\s?\d{4}\s?[–-]\s?†?\d{4}\)")
_MAX_LEAD, _MAX_GREETING = 3, 200
_MIN_ABOVE = 2


def start_below_lead(pieces: Sequence[Piece], top: int, name: str) -> int:
    """Return where a speech starts below a lead that names its speaker; else 0.

    The lead speaks of the speaker, and a greeting follows it; or it has the whole name, or
    opens with the surname, and whoever speaks below says "I".
    """
    n, whole = top, False
    while n < min(len(pieces) - 1, top + _MAX_LEAD) and (
        names_surname(pieces[n].text, name) and not _may_be_own(pieces[n].text)
    ):
        # "Roth, a printer from Mainz, …" opens what is about him.
        opens = pieces[n].text.lstrip().startswith(name.rsplit(maxsplit=1)[-1])
        named = mentions_in(pieces[n].text)
        whole = whole or opens or any(same_person(one.name, name) for one in named)
        n += 1
    greeting = pieces[n].text.strip() if n < len(pieces) else ""
    greets = len(greeting) < _MAX_GREETING and greeting.endswith(CALL_ENDS)
    told = whole and any(map(speaks, pieces[n:]))
    return n if n > top and (greets or told) else 0


def start_of_notes(pieces: Sequence[Piece], body: int) -> int:
    """Return where notes on a speech start below it: its source, a footnote, an address."""
    end = len(pieces)
    while end > body + _MIN_ABOVE and (
        pieces[end - 1].kind is not SegmentKind.COMMENTARY
        or is_note_below(pieces[end - 1])
    ):
        end -= 1
    return end


def start_of_others_text(pieces: Sequence[Piece], body: int, *, others: bool) -> int:
    """Return the last heading of a page, below which another signs; else the length.

    Args:
        pieces: All of the page.
        body: Where the author's text starts.
        others: Whether somebody else signs at the end.
    """
    prose = [n for n, p in enumerate(pieces) if p.kind is SegmentKind.COMMENTARY]
    end = prose[-1] if prose else 0
    heads = (n for n in range(end, 0, -1) if pieces[n].kind is SegmentKind.HEADING)
    last = next(heads, 0)
    above = [p for p in pieces[body:last] if p.kind is SegmentKind.COMMENTARY]
    return last if others and len(above) >= _MIN_ABOVE else len(pieces)


def _may_be_own(text: str) -> bool:
    """Return whether somebody says "I" or "we" where nobody's life dates stand."""
    return FIRST_PERSON.is_in(text) and not _LIFE.search(text)


def speaks(piece: Piece) -> bool:
    """Return whether somebody says "I" or "we" in a piece."""
    return FIRST_PERSON.is_in(piece.text)
