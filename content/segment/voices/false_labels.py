"""Apparent labels that name no speaker, since the page explains itself without them.

They are names of readers below a speech, headings of speeches or letters, or a field of
an interview: only the page as a whole shows it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

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
from content.segment.voices.written_questions.written_answers import (
    attribute_written_answers,
)

_LATE_SHARE = 0.6
_MIN_TAGGED, _MIN_LABELLED = 2, 4
_MAX_INTRODUCED, _MAX_NAME_WORDS = 8, 2


@dataclass(frozen=True, kw_only=True)
class ApparentLabels:
    """What look like labels on a page, and may name nobody.

    Attributes:
        by_line: The labels, at least one, by the number of their line.
        lines: All lines of the page.
    """

    by_line: Mapping[int, ScoredLabel]
    lines: Sequence[Line]

    def may_be_false(self) -> bool:
        """Return whether they may name nobody: a quick check.

        None of them stands twice, or most of the page is above them. So may one label be
        that stands again and again ("SIR – …"), words for parts of written answers, and
        labels with which a live report or a fact-check leads to quotations.
        """
        return (
            self.stand_once
            or self.are_one
            or self.are_parts
            or self.stand_in_written_answers
            or self.stand_late
            or self.quote_in_report
        )

    @property
    def first(self) -> int:
        """The line of the first label."""
        return min(self.by_line)

    @cached_property
    def stand_once(self) -> bool:
        """Whether no label comes back."""
        return len({one.key for one in self.by_line.values()}) == len(self.by_line)

    @cached_property
    def are_one(self) -> bool:
        """Whether all labels are the same, so that nobody takes turns."""
        return len({one.key for one in self.by_line.values()}) == 1

    @cached_property
    def are_parts(self) -> bool:
        """Whether more labels are words for parts of written answers than names."""
        words = answer_words() | label_words().questions
        printed = [one.label.printed for one in self.by_line.values()]
        parts = sum(name.casefold() in words for name in printed)
        return parts > sum(map(is_person, printed))

    @cached_property
    def stand_in_written_answers(self) -> bool:
        """Whether lines of the page head written questions and their answers."""
        return have_written_answers(line.text for line in self.lines)

    @cached_property
    def stand_late(self) -> bool:
        """Whether most of the page stands above its first label."""
        above = sum(len(line.text) for line in self.lines[: self.first])
        return above > _LATE_SHARE * sum(len(line.text) for line in self.lines)

    @cached_property
    def quote_in_report(self) -> bool:
        """Whether a live report or a fact-check leads to quotations: "Brook: “…”".

        What stands above the first hour of a live report is a headline. A fact-check
        tells of others, too, whom it quotes within its words.
        """
        labels, lines = self.by_line, self.lines
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

    def discuss(self) -> bool:
        """Return whether people in a hall ask somebody whom the page names above all labels.

        The one who gave a lecture answers more than once, and others have labels that no
        reader has: "Chair", "Question 1", "A man in the third row".
        """
        said = [one.label.printed.strip() for one in self.by_line.values()]
        asked = any(map(_is_of_hall, said))
        above = fold_letters(" ".join(line.text for line in self.lines[: self.first]))
        return asked and any(
            times > 1
            and (
                is_lecturer_label(name)
                or (
                    " " in name
                    and fold_letters(name) in above
                    and not _is_of_hall(name)
                )
            )
            for name, times in Counter(said).items()
        )


@dataclass(frozen=True, kw_only=True)
class PageWithoutLabels:
    """A page as it is read without its apparent labels.

    Attributes:
        labels: The apparent labels.
        pieces: The pieces of the page, given to nobody.
        document: The page.
    """

    labels: ApparentLabels
    pieces: Sequence[Piece]
    document: Document

    def explains_itself(self) -> bool:
        """Return whether the page is of a kind on which such labels name nobody."""
        return (
            self.labels.quote_in_report
            or self._is_speech_above_readers()
            or self._has_letters_or_answers()
            or self._has_speeches_or_readers_letters()
            or self._is_collection_or_report()
            or self._has_lone_line()
        )

    def _is_speech_above_readers(self) -> bool:
        """Return whether labels below a whole speech or interview are names of readers."""
        labels, first = self.labels, self.labels.first
        if not labels.stand_late or labels.discuss():
            return False
        title, position = self.document.title, labels.lines[first].position
        return (
            frames_speech_before(self.pieces, title, position)
            or opens_below_frame(self.pieces, (0, 0))
            or is_interview(labels.lines[:first])
        )

    def _has_letters_or_answers(self) -> bool:
        """Return whether labels are the titles of signed texts, or of written answers."""
        labels = self.labels
        titles = labels.stand_once and all(
            one.label.alone for one in labels.by_line.values()
        )
        if titles and attribute_signed_letters(self.pieces, self.document) is not None:
            return True
        may_head = labels.stand_once or labels.are_parts
        may_head = may_head or labels.stand_in_written_answers
        return may_head and self._is_of_written_answers()

    def _is_of_written_answers(self) -> bool:
        """Return whether labels are fields or heads of written questions and their answers."""
        written = attribute_written_answers(self.pieces)
        if written is None or self.labels.are_parts:
            return written is not None
        said = {piece.position for piece in written if piece.speaker}
        writers = {piece.speaker for piece in written if piece.speaker}
        # "Ada Brook (Lib)" alone on a line is a label, too.
        return not any(
            self.labels.lines[n].position in said
            or any(name in one.label.printed for name in writers)
            for n, one in self.labels.by_line.items()
        )

    def _has_speeches_or_readers_letters(self) -> bool:
        """Return whether labels head speeches, or stand in letters to the editor."""
        once = self.labels.stand_once
        if once and self._has_headed_speeches():
            return True
        may_be_letters = once or self.labels.are_one
        return (
            may_be_letters
            and attribute_readers_letters(self.pieces, self.document) is not None
        )

    def _has_headed_speeches(self) -> bool:
        """Return whether lines introduce more turns than labels open.

        "Speech by Ada Brook, mayor" is a heading before it is a label.
        """
        labels, lines = self.labels.by_line, self.labels.lines
        if len(labels) > _MAX_INTRODUCED:
            return False
        introduced = attribute_introduced_turns(self.pieces)
        if introduced is None:
            return False
        first = lines[self.labels.first]
        below = (p for p in introduced if p.position > first.position)
        # The page's headline is no label if nobody speaks right below it.
        told = not next((p.turn for p in below), 1)
        turns = len({piece.turn for piece in introduced}) + told
        headed = all(lines[n].kind is HEADING_BLOCK for n in labels) and any(
            len(one.label.printed.split()) > _MAX_NAME_WORDS for one in labels.values()
        )
        return turns > len(labels) + (0 if headed else 1)

    def _is_collection_or_report(self) -> bool:
        """Return whether labels, each once, stand in a collection or in a report.

        It is told by the hour, or quotes people far more often than it has labels.
        """
        labels = self.labels
        return labels.stand_once and (
            attribute_collection(self.pieces) is not None
            or is_told_by_hours(labels.by_line, labels.lines)
            or count_tagged(self.pieces) > max(_MIN_TAGGED, 2 * len(labels.by_line))
        )

    def _has_lone_line(self) -> bool:
        """Return whether the line of the only label is a heading or a field.

        It stands above an interview or what one person told, in a section of an archive,
        in an author's words about a speech, or beside a written question.
        """
        if len(self.labels.by_line) > 1:
            return False
        n, lines = self.labels.first, self.labels.lines
        return (
            is_interview(lines[n + 1 :])
            or attribute_told([*self.pieces], self.document) is not None
            or attribute_told_sections(self.pieces, self.document) is not None
            or attribute_written_answers(self.pieces) is not None
            or opens_below_frame(self.pieces, lines[n].position)
        )


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


def _stand_in_few(labels: Iterable[int], hours: Sequence[int]) -> bool:
    """Return whether all labels stand in few of the entries that hours head.

    There a live report prints what some said to each other.
    """
    entries = {bisect_right(hours, n) for n in labels}
    return _MIN_LABELLED * len(entries) <= len(hours)


def _is_of_hall(printed: str) -> bool:
    """Return whether a label is for a chair, or for whoever asks, counted or not."""
    bare = printed.rstrip("0123456789 ")
    first = bare.partition(" ")[0].casefold()
    return is_unnamed_voice(bare) or first in label_words().chairs
