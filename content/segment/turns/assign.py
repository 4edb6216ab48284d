"""Assign each line to the speaker whose label it stands under, or to nobody.

Under a label a line is the speaker's, unless its own form, its place, or a pattern of
the document says that nobody speaks it: a direction, a sentence of the minutes, a vote,
a running head, a refrain. What stands below a field is nobody's, and doubtful where
somebody speaks in it.
"""

import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from content.document import BlockKind
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.language.word_lists import all_entries, all_words
from content.reasons import under_label
from content.segment.basis import Basis, Reason
from content.segment.kinds import (
    COMMENT_BLOCK,
    HEADING_BLOCK,
    POST_BLOCK,
    QUOTE_BLOCK,
    RULE_BLOCK,
    SPEECH,
    STAGE,
)
from content.segment.labels import stamps
from content.segment.labels.attendance import heads_list
from content.segment.labels.exclusions.votes import (
    counts_votes_alone,
    holds_votes,
    tells_of_outcome,
)
from content.segment.labels.label import Ending
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line, is_rule, parts_texts
from content.segment.messages.signatures.signatures import beside_cross
from content.segment.messages.words import OPENING_QUOTES, sentences_of
from content.segment.names.in_labels.speaker_name import SpeakerName
from content.segment.names.in_text.credits import is_credit
from content.segment.names.name_score import (
    is_crowd,
    is_heckling,
    label_key,
    without_brackets,
)
from content.segment.names.words import label_words
from content.segment.pieces import Piece, doubted, unattribute
from content.segment.result import SegmentKind
from content.segment.speakers.chairs import leads_meeting
from content.segment.speakers.examinations import (
    is_broken_oath,
    says_who_examines,
    swears_in,
)
from content.segment.turns.unspoken.advertisements import (
    framed_advertisements,
    is_marked_advertisement,
    names_sponsor,
    opens_advertisement,
)
from content.segment.turns.unspoken.chat_lines import is_bot, is_server_line
from content.segment.turns.unspoken.columns import columns_of
from content.segment.turns.unspoken.directions import is_direction
from content.segment.turns.unspoken.lists_and_counts import (
    is_count,
    is_list,
    is_name_list,
    is_vote_heading,
)
from content.segment.turns.unspoken.menus import TOP_LINES
from content.segment.turns.unspoken.minutes_sentences import (
    MINUTES_REASON,
    PRINTED_REASON,
    announces_printed_text,
    is_event_end,
    is_inserted,
    is_minutes_sentence,
    tells_hours,
)
from content.segment.turns.unspoken.page_lines import ITEM_REASON, is_section
from content.segment.turns.unspoken.patterns import (
    MAX_TITLE_CHARS,
    Patterns,
    find_patterns,
    is_title,
)
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

AT_TOP = "a short line at the top"
"""Why a line of plain text is a heading, where nothing but its place says so."""


_MAX_HECKLING, _MIN_TO_COME = 120, 6
# "— The motion was carried.": the clerk's.
_NOTED = frozenset({"", *"-–—(["})
_FIELD_REASON = "a line of a form or a record"
_AS_IN_MINUTES = "a sentence as of minutes, which the chair may say"
_BELOW_RECORD = "below a line of the record"
_BELOW_SECTION = "below the number of a section of the record"
_MIN_LEAD = 60
_MIN_LEAD_WORDS = 4
_PROGRAM_REASON = "a line of the chat"
AFTER_THE_END = "after the end of the event"
_BELOW_FIELD, _LED_DOUBT = 0.4, 0.6
_CLOSING_MARKS = ("«", "“")
_NUMBER = re.compile(r"\d+")
# "※ 표는 …", "† The date is in doubt.": signs that only notes on a text have.
_NOTE_SIGNS = ("※", "†", "‡")
_KIND_BY_BLOCK = {
    BlockKind.COMMENT: (SegmentKind.COMMENT, "a comment of the page"),
    BlockKind.RULE: (SegmentKind.STAGE, "a rule"),
    BlockKind.TABLE: (SegmentKind.STAGE, "a table"),
    BlockKind.POST: (SegmentKind.STAGE, "a post that the page shows"),
}


class Speakers(Protocol):
    """Who the labels of a document mean."""

    def __getitem__(self, printed: str) -> SpeakerName:
        """Return the name and role of a label."""


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


class Attribution(NamedTuple):
    """What a line is, and whose, as the label above it or its own form tells."""

    kind: SegmentKind
    reason: Reason
    speaker: str | None = None
    confidence: float = 1.0


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
        self.framed = framed_advertisements(lines, labels)
        self.columns = columns_of(lines)
        self.column, self.in_columns = 0, dict[int, ScoredLabel | None]()
        self._known: dict[tuple[str, Ending, float], Attribution] = {}
        self.turn = 0
        # The label of the current turn, and the labels that no words have followed yet.
        self.speaking: ScoredLabel | None = None
        self.interrupted: ScoredLabel | None = None
        self.pending_label = ""
        self._forget_lines_above()

    def _forget_lines_above(self) -> None:
        """Reset what the lines above say about the current one."""
        self.event_ended = self.after_heading = False
        self.in_printed_text = self.in_votes = self.in_list = False
        self.printed_to_label = False

    def pieces(self) -> list[Piece]:
        """Return the pieces of all lines; labels without words become headings."""
        pieces: list[Piece] = []
        for n, line in enumerate(self.lines):
            found = self.labels.get(n)
            if n in self.framed or self._is_advertisement(line, found):
                reason = Reason("an advertisement")
                given = Attribution(kind=SegmentKind.BOILERPLATE, reason=reason)
                pieces.append(_piece(line, line.text, turn=self.turn, given=given))
                continue
            if n in self.programs:
                given = Attribution(
                    kind=SegmentKind.STAGE, reason=Reason(_PROGRAM_REASON)
                )
                pieces.append(_piece(line, line.text, turn=-self.turn, given=given))
                self.in_record = True
                continue
            counts = self.turn > 0 and self._counts_votes(line, found)
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
            pieces.append(_label_heading(self.pending_label, self.lines[-1], self.turn))
        return pieces

    def _is_advertisement(self, line: Line, found: ScoredLabel | None) -> bool:
        """Return whether a line advertises: below a line that says so, up to a label."""
        if is_direction(line.text):
            self.in_advertisement = opens_advertisement(line.text)
            return False
        if found and line.opens:
            self.in_advertisement = False
        unlabelled = not found and line.opens_paragraph
        sponsored = (unlabelled and self.turn > 0) and (
            names_sponsor(line.text) or is_marked_advertisement(line.text)
        )
        return self.in_advertisement or sponsored

    @staticmethod
    def _counts_votes(line: Line, found: ScoredLabel | None) -> bool:
        alone = found is None and line.opens_paragraph
        return alone and is_count(line.text)

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
            yield _label_heading(self.pending_label, line, self.turn)
            self.pending_label = ""
        self.in_record = True
        self._forget_lines_above()
        # "2. HEARD: Letter. The clerk read the letter of the club:" leads to its words.
        leads = len(line.text) >= _MIN_LEAD and line.text.rstrip().endswith(COLONS)
        below = self.lines[n + 1 : n + 2] if leads else ()
        quotes = any(one.text.lstrip()[:1] in OPENING_QUOTES for one in below)
        kind = SegmentKind.COMMENTARY if quotes else SegmentKind.STAGE
        given = Attribution(kind=kind, reason=Reason(_FIELD_REASON))
        yield _piece(line, line.text, turn=-self.turn, given=given)

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
        self._forget_lines_above()
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
        kind, reason = self._classify(n, line, body, labelled=labelled)
        of_minutes = reason is MINUTES_REASON
        told_by_chair = of_minutes and self._is_chairs(line, body)
        if told_by_chair or (of_minutes and self._is_below_name(line)):
            # "PRESIDENTE", and below it "La seduta è aperta."
            kind, reason = SPEECH, ""
        if kind is SPEECH and self.speaking is not None:
            given = self._attribution(self.speaking)
            label, self.pending_label = self.pending_label, ""
            piece = _piece(line, body, turn=self.turn, given=given, label=label)
            if told_by_chair and not label:
                piece = doubted(piece, _BELOW_FIELD, _AS_IN_MINUTES)
            piece = self._in_record(n, piece)
        else:
            if self.pending_label and kind is not SegmentKind.STAGE:
                yield _label_heading(self.pending_label, line, self.turn)
                self.pending_label = ""
            given = Attribution(kind=kind, reason=Reason(reason))
            piece = _piece(line, body, turn=self.turn, given=given)
        yield piece
        self.in_section = self.in_section or self._heads_section(n, line)
        unspoken = kind is STAGE
        if unspoken and announces_printed_text(body):
            self.in_printed_text = True
            # Where labels end in full stops, each speech has one, whoever goes on.
            stopped = self.speaking is not None and (
                self.speaking.label.ending is Ending.STOP
            )
            self.printed_to_label = stopped and is_inserted(body)
        ended = not labelled and is_event_end(body)
        # Before anybody spoke, a meeting may only be "adjourned to hear the public".
        if ended and self.turn and not self._just_began():
            self.event_ended = True
        # "(Applause)" in the middle of a line looks like a heading.
        if not is_direction(body):
            self.after_heading = line.kind is HEADING_BLOCK

    def _heads_section(self, n: int, line: Line) -> bool:
        """Return whether a line only counts a section of the record."""
        counted = self.patterns.page_lines.get(n, (None, ""))[1] == ITEM_REASON
        return counted and is_section(line.text.strip())

    def _in_record(self, n: int, piece: Piece) -> Piece:
        """Return a piece, nobody's or doubted below what only the record prints."""
        if self.in_record:
            return replace(_below_field(piece), turn=-self.turn)
        if self.in_section:
            led = n > 0 and self.lines[n - 1].text.rstrip().endswith(COLONS)
            return replace(_below_section(piece, led=led), turn=-self.turn)
        return piece

    def _just_began(self) -> bool:
        """Return whether most turns are to come: "It was 3 p.m." opens some sittings."""
        return 0 < _MIN_TO_COME * self.turn <= len(self.labels)

    def _attribution(self, label: ScoredLabel) -> Attribution:
        """Return whose words stand under a label; kept, since most labels come back."""
        key = label.label.with_holder, label.label.ending, label.score
        if key not in self._known:
            self._known[key] = _attribution(label, self.speakers)
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

    def _heads_count(self, n: int, body: str) -> bool:
        """Return whether a brief line with a colon leads to a count of votes."""
        brief = len(body) <= _MIN_LEAD and body.rstrip().endswith(COLONS)
        return brief and any(
            counts_votes_alone(line.text) for line in self.lines[n + 1 : n + 2]
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
        )

    def _classify(
        self, n: int, line: Line, body: str, *, labelled: bool
    ) -> tuple[SegmentKind, str]:
        """Return the kind of a line and why it is so."""
        # "Yes" right below the label that leads to it is an answer.
        answers = bool(self.pending_label) and not labelled
        self.in_votes = (is_vote_heading(body) and not answers) or (
            self.in_votes and is_name_list(body)
        )
        self.in_list = heads_list(body) or (
            self.in_list and not labelled and is_name_list(body)
        )
        listed = self.in_list or is_list(body) or n in self.patterns.roll_calls
        if self.patterns.minutes and listed and not labelled:
            return SegmentKind.STAGE, "a list of people"
        if n in self.patterns.name_lists:
            return SegmentKind.STAGE, "a list of names"
        kind, reason = self._kind_by_patterns(n, line, body, labelled=labelled)
        if kind is not None:
            return kind, reason
        self.in_printed_text = self.in_printed_text and (
            self.printed_to_label or line.kind is BlockKind.QUOTE
        )
        if self.turn and not labelled and (self.in_printed_text or self.in_votes):
            return SegmentKind.STAGE, PRINTED_REASON
        return _kind_by_place(n, self.lines, self.turn, ended=self.event_ended)

    def _kind_by_patterns(
        self, n: int, line: Line, body: str, *, labelled: bool
    ) -> tuple[SegmentKind | None, str]:
        """Return the kind of a line that its form or the document's patterns tell."""
        if n in self.patterns.headings_in_capitals:
            return SegmentKind.HEADING, "a line in capitals before a label"
        if n in self.patterns.dashed_notes:
            return SegmentKind.STAGE, "a note of the record behind a dash"
        if n in self.patterns.pull_quotes and not labelled:
            return SegmentKind.STAGE, "repeats words that stand elsewhere"
        told = is_broken_oath(n, self.lines) or self._heads_count(n, body)
        if self.turn and not labelled and told:
            return SegmentKind.STAGE, MINUTES_REASON
        kind, reason = _kind_by_form(
            line,
            body,
            self.patterns,
            after_heading=self.after_heading,
            labelled=labelled,
        )
        if kind is None and (not labelled or n in self.patterns.chat_lines):
            return self.patterns.page_lines.get(n, (None, ""))
        return kind, reason


def _piece(
    line: Line, body: str, *, turn: int, given: Attribution, label: str = ""
) -> Piece:
    comment = line.kind is COMMENT_BLOCK
    written = comment or line.kind is POST_BLOCK
    return Piece(
        text=line.printed(body),
        block=line.block,
        line=line.number,
        kind=given.kind,
        turn=turn,
        speaker=given.speaker,
        confidence=given.confidence,
        reason=given.reason,
        label=label,
        quoted=line.kind is QUOTE_BLOCK,
        italic=line.italic > 0 and line.italic >= len(line.text.rstrip()),
        rule=line.kind is RULE_BLOCK or parts_texts(body),
        ruled=line.ruled,
        depth=line.level if comment or line.kind is HEADING_BLOCK else 0,
        author=line.author if written else "",
        date=line.date if written else "",
    )


def _below_field(piece: Piece) -> Piece:
    """Return words below a field of the record: nobody's, unless somebody speaks there.

    They may be the last speaker's again, or anybody's; so a person must check.
    """
    if SPOKEN_WORDS.is_in(piece.text) and not is_name_list(piece.text):
        return doubted(piece, _BELOW_FIELD, _BELOW_RECORD)
    return unattribute(piece, SegmentKind.COMMENTARY, _BELOW_RECORD)


def _below_section(piece: Piece, *, led: bool) -> Piece:
    """Return words below the number of a section: the clerk's, unless somebody speaks there.

    What a colon leads to may be a text of somebody's.
    """
    if FIRST_PERSON.is_in(piece.text):
        return doubted(piece, _BELOW_FIELD, _BELOW_SECTION)
    sure = _LED_DOUBT if led else 1.0
    return unattribute(piece, SegmentKind.COMMENTARY, _BELOW_SECTION, sure)


def _label_heading(label: str, line: Line, turn: int) -> Piece:
    """Return a label without words as a heading."""
    reason = Reason("a label without words")
    given = Attribution(kind=SegmentKind.HEADING, reason=reason)
    return _piece(line, label, turn=turn, given=given)


def _attribution(found: ScoredLabel, speakers: Speakers) -> Attribution:
    """Return whose the words under a label are."""
    printed = found.label.printed
    if is_crowd(printed):
        return Attribution(kind=SegmentKind.STAGE, reason=Reason("many voices at once"))
    if is_bot(printed) and found.label.ending in {Ending.TIME, Ending.ANGLE}:
        return Attribution(kind=SegmentKind.STAGE, reason=Reason("a program's message"))
    name = speakers[found.label.with_holder]
    folded = printed.casefold().strip(" .:")
    asks = (
        name.name == "Question"
        or label_key(printed) in label_words().questions
        or folded in label_words().unnamed_speakers
        or folded.endswith(all_entries("labels.reporters_behind"))
    )
    ending = found.label.ending
    tagged = ending is Ending.VOICE
    return Attribution(
        kind=SegmentKind.QUESTION if asks else SegmentKind.SPEECH,
        speaker=name.name,
        confidence=1.0 if tagged else round(min(1.0, 0.4 + 0.6 * found.score), 2),
        # Kept once for all turns of a label.
        reason=Reason(sys.intern(under_label(printed, ending.value)), Basis.LABEL),
    )


def _kind_by_form(  # noqa: PLR0911 - one line a kind reads best
    line: Line, body: str, patterns: Patterns, *, after_heading: bool, labelled: bool
) -> tuple[SegmentKind | None, str]:
    """Return the kind of a line that its own form tells; None if it may be speech."""
    if line.kind in _KIND_BY_BLOCK:
        return _KIND_BY_BLOCK[line.kind]
    if is_rule(body):
        return SegmentKind.STAGE, "a rule"
    if line.enclosed or is_direction(body) or stamps.is_time_of_day(body):
        return SegmentKind.STAGE, "a line in brackets"
    if labelled:
        return None, ""
    if record := _kind_in_minutes(body, patterns):
        return record, MINUTES_REASON
    if line.kind is HEADING_BLOCK or says_who_examines(body):
        return SegmentKind.HEADING, "a heading"
    if patterns.label_per_paragraph and line.kind is BlockKind.QUOTE:
        return SegmentKind.STAGE, "set off where every paragraph has its label"
    if body.strip() in patterns.refrains:
        return SegmentKind.STAGE, "a short line that recurs"
    if after_heading and patterns.after_heading and not _is_said(body):
        return SegmentKind.STAGE, "a line under a heading, before the next label"
    return None, ""


def _is_said(body: str) -> bool:
    """Return whether somebody speaks in person in more than one sentence.

    >>> _is_said("We go on to the statements. The member for Moor has the floor.")
    True
    >>> _is_said("We ask for light"), _is_said("The vote was taken. It was close.")
    (False, False)
    """
    several = len(sentences_of(body)) > 1 and body.rstrip().endswith(FULL_STOPS)
    return several and FIRST_PERSON.is_in(body)


def _kind_in_minutes(body: str, patterns: Patterns) -> SegmentKind | None:
    """Return the kind of a sentence of the minutes, or of what a program writes; else None."""
    noted = body.lstrip().startswith(_NOTE_SIGNS) and not beside_cross(body)
    if counts_votes_alone(body):
        return SegmentKind.COMMENTARY if tells_of_outcome(body) else SegmentKind.STAGE
    told = noted or swears_in(body) or (patterns.stamped and is_server_line(body))
    told = told or (
        patterns.minutes and (is_event_end(body) or is_minutes_sentence(body))
    )
    return SegmentKind.STAGE if told else None


def _kind_by_place(
    n: int, lines: Sequence[Line], turn: int, *, ended: bool
) -> tuple[SegmentKind, str]:
    if ended:
        return SegmentKind.BOILERPLATE, AFTER_THE_END
    if turn:
        return SPEECH, ""
    text = lines[n].text.strip()
    # "»I saw it,« said Ada. »It was large.«" ends as sentences do.
    told = text.endswith(_CLOSING_MARKS) and text[-2:-1] in FULL_STOPS
    if (
        n < TOP_LINES
        and not told
        and is_title(text.rstrip(")]"), 200)
        and all(is_title(before.text.rstrip(")]"), 200) for before in lines[:n])
    ):
        if n and len(_NUMBER.findall(text)) > 1 and len(text) < MAX_TITLE_CHARS:
            return SegmentKind.BOILERPLATE, "date and place"
        return SegmentKind.HEADING, AT_TOP
    if is_credit(text):
        return SegmentKind.BOILERPLATE, "says who made the page"
    return SegmentKind.COMMENTARY, "before the first label"
