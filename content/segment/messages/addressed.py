"""Texts below titles and a line of address, which whoever spoke above has read out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from content.segment.messages.found_message import DOUBT
from content.segment.pieces import Piece, turn_spans
from content.segment.result import SegmentKind

_MAX_ADDRESS = 90
_ENDS = (".", "!", "?", "…", ":", ";", ",", "。", "！", "？", '"', "”", "»", ")")
_REASON = "below titles and a line of address; read out, perhaps"


def doubt_addressed(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces, doubtful where a text addressed to somebody opens inside a turn.

    The record of a parliament puts titles between "I have it read" and the text: a short
    line without a stop ("To the Presidency of the Assembly"), paragraphs, who signs.
    """
    found = list(pieces)
    for start, end in turn_spans(pieces):
        opening = _opening(pieces[start:end])
        for n in range(start + opening, end) if opening else ():
            if pieces[n].spoken and pieces[n].kind is not SegmentKind.MESSAGE:
                doubt = min(pieces[n].confidence, DOUBT)
                found[n] = replace(pieces[n], confidence=doubt, reason=_REASON)
    return found


def _opening(turn: Sequence[Piece]) -> int:
    """Return where a line of address stands below titles of a turn; 0 if none does."""
    said = [n for n, piece in enumerate(turn) if piece.spoken]
    for above, n in pairwise(said):
        between = [piece.kind for piece in turn[above + 1 : n]]
        if SegmentKind.HEADING in between and _is_address(turn[n]) and n < said[-1]:
            return n
    return 0


def _is_address(piece: Piece) -> bool:
    text = piece.text.strip()
    return len(text) <= _MAX_ADDRESS and text[:1].isupper() and not text.endswith(_ENDS)
