"""Live reports: below each hour an entry tells, quotes, or prints what somebody said.

Nobody's words go on from one entry into the next. An entry may open with its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from content.language.sentence_marks import FULL_STOPS
from content.segment.basis import Reason
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.people.cast import Cast
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_prose
from content.segment.turns.woven_quotations import attribute_woven_quotations
from content.segment.voices.one_speech.title_lines import is_title_line
from content.segment.voices.reports.dashed_quotations import (
    attribute_dashed_quotations,
)
from content.segment.voices.reports.live_entries import (
    MIN_HOURS,
    are_in_order,
    hours_in,
)
from content.segment.voices.reports.printed_in_sections import (
    SectionReader,
    with_printed,
)

_MOST_ENTRIES = 0.6
_FIRST_HOURS = 2
_TITLE = Reason("the title of an entry")
_MARKS = '“”„«»"‘’「」'


def attribute_live_report(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return the pieces of a live report given to whom its entries quote; None if it is none."""
    entries = [*_entries(pieces)]
    if not entries:
        return None
    titled = _with_titles(pieces, entries)
    language = guess_language(p.text for p in titled if is_prose(p))
    cast = Cast([piece.text for piece in titled], (), language)
    reader = SectionReader(titled, cast, language)
    found = [
        printed
        for start, end in entries
        for printed in reader.read(_title(titled[start]), start, end)
    ]
    printed = [*with_printed(titled, found)]
    dashed = attribute_dashed_quotations(printed, least=1) or printed
    read = attribute_woven_quotations(dashed, least=1)
    if not any(piece.spoken for piece in read):
        return None
    return [_untitled(piece) for piece in read]


def _title(piece: Piece) -> str:
    return piece.text if piece.kind is SegmentKind.HEADING else ""


def _entries(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield where the entries of a live report start and end; none if it is none."""
    hours = hours_in(piece.text for piece in pieces)
    times = [*hours.values()]
    if len(hours) < MIN_HOURS or not are_in_order(times):
        return
    if times[0][0] < _FIRST_HOURS and times[0] < min(times[1:]):
        return  # A recording, of which somebody wrote down where it was.
    found = [(n + 1, end) for n, end in pairwise([*hours, len(pieces)])]
    told = sum(any(map(_tells, pieces[start:end])) for start, end in found)
    if told >= _MOST_ENTRIES * len(found):
        yield from (one for one in found if one[0] < one[1])


def _tells(piece: Piece) -> bool:
    return is_prose(piece) and piece.text.strip()[-1:] in FULL_STOPS


def _with_titles(
    pieces: Sequence[Piece], entries: Sequence[tuple[int, int]]
) -> list[Piece]:
    """Return pieces with the titles of entries, which stand above their text, as headings."""
    titled = list(pieces)
    for start, end in entries:
        below = any(map(is_prose, pieces[start + 1 : end]))
        # "“I took the cat”"
        line = pieces[start].text.strip().strip(_MARKS)
        if below and is_prose(pieces[start]) and is_title_line(line):
            titled[start] = replace(
                pieces[start], kind=SegmentKind.HEADING, reason=_TITLE
            )
    return titled


def _untitled(piece: Piece) -> Piece:
    """Return a piece with the title of an entry as the text that it is on the page."""
    if piece.reason != _TITLE:
        return piece
    return replace(piece, kind=SegmentKind.COMMENTARY, reason=Reason())
