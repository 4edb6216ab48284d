"""Whose words are these? A document's blocks become segments of one voice each."""

from content.document import Document
from content.segment.labels.conventions import find_labels
from content.segment.labels.line_breaks import join_broken_labels, split_at_labels
from content.segment.labels.resolver import SpeakerResolver
from content.segment.lines import lines_of
from content.segment.messages.messages import attribute_messages
from content.segment.pieces import merge_pieces
from content.segment.result import Segment, SegmentKind
from content.segment.turns.assign import assign_speakers
from content.segment.turns.author import attribute_to_author
from content.segment.turns.damage import doubt_damage
from content.segment.turns.interviews import (
    attribute_answers,
    attribute_interview,
    is_interview,
)
from content.segment.turns.quoted_speech import attribute_long_quotations
from content.segment.turns.stage import separate_directions
from content.segment.voices.commentary import find_comments_start, separate_commentary

__all__ = ["BAR", "Segment", "SegmentKind", "segment"]

# Under this confidence a person should look before the words are served.
MIN_CONFIDENCE = 0.75


def segment(document: Document) -> tuple[Segment, ...]:
    """Split a document into segments of one voice each, in order.

    Every character of its blocks but furniture is in one segment's text or label;
    white space may differ.
    """
    lines = join_broken_labels(lines_of(document))
    labels = find_labels(lines)
    below = find_comments_start(lines, labels)
    labels = {n: found for n, found in labels.items() if n < below}
    lines, labels = split_at_labels(lines, labels)
    names = SpeakerResolver(found.label.printed for found in labels.values())
    pieces = assign_speakers(lines, labels, names)
    if is_interview(lines, labels):
        pieces = attribute_interview(pieces, lines, document)
    elif not labels:
        pieces = attribute_to_author(pieces, document)
        if not any(piece.speaker for piece in pieces):
            pieces = attribute_long_quotations(pieces)
    else:
        pieces = attribute_answers(pieces, document)
    pieces = separate_commentary(pieces)
    pieces = attribute_messages(pieces)
    return doubt_damage(merge_pieces(separate_directions(pieces)))
