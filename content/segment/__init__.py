"""Segmentation: find out whose words each part of a document is.

A speaker's words start at a label ("Ada Brook:"), so most of the work is to find the
labels. They are searched for at the start of every line; possible labels that look
alike are weighed together, since a document marks all its speakers in one way. Each
line is then given to the label above it, or to nobody if it is a heading, a stage
direction or the page's own text. A document without labels is an interview, or has one
author whom its headline names, or quotes one person at length. After that, passages
that belong to others are taken out of the speakers' words: what the page's author and
readers wrote, messages that are read aloud, and stage directions. What is left next to
each other with the same speaker becomes one segment. Before that a second reader weighs
how sure each attribution is. docs/segmentation.md says more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from content.document import Document
from content.segment.doubt.second_reader import weigh
from content.segment.labels.conventions import find_labels
from content.segment.labels.line_breaks import join_broken_labels, split_at_labels
from content.segment.labels.resolver import SpeakerResolver
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.signs import with_signed_questions
from content.segment.lines import Line, lines_of
from content.segment.messages.messages import attribute_messages
from content.segment.pieces import Piece, merge_pieces
from content.segment.result import MIN_CONFIDENCE, Segment, SegmentKind
from content.segment.turns.assign import assign_speakers
from content.segment.turns.author import attribute_to_author
from content.segment.turns.headlines import without_headlines
from content.segment.turns.interviews import (
    attribute_answers,
    attribute_interview,
    is_interview,
)
from content.segment.turns.quoted_speech import attribute_long_quotations
from content.segment.turns.stage import separate_directions
from content.segment.voices.commentary import labels_of_speakers, separate_commentary

__all__ = ["MIN_CONFIDENCE", "Segment", "SegmentKind", "segment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReading:
    """What the first reader made of a document, for the second to weigh."""

    pieces: list[Piece]
    lines: list[Line]
    labels: Mapping[int, ScoredLabel]


def segment(document: Document) -> tuple[Segment, ...]:
    """Split a document into segments of one speaker each, in order.

    Every character of every block except page furniture is in the text or the label of
    exactly one segment; white space may differ.
    """
    first = read_first(document)
    return merge_pieces(weigh(first.pieces, first.lines, first.labels))


def read_first(document: Document) -> FirstReading:
    """Give every piece of a document to somebody or to nobody."""
    lines = join_broken_labels(lines_of(document))
    labels = find_labels(lines, declared=document.speakers)
    labels = with_signed_questions(labels, lines)
    labels = without_headlines(labels_of_speakers(labels, lines), lines)
    lines, labels = split_at_labels(lines, labels)
    printed = (one.label.printed for one in labels.values())
    speakers = SpeakerResolver(printed, declared=document.speakers)
    pieces = assign_speakers(lines, labels, speakers)
    if labels:
        pieces = attribute_answers(pieces, document)
    elif is_interview(lines):
        pieces = attribute_interview(pieces, lines, document)
    else:
        pieces = attribute_to_author(pieces, document)
        if not any(piece.speaker for piece in pieces):
            pieces = attribute_long_quotations(pieces)
    pieces = separate_commentary(pieces)
    pieces = attribute_messages(pieces)
    pieces = separate_directions(pieces)
    return FirstReading(pieces=pieces, lines=lines, labels=labels)
