"""The first reader: the steps that give each piece of a document to somebody or nobody."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from content.document import Block, BlockKind, Document
from content.segment.first_reader.attribution import (
    attribute_further,
    attribute_texts,
    settle_names,
)
from content.segment.first_reader.chats_and_mails import (
    find_messages,
    posts_explain_more,
    read_speech_in_posts,
    read_written,
)
from content.segment.first_reader.document_labels import (
    complete_labels,
    initials_of,
    known_labels,
    names_known_in,
    settle_labels,
)
from content.segment.first_reader.first_labels import with_first_labels
from content.segment.first_reader.label_choice import assign_by_labels, told_by_author
from content.segment.first_reader.part_end import up_to_last_turn
from content.segment.first_reader.reading import FirstReading
from content.segment.labels.by_looks import with_labels_by_looks
from content.segment.labels.conventions import without_weekdays
from content.segment.labels.exclusions.names_below import without_names_below_items
from content.segment.labels.parting.glued import part_glued
from content.segment.labels.parting.line_breaks import join_broken_labels
from content.segment.labels.parting.offices_below import join_offices_below
from content.segment.labels.parting.run_on import part_run_on
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.questions.inline_answers import part_inline_answers
from content.segment.labels.shapes.questions.run_on_questions import (
    part_run_on_questions,
)
from content.segment.line_roles.roles import roles_of_lines
from content.segment.lines import Line, lines_of
from content.segment.messages.printed_proposals import without_proposals
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.pieces import Piece
from content.segment.speakers.resolver import SpeakerResolver
from content.segment.speakers.written_names import as_people_write
from content.segment.turns.by_labels.assigner import assign_speakers
from content.segment.turns.unspoken.directions import separate_directions
from content.segment.voices.commentary import separate_commentary
from content.segment.voices.happenings import separate_happenings
from content.segment.voices.labelled_statements import with_labelled_statements
from content.segment.voices.letters.nested_letters import (
    part_nested_quotations,
    with_nested_quotations,
)
from content.segment.voices.minutes.clerk import separate_clerk
from content.segment.voices.minutes.minutes import (
    Minutes,
    find_minutes,
    is_verbatim_record,
)
from content.segment.voices.one_speech.interruptions import give_back
from content.segment.voices.unsure import doubt_nobodys_words

_MANY_LABELS = 12
"""A record of more turns than these has no author who tells of them."""


def make_first_reading(
    document: Document,
    *,
    report: Callable[[float], None] = lambda _share: None,
    earlier: Collection[str] | None = None,
    more: bool = False,
    labelled: bool = True,
    fewest: float = 0,
) -> FirstReading:
    """Give every piece of a document, or of a part of one, to somebody or to nobody.

    Args:
        document: The document or the part.
        report: Called with the share that is done.
        earlier: The labels of the parts before; None for the first part.
        more: Whether parts follow.
        labelled: Whether labels are looked for by their form and looks.
        fewest: How many labels it has to have to be read on; with fewer it has no pieces.
    """
    report(0.0)
    lines = lines_of(document)
    read_page = partial(_read_post, document=document)
    written, hourly = find_messages(lines, document)
    if written is not None:
        return read_written(written, document, read_page, more=more)
    whole = earlier is None and not more
    if whole and (lone := read_speech_in_posts(lines, document, read_page)):
        return lone
    # Who writes above hours is known by the hours.
    roles = roles_of_lines(lines) if whole and hourly is None else {}
    lines = _parted_lines(lines)
    report(0.05)
    minutes = find_minutes(lines, document) if earlier is None else None
    known = known_labels(lines, document, minutes) if labelled else {}
    labels = complete_labels(known, lines, document, minutes, is_first=earlier is None)
    if labelled:
        labels = without_weekdays(with_labels_by_looks(labels, lines, roles))
    labels = without_names_below_items(without_proposals(labels, lines), lines)
    if hourly is not None and posts_explain_more(hourly, lines, labels):
        return read_written(hourly, document, read_page, more=more)
    report(0.2)
    lines, labels, fields, holders = settle_labels(lines, labels, minutes, roles)
    lines, labels, rest = up_to_last_turn(lines, labels, more=more)
    if len(labels) < fewest:
        return FirstReading(pieces=[], lines=lines, labels=labels, roles=roles)
    report(0.25)
    spelling = DocumentSpelling(line.text for line in lines)
    speakers = _speakers_of(
        lines, labels, document, holders, spelling, earlier=earlier, minutes=minutes
    )
    assign = partial(assign_speakers, lines, speakers=speakers, fields=fields)
    report(0.3)
    likely = labels
    pieces, labels, interruptions = assign_by_labels(
        lines, labels, assign, document, whole=whole, minutes=minutes
    )
    pieces, nested = part_nested_quotations(pieces)
    report(0.5)
    may_have_author = earlier is None and not more and not interruptions
    may_have_author = may_have_author and (minutes is None or not minutes.listed)
    if may_have_author and len(labels) > _MANY_LABELS:
        may_have_author = not is_verbatim_record(lines, document)
    told = (
        told_by_author(pieces, lines, labels, assign, document)
        if may_have_author
        else None
    )
    if told is not None:
        pieces, labels, likely = told, {}, {}
    else:
        pieces = attribute_further(
            pieces,
            lines,
            labels,
            document,
            minutes=minutes,
            is_first=earlier is None,
            may_have_author=may_have_author,
        )
    if likely and not (labels or interruptions or minutes):
        pieces = with_labelled_statements(pieces, likely, lines, assign)
    pieces = give_back(pieces, interruptions, lines) if interruptions else pieces
    pieces = separate_commentary(pieces, more=more)
    report(0.55)
    pieces = attribute_texts(
        pieces,
        document,
        minutes,
        labelled=bool(labels),
        may_have_author=may_have_author,
    )
    pieces = with_nested_quotations(pieces, nested)
    pieces = settle_names(pieces, document, minutes, labelled=bool(labels))
    pieces = as_people_write(with_first_labels(pieces), spelling)
    report(0.65)
    return FirstReading(
        pieces=_without_unspoken(pieces, labelled=bool(labels)),
        lines=lines,
        labels=labels,
        rest=rest,
        roles=roles,
    )


def _speakers_of(
    lines: list[Line],
    labels: dict[int, ScoredLabel],
    document: Document,
    holders: Mapping[str, str],
    spelling: DocumentSpelling,
    *,
    earlier: Collection[str] | None,
    minutes: Minutes | None,
) -> SpeakerResolver:
    """Return whom the labels of a document mean.

    Args:
        lines: The lines.
        labels: The labels, by line.
        document: The document.
        holders: Who holds an office, by its key.
        spelling: How the document spells names.
        earlier: The labels of the parts before; None for the first part.
        minutes: What is known of the document as minutes.
    """
    return SpeakerResolver(
        [one.label.with_holder for one in labels.values()],
        declared=document.speakers,
        initials=initials_of(lines, document),
        holders=holders,
        spelling=spelling,
        known=names_known_in(lines, labels),
        earlier=earlier or (),
        listed=minutes.listed if minutes else (),
    )


def _without_unspoken(pieces: list[Piece], *, labelled: bool) -> list[Piece]:
    """Return pieces with what nobody says taken out of turns, or doubted."""
    pieces = separate_clerk(pieces)
    pieces = separate_directions(separate_happenings(pieces) if labelled else pieces)
    return doubt_nobodys_words(pieces)


def _parted_lines(lines: list[Line]) -> list[Line]:
    """Return lines parted where several speak in one, and labels in one piece."""
    lines = join_offices_below(part_inline_answers(part_run_on(lines)))
    lines = part_glued(join_broken_labels(lines))
    return part_run_on_questions(lines)


def _read_post(post: Sequence[Piece], document: Document) -> list[Piece]:
    """Return what a post has, read as if it were a page of its own."""
    blocks = tuple(
        Block(
            text=piece.text,
            line=n,
            kind=BlockKind.QUOTE if piece.quoted else BlockKind.PARAGRAPH,
        )
        for n, piece in enumerate(post, 1)
    )
    read = make_first_reading(replace(document, title="", blocks=blocks))
    positions = [piece.position for piece in post]
    return [
        replace(one, block=positions[one.block][0], line=positions[one.block][1])
        for one in read.pieces
    ]
