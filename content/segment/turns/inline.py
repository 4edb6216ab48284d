"""Cut stage directions out of the lines they stand in."""

from collections.abc import Sequence

from content.segment.pieces import Piece, cut, nobodys
from content.segment.result import SegmentKind
from content.segment.turns import stage


def part_stage(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the directions inside speech to nobody."""
    parted: list[Piece] = []
    for piece in pieces:
        found = stage.spans(piece.text) if piece.spoken else []
        if not found:
            parted.append(piece)
            continue
        parts = cut(piece, [place for span in found for place in span])
        inside = {piece.text[a:b].strip() for a, b in found}
        parted += [
            nobodys(part, SegmentKind.STAGE, "a direction inside speech")
            if part.text.strip() in inside
            else part
            for part in parts
        ]
    return parted
