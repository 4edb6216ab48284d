"""Find where what a page sets off as a quotation, or in italics, ends."""

from collections.abc import Sequence

from content.segment.messages.signatures.signature_lines import MAX_SIGNATURE_CHARS
from content.segment.messages.words import (
    is_item,
    is_salutation_line,
    may_address_reader,
)
from content.segment.pieces import Piece

_MAX_ABOVE_LETTER = 20


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


def up_to_letter_set_off(turn: Sequence[Piece], start: int) -> Sequence[Piece]:
    """Return a turn up to a letter further down that the page sets off, with its salutation.

    What seems to be read above it, in whole paragraphs and without a salutation of its own,
    neither goes on in that letter nor is of who signs it.
    """
    first = turn[start]
    if (
        is_set_off(first)
        or is_salutation_line(first.text)
        or may_address_reader(first.text)
    ):
        return turn
    whole = len(first.text) > MAX_SIGNATURE_CHARS
    inside = False
    for n in range(start + 1, min(len(turn), start + _MAX_ABOVE_LETTER)):
        text, above = turn[n].text, inside
        inside = is_set_off(turn[n])
        if whole and inside and not above and is_salutation_line(text):
            return turn[:n]
        whole = whole or len(text) > MAX_SIGNATURE_CHARS
    return turn


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
