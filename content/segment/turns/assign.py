"""Give each line to the label it stands under, as the convention says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from content.document import BlockKind
from content.segment.labels import words as w
from content.segment.labels.label import Ending
from content.segment.labels.name_score import is_crowd
from content.segment.labels.resolver import Directory
from content.segment.labels.scoring import Found
from content.segment.lines import Unit
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns import stage
from content.segment.turns.patterns import SHORT, Habits, habits, is_title

_DATED = re.compile(r"\d+")


def assign(
    units: Sequence[Unit], labels: Mapping[int, Found], names: Directory
) -> list[Piece]:
    """Cut a document into pieces, each with the speaker its label gives it."""
    return _Walk(units, labels, names).pieces()


class _Walk:
    """Go through the lines, remembering what stands above the present one."""

    def __init__(
        self, units: Sequence[Unit], labels: Mapping[int, Found], names: Directory
    ) -> None:
        self.units, self.labels, self.names = units, labels, names
        self.habit = habits(units, labels)
        self.turn = 0
        self.voice: Found | None = None
        # A label that no words have followed yet.
        self.waiting = ""
        # The event is over; a heading, printed matter, a vote list goes on.
        self.ended = self.headed = self.inserted = self.voting = False

    def pieces(self) -> list[Piece]:
        """Cut every line, and keep labels that introduce nothing."""
        pieces: list[Piece] = []
        for n, unit in enumerate(self.units):
            found = self.labels.get(n)
            if found:
                self._enter(found, unit)
                if found.label.alone:
                    continue
            pieces += self._cut(n, unit, found)
        if self.waiting:
            pieces.append(_silent(self.waiting, self.units[-1], self.turn))
        return pieces

    def _enter(self, found: Found, unit: Unit) -> None:
        self.turn += 1
        self.voice = found
        self.ended = self.headed = self.inserted = self.voting = False
        printed = unit.text[: found.label.end].strip()
        self.waiting = f"{self.waiting}\n{printed}" if self.waiting else printed

    def _cut(self, n: int, unit: Unit, found: Found | None) -> Iterator[Piece]:
        body = unit.text[found.label.end :] if found else unit.text
        kind, reason = self._kind(n, unit, body, labelled=found is not None)
        piece = _piece(unit, body, kind, self.turn, reason)
        if kind is SegmentKind.SPEECH and self.voice is not None:
            piece = _spoken(piece, self.voice, self.names)
            piece = replace(piece, label=self.waiting)
            self.waiting = ""
        elif self.waiting and kind is not SegmentKind.STAGE:
            yield _silent(self.waiting, unit, self.turn)
            self.waiting = ""
        yield piece
        silent = kind is SegmentKind.STAGE
        self.inserted = self.inserted or (silent and stage.inserts(body))
        self.ended = self.ended or (found is None and stage.is_closing(body))
        heading = unit.kind is BlockKind.HEADING
        self.headed = heading or (self.headed and stage.is_whole(body))

    def _kind(
        self, n: int, unit: Unit, body: str, *, labelled: bool
    ) -> tuple[SegmentKind, str]:
        """Tell what a line is, by itself or by what stands above it."""
        self.voting = stage.heads_votes(body) or (self.voting and stage.is_list(body))
        if n in self.habit.pulled and not labelled:
            return SegmentKind.STAGE, "repeats words that stand elsewhere"
        kind, reason = _by_itself(
            unit, body, self.habit, headed=self.headed, labelled=labelled
        )
        if kind is not None:
            return kind, reason
        self.inserted = self.inserted and unit.kind is BlockKind.QUOTE
        if self.turn and not labelled and (self.inserted or self.voting):
            return SegmentKind.STAGE, "printed, not spoken"
        return _unlabelled(n, self.units, self.turn, ended=self.ended)


def _piece(unit: Unit, body: str, kind: SegmentKind, turn: int, reason: str) -> Piece:
    comment = unit.kind is BlockKind.COMMENT
    return Piece(
        text=body,
        block=unit.block,
        line=unit.line,
        kind=kind,
        turn=turn,
        reason=reason,
        quoted=unit.kind is BlockKind.QUOTE,
        rule=unit.kind is BlockKind.RULE,
        depth=unit.level if comment else 0,
        author=unit.author if comment else "",
        date=unit.date if comment else "",
    )


def _silent(label: str, unit: Unit, turn: int) -> Piece:
    """Keep a label that introduces nothing, as a heading."""
    return _piece(unit, label, SegmentKind.HEADING, turn, "a label without words")


def _spoken(piece: Piece, voice: Found, names: Directory) -> Piece:
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


def _sureness(voice: Found) -> float:
    if voice.label.ending is Ending.VOICE:
        return 1.0
    return round(min(1.0, 0.4 + 0.6 * min(voice.score, 1.0)), 2)


def _by_itself(
    unit: Unit, body: str, habit: Habits, *, headed: bool, labelled: bool
) -> tuple[SegmentKind | None, str]:
    """Tell what a line is by itself, where it is not speech."""
    if unit.kind is BlockKind.COMMENT:
        return SegmentKind.COMMENT, "a comment of the page"
    if unit.kind is BlockKind.RULE:
        return SegmentKind.STAGE, "a rule"
    if unit.kind is BlockKind.TABLE:
        return SegmentKind.STAGE, "a table"
    if stage.is_whole(body) or stage.is_clock(body):
        return SegmentKind.STAGE, "a line in brackets"
    return (None, "") if labelled else _beside(unit, body, habit, headed=headed)


def _beside(
    unit: Unit, body: str, habit: Habits, *, headed: bool
) -> tuple[SegmentKind | None, str]:
    """Tell what a line without a label is, by the document's habits."""
    if habit.minutes and (stage.is_closing(body) or stage.is_minutes(body)):
        return SegmentKind.STAGE, "a sentence of the minutes"
    if unit.kind is BlockKind.HEADING:
        return SegmentKind.HEADING, "a heading"
    if habit.each and unit.kind is BlockKind.QUOTE:
        return SegmentKind.STAGE, "set off where every paragraph has its label"
    if body.strip() in habit.refrains:
        return SegmentKind.STAGE, "a short line that recurs"
    if headed and habit.after_heading:
        return SegmentKind.STAGE, "a line under a heading, before the next label"
    return None, ""


def _unlabelled(
    n: int, units: Sequence[Unit], turn: int, *, ended: bool
) -> tuple[SegmentKind, str]:
    if ended:
        return SegmentKind.BOILERPLATE, "after the end of the event"
    if turn:
        return SegmentKind.SPEECH, ""
    text = units[n].text.strip()
    if (
        n < 12
        and is_title(text.rstrip(")]"), 200)
        and all(is_title(before.text.rstrip(")]"), 200) for before in units[:n])
    ):
        if n and len(_DATED.findall(text)) > 1 and len(text) < SHORT:
            return SegmentKind.BOILERPLATE, "date and place"
        return SegmentKind.HEADING, "a short line at the top"
    return SegmentKind.COMMENTARY, "before the first label"
