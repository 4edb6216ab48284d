"""Segment a document: the steps of the first reader, then the second reader's look."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from content.document import Block, BlockKind, Document
from content.language.word_lists import forget_texts
from content.packed import Packed
from content.segment.channels import others_speak, page_of_channel
from content.segment.doubt.messages import trust_messages
from content.segment.doubt.reading import count_words
from content.segment.doubt.second_reader import weigh
from content.segment.doubt.signature_lines import trust_signatures
from content.segment.doubt.whole.verdict import weigh_whole
from content.segment.fewer_collections import fewer_collections
from content.segment.joined import joined_at, repeated_at
from content.segment.labels.attendance import fields_below, listed_offices
from content.segment.labels.by_looks import with_labels_by_looks
from content.segment.labels.conventions import find_labels, without_weekdays
from content.segment.labels.declared import (
    declared_initials,
    initials_of_declared,
    initials_of_named,
    letters_of_parts,
)
from content.segment.labels.exclusions.fields import (
    find_fields,
    is_record_field,
    without_inner_fields,
)
from content.segment.labels.exclusions.letter_lines import (
    without_addressed,
    without_signatures,
)
from content.segment.labels.exclusions.votes import holds_votes
from content.segment.labels.label import Ending
from content.segment.labels.parting.glued import part_glued
from content.segment.labels.parting.line_breaks import (
    join_broken_labels,
    split_at_labels,
)
from content.segment.labels.parting.offices_below import join_offices_below
from content.segment.labels.parting.run_on import part_run_on
from content.segment.labels.parting.words_behind_bold import with_words_behind_bold
from content.segment.labels.scoring import ScoredLabel
from content.segment.labels.shapes.captions.arrows import with_own_names_behind_arrows
from content.segment.labels.shapes.chats.exports import (
    read_chat_export,
    read_declared_chat,
)
from content.segment.labels.shapes.chats.poster_cards import with_posters
from content.segment.labels.shapes.chats.short_chats import read_short_chat
from content.segment.labels.shapes.mails.threads import (
    pieces_of_mails,
    read_mails,
)
from content.segment.labels.shapes.named_answers import with_named_answers
from content.segment.labels.shapes.posts.copied_posts import read_copied_posts
from content.segment.labels.shapes.posts.lone_posts import read_lone_posts
from content.segment.labels.shapes.posts.talk_pages import read_talk_page
from content.segment.labels.shapes.questions.answers_below import with_answers_below
from content.segment.labels.shapes.questions.first_pair import with_first_pair
from content.segment.labels.shapes.questions.house_names import with_house_names
from content.segment.labels.shapes.questions.inline_answers import part_inline_answers
from content.segment.labels.shapes.questions.run_on_questions import (
    part_run_on_questions,
)
from content.segment.labels.shapes.questions.set_off import with_set_off_questions
from content.segment.labels.shapes.questions.signs import with_signed_questions
from content.segment.labels.shapes.quoted_words import with_marked_quotes, with_quoted
from content.segment.labels.shapes.written_messages import Medium, WrittenMessages
from content.segment.labels.stamps import is_time_of_day
from content.segment.line_roles.agreement import agreement
from content.segment.line_roles.roles import (
    Roles,
    place_of,
    roles_of_lines,
    surely_opens,
)
from content.segment.lines import Line, lines_of
from content.segment.messages.acts import with_acts
from content.segment.messages.announcements.labels_of_address import without_salutations
from content.segment.messages.messages import attribute_messages
from content.segment.messages.posted.pasted import with_pasted
from content.segment.messages.posted.printed_articles import with_printed_articles
from content.segment.messages.posted.quoted_again import with_quoted_again
from content.segment.messages.posted.shown_posts import with_shown_posts
from content.segment.messages.printed_proposals import (
    with_proposals,
    without_proposals,
)
from content.segment.messages.proposed_texts import with_proposed_texts
from content.segment.messages.whole_quotes import end_with_quotes
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.pieces import Piece, merge_pieces, unattribute
from content.segment.result import Segment, SegmentKind
from content.segment.speakers.chairs import (
    find_presiding,
    with_chairs_in_turn,
    without_presided,
)
from content.segment.speakers.dashed_answers import with_dashed_answers
from content.segment.speakers.examinations import with_examiners
from content.segment.speakers.holders import find_named_holders
from content.segment.speakers.inflected_names import with_nominatives
from content.segment.speakers.known_names import KnownNames, first_that_recurs
from content.segment.speakers.movers import with_movers
from content.segment.speakers.resolver import PrintedNames, SpeakerResolver
from content.segment.speakers.signed_offices import signed_offices
from content.segment.speakers.written_names import as_people_write, without_places
from content.segment.turns.answers import attribute_answers
from content.segment.turns.assign import assign_speakers
from content.segment.turns.opening import attribute_opening
from content.segment.turns.page_head.headlines import without_headlines
from content.segment.turns.page_head.own_speech import page_author
from content.segment.turns.printed_texts import with_printed_texts
from content.segment.turns.questions import are_answers_words
from content.segment.turns.told_to import attribute_told
from content.segment.turns.unspoken.chat_lines import separate_notes
from content.segment.turns.unspoken.named_calls import with_named_calls
from content.segment.turns.unspoken.stage import separate_directions
from content.segment.turns.woven_quotations import attribute_quoted_in_minutes
from content.segment.unlabelled import (
    attribute_above_labels,
    attribute_in_minutes,
    attribute_without_labels,
    with_speech_above_labels,
)
from content.segment.voices.annexed_statements import with_annexed_statements
from content.segment.voices.commentary import (
    labels_of_speakers,
    separate_commentary,
    without_readers_labels,
)
from content.segment.voices.guessed_quotations import guess_quoted
from content.segment.voices.happenings import separate_happenings
from content.segment.voices.labelled_statements import with_labelled_statements
from content.segment.voices.letters.printed_letters import with_printed_letters
from content.segment.voices.minutes.agenda_items import without_agenda_items
from content.segment.voices.minutes.clerk import separate_clerk
from content.segment.voices.minutes.labels import (
    doubt_reported,
    fields_of_minutes,
    with_listed_alone,
)
from content.segment.voices.minutes.minutes import (
    Minutes,
    find_minutes,
    with_listed_names,
)
from content.segment.voices.minutes.motions import with_motions
from content.segment.voices.minutes.officers_reports import with_officers_reports
from content.segment.voices.minutes.statements import (
    lead_to_quotations,
    without_stated,
)
from content.segment.voices.minutes.titles_of_texts import without_titles_of_texts
from content.segment.voices.minutes.turn_ends import end_turns
from content.segment.voices.no_labels import are_none, is_told_by_hours, may_be_none
from content.segment.voices.numbered_questions import with_numbered_questions
from content.segment.voices.one_speech.head_fields import without_head_fields
from content.segment.voices.one_speech.interruptions import (
    break_in,
    give_back,
    interruptions_of,
    possible_calls,
    set_aside,
)
from content.segment.voices.one_speech.posted_speech import (
    find_posted_speeches,
    without_posters,
)
from content.segment.voices.one_speech.told.labelled_speech import (
    attribute_labelled_speeches,
    without_authors_words,
)
from content.segment.voices.one_speech.told.labels import (
    MAX_LABELS_TOLD_OF,
    labels_told_of,
)
from content.segment.voices.reports.headed_turns import with_headed_turns
from content.segment.voices.told_floor import (
    with_told_speakers,
    without_given_floor,
)
from content.segment.voices.unsure import doubt_nobodys_words

_PART_BLOCKS = 50_000
# How often a file is parted in two: what remains is read once more each time.
_MAX_PARTED = 3
# How much more likely a letter has to be read rightly without labels; how likely they are
# labels, by their looks, where this is not asked; and the share of them that come back there.
_FAR_MORE, _RATHER, _MOST_COME_BACK = 0.15, 0.5, 0.5
# Labels of earlier parts that later ones may shorten.
_MAX_EARLIER_LABELS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstReading:
    """What the first reader made of a document, for the second to weigh.

    Attributes:
        rest: The block with which the next part has to start; None for the next block.
        medium: Where it was written, if every message has a writer.
        roles: What its lines look like.
    """

    pieces: list[Piece]
    lines: list[Line]
    labels: Mapping[int, ScoredLabel]
    rest: int | None = None
    medium: Medium | None = None
    roles: Roles = field(default_factory=dict)


def segment_document(
    document: Document, progress: Callable[[float], None] | None
) -> Sequence[Segment]:
    """Split a document into segments, as `content.segment.segment` says.

    A document of more than `_PART_BLOCKS` blocks is read in parts.
    """
    with fewer_collections():
        try:
            return _segment(document, progress)
        finally:
            forget_texts()


def _segment(
    document: Document, progress: Callable[[float], None] | None
) -> Sequence[Segment]:
    segments: Packed[Segment] = Packed()
    earlier: dict[str, None] = {}
    start, total = 0, len(document.blocks)
    found: tuple[Segment, ...] = ()
    while start < total:
        end = min(total, start + _PART_BLOCKS)
        whole = end - start == total
        part = (
            document if whole else replace(document, blocks=document.blocks[start:end])
        )

        def report(share: float, start: int = start, size: int = end - start) -> None:
            if progress is not None:
                progress((start + share * size) / total)

        found, labels, rest = _read_part(
            part,
            report=report,
            earlier=tuple(earlier) if start else None,
            more=end < total,
        )
        if not whole:
            segments.extend(found)
        if end < total and len(earlier) < _MAX_EARLIER_LABELS:
            earlier |= labels
        start = end if rest is None else start + rest
        report(0.0, start, 0)
    return found if total <= _PART_BLOCKS else segments


def _read_part(
    part: Document,
    *,
    report: Callable[[float], None],
    earlier: Collection[str] | None,
    more: bool,
    parted: int = 0,
) -> tuple[tuple[Segment, ...], dict[str, None], int | None]:
    """Return a part's segments, its labels, and the block with which the next starts.

    It may hold several documents, if the file was not yet parted too often.

    All else that was made of the part is gone before the next is read.
    """
    may_part = earlier is None and not more and parted < _MAX_PARTED
    if may_part and (below := repeated_at(part.blocks)):
        return _read_apart(part, below, report, parted + 1), {}, None
    first = read_first(part, report=report, earlier=earlier, more=more)
    if may_part and (below := _joined_at(first, part)):
        return _read_apart(part, below, report, parted + 1), {}, None
    part, first = _as_channel(part, first)
    first = _as_it_looks(first, part)
    weighed: Sequence[Piece] = first.pieces
    if not part.is_chat:
        lines, labels, counts = first.lines, first.labels, count_words(first.pieces)
        weighed = weigh(first.pieces, lines, labels, part, report, counts=counts)
        weighed = weigh_whole(weighed, lines, labels, part, counts, roles=first.roles)
        weighed = trust_signatures(weighed)
        weighed = with_named_calls(weighed) if labels else weighed
        if first.medium is not None:
            weighed = trust_messages(weighed, first.pieces, first.medium)
        weighed = with_shown_posts(weighed)
    printed = dict.fromkeys(one.label.printed for one in first.labels.values())
    return merge_pieces(weighed), printed, first.rest


def _as_channel(
    document: Document, first: FirstReading
) -> tuple[Document, FirstReading]:
    """Return the page that one writer's messages make, and its reading, if others speak there."""
    stamped = all(one.label.ending is Ending.TIME for one in first.labels.values())
    is_chat = first.medium is Medium.CHAT or (first.medium is None and stamped)
    if not is_chat or document.is_chat or first.rest is not None:
        return document, first
    page = page_of_channel(document, first.lines, first.labels)
    if page is None:
        return document, first
    read = read_first(page)
    writer = next(iter(first.labels.values())).label.printed
    return (page, read) if others_speak(read.pieces, writer) else (document, first)


def _as_it_looks(first: FirstReading, document: Document) -> FirstReading:
    """Return the reading of a document without labels, if it looks far more like that.

    What rules take for labels may be fields, days or headings throughout. Labels that look
    like labels stay, and so do those that come back: people may speak in odd ways.
    """
    if not first.labels or _look_like_labels(first):
        return first
    agreed = agreement(first.pieces, first.roles)
    if agreed + _FAR_MORE > 1:
        return first
    plain = read_first(document, labelled=False)
    far_more = agreement(plain.pieces, plain.roles) >= agreed + _FAR_MORE
    return plain if far_more and not plain.labels else first


def _look_like_labels(first: FirstReading) -> bool:
    """Return whether the labels of a document look like labels, or most of them come back."""
    times = Counter(one.key for one in first.labels.values())
    again = sum(n for n in times.values() if n > 1)
    places = [place_of(first.lines[n]) for n in first.labels]
    opens = [first.roles[at].opens_turn for at in places if at in first.roles]
    likely = not opens or sum(opens) >= _RATHER * len(opens)
    return likely or again >= _MOST_COME_BACK * len(first.labels)


def _joined_at(first: FirstReading, document: Document) -> int | None:
    """Return the block with which a second document starts in a file, if one does."""

    def labels_alone(
        start: int, end: int, fewest: float
    ) -> list[tuple[int, ScoredLabel]]:
        part = replace(document, blocks=document.blocks[start:end])
        alone = read_first(part, fewest=fewest)
        labels = sorted(alone.labels.items())
        return [(start + alone.lines[n].block, one) for n, one in labels]

    # A mail's words may hold a whole transcript.
    if document.is_chat or first.medium is Medium.MAIL:
        return None
    return joined_at(first.lines, first.labels, document.blocks, labels_alone)


def _read_apart(
    document: Document, below: int, report: Callable[[float], None], parted: int
) -> tuple[Segment, ...]:
    """Return the segments of two documents that stand in one file."""
    found: list[Segment] = []
    for blocks in (document.blocks[:below], document.blocks[below:]):
        alone = replace(document, blocks=blocks)
        read = _read_part(alone, report=report, earlier=None, more=False, parted=parted)
        found += read[0]
    return tuple(found)


def read_first(
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
    written, hourly = _find_messages(lines, document)
    if written is not None:
        return _read_written(written, document, more=more)
    whole = earlier is None and not more
    if whole and (lone := _read_lone_posts(lines, document)):
        return lone
    # Who writes above hours is known by the hours.
    roles = roles_of_lines(lines) if whole and hourly is None else {}
    lines = _parted(lines)
    report(0.05)
    minutes = find_minutes(lines, document) if earlier is None else None
    known = _known_labels(lines, document, minutes) if labelled else {}
    labels = _find_labels(known, lines, document, minutes, is_first=earlier is None)
    if labelled:
        labels = without_weekdays(with_labels_by_looks(labels, lines, roles))
    labels = without_proposals(labels, lines)
    if hourly is not None and _explains_more(hourly, lines, labels):
        return _read_written(hourly, document, more=more)
    report(0.2)
    lines, labels, fields, holders = _settle_labels(lines, labels, minutes, roles)
    lines, labels, rest = _up_to_last_turn(lines, labels, more=more)
    if len(labels) < fewest:
        return FirstReading(pieces=[], lines=lines, labels=labels, roles=roles)
    report(0.25)
    spelling = DocumentSpelling(line.text for line in lines)
    speakers = SpeakerResolver(
        [one.label.meant for one in labels.values()],
        declared=document.speakers,
        initials=_initials(lines, document),
        holders=holders,
        spelling=spelling,
        known=_known_names(lines, labels),
        earlier=earlier or (),
        listed=minutes.listed if minutes else (),
    )
    assign = partial(assign_speakers, lines, speakers=speakers, fields=fields)
    report(0.3)
    likely = labels
    pieces, labels, voices = _assign(
        lines, labels, assign, document, whole=whole, minutes=minutes
    )
    report(0.5)
    asked = earlier is None and not more and not voices
    asked = asked and (minutes is None or not minutes.listed)
    told = _told_of(pieces, lines, labels, assign, document) if asked else None
    if told is not None:
        pieces, labels, likely = told, {}, {}
    else:
        pieces = _attribute_further(
            pieces,
            lines,
            labels,
            document,
            minutes=minutes,
            is_first=earlier is None,
            asked=asked,
        )
    if likely and not (labels or voices or minutes):
        pieces = with_labelled_statements(pieces, likely, lines, assign)
    pieces = give_back(pieces, voices, lines) if voices else pieces
    pieces = separate_commentary(pieces, more=more)
    report(0.55)
    pieces = _with_sent(pieces, document, asked=asked)
    pieces = with_proposals(with_motions(pieces, minutes))
    pieces = with_officers_reports(pieces, minutes)
    pieces = guess_quoted(_with_printed(pieces) if labels else pieces, minutes)
    pieces = _settle_names(pieces, document, minutes, labelled=bool(labels))
    pieces = separate_clerk(as_people_write(pieces, spelling))
    report(0.65)
    pieces = separate_directions(separate_happenings(pieces) if labels else pieces)
    pieces = doubt_nobodys_words(pieces)
    return FirstReading(
        pieces=pieces, lines=lines, labels=labels, rest=rest, roles=roles
    )


def _with_sent(
    pieces: Sequence[Piece], document: Document, *, asked: bool
) -> list[Piece]:
    """Return pieces with the texts of others; `asked` says whether an author may print them."""
    sent = end_with_quotes(attribute_messages(pieces))
    return with_printed_articles(
        with_printed_letters(sent, document) if asked else sent
    )


def _with_printed(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a record with the texts that it prints, each given to whose it is."""
    return with_acts(with_proposed_texts(with_printed_texts(pieces)))


def _assign(
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
    if asked and may_be_none(labels, lines):
        plain = assign({})
        if are_none(labels, lines, plain, document):
            return plain, {}, voices
    return pieces, labels, voices


def _told_of(
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
    sent = {p.place for p in read if p.kind is SegmentKind.MESSAGE}
    return not sent <= {(line.block, line.number) for line in labels}


def _unlabelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces as if nobody spoke."""
    return [
        unattribute(piece, SegmentKind.COMMENTARY, "")
        if piece.kind is SegmentKind.SPEECH
        else piece
        for piece in pieces
    ]


def _parted(lines: list[Line]) -> list[Line]:
    """Return lines parted where several speak in one, and labels in one piece."""
    lines = join_offices_below(part_inline_answers(part_run_on(lines)))
    lines = part_glued(join_broken_labels(lines))
    return part_run_on_questions(lines)


def _up_to_last_turn(
    lines: list[Line], labels: dict[int, ScoredLabel], *, more: bool
) -> tuple[list[Line], dict[int, ScoredLabel], int | None]:
    """Return what stands above the last turn, and the block where that one starts.

    If more parts follow, it may go on in the next one, which starts with it; else all of
    it is here.
    """
    cut = _last_turn(lines, labels) if more else 0
    if not cut:
        return lines, labels, None
    above = {n: one for n, one in labels.items() if n < cut}
    return lines[:cut], above, lines[cut].block


def _attribute_further(
    pieces: list[Piece],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    document: Document,
    *,
    minutes: Minutes | None,
    is_first: bool,
    asked: bool,
) -> list[Piece]:
    """Return pieces with what labels do not give away: answers, statements, speeches.

    Of a whole document with labels, `asked` says whether its author may break into turns.
    """
    if labels:
        labelled = pieces
        pieces = end_turns(attribute_answers(pieces, document), minutes)
        pieces = with_numbered_questions(_stated_beside(pieces, minutes))
        if is_first:
            pieces = attribute_opening(pieces, document)
        if is_first and minutes is None:
            pieces = attribute_above_labels(pieces, document)
        pieces = with_told_speakers(without_given_floor(pieces))
        pieces = with_annexed_statements(pieces)
        pieces = with_headed_turns(pieces) if minutes is None else pieces
        if asked and not is_told_by_hours(labels, lines):
            pieces = without_authors_words(pieces, labelled)
        if asked and minutes is None:
            pieces = with_speech_above_labels(pieces, labelled, lines, document)
        return pieces
    if minutes is not None:
        # "Protokoll: Ada Brook" says who took minutes, or wrote down what one person told.
        told = len(minutes.listed) <= 1 and attribute_told(pieces, document)
        return without_places(told or _stated(pieces, minutes), document)
    if is_first:
        found = attribute_without_labels(pieces, lines, document)
        return without_places(found, document)
    return pieces


def _find_messages(
    lines: Sequence[Line], document: Document
) -> tuple[WrittenMessages | None, WrittenMessages | None]:
    """Return the messages of a document, and those that may be turns of a recording.

    These are posts that tell of an hour alone, and a few messages of what may be a chat.
    """
    export = read_declared_chat if document.is_chat else read_chat_export
    if found := export(lines) or read_mails(lines) or read_talk_page(lines):
        return found, None
    short = read_short_chat(lines)
    if short is not None and short.sure:
        return short.written, None
    posts = read_copied_posts(lines)
    # Extracts of minutes have heads as alike as cards.
    aged = posts is not None and posts.aged
    none = posts is None and short is None
    if none or (not aged and find_minutes(lines, document)):
        return None, None
    if posts is not None and posts.dated:
        others = _others_speak(posts.thread, lines, document)
        return (None, None) if others else (posts.thread, None)
    if posts is not None and (short is None or not short.beside):
        return None, posts.thread
    return None, short.written if short is not None else None


def _stated_beside(pieces: list[Piece], minutes: Minutes | None) -> list[Piece]:
    """Return pieces with the statements of minutes that stand beside labelled turns."""
    if minutes is None:
        return pieces
    pieces = with_officers_reports(pieces, minutes)
    pieces = with_motions(pieces, minutes, moved=True)
    return attribute_quoted_in_minutes(pieces, minutes.listed, minutes.code)


def _stated(pieces: list[Piece], minutes: Minutes) -> list[Piece]:
    """Return the pieces of minutes given to who makes statements in them, or is quoted."""
    return attribute_in_minutes(_stated_beside(pieces, minutes))


def _settle_names(
    pieces: list[Piece],
    document: Document,
    minutes: Minutes | None,
    *,
    labelled: bool,
) -> list[Piece]:
    """Return pieces whose speakers are named in the nominative, and whole if listed."""
    pieces = with_nominatives(pieces, document)
    return with_listed_names(pieces, minutes, labelled=labelled) if minutes else pieces


def _known_labels(
    lines: Sequence[Line], document: Document, minutes: Minutes | None
) -> dict[int, ScoredLabel]:
    """Return the labels that a document shows by their form."""
    listed = minutes.listed if minutes else ()
    declared = [*document.speakers, *letters_of_parts(lines)]
    found = find_labels(lines, declared=declared, listed=listed)
    return with_words_behind_bold(found, lines)


def _find_labels(
    labels: dict[int, ScoredLabel],
    lines: Sequence[Line],
    document: Document,
    minutes: Minutes | None,
    *,
    is_first: bool,
) -> dict[int, ScoredLabel]:
    """Return labels with those that others lead to, and without those of nobody.

    Args:
        labels: The labels that show by themselves.
        lines: The lines.
        document: The document or the part.
        minutes: What it is known by to be minutes, if it is.
        is_first: Whether the headlines are in it.
    """
    labels = with_signed_questions(with_named_answers(labels, lines), lines)
    labels = with_set_off_questions(labels, lines)
    labels = labels_of_speakers(labels, lines)
    if is_first:
        labels = with_house_names(without_headlines(labels, lines), lines)
        labels = with_answers_below(with_first_pair(labels, lines), lines)
        labels = with_own_names_behind_arrows(labels, lines)
        labels = {} if are_answers_words(labels, lines) else labels
        if minutes is None:
            labels = without_agenda_items(labels, lines, document)
        labels = without_head_fields(labels, lines)
        labels = without_titles_of_texts(
            labels, lines, document, in_minutes=minutes is not None
        )
        if minutes is not None:
            labels = with_listed_alone(labels, lines, minutes)
    return labels


def _settle_labels(
    lines: list[Line],
    labels: Mapping[int, ScoredLabel],
    minutes: Minutes | None,
    roles: Roles,
) -> tuple[list[Line], dict[int, ScoredLabel], frozenset[int], dict[str, str]]:
    """Return lines split at their labels, the labels, the fields, and who holds offices.

    What surely looks as if somebody began to speak is no field, unless it counts votes.
    """
    lines, found = with_dashed_answers(lines, labels)
    lines, labels = split_at_labels(lines, with_examiners(found, lines))
    # Names inside of lines are found by now: "Hall: “Never.” That is not true!"
    labels = without_readers_labels(labels, lines)
    labels = without_addressed(without_signatures(labels, lines), lines)
    labels = with_movers(labels, lines)
    labels = without_salutations(labels, lines)
    labels, told = with_posters(labels, lines)
    fields = find_fields(labels, lines) - told
    labels = without_inner_fields(labels, lines, fields)
    presiding = find_presiding(labels, lines, fields)
    labels, chaired = with_chairs_in_turn(labels, lines, fields)
    if minutes is not None:
        fields |= fields_of_minutes(labels, lines, minutes)
    fields -= {
        n
        for n in fields
        if n in labels
        and surely_opens(lines[n], roles)
        and not (
            is_record_field(labels[n].label.printed)
            and (minutes is not None or holds_votes(lines[n].text))
        )
    }
    alone = {n for n, one in labels.items() if one.label.alone}
    fields |= chaired | fields_below(lines, first_that_recurs(labels), alone)
    labels = {n: one for n, one in labels.items() if n not in fields}
    if minutes is not None:
        labels = doubt_reported(labels, lines, minutes)
        labels = without_stated(labels, lines, minutes.code)
    holders = without_presided(find_named_holders(labels, lines), presiding)
    holders = signed_offices(lines) | holders | presiding
    if minutes is not None:
        holders = listed_offices(lines, min(labels, default=len(lines))) | holders
    return lines, labels, fields | told, holders


def _initials(lines: Sequence[Line], document: Document) -> dict[str, str]:
    """Return the names that a document declares, or has on top, by their initials."""
    declared = initials_of_declared(document.speakers) | declared_initials(lines)
    return initials_of_named(lines) | letters_of_parts(lines) | declared


def _known_names(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> KnownNames:
    return KnownNames(
        [line.text for line in lines],
        first_that_recurs(labels),
        {n: one.label.end for n, one in labels.items()},
        {
            n: line.bold
            for n, line in enumerate(lines)
            if 0 < line.bold < len(line.text)
        },
    )


def _name_lines(posts: WrittenMessages) -> Iterator[int]:
    """Yield the lines that name who wrote each message, at its stamp or right above it."""
    for n, one in posts.labels.items():
        yield n if not n or one.label.printed in posts.lines[n].text else n - 1


def _cards(posts: WrittenMessages) -> set[tuple[int, int]]:
    """Return the blocks and numbers of the lines that a program prints at posts."""
    lines = posts.lines
    return {(lines[n].block, lines[n].number) for n in (*posts.own, *posts.labels)}


def _others_speak(
    posts: WrittenMessages, lines: Sequence[Line], document: Document
) -> bool:
    """Return whether labels that come back stand between dates, more often than these.

    Heads of pages, and of items, may be as alike as cards, but names in cards are no
    more than these. "Posts: 41" on every card may stand once more on top of the page.
    """
    cards, many = _cards(posts), len(posts.labels)
    known = _known_labels(lines, document, None)
    labels = _find_labels(known, lines, document, None, is_first=True)
    carded = {n for n in labels if (lines[n].block, lines[n].number) in cards}
    times = Counter(one.key for one in labels.values())
    within = Counter(labels[n].key for n in carded)
    fields = {
        key for key, count in within.items() if times[key] < 2 * count <= 2 * many
    }
    again = sum(
        n not in carded or (times[one.key] > many and one.key not in fields)
        for n, one in labels.items()
        if times[one.key] > 1
    )
    return again > many


def _explains_more(
    posts: WrittenMessages, lines: Sequence[Line], labels: Mapping[int, ScoredLabel]
) -> bool:
    """Return whether posts below hours have all labels among their cards, and many more.

    Of labels that all stand above hours, any more is enough, if no card stands right below
    an hour: what stands there was said.
    """
    cards = _cards(posts)
    stamped = all(
        one.label.ending is Ending.LINE and one.label.stamped for one in labels.values()
    )
    many = 2 * len(posts.labels) >= 3 * len(labels)
    above = {posts.lines[n - 1].text for n in _name_lines(posts) if n}
    more = many or (
        stamped
        and len(posts.labels) > len(labels)
        and not any(map(is_time_of_day, above))
    )
    return more and all((lines[n].block, lines[n].number) in cards for n in labels)


def _read_written(
    written: WrittenMessages, document: Document, *, more: bool
) -> FirstReading:
    """Give every message to its writer, and what it quotes to whoever wrote that."""
    written, rest = _up_to_last_message(written) if more else (written, None)
    lines, labels = written.lines, written.labels
    quoted, known = written.quoted, frozenset[int]()
    if written.medium is not Medium.CHAT:
        forum = written.medium is Medium.FORUM
        posted = find_posted_speeches(
            pieces_of_mails(written),
            quoted,
            read_page=partial(_read_post, document=document) if forum else None,
        )
        quoted, known = posted.quoted, posted.turns
        told = posted.pieces if not known else with_nominatives(posted.pieces, document)
        pieces = attribute_messages(told)
    else:
        pieces = assign_speakers(lines, labels, PrintedNames(), programs=written.own)
        pieces = with_pasted(attribute_messages(list(separate_notes(pieces))))
        pieces = with_nominatives(with_quoted_again(pieces), document)
    pieces = separate_directions(list(with_quoted(pieces, quoted)))
    pieces = list(with_marked_quotes(pieces, known))
    return FirstReading(
        pieces=pieces, lines=lines, labels=labels, rest=rest, medium=written.medium
    )


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
    read = read_first(replace(document, title="", blocks=blocks))
    places = [piece.place for piece in post]
    return [
        replace(one, block=places[one.block][0], line=places[one.block][1])
        for one in read.pieces
    ]


def _read_lone_posts(lines: Sequence[Line], document: Document) -> FirstReading | None:
    """Give the speech that one of few posts passes on to who speaks; None if there is none.

    All else on such a page is nobody's.
    """
    written = read_lone_posts(lines)
    if written is None:
        return None
    posted = find_posted_speeches(
        pieces_of_mails(written),
        {},
        few=True,
        read_page=partial(_read_post, document=document),
    )
    if not posted.turns:
        return None
    pieces = with_nominatives([*without_posters(posted.pieces)], document)
    pieces = separate_directions(pieces)
    return FirstReading(pieces=pieces, lines=written.lines, labels={})


def _up_to_last_message(
    written: WrittenMessages,
) -> tuple[WrittenMessages, int | None]:
    """Return what stands above the last message, and the block where that one starts.

    It may go on in the next part of a long document.
    """
    cut = _last_turn(written.lines, written.labels)
    if not cut:
        return written, None
    above = replace(
        written,
        lines=written.lines[:cut],
        labels={n: one for n, one in written.labels.items() if n < cut},
        own=frozenset(n for n in written.own if n < cut),
    )
    return above, written.lines[cut].block


def _last_turn(lines: Sequence[Line], labels: Mapping[int, ScoredLabel]) -> int:
    """Return the line of the last label if it opens a block in the second half; else 0."""
    last = max((n for n in labels if lines[n].opens), default=0)
    return last if last > len(lines) // 2 else 0
