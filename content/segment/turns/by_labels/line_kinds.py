"""What kind each line is: somebody's words, or a heading, a direction or the like of nobody's.

Its own form says so, a pattern of the document, the lines above it, or its place.
"""

import re
from collections.abc import Sequence

from content.document import BlockKind
from content.language.sentence_marks import COLONS, FULL_STOPS
from content.segment.kinds import HEADING_BLOCK, SPEECH, STAGE
from content.segment.labels import stamps
from content.segment.labels.attendance import heads_list
from content.segment.labels.exclusions.votes import counts_votes_alone, tells_of_outcome
from content.segment.lines import Line, is_rule
from content.segment.messages.signatures.signatures import beside_cross
from content.segment.messages.words import sentences_of
from content.segment.names.in_text.credits import is_credit
from content.segment.names.name_score import label_key
from content.segment.result import SegmentKind
from content.segment.speakers.examinations import (
    is_broken_oath,
    says_who_examines,
    swears_in,
)
from content.segment.turns.unspoken.chat_lines import is_server_line
from content.segment.turns.unspoken.directions import is_direction
from content.segment.turns.unspoken.lists_and_counts import (
    is_list,
    is_name_list,
    is_vote_heading,
)
from content.segment.turns.unspoken.menus import TOP_LINES
from content.segment.turns.unspoken.minutes_sentences import (
    MINUTES_REASON,
    PRINTED_REASON,
    UNTIL,
    announces_printed_text,
    is_event_end,
    is_inserted,
    is_minutes_sentence,
    tells_past_hour,
)
from content.segment.turns.unspoken.patterns import MAX_TITLE_CHARS, Patterns, is_title
from content.segment.wording.in_person import FIRST_PERSON

AT_TOP = "a short line at the top"
"""Why a line of plain text is a heading, where nothing but its place says so."""

AFTER_THE_END = "after the end of the event"
"""Why a line is nobody's where words above it end the event."""

_MIN_LEAD = 60
_MAX_SAID, _MIN_SAID_WORDS, _NEAR = 160, 3, 3
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


class LineKinds:
    """The kinds of a document's lines, which are asked for from top to bottom."""

    def __init__(self, lines: Sequence[Line], patterns: Patterns) -> None:
        """Stand above the first line.

        Args:
            lines: The lines of the document.
            patterns: What is regular in it.
        """
        self._lines, self._patterns = lines, patterns
        self.forget_lines_above()

    def forget_lines_above(self) -> None:
        """Reset what the lines above say about the current one."""
        self._event_ended = self._after_heading = False
        self._in_printed_text = self._in_votes = self._in_list = False
        self._printed_to_label = False

    def remember(
        self,
        line: Line,
        body: str,
        kind: SegmentKind,
        *,
        may_end: bool,
        has_label_a_speech: bool,
    ) -> None:
        """Remember what a line says about those below it.

        Args:
            line: The line.
            body: What it has behind its label.
            kind: Its kind.
            may_end: Whether the event may end with it.
            has_label_a_speech: Whether each speech has its label, whoever goes on.
        """
        if kind is STAGE and announces_printed_text(body):
            self._in_printed_text = True
            self._printed_to_label = has_label_a_speech and is_inserted(body)
        if may_end and is_event_end(body):
            self._event_ended = True
        # "(Applause)" in the middle of a line looks like a heading.
        if not is_direction(body):
            self._after_heading = line.kind is HEADING_BLOCK

    def kind_of(
        self, n: int, body: str, *, labelled: bool, led: bool, begun: bool
    ) -> tuple[SegmentKind, str]:
        """Return the kind of a line and why it is so.

        Args:
            n: Its number.
            body: What it has behind its label.
            labelled: Whether it has one, or opens the turn of one.
            led: Whether a label stands above it that no words have followed yet.
            begun: Whether somebody has spoken above.
        """
        line = self._lines[n]
        # "Yes" right below the label that leads to it is an answer.
        answers = led and not labelled
        self._in_votes = (is_vote_heading(body) and not answers) or (
            self._in_votes and is_name_list(body)
        )
        self._in_list = heads_list(body) or (
            self._in_list and not labelled and is_name_list(body)
        )
        listed = self._in_list or is_list(body) or n in self._patterns.roll_calls
        if self._patterns.minutes and listed and not labelled:
            return SegmentKind.STAGE, "a list of people"
        if n in self._patterns.name_lists:
            return SegmentKind.STAGE, "a list of names"
        kind, reason = self._kind_by_patterns(
            n, line, body, labelled=labelled, begun=begun
        )
        minutes = begun and not labelled and reason == MINUTES_REASON
        said = minutes and self._is_told_again(n, body)
        if kind is not None and not said:
            return kind, reason
        self._in_printed_text = self._in_printed_text and (
            self._printed_to_label or line.kind is BlockKind.QUOTE
        )
        if begun and not labelled and (self._in_printed_text or self._in_votes):
            return SegmentKind.STAGE, PRINTED_REASON
        return self._kind_by_place(n, begun=begun)

    def _kind_by_patterns(
        self, n: int, line: Line, body: str, *, labelled: bool, begun: bool
    ) -> tuple[SegmentKind | None, str]:
        """Return the kind of a line that its form or the document's patterns tell."""
        if n in self._patterns.headings_in_capitals:
            return SegmentKind.HEADING, "a line in capitals before a label"
        if n in self._patterns.dashed_notes:
            return SegmentKind.STAGE, "a note of the record behind a dash"
        if n in self._patterns.pull_quotes and not labelled:
            return SegmentKind.STAGE, "repeats words that stand elsewhere"
        told = is_broken_oath(n, self._lines) or self._heads_count(n, body)
        told = told or n in self._patterns.told_of_speakers
        if begun and not labelled and told:
            return SegmentKind.STAGE, MINUTES_REASON
        kind, reason = self._kind_by_form(line, body, labelled=labelled)
        if kind is None and (not labelled or n in self._patterns.chat_lines):
            return self._patterns.page_lines.get(n, (None, ""))
        return kind, reason

    def _kind_by_form(  # noqa: PLR0911 - one line a kind reads best
        self, line: Line, body: str, *, labelled: bool
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
        if record := self._kind_in_minutes(body):
            return record, MINUTES_REASON
        if line.kind is HEADING_BLOCK or says_who_examines(body):
            return SegmentKind.HEADING, "a heading"
        if self._patterns.label_per_paragraph and line.kind is BlockKind.QUOTE:
            return SegmentKind.STAGE, "set off where every paragraph has its label"
        if body.strip() in self._patterns.refrains:
            return SegmentKind.STAGE, "a short line that recurs"
        if self._after_heading and self._patterns.after_heading and not _is_said(body):
            return SegmentKind.STAGE, "a line under a heading, before the next label"
        return None, ""

    def _kind_in_minutes(self, body: str) -> SegmentKind | None:
        """Return the kind of a sentence of the minutes, or of what a program writes; else None."""
        noted = body.lstrip().startswith(_NOTE_SIGNS) and not beside_cross(body)
        if counts_votes_alone(body):
            return (
                SegmentKind.COMMENTARY if tells_of_outcome(body) else SegmentKind.STAGE
            )
        told = (
            noted
            or swears_in(body)
            or (self._patterns.stamped and is_server_line(body))
        )
        told = told or (
            self._patterns.minutes and (is_event_end(body) or is_minutes_sentence(body))
        )
        return SegmentKind.STAGE if told else None

    def _kind_by_place(self, n: int, *, begun: bool) -> tuple[SegmentKind, str]:
        """Return the kind of a line that nothing but its place tells."""
        if self._event_ended:
            return SegmentKind.BOILERPLATE, AFTER_THE_END
        if begun:
            return SPEECH, ""
        text = self._lines[n].text.strip()
        # "»I saw it,« said Ada. »It was large.«" ends as sentences do.
        told = text.endswith(_CLOSING_MARKS) and text[-2:-1] in FULL_STOPS
        if (
            n < TOP_LINES
            and not told
            and is_title(text.rstrip(")]"), 200)
            and all(
                is_title(before.text.rstrip(")]"), 200) for before in self._lines[:n]
            )
        ):
            if n and len(_NUMBER.findall(text)) > 1 and len(text) < MAX_TITLE_CHARS:
                return SegmentKind.BOILERPLATE, "date and place"
            return SegmentKind.HEADING, AT_TOP
        if is_credit(text):
            return SegmentKind.BOILERPLATE, "says who made the page"
        return SegmentKind.COMMENTARY, "before the first label"

    def _is_told_again(self, n: int, body: str) -> bool:
        """Return whether a record tells more of what a brief sentence says, right beside it.

        Whoever presides says "The sitting is closed.", and the record has below it, or
        above the label: "The sitting is closed at twelve."
        """
        first = sentences_of(body)[0] if len(body) <= _MAX_SAID else ""
        # "The sitting is suspended until four."
        told = UNTIL.regex.search(first)
        words = set(label_key(first[: told.start()] if told else first).split())
        if len(words) < _MIN_SAID_WORDS or tells_past_hour(first):
            return False
        ends = is_event_end(first)
        below = [line.text for line in self._lines[n + 1 : n + 2]]
        above = [line.text for line in self._lines[max(0, n - _NEAR) : n]]
        return any(
            words < set(label_key(text).split()) and is_minutes_sentence(text)
            for text in (*below, *above)
            if text != body
        ) or (ends and any(map(self._kind_in_minutes, below)))

    def _heads_count(self, n: int, body: str) -> bool:
        """Return whether a brief line with a colon leads to a count of votes."""
        brief = len(body) <= _MIN_LEAD and body.rstrip().endswith(COLONS)
        return brief and any(
            counts_votes_alone(line.text) for line in self._lines[n + 1 : n + 2]
        )


def _is_said(body: str) -> bool:
    """Return whether somebody speaks in person in more than one sentence.

    >>> _is_said("We go on to the statements. The member for Moor has the floor.")
    True
    >>> _is_said("We ask for light"), _is_said("The vote was taken. It was close.")
    (False, False)
    """
    several = len(sentences_of(body)) > 1 and body.rstrip().endswith(FULL_STOPS)
    return several and FIRST_PERSON.is_in(body)
