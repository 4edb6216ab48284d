"""Lines right above a speech that say whose it is, and nothing else, below an author's words.

A name alone, or with its office; an office in capitals; "Statement by Ada Brook, chair".
"""

from collections.abc import Sequence

from content.segment.names.given_names import has_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.offices import is_role
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.page_head.headlines.names import (
    author_in_headline,
    name_alone,
)
from content.segment.voices.one_speech.title_lines import is_title_line

_MAX_OFFICE_WORDS = 8


def named_right_above(pieces: Sequence[Piece], start: int) -> str:
    """Return whom the line right above a piece names; empty if it names nobody, or says more.

    Args:
        pieces: All of the page.
        start: The piece with which somebody begins to speak.
    """
    above = pieces[start - 1] if start else None
    if above is None or not any(map(is_prose, pieces[: start - 1])):
        return ""
    line = above.text.strip()
    if above.kind is not SegmentKind.HEADING and not is_title_line(line):
        return ""
    # A place and a day may stand among lines that head a speech.
    top = next((p for p in reversed(pieces[: start - 1]) if p.text.strip()), above)
    if top.kind is not SegmentKind.HEADING and is_title_line(top.text):
        return ""
    own, comma, _ = line.partition(", ")
    label = parse_label(line)
    # "Homily of the bishop of Moor" names a place.
    author = author_in_headline(own) if comma else ""
    names = (name_alone(own if comma and label.role else line), author)
    if name := next(filter(has_given_name, names), ""):
        return name
    words = line.casefold().split()
    plain = line.isupper() and label.name.casefold() == line.casefold()
    plain = plain and len(words) <= _MAX_OFFICE_WORDS
    return label.name if plain and any(map(is_role, words)) else ""
