"""Speakers whom running text names in another case than the nominative."""

import re
from collections.abc import Sequence
from dataclasses import replace

from content.document import Document
from content.language.folding import fold_letters
from content.language.word_lists import flag
from content.reasons import label_of_reason
from content.segment.basis import Basis
from content.segment.names.body_names import is_named_body
from content.segment.names.document_language import language_of_document
from content.segment.names.in_text.cases.case_shown import is_shown_inflected
from content.segment.names.in_text.cases.given_cases import (
    is_inflected_given,
    is_nominative_given,
    oblique_endings,
)
from content.segment.names.in_text.cases.nominatives import (
    is_surely_nominative_of,
    nominative_among,
    nominative_of,
)
from content.segment.names.in_text.same_person import People
from content.segment.names.spelling.capitalization import as_written
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.speakers.page_names import PageNames

_UNSURE = 0.7
_TOP = 4
_NOTED = re.compile(r"^(?:[\w’'.-]+\s){1,3}[\w’'.-]+\s\([^()\d]{0,12}\d{4}")
_NAME_WORD = re.compile(r"[^\W\d_](?:[\w’'.-]*\w)?")


def with_nominatives(pieces: Sequence[Piece], document: Document) -> list[Piece]:
    """Return pieces with the names that text around them gave in the nominative.

    A surname that stands so nowhere in the document, and may be another, leaves them in
    doubt. Labels that hold a name are printed in the nominative.

    Args:
        pieces: The pieces of a document.
        document: The document.
    """
    named = _names_in_some_case(pieces)
    if not named:
        return list(pieces)
    language = language_of_document(document, [piece.text for piece in pieces])
    # A Hungarian label of an office is held by whom a list names.
    if flag(language, "surname_first"):
        labels = {p.speaker for p in pieces if p.reason.basis is Basis.LABEL}
        named = {name: None for name in named if name not in labels}
    named = {name: None for name in named if not is_named_body(name, language)}
    bends = flag(language, "bends_names")
    if not (bends or oblique_endings(language)) or not named:
        return list(pieces)
    people = People(dict.fromkeys(p.speaker for p in pieces if p.speaker))
    labelled = {p.speaker for p in pieces if p.reason.basis is Basis.LABEL}
    nominatives: dict[str, tuple[str, float]] = {}
    page = PageNames(pieces, document)
    for name in named:
        whole = "" if name in labelled else page.behind_initials(name)
        whole = whole and nominative_of(whole, language, inflected=True)
        known = whole or _nominative_in_document(name, people, page, language)
        # Names in capitals are inflected, too.
        plain = as_written(name) if name.isupper() else name
        shown = _is_shown_inflected(name, language, pieces)
        # In Romanian a given name tells of whom the page names, and "Andrei" is one, too.
        found = known or nominative_of(plain, language, inflected=shown)
        if not bends:
            found = known or name
        inflected = (
            known
            or _is_surely_inflected(plain, found)
            or _bends_nowhere_set(name, language, pieces)
        )
        if name in labelled and not inflected:
            continue
        if found != name:
            sure = bool(known) or any(found in piece.text for piece in pieces)
            sure = sure or is_surely_nominative_of(
                found, plain, language, inflected=shown
            )
            kept = found.partition(" ")[2] == name.partition(" ")[2]
            nominatives[name] = found, 1.0 if sure or kept else _UNSURE
    return _renamed(pieces, nominatives)


def _renamed(
    pieces: Sequence[Piece], nominatives: dict[str, tuple[str, float]]
) -> list[Piece]:
    """Return pieces with other names of their speakers, no surer than these are."""
    return [
        replace(
            piece,
            speaker=nominatives[piece.speaker][0],
            confidence=min(piece.confidence, nominatives[piece.speaker][1]),
            reason=piece.reason.renamed(piece.speaker, nominatives[piece.speaker][0]),
        )
        if piece.speaker in nominatives
        else piece
        for piece in pieces
    ]


def _names_in_some_case(pieces: Sequence[Piece]) -> dict[str, None]:
    """Return the speakers' names that text gave, and no label, signature or headline."""
    printed: set[str | None] = set()
    for piece in pieces:
        if piece.speaker not in printed and _is_printed(piece):
            printed.add(piece.speaker)
    named = dict.fromkeys(
        piece.speaker
        for piece in pieces
        if piece.speaker
        and (piece.kind is SegmentKind.MESSAGE or piece.speaker not in printed)
        and " " in piece.speaker
    )
    # A signature has no case.
    for piece in pieces:
        if piece.speaker in named and piece.speaker in piece.text:
            del named[piece.speaker]
    # Nor has a name that opens a headline, or is all that a field holds.
    top = [piece.text.strip() for piece in pieces[:_TOP] if not printed]
    # So has one with which a note opens: "Ada Brook (born 1967) – boatbuilder".
    noted = [t for p in pieces if not p.spoken and _NOTED.search(t := p.text.strip())]
    return {
        name: None
        for name in named
        if not any(_is_set(name, text) for text in top)
        and not any(text.startswith(name) for text in noted)
    }


def _is_printed(piece: Piece) -> bool:
    """Return whether a piece stands under a label that has a word of its speaker's name.

    Whom initials or an office mean is named in running text.
    """
    if piece.reason.basis is not Basis.LABEL or piece.speaker is None:
        return False
    # Capitals may stand without accents: "ΜΑΝΟΥ" is "Μάνου".
    words = {word for word in fold_letters(piece.speaker).split() if word[-1:] != "."}
    label = fold_letters(label_of_reason(piece.reason.words))
    return not words.isdisjoint(_NAME_WORD.findall(label)) or not words


def _nominative_in_document(
    name: str, people: People, page: PageNames, language: str
) -> str:
    """Return the nominative of a name, as speakers or the page have it; empty if neither.

    What the page has may stand in another case, too.
    """
    nominative = (
        one
        for one in page.like(name)
        if nominative_of(one, language, inflected=True) == one
    )
    return nominative_among(name, {*people.like(name), *nominative}, language)


def _is_surely_inflected(name: str, nominative: str) -> bool:
    """Return whether more than the last letter of the given name shows another case.

    "Леся" is Леся, and a case of Лесь.
    """
    given, first = name.partition(" ")[0], nominative.partition(" ")[0]
    rest = nominative.partition(" ")[2] != name.partition(" ")[2]
    return rest or len(given) > len(first) + 1


def _bends_nowhere_set(name: str, language: str, pieces: Sequence[Piece]) -> bool:
    """Return whether a given name is another case of one, and no list or field has it so."""
    own = (
        piece.text.strip()
        for piece in pieces
        if not piece.spoken and name in piece.text
    )
    return is_inflected_given(name.partition(" ")[0], language) and not any(
        _is_set(name, text) for text in own
    )


def _is_shown_inflected(name: str, language: str, pieces: Sequence[Piece]) -> bool:
    """Return whether the page has a name behind an office in another case."""
    first = name.partition(" ")[0]
    return not is_nominative_given(first, language) and any(
        is_shown_inflected(piece.text[: found.start()], language)
        for piece in pieces
        if name in piece.text
        for found in re.finditer(re.escape(name), piece.text)
    )


def _is_set(name: str, text: str) -> bool:
    """Return whether a line opens with a name, or has it behind a sign, and a sign follows."""
    return any(
        not text[found.end() :].strip() or text[found.end() :].lstrip()[0] in ",:：(–—"
        for found in re.finditer(rf"(?:^|[:：–—]\s){re.escape(name)}(?!\w)", text)
    )
