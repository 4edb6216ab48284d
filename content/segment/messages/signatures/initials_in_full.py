"""The full name of who signs a text by initials: "E. Hall" is Edith Hall, of whose letter a page tells."""

from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.segment.kinds import MESSAGE
from content.segment.messages.words import (
    sentences_of,
    speaks_of_message,
    tells_of_writing,
)
from content.segment.pieces import Piece
from content.segment.speakers.page_names import INITIALS, PageNames


def with_initials_in_full(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces with who signs a text by initials under the one full name that the page has.

    It has that name where it tells of the text: "P. Hall" is no mayor Peter Hall's reader.
    """
    short = {
        piece.speaker
        for piece in pieces
        if piece.kind is MESSAGE and piece.speaker and INITIALS.fullmatch(piece.speaker)
    }
    if not short:
        return list(pieces)
    page = PageNames(pieces, document)
    whole = {
        name: full
        for name in short
        if (full := page.behind_initials(name)) and _tells_of_text_by(full, page)
    }
    return [
        replace(
            piece,
            speaker=whole[piece.speaker],
            reason=piece.reason.renamed(piece.speaker, whole[piece.speaker]),
        )
        if piece.kind is MESSAGE and piece.speaker in whole
        else piece
        for piece in pieces
    ]


def _tells_of_text_by(name: str, page: PageNames) -> bool:
    """Return whether a sentence of a page that has a name speaks of a text."""
    return any(
        name in sentence and (speaks_of_message(sentence) or tells_of_writing(sentence))
        for text in page.with_name(name)
        for sentence in sentences_of(text)
    )
