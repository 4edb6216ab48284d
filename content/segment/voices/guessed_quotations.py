"""Quotations that are still nobody's: whom words beside them name, else a doubted guess.

A page that prints a speech may quote others around it. Where nothing beside a long
quotation says whose it is, whoever is named last before it most likely says it. A person
has to settle it, and a name to agree with is easier than a question without one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from content.language.sentence_marks import FULL_STOPS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.segment.kinds import COMMENTARY, MESSAGE
from content.segment.messages.words import last_sentences
from content.segment.names.document_language import guess_language
from content.segment.names.given_names import has_given_name
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.people.cast import Cast
from content.segment.pieces import Piece
from content.segment.turns.below_answers import BELOW_ANSWERS
from content.segment.turns.quotations.marks import ANY_MARK, QUOTED, without_quotations
from content.segment.turns.quotations.reader import QuotationReader
from content.segment.turns.quotations.subject import Quotation, Subject
from content.segment.turns.woven_quotations import (
    cut_at_quotations,
    paragraphs_of,
    with_open_quotations,
)
from content.segment.voices.minutes.minutes import Minutes

_MIN_QUOTED, _MIN_NAMED = 80, 40
_MAX_TAG = 160
_MAX_LETTERS = 100_000
_EDGES = f" .,!?…{''.join((*OPENING_QUOTES, *CLOSING_QUOTES))}"
_MAX_ABOVE, _MAX_NEAR = 6, 1_000


def guess_quoted(pieces: Sequence[Piece], minutes: Minutes | None) -> list[Piece]:
    """Return the pieces of a page without labels, its long quotations given to whom it names.

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
    if minutes is None:
        cast.leave_out_makers()
    paragraphs = [*with_open_quotations([*paragraphs_of(pieces)])]
    quoted = _read_all(paragraphs, cast, language, reported=minutes is not None)
    quoted = _without_excerpts(quoted, paragraphs)
    guessed: list[Piece] = []
    number = max(piece.turn for piece in pieces)
    for lines, found in zip(paragraphs, quoted, strict=True):
        guessed += cut_at_quotations(lines, found, number) if found else lines
        number += len(found)
    return guessed


def _read_all(
    paragraphs: Sequence[list[Piece]], cast: Cast, language: str, *, reported: bool
) -> list[list[Quotation]]:
    """Return the quotations of each paragraph, those that words beside them name and guesses.

    A short one counts where the page quotes others at length.
    """
    reader = QuotationReader(cast, language, reported=reported)
    texts = [" ".join(piece.text for piece in lines) for lines in paragraphs]
    read: list[list[Quotation]] = []
    for lines, text in zip(paragraphs, texts, strict=True):
        if lines[0].kind is not COMMENTARY:
            reader.part()
            read.append([])
            continue
        found = reader.read(text, set_off=lines[0].quoted)
        read.append([one for one in found if one.who.named])
    several = any(map(_is_long, chain(*read))) or any(
        _is_quoted_speech(piece) for lines in paragraphs for piece in lines
    )
    least = _MIN_NAMED if several else _MIN_QUOTED
    every: list[list[Quotation]] = []
    for n, (lines, text) in enumerate(zip(paragraphs, texts, strict=True)):
        found = [one for one in read[n] if one.end - one.start >= least]
        if any(map(_may_quote, lines)):
            above = texts[max(0, n - _MAX_ABOVE) : n]
            guesses = _guessed(text, above, cast, reader, whole=lines[0].quoted)
            found = [*found, *_apart_from(found, guesses)]
        every.append(sorted(found, key=lambda one: one.start))
    return every


def _without_excerpts(
    quoted: Sequence[list[Quotation]], paragraphs: Sequence[Sequence[Piece]]
) -> list[list[Quotation]]:
    """Return quotations without those above a letter that the page prints in full below.

    The lead of a page repeats them from it.
    """
    printed = [
        n for n, lines in enumerate(paragraphs) if any(p.kind is MESSAGE for p in lines)
    ]
    first = printed[0] if printed else 0
    if not any(quoted[:first]):
        return [*quoted]
    letters = _folded([p for n in printed for p in paragraphs[n]])
    if len(letters) > _MAX_LETTERS:
        return [*quoted]
    rest = [
        [one for one in found if _folded(lines, one) not in letters]
        for found, lines in zip(quoted[:first], paragraphs, strict=False)
    ]
    return [*rest, *quoted[first:]]


def _folded(lines: Sequence[Piece], one: Quotation | None = None) -> str:
    """Return the words of lines, or those that they quote at a place, without marks at the ends."""
    text = " ".join(piece.text for piece in lines)
    said = text[one.start : one.end].strip(_EDGES) if one else text
    return " ".join(said.casefold().split())


def _is_quoted_speech(piece: Piece) -> bool:
    """Return whether the page prints somebody's words at length in quotation marks."""
    text = piece.text.strip()
    return piece.spoken and len(text) >= _MIN_QUOTED and text[0] in OPENING_QUOTES


def _is_long(one: Quotation) -> bool:
    return one.end - one.start >= _MIN_QUOTED


def _may_quote(piece: Piece) -> bool:
    # A box about who was asked quotes nobody.
    if piece.kind is not COMMENTARY or piece.reason.words == BELOW_ANSWERS:
        return False
    return piece.quoted or ANY_MARK.search(piece.text) is not None


def _apart_from(
    read: Sequence[Quotation], guesses: Iterable[Quotation]
) -> Iterator[Quotation]:
    """Yield the guesses that lie in no quotation that was read."""
    for one in guesses:
        if not any(two.start < one.end and one.start < two.end for two in read):
            yield one


def _guessed(
    text: str,
    above: Sequence[str],
    cast: Cast,
    reader: QuotationReader,
    *,
    whole: bool,
) -> Iterator[Quotation]:
    """Yield the long quotations of a paragraph, each with who most likely says it.

    Args:
        text: The paragraph.
        above: The paragraphs above.
        cast: The people of the document.
        reader: What tells who is described without a name: "The mayor replied:".
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
        lead = near if near.strip() else "".join(above[-1:])
        described = (reader.finder.described(one) for one in last_sentences(lead, 1))
        name = _tagged(behind, cast) or next((one.name for one in described), "")
        name = name or _last_named([*above, near], cast)
        # "Ada Brook. Moor, 1971", "Ada Brook grew up on a farm": a box about her.
        named = next(mentions_in(text), None) if whole else None
        box = whole and (
            text.casefold().startswith(name.casefold())
            or (named is not None and not named.start and has_given_name(named.name))
        )
        if name and not box:
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
