"""Texts of others within a letter that a page prints: a telegram that a bishop encloses.

Nobody reads them out, but the words around them lead to them as a reader's do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from content.language.typography.quotation_marks import OPENING_QUOTES
from content.segment.kinds import MESSAGE, SPEECH
from content.segment.messages.messages import attribute_messages
from content.segment.pieces import Piece

_QUOTES = tuple(OPENING_QUOTES)
_MIN_PARTS = 3
"""The letter above the text, the text, and the rest of the letter or its signature."""


def with_enclosed_texts(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with what a letter quotes of others given to whom its words name."""
    found: list[Piece] = []
    for run in _letters(pieces):
        found += _with_texts_in(run) if _quotes(run) else run
    return found


def _letters(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces of each letter in turn, and those between two letters."""
    for _, run in groupby(pieces, lambda p: (p.kind is MESSAGE, p.speaker, p.turn)):
        yield [*run]


def _quotes(run: Sequence[Piece]) -> bool:
    """Return whether pieces are a letter of somebody's own of which a part is set off."""
    letter = run[0].kind is MESSAGE and bool(run[0].speaker) and not run[0].read_by
    parts = [_is_set_off(piece) for piece in run]
    return letter and len(run) >= _MIN_PARTS and any(parts) and not parts[0]


def _is_set_off(piece: Piece) -> bool:
    return piece.quoted or piece.text.lstrip().startswith(_QUOTES)


def _with_texts_in(letter: Sequence[Piece]) -> list[Piece]:
    """Return a letter's pieces with its quotations as if its sender read them out."""
    # That a letter quotes here leaves in doubt only whose the quotation is.
    sure = letter[0].confidence
    spoken = [replace(piece, kind=SPEECH, confidence=sure) for piece in letter]
    read = attribute_messages(spoken)
    if [p.position for p in read] != [p.position for p in letter]:
        return [*letter]
    return [
        replace(other, read_by=piece.speaker)
        if _is_set_off(piece)
        and other.kind is MESSAGE
        and other.speaker != piece.speaker
        else piece
        for piece, other in zip(letter, read, strict=True)
    ]
