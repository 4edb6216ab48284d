"""Find where what a page sets off as a quotation, or in italics, ends."""

from collections.abc import Sequence

from content.segment.messages.words import is_item
from content.segment.pieces import Piece


def is_set_off(piece: Piece) -> bool:
    """Return whether the page sets a piece off as a quotation, or a chat does: "> …"."""
    return piece.quoted or piece.text.lstrip().startswith(">")


def opens_set_off(turn: Sequence[Piece], start: int) -> bool:
    """Return whether the page sets a piece off from what stands before it."""
    before = turn[start - 1] if start else None
    quoted = is_set_off(turn[start]) and not (before and is_set_off(before))
    if quoted and start + 1 < len(turn) and not is_set_off(turn[start + 1]):
        # A salutation that is indented otherwise than the letter is no quotation.
        quoted = not turn[start].text.rstrip().endswith((":", "：", ",", "，"))
    return quoted or (turn[start].italic and not (before and before.italic))


def set_off_end(turn: Sequence[Piece], start: int) -> int:
    """Return where what a page sets off ends; a list inside it is no end."""
    end = below = start
    while end < len(turn) and _goes_on(turn[start], turn[end]):
        end += 1
        below = max(below, end)
        while below < len(turn) and turn[below].spoken and is_item(turn[below].text):
            below += 1
        if below < len(turn) and _goes_on(turn[start], turn[below]):
            end = below
    return end


def _goes_on(first: Piece, piece: Piece) -> bool:
    alike = is_set_off(piece) if is_set_off(first) else piece.italic
    return alike and piece.spoken
