"""Reports that officers give, which minutes print in their own words.

"Formandens beretning" heads paragraphs in the first person, or "Der 1. Vorsitzende bittet
darum, seinen Bericht aufzunehmen:" leads to a quotation. Who holds the office stands
elsewhere in the minutes: "Ada Brook (chair)".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from content.language.sentence_marks import COLONS, SENTENCE_ENDS
from content.language.typography.quotation_marks import CLOSING_MARKS
from content.language.word_lists import WordPattern
from content.segment.basis import Basis, Reason
from content.segment.kinds import PROSE
from content.segment.messages.quotations import find_quotation_end
from content.segment.messages.words import says_it_is_read, sentences_of
from content.segment.names.business import heads_item
from content.segment.names.in_labels.split_by_form import part_abbreviation
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.in_text.people.cast import Cast
from content.segment.names.offices import is_role
from content.segment.names.words import NAME_WORD
from content.segment.pieces import Piece
from content.segment.result import MIN_CONFIDENCE, SegmentKind
from content.segment.turns.quotations.saying_words import verbs_of_saying
from content.segment.voices.minutes.clerk import decision_of, speaks_of_self
from content.segment.voices.minutes.minutes import Minutes
from content.segment.voices.unsure import reports

_REPORT = WordPattern(
    r"(?<![^\W\d_])(?:<<stage.officers_reports>>)(?![^\W\d_])", by_words=True
)
_CONFIDENCE = 0.85
_MAX_HEAD, _MAX_LEAD, _MAX_PARAGRAPHS = 80, 300, 60
_MIN_OFFICE, _MAX_ENDING, _BENT, _NEAR = 5, 3, 2, 2
_MAX_BEFORE, _MAX_TEXTS = 40, 400
_NOTE = re.compile(r"\s?[(（]([^()（）]{3,40})[)）]|,\s([^,.;:()]{3,30})(?=[,.;:]|$)")
_CLAUSE = re.compile(r"[.,;:()!?\n]")


def with_officers_reports(
    pieces: Sequence[Piece], minutes: Minutes | None
) -> list[Piece]:
    """Return pieces of minutes with the reports that they print given to the officers.

    What was taken for a letter of an office, with doubt, is its report, too.
    """
    found = list(pieces)
    if minutes is None or not minutes.code:
        return found
    reader = _Reader(pieces, minutes)
    n = 1
    while n < len(found):
        end = reader.end_at(n) if reader.may_open(n) else n
        name = reader.officer(n - 1) if end > n else ""
        if name:
            reason = Reason(f"the report that {name} gives", Basis.ANNOUNCEMENT)
            found[n:end] = (_said(piece, name, reason) for piece in found[n:end])
        n = max(n + 1, end)
    return found


class _Reader:
    """Finds the reports in the pieces of one document."""

    def __init__(self, pieces: Sequence[Piece], minutes: Minutes) -> None:
        """Start without anything read."""
        self._pieces = pieces
        self._minutes = minutes
        self._holding: dict[str, list[str]] = {}

    def may_open(self, n: int) -> bool:
        """Return whether a piece of nobody stands below a line that may lead to a report."""
        line = self._pieces[n - 1]
        text = line.text.strip()
        if line.label or line.spoken or not self._is_free(n):
            return False
        if not text.endswith(COLONS):
            heads = len(text) <= _MAX_HEAD and not text.endswith(SENTENCE_ENDS)
            return heads and _REPORT.is_in(text)
        last = " ".join(sentences_of(text[-_MAX_LEAD:])[-1:])
        return not says_it_is_read(last) and (
            _REPORT.is_in(last)
            or verbs_of_saying(self._minutes.code).search(last) is not None
        )

    def _is_free(self, n: int) -> bool:
        """Return whether a piece is nobody's yet, or only goes on below somebody's label."""
        piece = self._pieces[n]
        unsure = piece.confidence < MIN_CONFIDENCE
        if piece.kind is SegmentKind.MESSAGE:
            return unsure and not piece.label
        mine = piece.kind in PROSE or (piece.spoken and (unsure or piece.turn <= 0))
        return mine and not (piece.label or piece.read_by)

    def end_at(self, start: int) -> int:
        """Return where a report that starts at a piece ends; its start if it is none."""
        first = self._pieces[start].text.lstrip()
        if first[:1] in CLOSING_MARKS:
            turn = [
                replace(piece, kind=SegmentKind.SPEECH)
                for piece in self._pieces[start : start + _MAX_PARAGRAPHS]
                if not piece.label
            ]
            end, _ = find_quotation_end(turn, 0)
            own = any(self._is_own(piece.text[1:]) for piece in turn[:end])
            return start + end if own else start
        end = start
        for n in range(start, min(len(self._pieces), start + _MAX_PARAGRAPHS)):
            text = self._pieces[n].text.strip()
            if not self._is_free(n) or self._is_clerks(text):
                break
            if self._is_own(text):
                end = n + 1
            elif end == start:
                break
        return end

    def _is_own(self, text: str) -> bool:
        return speaks_of_self(text, self._minutes.code)

    def _is_clerks(self, text: str) -> bool:
        """Return whether a line heads an item, leads to a text, or tells what was done."""
        heads = heads_item(text) or not text.endswith(SENTENCE_ENDS)
        told = reports(text) or decision_of(text, self._minutes.code)
        return heads or (told and not self._is_own(text))

    def officer(self, n: int) -> str:
        """Return whose report a line leads to: whom it names, or who holds its office."""
        text = self._pieces[n].text.strip()
        last = " ".join(sentences_of(text[-_MAX_LEAD:])[-1:]) or text
        named = [one.name for one in self._cast.named(last) if " " in one.name]
        if len({*named}) == 1:
            return named[0]
        offices = {stem for word in _words(last) if (stem := _office_in(word))}
        if named or len(offices) != 1:
            return ""
        holders = self._holders(offices.pop())
        return holders[0] if len({*holders}) == 1 else ""

    @cached_property
    def _cast(self) -> Cast:
        texts = [piece.text for piece in self._pieces]
        return Cast(texts, self._minutes.listed, self._minutes.code)

    def _holders(self, stem: str) -> list[str]:
        """Return whom the minutes name beside an office, once for each place."""
        if stem not in self._holding:
            few = self._pieces[:_MAX_TEXTS]
            texts = [piece.text for piece in few if not piece.spoken]
            self._holding[stem] = [
                name
                for text in texts
                if stem in text.casefold()
                for name in self._beside(text, stem)
            ]
        return self._holding[stem]

    def _beside(self, text: str, stem: str) -> Iterator[str]:
        """Yield the names in a text right before or behind an office."""
        for one in mentions_in(text):
            if " " not in one.name:
                continue
            noted = _NOTE.match(text, one.end)
            behind = (noted[1] or noted[2]).casefold() if noted else ""
            above = _CLAUSE.split(text[max(0, one.start - _MAX_BEFORE) : one.start])
            before = [*_words(above[-1])][-_NEAR:]
            if any(_office_in(word) == stem for word in (*_words(behind), *before)):
                yield part_abbreviation(one.name, stem)[0]


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text, case-folded."""
    yield from (word.casefold() for word in NAME_WORD.findall(text))


def _office_in(word: str) -> str:
    """Return the first letters that all forms of an office share; empty if it is none.

    >>> _office_in("formandens"), _office_in("vorsitzender"), _office_in("beretning")
    ('forma', 'vorsitzen', '')
    """
    shortest = max(_MIN_OFFICE, len(word) - _MAX_ENDING)
    forms = (word[:end] for end in range(shortest, len(word) + 1))
    known = next(filter(is_role, forms), "")
    return known[: max(_MIN_OFFICE, len(known) - _BENT)]


def _said(piece: Piece, name: str, reason: Reason) -> Piece:
    """Return a piece as an officer's words, which end whoever's turn stood above."""
    if not (piece.spoken or piece.kind in PROSE):
        return piece
    return replace(
        piece,
        kind=SegmentKind.SPEECH,
        speaker=name,
        read_by=None,
        confidence=_CONFIDENCE,
        reason=reason,
        turn=-abs(piece.turn),
    )
