"""The pieces a document is cut into before they are put together as segments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from content.segment.result import Segment, SegmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold a stretch of one line of one block.

    Attributes:
        block: Which block of the document it is from.
        turn: Which label it stands under, counted from 1; 0 before the first.
        speaker: Whose words it would be if it is spoken; None if nobody's.
        quoted: The page sets it off as a quotation.
    """

    text: str
    block: int
    line: int
    kind: SegmentKind
    turn: int = 0
    speaker: str | None = None
    read_by: str | None = None
    confidence: float = 1.0
    reason: str = ""
    label: str = ""
    depth: int = 0
    author: str = ""
    date: str = ""
    quoted: bool = False
    rule: bool = False

    @property
    def spoken(self) -> bool:
        """Tell whether the piece is somebody's words."""
        return self.kind.attributed


def unattribute(
    piece: Piece, kind: SegmentKind, reason: str, sure: float = 1.0
) -> Piece:
    """Take a piece away from its speaker."""
    return replace(
        piece, kind=kind, speaker=None, read_by=None, reason=reason, confidence=sure
    )


def split_piece(piece: Piece, places: Sequence[int]) -> list[Piece]:
    """Cut a piece at places in its text; blank parts vanish, the label stays first."""
    bounds = [0, *places, len(piece.text)]
    parts = [
        replace(piece, text=piece.text[a:b], label="")
        for a, b in pairwise(bounds)
        if piece.text[a:b].strip()
    ]
    if parts:
        parts[0] = replace(parts[0], label=piece.label)
    return parts or [piece]


def turn_spans(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where each turn's pieces start and end (exclusive)."""
    start = 0
    for place in range(1, len(pieces) + 1):
        if place == len(pieces) or pieces[place].turn != pieces[start].turn:
            yield start, place
            start = place


def merge_pieces(pieces: Iterable[Piece]) -> tuple[Segment, ...]:
    """Put neighbouring pieces of one voice and kind together."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if not piece.text.strip() and not piece.label:
            continue
        if groups and _together(groups[-1][-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return tuple(_segment(group) for group in groups)


def _together(one: Piece, two: Piece) -> bool:
    if SegmentKind.COMMENT in {one.kind, two.kind} and (one.author or two.author):
        return False
    if two.kind in {SegmentKind.HEADING, SegmentKind.STAGE}:
        return False
    return (one.kind, one.speaker, one.read_by, one.depth) == (
        two.kind,
        two.speaker,
        two.read_by,
        two.depth,
    )


def _segment(group: Sequence[Piece]) -> Segment:
    first = group[0]
    text = ""
    for before, piece in zip([None, *group], group, strict=False):
        if before is not None:
            text += _seam(before, piece)
        text += piece.text.strip()
    weakest = min(group, key=lambda piece: piece.confidence)
    return Segment(
        kind=first.kind,
        text=text,
        line=first.line,
        speaker=first.speaker,
        read_by=first.read_by,
        confidence=round(weakest.confidence, 2),
        reason=weakest.reason,
        label="\n".join(piece.label.strip() for piece in group if piece.label),
        depth=first.depth,
        author=first.author,
        date=first.date,
    )


def _seam(one: Piece, two: Piece) -> str:
    if one.block != two.block:
        return "\n\n"
    return "\n" if one.line != two.line else " "
