"""Assign each line to the speaker whose label it stands under, or to nobody.

Under a label a line is the speaker's, unless its own form, its place, or a pattern of
the document says that nobody speaks it: a direction, a sentence of the minutes, a vote,
a running head, a refrain. What stands below a field is nobody's, and doubtful where
somebody speaks in it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from content.document import BlockKind
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.language.word_lists import all_words
from content.segment.basis import Reason
from content.segment.kinds import SPEECH
from content.segment.labels.exclusions.votes import holds_votes, names_both_sides
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.names.document_language import guess_language
from content.segment.names.name_score import is_heckling, without_brackets
from content.segment.pieces import Piece, doubted
from content.segment.result import SegmentKind
from content.segment.speakers.chairs import leads_meeting
from content.segment.turns.by_labels.line_kinds import LineKinds
from content.segment.turns.by_labels.line_pieces import (
    Attribution,
    Speakers,
    attribution_under,
    below_field,
    below_section,
    label_heading,
    piece_of,
)
from content.segment.turns.unspoken.advertisements import (
    framed_advertisements,
    is_marked_advertisement,
    names_sponsor,
    opens_advertisement,
)
from content.segment.turns.unspoken.columns import columns_of
from content.segment.turns.unspoken.directions import is_direction
from content.segment.turns.unspoken.lists_and_counts import is_count
from content.segment.turns.unspoken.minutes_sentences import (
    MINUTES_REASON,
    tells_hours,
    tells_past_hour,
)
from content.segment.turns.unspoken.page_lines import ITEM_REASON, is_section
from content.segment.turns.unspoken.patterns import find_patterns
from content.segment.wording.in_person import says_i

_MAX_HECKLING, _MIN_TO_COME = 120, 6
# "— The motion was carried.": the clerk's.
_NOTED = frozenset({"", *"-–—(["})
_FIELD_REASON = "a line of a form or a record"
_AS_IN_MINUTES_CONFIDENCE = 0.4
_AS_IN_MINUTES = "a sentence as of minutes, which the chair may say"
_MIN_LEAD = 60
_MIN_LEAD_WORDS = 4
_PROGRAM_REASON = "a line of the chat"


def assign_speakers(
    lines: Sequence[Line],
    labels: Mapping[int, ScoredLabel],
    speakers: Speakers,
    fields: Collection[int] = (),
    *,
    programs: Collection[int] = (),
) -> list[Piece]:
    """Return a document as pieces, each with a kind and, if spoken, a speaker.

    `fields` are lines of a form or a record, which nobody speaks, and `programs` those
    that a program wrote between the messages of a chat.
    """
    return _Assigner(lines, labels, speakers, fields, programs).pieces()


class _Assigner:
    """A pass over the lines that remembers what stands above the current one."""

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Mapping[int, ScoredLabel],
        speakers: Speakers,
        fields: Collection[int],
        programs: Collection[int],
    ) -> None:
        self.lines, self.labels, self.speakers = lines, labels, speakers
        self.fields, self.programs = fields, programs
        self.in_record = self.in_advertisement = self.in_section = False
        self.patterns = find_patterns(lines, labels)
        self.kinds = LineKinds(lines, self.patterns)
        self.framed = framed_advertisements(lines, labels)
        self.columns = columns_of(lines)
        self.column, self.in_columns = 0, dict[int, ScoredLabel | None]()
        self._known: dict[tuple[str, Ending, float], Attribution] = {}
        self.turn = 0
        # The label of the current turn, and the labels that no words have followed yet.
        self.speaking: ScoredLabel | None = None
        self.interrupted: ScoredLabel | None = None
        self.pending_label = ""

    def pieces(self) -> list[Piece]:
        """Return the pieces of all lines; labels without words become headings."""
        pieces: list[Piece] = []
        for n, line in enumerate(self.lines):
            found = self.labels.get(n)
            if n in self.framed or self._is_advertisement(line, found):
                reason = Reason("an advertisement")
                given = Attribution(kind=SegmentKind.BOILERPLATE, reason=reason)
                pieces.append(piece_of(line, line.text, turn=self.turn, given=given))
                continue
            if n in self.programs:
                given = Attribution(
                    kind=SegmentKind.STAGE, reason=Reason(_PROGRAM_REASON)
                )
                pieces.append(piece_of(line, line.text, turn=-self.turn, given=given))
                self.in_record = True
                continue
            counts = self.turn > 0 and self._counts_votes(n, line, found)
            if n in self.fields or (counts and not self._is_told_count(line)):
                pieces += self._field_pieces(n, line)
                continue
            if n in self.columns:
                self._change_column(self.columns[n])
            if found:
                self._start_turn(found, line)
                if found.label.alone:
                    continue
            pieces += self._line_pieces(n, line, found)
        if self.pending_label:
            pieces.append(label_heading(self.pending_label, self.lines[-1], self.turn))
        return pieces

    def _is_advertisement(self, line: Line, found: ScoredLabel | None) -> bool:
        """Return whether a line advertises: below a line that says so, up to a label."""
        if is_direction(line.text):
            self.in_advertisement = opens_advertisement(line.text)
            return False
        if found and line.opens:
            self.in_advertisement = False
        unlabelled = not found and line.opens_paragraph
        # What whoever presents a programme reads out is right below the label.
        unlabelled = unlabelled and not self.pending_label
        sponsored = (unlabelled and self.turn > 0) and (
            names_sponsor(line.text) or is_marked_advertisement(line.text)
        )
        return self.in_advertisement or sponsored

    @cached_property
    def _language(self) -> str:
        return guess_language([line.text for line in self.lines])

    def _counts_votes(self, n: int, line: Line, found: ScoredLabel | None) -> bool:
        alone = found is None and line.opens_paragraph
        return alone and (is_count(line.text) or self._parts_turn(n, line.text))

    def _parts_turn(self, n: int, text: str) -> bool:
        """Return whether a record counts votes between two turns of one speaker."""
        below = None if self.pending_label else self.labels.get(n + 1)
        if below is None or self.speaking is None or below.key != self.speaking.key:
            return False
        # "Eight of us voted for it, and nine against." is said by whoever goes on.
        return names_both_sides(text) and not says_i(text, self._language)

    def _change_column(self, column: int) -> None:
        """Let whoever spoke last in a column of the page before go on in the same column."""
        self.in_columns[self.column] = self.speaking
        self.column = column
        before = self.in_columns.get(column)
        if before is not None and before is not self.speaking:
            self.speaking = before
            self.turn += 1

    def _field_pieces(self, n: int, line: Line) -> Iterator[Piece]:
        """Yield a line of a form or a record; it ends the turn above it."""
        if self.pending_label:
            yield label_heading(self.pending_label, line, self.turn)
            self.pending_label = ""
        self.in_record = True
        self.kinds.forget_lines_above()
        # "2. HEARD: Letter. The clerk read the letter of the club:" leads to its words.
        leads = len(line.text) >= _MIN_LEAD and line.text.rstrip().endswith(COLONS)
        below = self.lines[n + 1 : n + 2] if leads else ()
        quotes = any(one.text.lstrip()[:1] in OPENING_QUOTES for one in below)
        kind = SegmentKind.COMMENTARY if quotes else SegmentKind.STAGE
        given = Attribution(kind=kind, reason=Reason(_FIELD_REASON))
        yield piece_of(line, line.text, turn=-self.turn, given=given)

    def _start_turn(self, found: ScoredLabel, line: Line) -> None:
        # "A voice: Shame!"
        voice = found.key in all_words("labels.interjections")
        heckled = voice or is_heckling(found.label.printed)
        heckled = heckled and not found.label.alone
        short = len(line.text) <= _MAX_HECKLING and line.text.rstrip().endswith("!")
        self.interrupted = self.speaking if heckled and short else None
        self.turn += 1
        self.speaking = found
        self.in_record = self.in_section = False
        self.kinds.forget_lines_above()
        printed = line.printed(line.text[: found.label.end]).strip()
        self.pending_label = (
            f"{self.pending_label}\n{printed}" if self.pending_label else printed
        )

    def _line_pieces(
        self, n: int, line: Line, found: ScoredLabel | None
    ) -> Iterator[Piece]:
        body = line.text[found.label.end :] if found else line.text
        told = body.lstrip()[:1] in _NOTED
        if self.interrupted and not found and line.opens and not told:
            # Whoever was interrupted goes on.
            self.speaking, self.interrupted = self.interrupted, None
        labelled = found is not None or self._opens_turn(line)
        kind, reason = self.kinds.kind_of(
            n,
            body,
            labelled=labelled,
            led=bool(self.pending_label),
            begun=self.turn > 0,
        )
        of_minutes = reason is MINUTES_REASON
        told_by_chair = of_minutes and self._is_chairs(line, body)
        told_by_chair = told_by_chair and n not in self.patterns.told_of_speakers
        if told_by_chair or (of_minutes and self._is_below_name(line)):
            # "PRESIDENTE", and below it "La seduta è aperta."
            kind, reason = SPEECH, ""
        if kind is SPEECH and self.speaking is not None:
            given = self._attribution(self.speaking)
            label, self.pending_label = self.pending_label, ""
            piece = piece_of(line, body, turn=self.turn, given=given, label=label)
            if told_by_chair and not label:
                piece = doubted(piece, _AS_IN_MINUTES_CONFIDENCE, _AS_IN_MINUTES)
            piece = self._in_record(n, piece)
        else:
            if self.pending_label and kind is not SegmentKind.STAGE:
                yield label_heading(self.pending_label, line, self.turn)
                self.pending_label = ""
            given = Attribution(kind=kind, reason=Reason(reason))
            piece = piece_of(line, body, turn=self.turn, given=given)
        yield piece
        self.in_section = self.in_section or self._heads_section(n, line)
        # Before anybody spoke, a meeting may only be "adjourned to hear the public".
        may_end = not labelled and self.turn > 0 and not self._just_began()
        # Where labels end in full stops, each speech has one, whoever goes on.
        stopped = self.speaking is not None and (
            self.speaking.label.ending is Ending.STOP
        )
        self.kinds.remember(
            line, body, kind, may_end=may_end, has_label_a_speech=stopped
        )

    def _heads_section(self, n: int, line: Line) -> bool:
        """Return whether a line only counts a section of the record."""
        counted = self.patterns.page_lines.get(n, (None, ""))[1] == ITEM_REASON
        return counted and is_section(line.text.strip())

    def _in_record(self, n: int, piece: Piece) -> Piece:
        """Return a piece, nobody's or doubted below what only the record prints."""
        if self.in_record:
            return replace(below_field(piece), turn=-self.turn)
        if self.in_section:
            led = n > 0 and self.lines[n - 1].text.rstrip().endswith(COLONS)
            return replace(below_section(piece, led=led), turn=-self.turn)
        return piece

    def _just_began(self) -> bool:
        """Return whether most turns are to come: "It was 3 p.m." opens some sittings."""
        return 0 < _MIN_TO_COME * self.turn <= len(self.labels)

    def _attribution(self, label: ScoredLabel) -> Attribution:
        """Return whose words stand under a label; kept, since most labels come back."""
        key = label.label.with_holder, label.label.ending, label.score
        if key not in self._known:
            self._known[key] = attribution_under(label, self.speakers)
        return self._known[key]

    def _opens_turn(self, line: Line) -> bool:
        """Return whether a line stands right under a label that ends in a colon.

        "La seduta è tolta." is said there, and printed elsewhere.
        """
        speaking = self.speaking.label.ending if self.speaking else None
        return (
            bool(self.pending_label)
            and speaking is Ending.COLON
            and line.kind is BlockKind.PARAGRAPH
        )

    def _is_told_count(self, line: Line) -> bool:
        """Return whether whoever presides tells how a vote ended, right below the label.

        "**The Chair**", "The result of the division is: For 9, Against 4."
        """
        speaking = self.speaking
        chairs = speaking is not None and leads_meeting(speaking.key)
        lead = line.text.partition(":")[0].split()
        told = len(lead) >= _MIN_LEAD_WORDS and lead[0][:1].isupper()
        told = told and all(word.islower() for word in lead[1:3])
        return chairs and told and self._is_below_name(line)

    def _is_below_name(self, line: Line) -> bool:
        """Return whether a paragraph stands right under a name alone on its line."""
        ending = self.speaking.label.ending if self.speaking else None
        below = bool(self.pending_label) and ending is Ending.LINE
        return below and line.kind is BlockKind.PARAGRAPH

    def _is_chairs(self, line: Line, body: str) -> bool:
        """Return whether a paragraph under the chair's label is hardly a note of the record.

        "La seduta è tolta." is said where "(La seduta termina alle 18)" is told.
        """
        return (
            self.patterns.notes_marked
            and self.speaking is not None
            and leads_meeting(self.speaking.key)
            and line.kind is BlockKind.PARAGRAPH
            and not line.is_italic
            and body.rstrip().endswith(FULL_STOPS)
            and not (holds_votes(body) or tells_hours(without_brackets(body)))
            and not tells_past_hour(body)
        )
