"""Quotations woven into a report or into minutes: “The bridge is safe”, said Ada Brook.

The words in the marks are of whom the report names beside them; the rest is the
author's. What one quotation leaves open, a next one in the paragraph goes on with.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import FULL_STOPS
from content.segment.messages.signatures.signatures import is_closing
from content.segment.messages.words import sentences_of
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.people.cast import Cast
from content.segment.pieces import Piece, split_piece
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.quotations.marks import ANY_MARK, opens_quotation
from content.segment.turns.quotations.reader import QuotationReader
from content.segment.turns.quotations.subject import Quotation, Subject

_MIN_FOUND = 2
_MIN_STATEMENT, _MIN_TOGETHER = 25, 100
_DENSE = frozenset(("ja", "ko", "zh"))  # They write more words in as many signs.
_MAX_PARAGRAPHS = 12


def attribute_woven_quotations(
    pieces: Sequence[Piece], *, least: int = _MIN_FOUND, surely: bool = False
) -> list[Piece]:
    """Return the pieces of a report with its quotations given to whom it names.

    Args:
        pieces: The pieces of the report.
        least: How many are no mere sound bites; one where it is known to be a report.
        surely: Whether to leave out what may be another's.
    """
    language = guess_language(_prose(pieces))
    attributed, found = _attributed(pieces, (), language, surely=surely)
    dense = language in _DENSE
    sizes = [(one.end - one.start) * (1 + dense) for one in found]
    several = sum(size >= _MIN_STATEMENT for size in sizes) >= least
    enough = several or sum(sizes) >= _MIN_TOGETHER
    names = [one.who for one in found if one.who.name]
    named = any(who.named for who in names) or len(names) >= least
    return attributed if named and enough else list(pieces)


def count_tagged(pieces: Sequence[Piece]) -> int:
    """Return how many quotations of a report have beside them who says them."""
    language = guess_language(_prose(pieces))
    return sum(one.who.named for one in _attributed(pieces, (), language)[1])


def attribute_quoted_in_minutes(
    pieces: Sequence[Piece], listed: Sequence[str], language: str
) -> list[Piece]:
    """Return the pieces of minutes with what they quote given to whom they name.

    Args:
        pieces: The pieces of the minutes.
        listed: Who is present.
        language: The language; empty if it is not known.
    """
    return _attributed(pieces, listed, language, reported=True)[0]


def _prose(pieces: Sequence[Piece]) -> list[str]:
    return [piece.text for piece in pieces if is_prose(piece)]


def _attributed(
    pieces: Sequence[Piece],
    listed: Sequence[str],
    language: str,
    *,
    reported: bool = False,
    surely: bool = False,
) -> tuple[list[Piece], list[Quotation]]:
    texts = _prose(pieces)
    set_off = any(piece.quoted for piece in pieces)
    # A line may hold a part of one.
    if not (set_off or any(ANY_MARK.search(text) for text in texts)):
        return list(pieces), []
    cast = Cast([piece.text for piece in pieces], listed, language)
    if not reported:
        cast.leave_out_makers()
    reader = QuotationReader(cast, language, reported=reported)
    attributed: list[Piece] = []
    every: list[Quotation] = []
    number = max((0, *(piece.turn for piece in pieces)))
    every_lines = [*with_open_quotations([*paragraphs_of(pieces)])]
    for place, lines in enumerate(every_lines):
        text = "\n".join(piece.text for piece in lines)
        first = lines[0]
        if not is_prose(first):
            reader.part()
            attributed += lines
            continue
        below = every_lines[place + 1 : place + 2]
        goes_on = next((part[0].text for part in below if is_prose(part[0])), "")
        found = reader.read(text, set_off=first.quoted, below=goes_on)
        if reported:
            found = [one for one in found if not _is_anothers_letter(text, one)]
        if surely:
            found = [one for one in found if one.who.confidence >= MIN_CONFIDENCE]
        every += found
        attributed += cut_at_quotations(lines, found, number)
        number += len(found)
    return attributed, every


def paragraphs_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the lines of each paragraph; one that opens in small letters goes on."""
    lines: list[Piece] = []
    for piece in pieces:
        if lines and not _belongs(lines[-1], piece):
            yield lines
            lines = []
        lines.append(piece)
    if lines:
        yield lines


def _belongs(one: Piece, two: Piece) -> bool:
    if one.quoted or two.quoted:
        return one.quoted and two.quoted and is_prose(one) and is_prose(two)
    if not (is_prose(one) and is_prose(two)):
        return False
    open_ended = one.text.rstrip()[-1:] not in FULL_STOPS
    return one.block == two.block or (open_ended and two.text.lstrip()[:1].islower())


def with_open_quotations(paragraphs: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """Yield paragraphs; several that one quotation holds are yielded as one.

    It opens the first of them, or stands behind a colon there, and ends the last.
    """
    n = 0
    while n < len(paragraphs):
        end = _end_of_open_quotation(paragraphs, n)
        yield [one for part in paragraphs[n:end] for one in part]
        n = end


def _end_of_open_quotation(paragraphs: Sequence[list[Piece]], n: int) -> int:
    """Return where the paragraphs end of a quotation that the nth leaves open; else n + 1."""
    last = paragraphs[n][-1]
    mark = opens_quotation(last.text) if is_prose(last) else ""
    if not mark:
        return n + 1
    for end in range(n + 1, min(n + 1 + _MAX_PARAGRAPHS, len(paragraphs))):
        below = paragraphs[end]
        if below[0].quoted or not all(map(is_prose, below)):
            break
        text = below[-1].text.rstrip(" .,")
        if below[0].text.lstrip()[:1] == last.text.lstrip()[:1]:
            break  # Each paragraph opens again.
        if any(char in text[:-1] for char in mark):
            break
        if text[-1:] in mark:
            return end + 1
    return n + 1


def _is_anothers_letter(text: str, found: Quotation) -> bool:
    """Return whether a quotation ends as a letter does, which somebody else read aloud."""
    last = "".join(sentences_of(text[found.start : found.end])[-1:])
    return is_closing(last) and found.who.name not in last


def cut_at_quotations(
    lines: Sequence[Piece], found: Sequence[Quotation], number: int
) -> Iterator[Piece]:
    """Yield the lines of a paragraph, cut where quotations begin and end.

    Args:
        lines: The lines.
        found: The quotations in their order, none inside another.
        number: The last number of a turn so far.
    """
    begins = [one.start for one in found]
    offset = 0
    for line in lines:
        end = offset + len(line.text)
        first = max(0, bisect_right(begins, offset) - 1)
        cuts = {
            place - offset
            for one in found[first : bisect_left(begins, end)]
            for place in (one.start, one.end)
            if offset < place < end
        }
        bounds = [0, *sorted(cuts), len(line.text)]
        starts = [a for a, b in pairwise(bounds) if line.text[a:b].strip()]
        for start, part in zip(starts, split_piece(line, sorted(cuts)), strict=False):
            at = offset + start
            own = bisect_right(begins, at) - 1
            quoted = own >= 0 and at < found[own].end
            yield _said(part, found[own].who, number + own + 1) if quoted else part
        offset = end + 1


def _said(piece: Piece, who: Subject, turn: int) -> Piece:
    if not who.name:
        return piece
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=who.name,
        turn=piece.turn or turn,
        confidence=who.confidence,
        reason=who.reason,
    )
