"""What no label gives away, step by step: answers, speeches, texts of others, names."""

from collections.abc import Mapping, Sequence

from content.document import Document
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.messages.acts import with_acts
from content.segment.messages.messages import attribute_messages
from content.segment.messages.posted.printed_articles import with_printed_articles
from content.segment.messages.printed_proposals import with_proposals
from content.segment.messages.proposed_texts import (
    with_moved_texts,
    with_proposed_texts,
)
from content.segment.messages.signatures.initials_in_full import with_initials_in_full
from content.segment.messages.whole_quotes import end_with_quotes
from content.segment.pieces import Piece
from content.segment.speakers.inflected_names import with_nominatives
from content.segment.speakers.written_names import without_places
from content.segment.turns.answers import attribute_answers
from content.segment.turns.lectures import with_lecture
from content.segment.turns.opening import attribute_opening
from content.segment.turns.printed_texts import with_printed_texts
from content.segment.turns.told_to import attribute_told
from content.segment.turns.woven_quotations import attribute_quoted_in_minutes
from content.segment.unlabelled import (
    attribute_above_labels,
    attribute_in_minutes,
    attribute_without_labels,
    with_speech_above_labels,
)
from content.segment.voices.annexed_statements import with_annexed_statements
from content.segment.voices.false_labels import is_told_by_hours
from content.segment.voices.guessed_quotations import guess_quoted
from content.segment.voices.letters.enclosed_texts import with_enclosed_texts
from content.segment.voices.letters.printed_letters import with_printed_letters
from content.segment.voices.letters.quoted_letters import (
    with_boxed_texts,
    with_quoted_letters,
)
from content.segment.voices.minutes.minutes import Minutes, with_listed_names
from content.segment.voices.minutes.motions import with_motions
from content.segment.voices.minutes.officers_reports import with_officers_reports
from content.segment.voices.minutes.turn_ends import end_turns
from content.segment.voices.one_speech.told.labelled_speech import without_authors_words
from content.segment.voices.programmes.narrator import without_narrator
from content.segment.voices.programmes.presented_reports import with_reports
from content.segment.voices.reports.exchanged_letters import with_exchanged_letters
from content.segment.voices.reports.headed_turns import with_headed_turns
from content.segment.voices.unlabelled_turns import (
    with_unlabelled_turns,
    without_floor_sentences,
)
from content.segment.voices.written_questions.numbered_questions import (
    with_numbered_questions,
)


def attribute_further(
    pieces: list[Piece],
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    document: Document,
    *,
    minutes: Minutes | None,
    is_first: bool,
    may_have_author: bool,
) -> list[Piece]:
    """Return pieces with what labels do not give away: answers, statements, speeches.

    Of a whole document with labels, `may_have_author` says whether its author may break into turns.
    """
    if labels:
        labelled = pieces
        pieces = end_turns(attribute_answers(pieces, document), minutes)
        pieces = with_numbered_questions(_stated_beside(pieces, minutes))
        if is_first:
            pieces = with_lecture(attribute_opening(pieces, document))
        if is_first and minutes is None:
            pieces = attribute_above_labels(pieces, document)
        pieces = with_unlabelled_turns(without_floor_sentences(pieces))
        pieces = with_annexed_statements(pieces)
        if minutes is None:
            pieces = with_reports(with_headed_turns(pieces), document)
            pieces = without_narrator(pieces)
        if may_have_author and not is_told_by_hours(labels, lines):
            pieces = without_authors_words(pieces, labelled)
        if may_have_author and minutes is None:
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


def attribute_texts(
    pieces: Sequence[Piece],
    document: Document,
    minutes: Minutes | None,
    *,
    labelled: bool,
    may_have_author: bool,
) -> list[Piece]:
    """Return pieces with texts that are read out, printed or quoted, each given to whose it is.

    `may_have_author` says whether an author may print the letters of others.
    """
    pieces = _with_sent(pieces, document, may_have_author=may_have_author)
    if not labelled and minutes is None:
        pieces = with_exchanged_letters(pieces)
    pieces = with_proposals(with_motions(pieces, minutes))
    pieces = with_officers_reports(pieces, minutes)
    return guess_quoted(_with_printed(pieces) if labelled else pieces, minutes)


def _with_sent(
    pieces: Sequence[Piece], document: Document, *, may_have_author: bool
) -> list[Piece]:
    """Return pieces with the texts of others; `may_have_author` says whether an author may print them."""
    sent = with_boxed_texts(end_with_quotes(attribute_messages(pieces)), document)
    sent = with_printed_letters(sent, document) if may_have_author else sent
    return with_enclosed_texts(with_printed_articles(sent))


def _with_printed(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a record with the texts that it prints, each given to whose it is."""
    pieces = with_quoted_letters(with_printed_texts(pieces))
    return with_acts(with_moved_texts(with_proposed_texts(pieces)))


def settle_names(
    pieces: list[Piece],
    document: Document,
    minutes: Minutes | None,
    *,
    labelled: bool,
) -> list[Piece]:
    """Return pieces whose speakers are named in the nominative, and whole if listed."""
    pieces = with_initials_in_full(with_nominatives(pieces, document), document)
    return with_listed_names(pieces, minutes, labelled=labelled) if minutes else pieces
