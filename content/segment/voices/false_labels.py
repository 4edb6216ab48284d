"""Apparent labels that name no speaker, since the page explains itself without them.

They are names of readers below a speech, headings of speeches or letters, or a field of
an interview: only the page as a whole shows it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from content.document import Document
from content.language.folding import fold_letters
from content.segment.kinds import HEADING_BLOCK
from content.segment.labels.letters import answer_words, have_written_answers
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.descriptions import is_person
from content.segment.names.name_score import is_unnamed_voice
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.turns.bare_labels import is_lecturer_label
from content.segment.turns.questions import is_interview
from content.segment.turns.quotations.marks import QUOTED
from content.segment.turns.told_to import attribute_told
from content.segment.turns.woven_quotations import count_tagged
from content.segment.voices.letters.readers_letters import attribute_readers_letters
from content.segment.voices.letters.signed_letters import attribute_signed_letters
from content.segment.voices.minutes.statements import lead_to_quotations
from content.segment.voices.one_speech.framed_speech import frames_speech_before
from content.segment.voices.one_speech.salutations import opens_below_frame
from content.segment.voices.reports.collections import attribute_collection
from content.segment.voices.reports.fact_checks import heads_checks
from content.segment.voices.reports.introduced_turns import attribute_introduced_turns
from content.segment.voices.reports.live_entries import (
    MIN_HOURS,
    are_in_order,
    hours_in,
)
from content.segment.voices.reports.told_sections import attribute_told_sections
from content.segment.voices.written_answers import attribute_written_answers

_LATE_SHARE = 0.6
_MIN_TAGGED, _MIN_LABELLED = 2, 4
_MAX_INTRODUCED, _MAX_NAME_WORDS = 8, 2


def may_be_false_labels(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line]
) -> bool:
    """Return whether apparent labels may name nobody: a quick check.

    None of them stands twice, or most of the page is above them. So may one label be that
    stands again and again ("SIR – …"), words for parts of written answers, and labels with
    which a live report or a fact-check leads to quotations.
    """
    if not labels:
        return False
    return (
        _stand_once(labels)
        or _are_one(labels)
        or _are_parts(labels)
        or _have_written_answers(lines)
        or _stand_late(labels, lines)
        or _quote_in_report(labels, lines)
    )


def are_false_labels(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    plain: Sequence[Piece],
    document: Document,
) -> bool:
    """Return whether apparent labels name nobody, as the page explains itself without them.

    Args:
        labels: The apparent labels, by line.
        lines: All lines of the page.
        plain: The pieces of the page, given to nobody.
        document: The page.
    """
    return (
        _quote_in_report(labels, lines)
        or _stand_below_speech(labels, lines, plain, document.title)
        or _are_of_letters_or_answers(labels, lines, plain, document)
        or _are_of_speeches_or_readers(labels, lines, plain, document)
        or _stand_in_report(labels, lines, plain)
        or (len(labels) == 1 and _is_lone_line(min(labels), lines, plain, document))
    )


def _stand_below_speech(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    plain: Sequence[Piece],
    title: str,
) -> bool:
    """Return whether labels stand below a whole speech or interview: names of readers."""
    first = min(labels)
    if not _stand_late(labels, lines) or _discuss(labels, lines):
        return False
    return (
        frames_speech_before(plain, title, lines[first].position)
        or opens_below_frame(plain, (0, 0))
        or is_interview(lines[:first])
    )


def _are_of_letters_or_answers(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    plain: Sequence[Piece],
    document: Document,
) -> bool:
    """Return whether labels are the titles of signed texts, or of written answers."""
    once = _stand_once(labels)
    titles = once and all(one.label.alone for one in labels.values())
    if titles and attribute_signed_letters(plain, document) is not None:
        return True
    may_head = once or _are_parts(labels) or _have_written_answers(lines)
    return may_head and _head_answers(labels, lines, plain)


def _are_of_speeches_or_readers(
    labels: Mapping[int, ScoredLabel],
    lines: Sequence[Line],
    plain: Sequence[Piece],
    document: Document,
) -> bool:
    """Return whether labels head speeches, or stand in letters to the editor."""
    once = _stand_once(labels)
    if once and _head_speeches(labels, lines, plain):
        return True
    may_be_letters = once or _are_one(labels)
    return may_be_letters and attribute_readers_letters(plain, document) is not None


def _stand_in_report(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], plain: Sequence[Piece]
) -> bool:
    """Return whether labels, each once, stand in a collection or in a report.

    It is told by the hour, or quotes people far more often than it has labels.
    """
    return _stand_once(labels) and (
        attribute_collection(plain) is not None
        or is_told_by_hours(labels, lines)
        or count_tagged(plain) > max(_MIN_TAGGED, 2 * len(labels))
    )


def _is_lone_line(
    n: int, lines: Sequence[Line], plain: Sequence[Piece], document: Document
) -> bool:
    """Return whether the line of a page's only label is a heading or a field.

    It stands above an interview or what one person told, in a section of an archive, in
    an author's words about a speech, or beside a written question.
    """
    return (
        is_interview(lines[n + 1 :])
        or attribute_told([*plain], document) is not None
        or attribute_told_sections(plain, document) is not None
        or attribute_written_answers(plain) is not None
        or opens_below_frame(plain, lines[n].position)
    )


def _have_written_answers(lines: Sequence[Line]) -> bool:
    return have_written_answers(line.text for line in lines)


def _are_one(labels: Mapping[int, ScoredLabel]) -> bool:
    """Return whether all labels are the same, so that nobody takes turns."""
    return len({one.key for one in labels.values()}) == 1


def _head_answers(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], plain: Sequence[Piece]
) -> bool:
    """Return whether labels are fields or heads of written questions and their answers."""
    written = attribute_written_answers(plain)
    if written is None or _are_parts(labels):
        return written is not None
    said = {piece.position for piece in written if piece.speaker}
    writers = {piece.speaker for piece in written if piece.speaker}
    # "Ada Brook (Lib)" alone on a line is a label, too.
    return not any(
        lines[n].position in said or any(name in one.label.printed for name in writers)
        for n, one in labels.items()
    )


def _are_parts(labels: Mapping[int, ScoredLabel]) -> bool:
    """Return whether more labels are words for parts of written answers than names."""
    words = answer_words() | label_words().questions
    printed = [one.label.printed for one in labels.values()]
    parts = sum(name.casefold() in words for name in printed)
    return parts > sum(map(is_person, printed))


def _head_speeches(
    labels: Mapping[int, ScoredLabel], lines: Sequence[Line], plain: Sequence[Piece]
) -> bool:
    """Return whether lines introduce more turns than labels open.

    "Speech by Ada Brook, mayor" is a heading before it is a label.
    """
    if len(labels) > _MAX_INTRODUCED:
        return False
    introduced = attribute_introduced_turns(plain)
    if introduced is None:
        return False
    first = lines[min(labels)]
    below = (p for p in introduced if p.position > first.position)
    # The page's headline is no label if nobody speaks right below it.
    told = not next((p.turn for p in below), 1)
    turns = len({piece.turn for piece in introduced}) + told
    headed = all(lines[n].kind is HEADING_BLOCK for n in labels) and any(
        len(one.label.printed.split()) > _MAX_NAME_WORDS for one in labels.values()
    )
    return turns > len(labels) + (0 if headed else 1)


def is_told_by_hours(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether hours that go up or down head the parts of a live report.

    "18:50" / "The bridge is open", "17.35 Uhr: Der Ticker endet." Right below hours alone,
    or behind them, stand titles: few of the labels.
    """
    hours = hours_in(line.text for line in lines)
    if len(hours) < max(MIN_HOURS, len(labels)):
        return False
    beside = sum(n in hours or n - 1 in hours for n in labels)
    return are_in_order([*hours.values()]) and 2 * beside <= len(hours)


def _quote_in_report(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether a live report or a fact-check leads to quotations: "Brook: “…”".

    What stands above the first hour of a live report is a headline. A fact-check tells of
    others, too, whom it quotes within its words.
    """
    if is_told_by_hours(labels, lines):
        hours = [*hours_in(line.text for line in lines)]
        below = {n: one for n, one in labels.items() if n > hours[0]}
        if not below:
            return False
        return lead_to_quotations(below, lines) or _stand_in_few(below, hours)
    if not lead_to_quotations(labels, lines):
        return False
    told = (line.text for n, line in enumerate(lines) if n not in labels)
    quotes = any(QUOTED.search(text, 1) for text in told)
    return quotes and heads_checks(line.text for line in lines)


def _stand_in_few(labels: Iterable[int], hours: Sequence[int]) -> bool:
    """Return whether all labels stand in few of the entries that hours head.

    There a live report prints what some said to each other.
    """
    entries = {bisect_right(hours, n) for n in labels}
    return _MIN_LABELLED * len(entries) <= len(hours)


def _stand_late(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether most of a document stands above its first label."""
    above = sum(len(line.text) for line in lines[: min(labels)])
    return above > _LATE_SHARE * sum(len(line.text) for line in lines)


def _discuss(labels: Mapping[int, ScoredLabel], lines: Sequence[Line]) -> bool:
    """Return whether people in a hall ask somebody whom the page names above all labels.

    The one who gave a lecture answers more than once, and others have labels that no reader
    has: "Chair", "Question 1", "A man in the third row".
    """
    said = [one.label.printed.strip() for one in labels.values()]
    asked = any(map(_is_of_hall, said))
    above = fold_letters(" ".join(line.text for line in lines[: min(labels)]))
    return asked and any(
        times > 1
        and (
            is_lecturer_label(name)
            or (" " in name and fold_letters(name) in above and not _is_of_hall(name))
        )
        for name, times in Counter(said).items()
    )


def _is_of_hall(printed: str) -> bool:
    """Return whether a label is for a chair, or for whoever asks, counted or not."""
    bare = printed.rstrip("0123456789 ")
    first = bare.partition(" ")[0].casefold()
    return is_unnamed_voice(bare) or first in label_words().chairs


def _stand_once(labels: Mapping[int, ScoredLabel]) -> bool:
    """Return whether no label comes back."""
    return len({one.key for one in labels.values()}) == len(labels)
