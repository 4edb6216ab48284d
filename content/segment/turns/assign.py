"""Give each line to the label it stands under, as the convention says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.document import BlockKind
from content.segment.labels import words as w
from content.segment.labels.label import Ending
from content.segment.labels.name_score import is_crowd
from content.segment.labels.resolver import SpeakerResolver
from content.segment.labels.scoring import ScoredLabel
from content.segment.lines import Line
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns import stage
from content.segment.turns.patterns import (
    MAX_TITLE_CHARS,
    Patterns,
    find_patterns,
    is_title,
)

_DATED = re.compile(r"\d+")


def assign_speakers(
    lines: Sequence[Line], labels: Mapping[int, ScoredLabel], names: SpeakerResolver
) -> list[Piece]:
    """Cut a document into pieces, each with the speaker its label gives it."""
    return _Assigner(lines, labels, names).pieces()


class _Assigner:
    """Go through the lines, remembering what stands above the present one."""

    def __init__(
        self,
        lines: Sequence[Line],
        labels: Mapping[int, ScoredLabel],
        names: SpeakerResolver,
    ) -> None:
        self.lines, self.labels, self.names = lines, labels, names
        self.habit = find_patterns(lines, labels)
        self.turn = 0
        self.voice: ScoredLabel | None = None
        # A label that no words have followed yet.
        self.waiting = ""
        # The event is over; a heading, printed matter, a vote list goes on.
        self.ended = self.headed = self.inserted = self.voting = False

    def pieces(self) -> list[Piece]:
        """Cut every line, and keep labels that introduce nothing."""
        pieces: list[Piece] = []
        for n, line in enumerate(self.lines):
            found = self.labels.get(n)
            if found:
                self._enter(found, line)
                if found.label.alone:
                    continue
            pieces += self._cut(n, line, found)
        if self.waiting:
            pieces.append(_silent(self.waiting, self.lines[-1], self.turn))
        return pieces

    def _enter(self, found: ScoredLabel, line: Line) -> None:
        self.turn += 1
        self.voice = found
        self.ended = self.headed = self.inserted = self.voting = False
        printed = line.text[: found.label.end].strip()
        self.waiting = f"{self.waiting}\n{printed}" if self.waiting else printed

    def _cut(self, n: int, line: Line, found: ScoredLabel | None) -> Iterator[Piece]:
        body = line.text[found.label.end :] if found else line.text
        kind, reason = self._kind(n, line, body, labelled=found is not None)
        piece = _piece(line, body, kind, self.turn, reason)
        if kind is SegmentKind.SPEECH and self.voice is not None:
            piece = _spoken(piece, self.voice, self.names)
            piece = replace(piece, label=self.waiting)
            self.waiting = ""
        elif self.waiting and kind is not SegmentKind.STAGE:
            yield _silent(self.waiting, line, self.turn)
            self.waiting = ""
        yield piece
        silent = kind is SegmentKind.STAGE
        self.inserted = self.inserted or (silent and stage.announces_printed_text(body))
        self.ended = self.ended or (found is None and stage.is_event_end(body))
        heading = line.kind is BlockKind.HEADING
        self.headed = heading or (self.headed and stage.is_direction(body))

    def _kind(
        self, n: int, line: Line, body: str, *, labelled: bool
    ) -> tuple[SegmentKind, str]:
        """Tell what a line is, by itself or by what stands above it."""
        self.voting = stage.is_vote_heading(body) or (
            self.voting and stage.is_name_list(body)
        )
        if n in self.habit.pulled and not labelled:
            return SegmentKind.STAGE, "repeats words that stand elsewhere"
        kind, reason = _by_itself(
            line, body, self.habit, headed=self.headed, labelled=labelled
        )
        if kind is not None:
            return kind, reason
        self.inserted = self.inserted and line.kind is BlockKind.QUOTE
        if self.turn and not labelled and (self.inserted or self.voting):
            return SegmentKind.STAGE, "printed, not spoken"
        return _unlabelled(n, self.lines, self.turn, ended=self.ended)


def _piece(line: Line, body: str, kind: SegmentKind, turn: int, reason: str) -> Piece:
    comment = line.kind is BlockKind.COMMENT
    return Piece(
        text=body,
        block=line.block,
        line=line.number,
        kind=kind,
        turn=turn,
        reason=reason,
        quoted=line.kind is BlockKind.QUOTE,
        rule=line.kind is BlockKind.RULE,
        depth=line.level if comment else 0,
        author=line.author if comment else "",
        date=line.date if comment else "",
    )


def _silent(label: str, line: Line, turn: int) -> Piece:
    """Keep a label that introduces nothing, as a heading."""
    return _piece(line, label, SegmentKind.HEADING, turn, "a label without words")


def _spoken(piece: Piece, voice: ScoredLabel, names: SpeakerResolver) -> Piece:
    printed = voice.label.printed
    if is_crowd(printed):
        return replace(piece, kind=SegmentKind.STAGE, reason="many voices at once")
    name = names[printed]
    folded = printed.casefold().strip(" .:")
    asks = (
        name.name == "Question"
        or folded in w.REMARK
        or folded.endswith(("记者", "記者", "기자"))
    )
    ending = voice.label.ending.value
    return replace(
        piece,
        kind=SegmentKind.QUESTION if asks else SegmentKind.SPEECH,
        speaker=name.name,
        confidence=_sureness(voice),
        reason=f"under the label “{printed}” ({ending})",
    )


def _sureness(voice: ScoredLabel) -> float:
    if voice.label.ending is Ending.VOICE:
        return 1.0
    return round(min(1.0, 0.4 + 0.6 * min(voice.score, 1.0)), 2)


def _by_itself(
    line: Line, body: str, habit: Patterns, *, headed: bool, labelled: bool
) -> tuple[SegmentKind | None, str]:
    """Tell what a line is by itself, where it is not speech."""
    if line.kind is BlockKind.COMMENT:
        return SegmentKind.COMMENT, "a comment of the page"
    if line.kind is BlockKind.RULE:
        return SegmentKind.STAGE, "a rule"
    if line.kind is BlockKind.TABLE:
        return SegmentKind.STAGE, "a table"
    if stage.is_direction(body) or stage.is_time_of_day(body):
        return SegmentKind.STAGE, "a line in brackets"
    return (None, "") if labelled else _beside(line, body, habit, headed=headed)


def _beside(
    line: Line, body: str, habit: Patterns, *, headed: bool
) -> tuple[SegmentKind | None, str]:
    """Tell what a line without a label is, by the document's habits."""
    if habit.minutes and (stage.is_event_end(body) or stage.is_minutes_sentence(body)):
        return SegmentKind.STAGE, "a sentence of the minutes"
    if line.kind is BlockKind.HEADING:
        return SegmentKind.HEADING, "a heading"
    if habit.each and line.kind is BlockKind.QUOTE:
        return SegmentKind.STAGE, "set off where every paragraph has its label"
    if body.strip() in habit.refrains:
        return SegmentKind.STAGE, "a short line that recurs"
    if headed and habit.after_heading:
        return SegmentKind.STAGE, "a line under a heading, before the next label"
    return None, ""


def _unlabelled(
    n: int, lines: Sequence[Line], turn: int, *, ended: bool
) -> tuple[SegmentKind, str]:
    if ended:
        return SegmentKind.BOILERPLATE, "after the end of the event"
    if turn:
        return SegmentKind.SPEECH, ""
    text = lines[n].text.strip()
    if (
        n < 12
        and is_title(text.rstrip(")]"), 200)
        and all(is_title(before.text.rstrip(")]"), 200) for before in lines[:n])
    ):
        if n and len(_DATED.findall(text)) > 1 and len(text) < MAX_TITLE_CHARS:
            return SegmentKind.BOILERPLATE, "date and place"
        return SegmentKind.HEADING, "a short line at the top"
    return SegmentKind.COMMENTARY, "before the first label"
