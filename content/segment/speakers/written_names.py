"""Speakers' names as people write them: without a place, an ending or capitals alone."""

from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.language.word_lists import words
from content.segment.names.descriptions import is_person
from content.segment.names.document_language import language_of_document
from content.segment.names.spelling.capitalization import (
    as_written,
    without_turkish_case,
)
from content.segment.names.spelling.document_spelling import DocumentSpelling
from content.segment.names.words import label_words
from content.segment.pieces import Piece
from content.segment.result import SegmentKind

_MIN_SURNAME = 4


def without_places(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces without places in the names that running text gave: "… i Älvdal".

    What signs a letter keeps its own: "County Archive in Northmoor".
    """
    named = dict.fromkeys(
        piece.speaker
        for piece in pieces
        if piece.speaker and piece.kind is not SegmentKind.MESSAGE
    )
    long = {name for name in named if any(map(str.islower, name.split()))}
    if not long:
        return list(pieces)
    language = language_of_document(document, [piece.text for piece in pieces])
    plain = {name: _without_place(name, language) for name in long}
    return [
        replace(
            piece,
            speaker=plain[piece.speaker],
            reason=piece.reason.renamed(piece.speaker, plain[piece.speaker]),
        )
        if piece.speaker in plain
        else piece
        for piece in pieces
    ]


def as_people_write(pieces: Sequence[Piece], spelling: DocumentSpelling) -> list[Piece]:
    """Return pieces with names as people write them: no Turkish ending, no capitals alone."""
    # Labels in capitals have no dotless "ı": "PIRLANTA".
    loud = {p.speaker for p in pieces if p.label and p.label.isupper()}

    def written(name: str) -> str:
        plain = without_turkish_case(name)
        capitals = plain.isupper() or _has_surname_in_capitals(plain)
        in_capitals = capitals and is_person(plain)
        if in_capitals:
            return spelling.spell(as_written(plain), plain)
        spelled = spelling.spell(plain, plain.upper()) if name in loud else plain
        return spelled if spelled == plain or spelling.has(spelled) else plain

    return [
        replace(piece, speaker=name)
        if piece.speaker
        and piece.spoken
        and (name := written(piece.speaker)) != piece.speaker
        else piece
        for piece in pieces
    ]


def _has_surname_in_capitals(name: str) -> bool:
    """Return whether the last word alone is in capitals, as people sign forms.

    >>> _has_surname_in_capitals("Nazım ÇELEBİCAN"), _has_surname_in_capitals("Ada Brook")
    (True, False)
    >>> _has_surname_in_capitals("Johannes XXIII"), _has_surname_in_capitals("Ada BBC")
    (False, False)
    """
    *others, last = name.split()
    capital = len(last) >= _MIN_SURNAME and last.isalpha() and last.isupper()
    small = others != [] and all(word.istitle() for word in others)
    return capital and small and not set(last) <= set("IVXLCDM")


def _without_place(name: str, language: str) -> str:
    """Return a name without what its language has behind a word for "in" or the like.

    Such a word may join surnames elsewhere: "Neus Puig i Ferrer".

    >>> _without_place("Ada Brook i Älvdal", "sv")
    'Ada Brook'
    >>> _without_place("Ada Puig i Mas", "ca")
    'Ada Puig i Mas'
    """
    parts = name.split()
    others = label_words().surname_particles - words(language, "names.never_inside")
    before = words(language, "messages.elsewhere") - others
    places = (n for n, part in enumerate(parts) if n > 1 and part in before)
    return " ".join(parts[: next(places, len(parts))])
