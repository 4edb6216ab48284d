"""Guesses, always doubted, at whose a long quotation is where the page does not say.

Whoever is named beside a quotation, or last before it, most likely says it. A person has
to settle it, and a name to agree with is easier than a question without one.
"""

from collections.abc import Iterator, Sequence

from content.language.sentence_marks import FULL_STOPS
from content.segment.kinds import COMMENTARY
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.cast import Cast
from content.segment.pieces import Piece
from content.segment.turns.quotation_reader import (
    ANY_MARK,
    QUOTED,
    Quotation,
    Subject,
    without_quotations,
)
from content.segment.turns.woven_quotations import (
    cut_at_quotations,
    paragraphs_of,
    with_open_quotations,
)
from content.segment.voices.minutes.minutes import Minutes

_MIN_QUOTED = 80
_MAX_TAG = 160
_MAX_ABOVE, _MAX_NEAR = 3, 1_000


def guess_quoted(pieces: Sequence[Piece], minutes: Minutes | None) -> list[Piece]:
    """Return the pieces of a page without labels, its long quotations given to whom it names nearest.

    Args:
        pieces: The pieces of a document.
        minutes: What is known of it if it is minutes.
    """
    # Beside labels somebody mostly reads it out, or the author goes on.
    labelled = any(piece.label for piece in pieces)
    if labelled or not any(_may_quote(piece) for piece in pieces):
        return list(pieces)
    language = guess_language(
        piece.text for piece in pieces if piece.kind is COMMENTARY
    )
    listed = minutes.listed if minutes else ()
    cast = Cast([piece.text for piece in pieces], listed, language)
    guessed: list[Piece] = []
    above: list[str] = []
    number = max(piece.turn for piece in pieces)
    for lines in with_open_quotations([*paragraphs_of(pieces)]):
        text = " ".join(piece.text for piece in lines)
        found: list[Quotation] = []
        if any(_may_quote(piece) for piece in lines):
            found = [*_guessed(text, above, cast, whole=lines[0].quoted)]
        guessed += cut_at_quotations(lines, found, number) if found else lines
        number += len(found)
        above = [*above[1 - _MAX_ABOVE :], text]
    return guessed


def _may_quote(piece: Piece) -> bool:
    if piece.kind is not COMMENTARY:
        return False
    return piece.quoted or ANY_MARK.search(piece.text) is not None


def _guessed(
    text: str, above: Sequence[str], cast: Cast, *, whole: bool
) -> Iterator[Quotation]:
    """Yield the long quotations of a paragraph, each with who most likely says it.

    Args:
        text: The paragraph.
        above: The paragraphs above.
        cast: The people of the document.
        whole: Whether the page sets all of it off as a quotation.
    """
    quoted = [(one.start(), one.end()) for one in QUOTED.finditer(text)]
    spans = [(0, len(text))] if whole else quoted
    told = without_quotations(text)
    for n, (start, end) in enumerate(spans):
        if end - start < _MIN_QUOTED:
            continue
        behind = told[end : spans[n + 1][0] if n + 1 < len(spans) else len(told)]
        near = told[max(0, start - _MAX_NEAR) : start]
        name = _tagged(behind, cast) or _last_named([*above, near], cast)
        if name:
            yield Quotation(start, end, Subject(name, guessed=True))


def _tagged(behind: str, cast: Cast) -> str:
    """Return whom the rest of a sentence behind a quotation names first."""
    rest = behind.lstrip(" ,.–—-")
    if behind.lstrip()[:1] in FULL_STOPS or not rest[:1].islower():
        return ""
    return next((one.name for one in cast.named(rest[:_MAX_TAG]) if one.name), "")


def _last_named(texts: Sequence[str], cast: Cast) -> str:
    """Return who is named last in texts, outside what they quote."""
    for text in reversed(texts):
        told = without_quotations(text[-_MAX_NEAR:])
        named = [one.name for one in cast.named(told) if one.name]
        if named:
            return named[-1]
    return ""
