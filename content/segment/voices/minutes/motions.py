"""Motions and letters that minutes print: each is whose the clerk's line above it says.

"Ada Brook moved:", "Motion B – tabled by the board", and below it the text in quotation
marks. Neither the text nor the line is of whoever spoke last.
"""

from collections.abc import Sequence
from dataclasses import replace

from content.reasons import READ_OUT_FOR
from content.segment.kinds import PROSE
from content.segment.pieces import Piece, unattribute
from content.segment.result import SegmentKind
from content.segment.voices.minutes.minutes import Minutes
from content.segment.voices.minutes.motion_leads import LeadReader, end_of_text
from content.segment.voices.minutes.mover_finder import Mover

_CLERKS = "a line of the minutes that leads to a text"


def with_motions(
    pieces: Sequence[Piece], minutes: Minutes | None, *, moved: bool = False
) -> list[Piece]:
    """Return the pieces of minutes, each text that a clerk's line leads to its mover's.

    Args:
        pieces: The pieces of a document.
        minutes: What is known of it if it is minutes.
        moved: Whether only texts are meant of which the last sentence says who moves
            them, so that they may be known before letters are.
    """
    found = list(pieces)
    if minutes is None or not minutes.code:
        return found
    reader = LeadReader(pieces, minutes)
    n = 1
    while n < len(found):
        text = reader.text_at(found, n)
        if moved and not (text and reader.is_moved(found, n, text[0])):
            text = None
        if text is None and (moved or not reader.is_led_letter(found, n)):
            n += 1
            continue
        end, mover, leads = text or (end_of_text(found, n, quoted=True), None, (n - 1,))
        if mover is not None:
            found[n:end] = (_as_message(piece, mover) for piece in found[n:end])
        if reader.is_terse:
            _clear_around(found, n, end, leads)
        n = end
        while reader.is_terse and n < len(found) and reader.is_left_over(found, n):
            found[n] = reader.behind(found[n])
            n += 1
    return found


def _clear_around(
    found: list[Piece], start: int, end: int, leads: Sequence[int]
) -> None:
    """Take the lines that lead to a text, and the reading of it, from who spoke last."""
    for m in leads:
        if found[m].spoken:
            found[m] = unattribute(found[m], SegmentKind.COMMENTARY, _CLERKS)
    found[start:end] = (replace(piece, read_by=None) for piece in found[start:end])


def _as_message(piece: Piece, mover: Mover) -> Piece:
    if not (piece.spoken or piece.kind in PROSE):
        return piece
    return replace(
        piece,
        kind=SegmentKind.MESSAGE,
        speaker=mover.name,
        read_by=None,
        confidence=mover.confidence,
        reason=piece.reason.for_sender(f"{READ_OUT_FOR}{mover.name}"),
    )
