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

INITIALS = re.compile(r"((?:[^\W\d_]\.\s?){1,3})([^\W\d_][\w’'-]+)")
_LETTER = re.compile(r"[^\W\d_]")
_MAX_LINE = 200


class PageNames:
    """The full names on a page, read where somebody asks for one like them."""

    def __init__(self, pieces: Sequence[Piece], document: Document) -> None:
        """Keep the texts of a page."""
        texts = dict.fromkeys(_texts(pieces, document))
        self._texts = {text: text.casefold() for text in texts}
        self._names: dict[str, Sequence[str]] = {}

    def like(self, name: str) -> dict[str, None]:
        """Return the full names whose surnames begin as that of a name does."""
        stem = stem_of(name.rsplit(maxsplit=1)[-1])
        return dict.fromkeys(
            one
            for text, folded in self._texts.items()
            if stem in folded
            for one in self._in(text)
            if one.rsplit(maxsplit=1)[-1].casefold().startswith(stem)
        )

    def behind_initials(self, name: str) -> str:
        """Return the one full name that has the initials of a name; else empty."""
        short = INITIALS.fullmatch(name)
        if short is None:
            return ""
        letters = [letter.casefold() for letter in _LETTER.findall(short.group(1))]
        found = [
            other
            for other in self.like(name)
            if INITIALS.fullmatch(other) is None
            and [word[0].casefold() for word in other.split()[:-1]] == letters
        ]
        return found[0] if len(found) == 1 else ""

    def with_name(self, name: str) -> Iterator[str]:
        """Yield the texts that have a name."""
        return (text for text in self._texts if name in text)

    def _in(self, text: str) -> Sequence[str]:
        """Return whom a text names: it is read once, however many people are asked for."""
        if text not in self._names:
            self._names[text] = [one.name for one in mentions_in(text)]
        return self._names[text]


def _texts(pieces: Sequence[Piece], document: Document) -> Iterator[str]:
    """Yield what nobody says on a page, and its captions."""
    yield from (piece.text for piece in pieces if not piece.spoken)
    for block in document.blocks:
        if block.kind is FURNITURE_BLOCK and len(block.text) <= _MAX_LINE:
            yield block.text
