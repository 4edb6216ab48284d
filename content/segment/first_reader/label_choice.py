"""Which labels of a document count: all, none, or those of whom its author tells."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from content.document import Document
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.messages import attribute_messages
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.turns.page_head.own_speech import page_author
from content.segment.unlabelled import (
    attribute_without_labels,
    with_speech_above_labels,
)
from content.segment.voices.false_labels import (
    ApparentLabels,
    PageWithoutLabels,
    is_told_by_hours,
)
from content.segment.voices.minutes.minutes import Minutes
from content.segment.voices.minutes.statements import lead_to_quotations
from content.segment.voices.one_speech.interruptions import (
    break_in,
    interruptions_of,
    possible_calls,
    set_aside,
)
from content.segment.voices.one_speech.told.labelled_speech import (
    attribute_labelled_speeches,
)
from content.segment.voices.one_speech.told.labels import (
    MAX_LABELS_TOLD_OF,
    labels_told_of,
)


def assign_by_labels(
    lines: Sequence[Line],
    labels: dict[int, ScoredLabel],
    assign: Callable[[Mapping[int, ScoredLabel]], list[Piece]],
    document: Document,
    *,
    whole: bool,
    minutes: Minutes | None,
) -> tuple[list[Piece], dict[int, ScoredLabel], Mapping[int, ScoredLabel] | None]:
    """Return the pieces of a document, its labels, and who interrupts a speech.

    Of a whole document there are no labels where all that look so interrupt one speech,
    or where the page explains itself without them. What a clerk tells in minutes looks as
    if it introduced speeches: there this is only asked where labels lead to quotations.
    """
    if not whole:
        return assign(labels), labels, None
    voices = interruptions_of(labels, lines)
    labels = labels if voices is None else {}
    pieces = assign(labels)
    pieces = set_aside(pieces, voices, lines) if voices else pieces
    calls = possible_calls(labels, lines) if minutes is None else {}
    if calls:
        aside = set_aside(assign({}), calls, lines)
        read = attribute_without_labels(aside, lines, document)
        if break_in(calls.values(), read, page_author(document)[0]):
            return aside, {}, {**calls, **(voices or {})}
    asked = minutes is None or lead_to_quotations(labels, lines)
    apparent = ApparentLabels(by_line=labels, lines=lines)
    if labels and asked and apparent.may_be_false():
        plain = assign({})
        page = PageWithoutLabels(labels=apparent, pieces=plain, document=document)
        if page.explains_itself():
            return plain, {}, voices
    return pieces, labels, voices


def told_by_author(
    pieces: Sequence[Piece],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    assign: Callable[[Mapping[int, ScoredLabel]], list[Piece]],
    document: Document,
) -> list[Piece] | None:
    """Return the pieces of a page whose author tells of those under labels; None if not so."""
    few = len(labels) <= MAX_LABELS_TOLD_OF
    found = (
        {**labels_told_of(lines, _unlabelled(pieces), document), **labels}
        if few
        else labels
    )
    if not found or is_told_by_hours(found, lines):
        return None
    colons = all(one.label.ending is Ending.COLON for one in found.values())
    # The head of a printed text has names on lines of their own, as its letters have.
    if not (labels or colons) and _prints_letters(pieces, [lines[n] for n in found]):
        return None
    assigned = pieces if len(found) == len(labels) else assign(found)
    ordered = [found[n] for n in sorted(found)]
    told = attribute_labelled_speeches(assigned, ordered, document)
    if told is None:
        return None
    return with_speech_above_labels(told, assigned, lines, document)


def _prints_letters(pieces: Sequence[Piece], labels: Iterable[Line]) -> bool:
    """Return whether a page prints letters, of more than what may be a label."""
    read = attribute_messages(pieces)
    sent = {p.position for p in read if p.kind is SegmentKind.MESSAGE}
    return not sent <= {line.position for line in labels}


def _unlabelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces as if nobody spoke."""
    return [
        unattribute(piece, SegmentKind.COMMENTARY, "")
        if piece.kind is SegmentKind.SPEECH
        else piece
        for piece in pieces
    ]
