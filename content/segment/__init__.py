"""Whose words are these? A document's blocks become segments of one voice each."""

from content.document import Document
from content.segment.labels.conventions import recognise
from content.segment.labels.line_breaks import mended, split_midline
from content.segment.labels.resolver import Directory
from content.segment.lines import units_of
from content.segment.messages.messages import part_messages
from content.segment.pieces import joined
from content.segment.result import Segment, SegmentKind
from content.segment.turns.assign import assign
from content.segment.turns.author import give_to_author
from content.segment.turns.damage import doubt_damage
from content.segment.turns.interviews import is_interview, name_answers, part_interview
from content.segment.turns.quoted_speech import give_quoted
from content.segment.turns.stage import part_stage
from content.segment.voices.commentary import comments_from, part_voices

__all__ = ["BAR", "Segment", "SegmentKind", "segment"]

# Under this confidence a person should look before the words are served.
BAR = 0.75


def segment(document: Document) -> tuple[Segment, ...]:
    """Split a document into segments of one voice each, in order.

    Every character of its blocks but furniture is in one segment's text or label;
    white space may differ.
    """
    units = mended(units_of(document))
    labels = recognise(units)
    below = comments_from(units, labels)
    labels = {n: found for n, found in labels.items() if n < below}
    units, labels = split_midline(units, labels)
    names = Directory(found.label.printed for found in labels.values())
    pieces = assign(units, labels, names)
    if is_interview(units, labels):
        pieces = part_interview(pieces, units, document)
    elif not labels:
        pieces = give_to_author(pieces, document)
        if not any(piece.speaker for piece in pieces):
            pieces = give_quoted(pieces)
    else:
        pieces = name_answers(pieces, document)
    pieces = part_voices(pieces)
    pieces = part_messages(pieces)
    return doubt_damage(joined(part_stage(pieces)))
