"""Letters in block quotes of a signed letter: each is of who signs it within the quote.

"He answered, and I may print it:", and “Dear Bishop, … Your spiritual son, Father Tom.”
"""

from collections.abc import Sequence
from itertools import groupby

from content.language.sentence_marks import COLONS
from content.language.typography.quotation_marks import OPENING_QUOTES
from content.reasons import READ_OUT_FOR
from content.segment.basis import Basis, Reason
from content.segment.messages.signatures.sign_offs import sign_off
from content.segment.messages.words import greets_reader, opens_with_salutation
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.short_names import full_names_of

_SURE = 0.9


def with_signed_quotations(
    letter: Sequence[Piece], texts: Sequence[str]
) -> list[Piece]:
    """Return a letter's pieces, each block quote that is signed itself given to its signer.

    Args:
        letter: The pieces, given to who signs the letter.
        texts: All texts of the page, where a given name may stand in full.
    """
    found = list(letter)
    for quoted, run in groupby(range(len(letter)), lambda n: letter[n].quoted):
        places = [*run]
        start, end = places[0], places[-1] + 1
        led = start > 0 and letter[start - 1].text.rstrip().endswith(COLONS)
        if not quoted or not led or end == len(letter):
            continue
        if name := _signer(letter[start:end], texts):
            found[start:end] = (_sent(piece, name) for piece in letter[start:end])
    return found


def _signer(quoted: Sequence[Piece], texts: Sequence[str]) -> str:
    """Return who signs a block quote that greets somebody; empty if nobody does."""
    lines = [piece.text.strip() for piece in quoted]
    first = lines[0].lstrip(OPENING_QUOTES)
    if not (greets_reader(first) or opens_with_salutation(first)):
        return ""
    signs = sign_off(lines, letter=True)
    if signs.name or not signs.first:
        return signs.name
    return full_names_of([signs.first], texts).get(signs.first, signs.first)


def _sent(piece: Piece, name: str) -> Piece:
    if piece.kind is not SegmentKind.MESSAGE and not piece.spoken:
        return piece
    reason = Reason(f"{READ_OUT_FOR}{name}", Basis.SENDER)
    return piece.attributed(SegmentKind.MESSAGE, name, None, _SURE, reason)
