"""Pages that check what somebody said: claims below headings, and what the page found out.

"The claim", and the words in quotation marks; or a passage of the speech, and below it
"Claim 1: eleven thousand vehicles a day" and how true that is. Words that stand alone
below a heading are of whom the line below them names, or of whom the page is about.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from content.language.sentence_marks import COLONS, PHRASE_ENDS, SENTENCE_GAP
from content.language.typography.quotation_marks import OPENING_DASH
from content.language.word_lists import WordPattern
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.people.cast import Cast
from content.segment.names.in_text.same_person import names_surname
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.turns.page_head.headlines.names import name_alone
from content.segment.turns.quotations.marks import ANY_MARK, without_quotations
from content.segment.turns.quoted_speech import is_quotation
from content.segment.turns.woven_quotations import attribute_woven_quotations
from content.segment.voices.one_speech.title_lines import is_head
from content.segment.voices.reports.printed_in_sections import (
    NOBODY,
    Printed,
    SectionReader,
    Teller,
    is_whole,
    with_printed,
)

_CHECKS = WordPattern("<<pages.fact_checks>>")
_MIN_HEADS, _MAX_HEADS = 2, 60
_MAX_LINE, _MAX_CREDIT, _MIN_TOLD, _MIN_CLAIM = 90, 160, 60, 25
_TOLD_ENDS = frozenset(".:。：।")
_MARKS = '”“»«"’」.'


def attribute_fact_check(pieces: Sequence[Piece]) -> list[Piece] | None:
    """Return the pieces of a fact-check given to whom it quotes; None if it is none.

    Its headings say so, and what they head is told: the page's author speaks to nobody.
    """
    page = _Page(pieces)
    if not page.checks:
        return None
    found = [*page.printed()]
    said = [*with_printed(pieces, found)]
    read = attribute_woven_quotations(said, least=1)
    return read if any(piece.spoken for piece in read) else None


def heads_checks(lines: Iterable[str]) -> bool:
    """Return whether a short line without an end says that the page checks what was said."""
    return any(
        len(t) <= _MAX_LINE and t[-1:] not in ".:,;…" and _CHECKS.is_in(t)
        for t in map(str.strip, lines)
    )


class _Page:
    """A page that may check what somebody said, in sections."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Find its headings and whom it is about."""
        self._pieces = pieces
        self._heads = [n for n, piece in enumerate(pieces) if _heads_section(piece)]
        named = any(_CHECKS.is_in(pieces[n].text) for n in self._heads)
        few = _MIN_HEADS <= len(self._heads) <= _MAX_HEADS
        self.checks = named and few

    def printed(self) -> Iterator[Printed]:
        """Yield what the page prints of others."""
        language = guess_language(p.text for p in self._pieces if is_prose(p))
        cast = Cast([piece.text for piece in self._pieces], (), language)
        reader = SectionReader(self._pieces, cast, language)
        about = self._about(cast)
        above = ""
        for head, end in pairwise([*self._heads, len(self._pieces)]):
            start = head + 1
            led = above.rstrip().endswith(COLONS)
            claim = None if led else self._claim(start, end, cast, about)
            if claim is not None:
                yield claim
                start = claim.end
                if not about.sure:
                    about = Teller(claim.name, sure=claim.sure)
            title = self._pieces[head].text
            yield from reader.read(title, start, end, above=above, about=about)
            told = [p.text for p in self._pieces[start:end] if is_prose(p)]
            # "We print the passage in full."
            above = told[-1] if told and reader.leads_on(told[-1]) else ""

    def _claim(self, start: int, end: int, cast: Cast, about: Teller) -> Printed | None:
        """Return the words that stand alone below a heading; None if none do."""
        first = next((n for n in range(start, end) if is_prose(self._pieces[n])), end)
        if first >= end or not _is_alone(self._pieces[first]):
            return None
        last = first + 1
        while last < end and _is_alone(self._pieces[last]):
            last += 1
        who = self._credited(last, cast) or about
        if not who.name:
            return None
        return Printed(start=first, end=last, name=who.name, sure=who.sure)

    def _credited(self, n: int, cast: Cast) -> Teller | None:
        """Return whom the line below a claim names: "Senator Ada Brook, on 2 May"."""
        below = self._pieces[n] if n < len(self._pieces) else None
        headed = below is None or below.kind is SegmentKind.HEADING
        text = "" if headed or below is None else below.text.strip()
        named = cast.named(text) if 0 < len(text) <= _MAX_CREDIT else []
        dashed = OPENING_DASH.match(text) is not None
        if not named or not is_whole(named[0].name):
            return None
        if ANY_MARK.search(text) or (text.endswith(PHRASE_ENDS) and not dashed):
            return None
        return Teller(named[0].name, sure=True)

    def _about(self, cast: Cast) -> Teller:
        """Return whose words the page checks: whom its headline and introduction name."""
        heads = set(self._heads)
        first = next(
            (
                n
                for n, p in enumerate(self._pieces)
                if is_prose(p) and n not in heads and _is_told(p.text)
            ),
            0,
        )
        after = next((n for n in self._heads if n > first), len(self._pieces))
        told = [
            without_quotations(p.text)
            for p in self._pieces[first:after]
            if is_prose(p) and not is_by_line(p.text)
        ]
        titles = [self._pieces[n].text for n in self._heads if n < first]
        titles = [text for text in titles if not name_alone(text.strip())]
        named = [one.name for text in told for one in cast.named(text)]
        people = [*dict.fromkeys(name for name in named if is_whole(name))]
        titled = [
            name for name in people if any(names_surname(t, name) for t in titles)
        ]
        chosen = titled or people
        if chosen:
            return Teller(chosen[0], sure=len(chosen) == 1)
        own = [one.name for text in titles for one in cast.named(text)]
        own = [name for name in own if is_whole(name)]
        return Teller(own[0], sure=False) if len(own) == 1 else NOBODY


def _heads_section(piece: Piece) -> bool:
    """Return whether a piece heads a section: a heading, or a short line without an end.

    It may quote what it is about: "“One library in three”: mostly false".
    """
    if piece.kind is SegmentKind.HEADING:
        return True
    text = piece.text.strip()
    if not is_prose(piece) or piece.quoted:
        return False
    if is_head(piece):
        return True
    bare = text.rstrip(_MARKS)
    if SENTENCE_GAP.search(text):
        return False  # "I blame the map. Thank you all!"
    told = any(map(str.isalpha, without_quotations(text)))
    return told and len(text) <= _MAX_LINE and bool(bare) and text[-1:] not in ".:,;…"


def _is_told(text: str) -> bool:
    """Return whether a paragraph tells, as no headline does, which may ask."""
    bare = text.strip()
    return len(bare) >= _MIN_TOLD and bare[-1:] in _TOLD_ENDS


def _is_alone(piece: Piece) -> bool:
    """Return whether a piece is nothing but words in quotation marks, or set off."""
    text = piece.text.strip()
    if not is_prose(piece) or len(text) < _MIN_CLAIM:
        return False
    if piece.quoted:
        return True
    return is_quotation(text) and not any(map(str.isalpha, without_quotations(text)))
