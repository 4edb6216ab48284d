"""Letters that a record sets in a block quote where somebody says that they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from content.reasons import READ_OUT_FOR
from content.segment.basis import Basis, Reason
from content.segment.kinds import MESSAGE
from content.segment.messages.words import may_say_it_is_read, says_it_is_read
from content.segment.pieces import Piece
from content.segment.voices.letters.letter_signatures import signer_in

_MIN_LINES, _NEAR, _MAX_SIGNATURE, _MIN_WORDS = 3, 2, 90, 20
_SIGNED = 0.9


def with_quoted_letters(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what a block quote in a turn holds given to who signs its end.

    Its lines may look like directions or calls; above it, or a line higher, somebody says
    that a letter is read.
    """
    found = list(pieces)
    for start, end in _block_quotes(pieces):
        reader = _reader(pieces, start)
        last = pieces[end - 1].text
        signer = signer_in([last]) if reader and len(last) <= _MAX_SIGNATURE else ""
        if (
            reader is None
            or not signer
            or not _may_be_letter(pieces[start:end], reader)
        ):
            continue
        reason = Reason(f"{READ_OUT_FOR}{signer}", Basis.SENDER)
        for n in range(start, end):
            sent = pieces[n].attributed(
                MESSAGE, signer, reader.speaker, _SIGNED, reason
            )
            found[n] = replace(sent, turn=reader.turn)
    return found


def _block_quotes(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where the runs of lines in a block quote start and end."""
    for quoted, run in groupby(range(len(pieces)), lambda n: pieces[n].quoted):
        lines = [*run]
        if quoted and len(lines) >= _MIN_LINES:
            yield lines[0], lines[-1] + 1


def _reader(pieces: Sequence[Piece], start: int) -> Piece | None:
    """Return the words right above a block quote that say that it is read; None if none do."""
    for piece in reversed(pieces[max(0, start - _NEAR) : start]):
        said = piece.spoken and piece.speaker and may_say_it_is_read(piece.text)
        if said and says_it_is_read(piece.text):
            return piece
    return None


def _may_be_letter(quote: Sequence[Piece], reader: Piece) -> bool:
    """Return whether a block quote is of the reader's turn, and no text of somebody's yet."""
    words = sum(len(piece.text.split()) for piece in quote)
    return words >= _MIN_WORDS and all(
        abs(piece.turn) == reader.turn and piece.kind is not MESSAGE and not piece.label
        for piece in quote
    )
