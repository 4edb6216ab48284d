"""The paragraphs of a page, and each place where a speech may stand among them.

No fixed words have to lead to the speech: "So here it is." Every start and end that a
page allows has the signs of the paragraphs at its edges, inside of it and around it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path

from content.language.sentence_marks import COLONS, LINE_ENDS, SENTENCE_GAP
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_DASH
from content.segment.fitted_weights import log_odds, read_fitted
from content.segment.messages.words import (
    PRINTED_BELOW,
    SALUTATION,
    is_salutation_line,
    speaks_of_message,
)
from content.segment.names.document_language import guess_language
from content.segment.names.text_words import SPEECH_WORD
from content.segment.pieces import Piece
from content.segment.result import SegmentKind
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.voices.one_speech.endings import starts_page_text
from content.segment.voices.one_speech.title_lines import is_head, is_title_line
from content.segment.voices.one_speech.told.paragraphs import Paragraph, count_words
from content.segment.wording.in_person import FIRST_PERSON

_MIN_PARAGRAPHS, _MAX_PARAGRAPHS = 3, 200
_MAX_ABOVE, _LAST_SENTENCES = 12, 2
_MIN_SPOKEN_CHARS = 200
_SHORT_LINE, _SHORT_SPEECH = 90, 300
_LITTLE, _MOST = 0.08, 0.5
_PARTS = ("first", "last", "above", "below", "inside", "around")
"""The parts of a page that a place has its signs of."""

PLACE_WEIGHTS = Path(__file__).with_name("speech_places.toml")
"""What each sign of a place counts, as log odds."""


@dataclass(frozen=True, kw_only=True)
class SpeechPlace:
    """Where a speech may stand: from the piece `start` up to `end`, with its signs."""

    start: int
    end: int
    signs: Mapping[str, float]
    is_announced: bool
    """Whether the last sentences above tell of a text, a recording, or a speech to come."""
    is_closed: bool
    """Whether what stands below it tells of what people did."""

    @cached_property
    def weight(self) -> float:
        """How much speaks for it, as log odds."""
        return log_odds(self.signs, read_fitted(PLACE_WEIGHTS))


class ToldPage:
    """The paragraphs of a page, and where its speech may start and end.

    Several readers of a page ask for these; each is found when it is first asked for.
    """

    def __init__(self, pieces: Sequence[Piece], first_label: int = 0) -> None:
        """Take the pieces of a page, of which one may stand below its first label."""
        self.pieces = pieces
        self._first_label = first_label

    @cached_property
    def prose(self) -> Sequence[int]:
        """The pieces that are paragraphs, up to the foot of the page."""
        pieces = self.pieces
        prose = [
            n
            for n, p in enumerate(pieces)
            if is_prose(p) and p.text.strip() and not _is_line(p.text)
        ]
        # Above its text a page may lead to its foot: "14 comments".
        top = max(prose[0] + 1 if prose else 0, self._first_label)
        top = max(top, self._first_headed_speech(top) + 1)
        foot = (n for n in range(top, len(pieces)) if starts_page_text(pieces, n))
        end = next(foot, len(pieces))
        return self._without_foot([n for n in prose if n < end])

    def _first_headed_speech(self, top: int) -> int:
        """Return the heading of the page's speech, above which nobody greets; else -1."""
        for n in range(top, len(self.pieces)):
            text = self.pieces[n].text.strip()
            if self.pieces[n].kind is SegmentKind.HEADING:
                return n if SPEECH_WORD.is_in(text) else -1
            if is_salutation_line(text.rstrip("!！:：")):
                return -1
        return -1

    @property
    def known(self) -> bool:
        """Whether it is neither too short nor too long for its places to be weighed."""
        return _MIN_PARAGRAPHS <= len(self.prose) <= _MAX_PARAGRAPHS

    @cached_property
    def places(self) -> Sequence[SpeechPlace]:
        """Where the speech of the page may stand."""
        return [one for first in self._firsts() for one in self._places_from(first)]

    @cached_property
    def language(self) -> str:
        """The language of its paragraphs."""
        return guess_language(self._texts)

    @cached_property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Its paragraphs."""
        return [Paragraph(self.pieces[n], self.language) for n in self.prose]

    @cached_property
    def own_signs(self) -> Sequence[Mapping[str, float]]:
        """The signs of each paragraph by itself."""
        named = frozenset().union(*(one.named for one in self.paragraphs))
        return [one.signs(named) for one in self.paragraphs]

    @cached_property
    def named_above(self) -> Sequence[frozenset[str]]:
        """The words of all names above each paragraph."""
        return [
            *accumulate(
                (one.named for one in self.paragraphs),
                frozenset.union,
                initial=frozenset[str](),
            )
        ]

    @cached_property
    def in_quotation(self) -> Sequence[bool]:
        """Whether each paragraph stands in a quotation that opens above it."""
        return [*accumulate(self.paragraphs, _is_open, initial=False)]

    @cached_property
    def _texts(self) -> Sequence[str]:
        return [self.pieces[n].text for n in self.prose]

    @cached_property
    def _signs(self) -> Sequence[Sequence[float]]:
        return [[*map(float, one.values())] for one in self.own_signs]

    @cached_property
    def _names_of_voices(self) -> Sequence[str]:
        """What the signs of a place's paragraphs are called, part by part."""
        return [f"{part}: {name}" for part in _PARTS for name in self.own_signs[0]]

    @cached_property
    def _sums(self) -> Sequence[Sequence[float]]:
        nothing = [0.0] * len(self.own_signs[0])
        return [*accumulate(self._signs, _added, initial=nothing)]

    @cached_property
    def _chars(self) -> Sequence[int]:
        return [*accumulate(map(len, self._texts), initial=0)]

    @cached_property
    def _in_person(self) -> Sequence[int]:
        persons = (one.in_person for one in self.paragraphs)
        return [*accumulate(persons, initial=0)]

    @cached_property
    def _joined(self) -> bool:
        """Whether blanks stand between its words."""
        return any(" " in text for text in self._texts)

    def _without_foot(self, prose: list[int]) -> list[int]:
        """Return the paragraphs without the short lines at the foot of the page."""
        end = len(prose)
        while end > _MIN_PARAGRAPHS:
            text = self.pieces[prose[end - 1]].text.strip()
            sentence = text.endswith(LINE_ENDS) or FIRST_PERSON.is_in(text)
            if sentence or len(text) > _SHORT_LINE:
                break
            end -= 1
        return prose[:end]

    def places_from(self, start: int) -> Iterator[SpeechPlace]:
        """Yield where a speech may stand that starts at a piece."""
        for first in self._firsts():
            if self.prose[first] == start:
                yield from self._places_from(first)

    def is_at_top(self, place: SpeechPlace) -> bool:
        """Return whether a place is the top of the page, where no author writes above it."""
        return place.start == self.prose[0]

    def _firsts(self) -> range:
        """Return the paragraphs with which a speech may start; none on a long page."""
        return range(min(len(self.prose), _MAX_ABOVE + 1) if self.known else 0)

    def _is_spoken(self, first: int, last: int) -> bool:
        """Return whether somebody speaks in person from one paragraph to another, at length.

        What opens with a dash is a dialogue.
        """
        chars = self._chars[last + 1] - self._chars[first]
        long = chars >= _MIN_SPOKEN_CHARS or not self._joined
        in_person = self._in_person[last + 1] > self._in_person[first]
        dialogue = OPENING_DASH.match(self.paragraphs[first].text)
        return long and in_person and not dialogue

    def _places_from(self, first: int) -> Iterator[SpeechPlace]:
        """Yield where the speech may stand that opens with one paragraph."""
        start = self.signs_of_start(first)
        announced = bool(first) and self._is_announced(first)
        for last in range(first, len(self.prose)):
            if not self._is_spoken(first, last):
                continue
            below = self.paragraphs[last + 1 : last + 2]
            yield SpeechPlace(
                start=self.prose[first],
                end=self.prose[last] + 1,
                signs={
                    **start,
                    **self._signs_of_end(first, last),
                    **self._voices(first, last),
                },
                is_announced=announced,
                is_closed=any(one.follows_speech for one in below),
            )

    def _voices(self, first: int, last: int) -> Mapping[str, float]:
        """Return the signs of the paragraphs at the edges of a place, inside and around."""
        inside = _less(self._sums[last + 1], self._sums[first])
        around = _less(self._sums[-1], inside)
        many = last + 1 - first
        others = max(1, len(self.prose) - many)
        nothing = self._sums[0]
        parts = (
            self._signs[first],
            self._signs[last],
            self._signs[first - 1] if first else nothing,
            self._signs[last + 1] if last + 1 < len(self.prose) else nothing,
            [much / many for much in inside],
            [much / others for much in around],
        )
        return dict(zip(self._names_of_voices, chain(*parts), strict=True))

    def signs_of_start(self, first: int) -> Mapping[str, float]:
        """Return what says that a speech starts with a paragraph."""
        opening = self.paragraphs[first]
        if not first:
            return {"start: top": True}
        lines = self.pieces[self.prose[first - 1] + 1 : self.prose[first]]
        above = self.paragraphs[first - 1]
        ending = self._last_sentences(first)
        kept = count_words("pages.kept_words", ending, self.language)
        return {
            "start: second": first == 1,
            "start: heading": any(map(is_head, lines)),
            "start: heading of a speech": any(
                is_head(line) and SPEECH_WORD.is_in(line.text) for line in lines
            ),
            "start: set off": opening.piece.quoted or self.is_ruled(first),
            "start: kept": kept,
            "start: message": speaks_of_message(ending),
            "start: salutation": SALUTATION.opens(opening.text),
            "start: calls": len(opening.text) < _SHORT_LINE
            and opening.text.endswith((",", "!", "，", "！")),
            "start: quoted above": above.piece.quoted,
        }

    def _last_sentences(self, first: int) -> str:
        """Return the last sentences above a paragraph."""
        above = self.paragraphs[max(0, first - _LAST_SENTENCES) : first]
        sentences = [s for one in above for s in SENTENCE_GAP.split(one.text)]
        return " ".join(sentences[-_LAST_SENTENCES:])

    def _is_announced(self, first: int) -> bool:
        """Return whether words above a paragraph tell of a text, or of a speech to come."""
        ending = self._last_sentences(first)
        if self.paragraphs[first - 1].piece.quoted or speaks_of_message(ending):
            return False
        kept = count_words("pages.kept_words", ending, self.language)
        speech = ending.endswith(COLONS) and SPEECH_WORD.is_in(ending)
        return bool(kept or speech) or PRINTED_BELOW.is_in(ending)

    def _signs_of_end(self, first: int, last: int) -> Mapping[str, float]:
        """Return what says that a speech ends with a paragraph."""
        ending = self.paragraphs[last]
        below = self.paragraphs[last + 1 : last + 2]
        spoken = self._chars[last + 1] - self._chars[first]
        left = 1 - spoken / self._chars[-1]
        return {
            "end: bottom": not below,
            "end: quotation closed": ending.text.endswith(("”", "»", '"', "“"))
            and self.paragraphs[first].is_quoted,
            "end: little around": left < _LITTLE,
            "end: most around": left > _MOST,
            "end: short": spoken < _SHORT_SPEECH,
            "end: one paragraph": first == last,
        } | {
            sign: much
            for one in below
            for sign, much in {
                "end: block quote": ending.piece.quoted and not one.piece.quoted,
                "end: rule": self.is_ruled(last + 1),
                "end: named above": bool(one.words & self.named_above[first]),
            }.items()
        }

    def is_ruled(self, place: int) -> bool:
        """Return whether a rule stands above a paragraph."""
        above, n = self.prose[place - 1], self.prose[place]
        return self.pieces[n].ruled or any(p.rule for p in self.pieces[above + 1 : n])


def _added(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _less(one: Sequence[float], other: Sequence[float]) -> list[float]:
    return [a - b for a, b in zip(one, other, strict=True)]


def _is_open(above: bool, paragraph: Paragraph) -> bool:
    """Return whether a quotation goes on below a paragraph, if one does above it."""
    if paragraph.text.endswith(tuple(CLOSING_QUOTES)):
        return False
    return above or paragraph.is_quoted


def _is_line(text: str) -> bool:
    """Return whether a text is a line of the page: a by-line, or a title."""
    return is_by_line(text) or is_title_line(text)
