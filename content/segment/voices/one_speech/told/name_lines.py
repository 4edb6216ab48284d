"""Lines right above a speech that say whose it is, and nothing else.

A name alone, or with its office; an office in capitals; "Statement by Ada Brook, chair".
"""

from collections.abc import Sequence

from content.segment.names.given_names import has_given_name
from content.segment.names.in_labels.parsing import parse_label
from content.segment.names.offices import is_role
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.page_head.headline_names import (
    author_in_headline,
    name_alone,
)
from content.segment.voices.one_speech.title_lines import is_title_line


def named_right_above(pieces: Sequence[Piece], start: int) -> str:
    """Return whom the line right above a piece names; empty if it names nobody, or says more.

    Args:
        pieces: All of the page.
        start: The piece with which somebody begins to speak.
    """
    above = pieces[start - 1] if start else None
    if above is None:
        return ""
    line = above.text.strip()
    if above.kind is not SegmentKind.HEADING and not is_title_line(line):
        return ""
    own, comma, _ = line.partition(", ")
    label = parse_label(line)
    name = name_alone(own if comma and label.role else line)
    if has_given_name(name):
        return name
    if line.isupper() and not name and any(map(is_role, line.casefold().split())):
        return author_in_headline(own) or label.name
    return author_in_headline(own)
