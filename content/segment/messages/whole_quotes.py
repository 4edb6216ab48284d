"""Letters that a page prints in a block quote: the whole of it is the sender's, and no more."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from content.segment.kinds import COMMENTARY, MESSAGE, SPEECH
from content.segment.pieces import Piece

_MIN_PARTS, _MAX_LINES, _MAX_LINE = 3, 4, 90


def with_whole_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands in a block quote between words of one sender as that sender's.

    A letter opens with its date or a salutation and ends with a signature; a sentence
    between may quote another, who keeps the words that are a message themselves.
    """
    found = list(pieces)
    for quoted, run in groupby(range(len(pieces)), lambda n: pieces[n].quoted):
        for start, end in _letters(pieces, [*run]) if quoted else ():
            letter = pieces[end]
            for n in range(start, end):
                if pieces[n].kind in {COMMENTARY, SPEECH}:
                    found[n] = replace(
                        pieces[n],
                        kind=MESSAGE,
                        speaker=letter.speaker,
                        confidence=letter.confidence,
                        reason=letter.reason,
                    )
    return found


def end_with_quotes(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what stands below the block quote of a text given to whoever speaks above it."""
    found = list(pieces)
    above: Piece | None = None
    opened = False
    for n, piece in enumerate(pieces):
        if piece.kind is SPEECH:
            above = piece
        if piece.kind is not MESSAGE or above is None or above.turn != piece.turn:
            opened = False
            continue
        if not n or pieces[n - 1].kind is not MESSAGE:
            opened = piece.quoted
        if opened and not (piece.quoted or _goes_on(pieces, n)):
            found[n] = replace(
                above, text=piece.text, block=piece.block, line=piece.line
            )
    return found


def _goes_on(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether the block quote of the same text goes on right below brief lines.

    The lines that say to whom a letter goes may be indented less.
    """
    for piece in pieces[n : n + 1 + _MAX_LINES]:
        if piece.kind is not MESSAGE or piece.speaker != pieces[n].speaker:
            return False
        if piece.quoted or len(piece.text) > _MAX_LINE:
            return piece.quoted
    return False


def _letters(pieces: Sequence[Piece], run: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last piece of one sender's in a block quote, if it is one's."""
    sent = [n for n in run if pieces[n].kind is MESSAGE and pieces[n].speaker]
    if len(run) < _MIN_PARTS or not sent or run[0] != sent[0] or run[-1] != sent[-1]:
        return
    if pieces[sent[0]].speaker == pieces[sent[-1]].speaker:
        yield sent[0], sent[-1]
