"""Pieces of lines, which segmentation classifies and then merges into segments."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from content.reasons import READ_OUT_FOR, about_part
from content.records import record
from content.segment.basis import Reason
from content.segment.kinds import COMMENT, HEADING, STAGE
from content.segment.lines import Position
from content.segment.result import (
    MIN_CONFIDENCE,
    Segment,
    SegmentKind,
    Testimony,
    may_be_doubtful,
)

UNDECODABLE = "\ufffd"
"""Stands where bytes could not be decoded, and characters are missing."""
_UNDECODABLE_CONFIDENCE = 0.5

UNNAMED = "Speaker"
"""Who speaks where a speech is announced and nobody is named who gives it."""

READ_FOR_UNNAMED = f"{READ_OUT_FOR}somebody who is not named"
"""How the reason opens of a text that is read out, and whose sender nobody knows."""


@record
class Piece:
    """A line of a block, or a part of one.

    Attributes:
        block: Index of its block in the document.
        turn: Number of the label it stands under, from 1; 0 before the first label,
            and below 0 from a line of the record on, up to the next label.
        speaker: Whose words these are; None if they are nobody's.
        quoted: Whether the page sets it off as a quotation.
        italic: Whether all of it stands in italics.
        open_ended: Whether it ends a text that is read out, and nothing shows that.
        rule: Whether it is a horizontal rule.
        ruled: Whether the page draws a rule above it.
        spoken: Whether it is somebody's words.
    """

    text: str
    block: int
    line: int
    kind: SegmentKind
    turn: int = 0
    speaker: str | None = None
    read_by: str | None = None
    confidence: float = 1.0
    reason: Reason = Reason()
    label: str = ""
    under: str = ""
    testimonies: tuple[Testimony, ...] = ()
    depth: int = 0
    author: str = ""
    date: str = ""
    quoted: bool = False
    italic: bool = False
    open_ended: bool = False
    rule: bool = False
    ruled: bool = False
    # Some sixty rules ask each piece, so that this is found out once.
    spoken: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find out whether the piece is somebody's words."""
        object.__setattr__(self, "spoken", self.kind.attributed)

    @property
    def position(self) -> Position:
        """Where it starts in the document."""
        return self.block, self.line

    @property
    def doubtful(self) -> bool:
        """Whether a person should check whose words it is."""
        return may_be_doubtful(self.kind) and self.confidence < MIN_CONFIDENCE

    def weighed(
        self,
        confidence: float,
        reason: Reason,
        testimonies: tuple[Testimony, ...],
        *,
        under: str | None = None,
    ) -> "Piece":
        """Return the piece with what witnesses say; `replace` takes twice as long.

        Args:
            confidence: How sure it is.
            reason: Why.
            testimonies: What the witnesses say.
            under: The label of its turn as printed; None keeps what is there.
        """
        return Piece(
            text=self.text,
            block=self.block,
            line=self.line,
            kind=self.kind,
            turn=self.turn,
            speaker=self.speaker,
            read_by=self.read_by,
            confidence=confidence,
            reason=reason,
            label=self.label,
            under=self.under if under is None else under,
            testimonies=testimonies,
            depth=self.depth,
            author=self.author,
            date=self.date,
            quoted=self.quoted,
            italic=self.italic,
            open_ended=self.open_ended,
            rule=self.rule,
            ruled=self.ruled,
        )

    def attributed(
        self,
        kind: SegmentKind,
        speaker: str | None,
        read_by: str | None,
        confidence: float,
        reason: Reason,
        *,
        open_ended: bool | None = None,
    ) -> "Piece":
        """Return the piece as somebody's or nobody's; `replace` takes twice as long.

        Args:
            kind: What it is.
            speaker: Whose words these are.
            read_by: Who reads them out.
            confidence: How sure it is.
            reason: Why.
            open_ended: Whether it ends a text that is read out; None keeps what is there.
        """
        return Piece(
            text=self.text,
            block=self.block,
            line=self.line,
            kind=kind,
            turn=self.turn,
            speaker=speaker,
            read_by=read_by,
            confidence=confidence,
            reason=reason,
            label=self.label,
            under=self.under,
            testimonies=self.testimonies,
            depth=self.depth,
            author=self.author,
            date=self.date,
            quoted=self.quoted,
            italic=self.italic,
            open_ended=self.open_ended if open_ended is None else open_ended,
            rule=self.rule,
            ruled=self.ruled,
        )


def unattribute(
    piece: Piece, kind: SegmentKind, reason: str, confidence: float = 1.0
) -> Piece:
    """Return a piece as nobody's words."""
    return piece.attributed(kind, None, None, confidence, Reason(reason))


def doubted(piece: Piece, confidence: float, reason: str) -> Piece:
    """Return a piece that is at most so sure, for a reason that explains nothing."""
    return replace(
        piece, confidence=min(piece.confidence, confidence), reason=Reason(reason)
    )


def as_read_out(piece: Piece, sender: str, confidence: float, reason: Reason) -> Piece:
    """Return a piece as somebody's text, which who spoke it until now reads out."""
    return piece.attributed(
        SegmentKind.MESSAGE, sender, piece.speaker, confidence, reason
    )


def split_piece(piece: Piece, offsets: Sequence[int]) -> list[Piece]:
    """Split a piece at offsets of its text.

    Blank parts are dropped; the label stays with the first part.
    """
    bounds = [0, *offsets, len(piece.text)]
    parts = [
        replace(piece, text=piece.text[a:b], label="")
        for a, b in pairwise(bounds)
        if piece.text[a:b].strip()
    ]
    if parts:
        parts[0] = replace(parts[0], label=piece.label)
    return parts or [piece]


def opens_line(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether a piece opens a line, and is not what follows a direction in it."""
    return n == 0 or pieces[n - 1].position != pieces[n].position


def turn_spans(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of each turn start and end (exclusive)."""
    start, turn = 0, pieces[0].turn if pieces else 0
    for place, piece in enumerate(pieces):
        if piece.turn != turn:
            yield start, place
            start, turn = place, piece.turn
    if pieces:
        yield start, len(pieces)


def merge_pieces(pieces: Iterable[Piece]) -> tuple[Segment, ...]:
    """Merge neighbouring pieces of one speaker and kind into segments."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if not piece.text.strip() and not piece.label:
            continue
        if groups and _belong_together(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(_segment(group) for group in groups)


def _belong_together(one: Piece, two: Piece) -> bool:
    if two.kind is HEADING or two.kind is STAGE:
        return False
    if (one.author or two.author) and COMMENT in {one.kind, two.kind}:
        return False
    return (
        one.kind is two.kind
        and one.speaker == two.speaker
        and one.read_by == two.read_by
        and one.depth == two.depth
        and one.doubtful == two.doubtful
    )


def _segment(group: Sequence[Piece]) -> Segment:
    first = group[0]
    text = first.text.strip()
    for before, piece in pairwise(group):
        text += _separator(before, piece) + piece.text.strip()
    text = text.strip()
    if not text:
        return Segment(
            kind=HEADING,
            text="\n".join(p.label.strip() for p in group),
            line=first.line,
            reason="looks like a label, and nothing is said below it",
        )
    weakest = min(group, key=attrgetter("confidence")) if len(group) > 1 else first
    confidence, reason = _rounded(weakest.confidence), weakest.reason.words
    if first.doubtful and any(p.reason.words != reason for p in group):
        # Whoever sees all of it asks of which words that is true.
        reason = about_part(reason, weakest.text)
    if first.kind.attributed and UNDECODABLE in text:
        confidence = min(confidence, _UNDECODABLE_CONFIDENCE)
        reason = (
            f"bytes were broken where {UNDECODABLE} stands; write in what is missing"
        )
    return Segment(
        kind=first.kind,
        text=text,
        line=first.line,
        speaker=first.speaker,
        read_by=first.read_by,
        confidence=confidence,
        reason=reason,
        label=sys.intern("\n".join(p.label.strip() for p in group if p.label)),
        under=first.under,
        testimonies=weakest.testimonies,
        depth=first.depth,
        author=first.author,
        date=first.date,
    )


@lru_cache(maxsize=1024)
def _rounded(confidence: float) -> float:
    """Return a confidence in hundredths, the same object for all that have it."""
    return round(confidence, 2)


def _separator(one: Piece, two: Piece) -> str:
    if one.block != two.block:
        return "\n\n"
    return "\n" if one.line != two.line else " "
