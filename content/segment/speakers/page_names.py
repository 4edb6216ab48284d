"""Other forms of a speaker's name on a page: the nominative, or the name in full.

A headline says "министра С. П. Игнатова", and the last line "Министр Сергей Павлович
Игнатов".
"""

import re
from collections.abc import Iterator, Sequence

from content.document import Document
from content.segment.kinds import FURNITURE_BLOCK
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.same_person import stem_of
from content.segment.pieces import Piece

_INITIALS = re.compile(r"((?:[^\W\d_]\.\s?){1,3})([^\W\d_][\w’'-]+)")
_LETTER = re.compile(r"[^\W\d_]")
_MAX_LINE = 200


def names_on_page(
    name: str, pieces: Sequence[Piece], document: Document
) -> dict[str, None]:
    """Return the full names on a page whose surnames begin as that of a name does."""
    stem = stem_of(name.rsplit(maxsplit=1)[-1])
    return dict.fromkeys(
        one.name
        for text in _texts(pieces, document)
        if stem in text.casefold()
        for one in mentions_in(text)
        if one.name.rsplit(maxsplit=1)[-1].casefold().startswith(stem)
    )


def behind_initials(name: str, pieces: Sequence[Piece], document: Document) -> str:
    """Return the one full name on a page that has the initials of a name; else empty."""
    short = _INITIALS.fullmatch(name)
    if short is None:
        return ""
    letters = [letter.casefold() for letter in _LETTER.findall(short.group(1))]
    found = [
        other
        for other in names_on_page(name, pieces, document)
        if _INITIALS.fullmatch(other) is None
        and [word[0].casefold() for word in other.split()[:-1]] == letters
    ]
    return found[0] if len(found) == 1 else ""


def _texts(pieces: Sequence[Piece], document: Document) -> Iterator[str]:
    """Yield what nobody says on a page, and its captions."""
    yield from (piece.text for piece in pieces if not piece.spoken)
    for block in document.blocks:
        if block.kind is FURNITURE_BLOCK and len(block.text) <= _MAX_LINE:
            yield block.text
