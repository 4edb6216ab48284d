"""Where an author who tells of a speech prints it, found by what is told around it.

No fixed words have to lead to the speech: "So here it is." Every start and end that a
page allows is weighed by signs: that the last sentences above tell of a sheet or a
recording, who is called, who laughs or sits down behind it, whether those who are named
above are named again. The weights are fitted to pages on which the speech is known
(`python -m bench.told_speeches`).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from content.language.sentence_marks import COLONS, LINE_ENDS, SENTENCE_GAP
from content.language.word_lists import fast_pattern, searched_text
from content.segment.labels.evidence import (
    FIRST_PERSON,
    SPOKEN_WORDS,
    speaks_in_person,
)
from content.segment.messages.words import (
    OPENING_QUOTES,
    PRINTED_BELOW,
    speaks_of_message,
)
from content.segment.names.document_language import guess_language
from content.segment.names.in_text.mentions import mentions_in
from content.segment.names.words import SPEECH
from content.segment.pieces import Piece
from content.segment.turns.announced import is_by_line, is_prose
from content.segment.voices.narration import (
    may_tell,
    tells_afterwards,
    unquoted,
)
from content.segment.voices.one_speech.endings import starts_page_text, takes_leave
from content.segment.voices.one_speech.salutations import (
    calls_listeners,
    opens_with_audience,
)
from content.segment.voices.one_speech.title_lines import is_head, is_title_line

_MIN_PARAGRAPHS, _MAX_PARAGRAPHS = 3, 200
_MAX_ABOVE, _LAST_SENTENCES = 8, 2
_MIN_SPOKEN_CHARS = 200
_SHORT_LINE, _SHORT_SPEECH, _LONG_INTRODUCTION = 90, 300, 160
_LITTLE, _MOST = 0.08, 0.5
_MIN_NAME = 3
_SEVERAL = 2
_WORD = re.compile(r"\w+")

PLACE_WEIGHTS = Path(__file__).with_name("told_frame.toml")
"""What each sign counts; of a paragraph inside the speech, or against it outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where a speech may stand: from the piece `start` up to `end`, with its signs."""

    start: int
    end: int
    signs: Mapping[str, float]

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        weights = _weights()
        return sum(weights.get(sign, 0.0) * much for sign, much in self.signs.items())

    @property
    def is_closed(self) -> bool:
        """Whether what stands below it tells of what people did."""
        told = ("end: reactions", "end: afterwards", "end: may tell")
        return any(map(self.signs.get, told))

    @property
    def is_surely_told(self) -> bool:
        """Whether words tell of its text above it, and below it of what people did."""
        return bool(self.signs["start: kept"]) and self.is_closed


@cache
def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = tomllib.loads(
        PLACE_WEIGHTS.read_text(encoding="utf-8")
    )
    return weights


def find_told_speech(pieces: Sequence[Piece]) -> Told | None:
    """Return where an author most likely prints the speech that is told of; None if nowhere.

    The last sentences above have to tell of a text or a recording, or that somebody
    speaks; and somebody has to speak in person.
    """
    page = _Page(pieces)
    best = max(page.places(), key=lambda one: one.weight, default=None)
    if best is None or not page.is_spoken(best):
        return None
    return best


def find_told_end(pieces: Sequence[Piece], start: int) -> int | None:
    """Return where a speech ends that starts at a piece, if people do something below it.

    None where nothing there tells of it.
    """
    places = _Page(pieces).places_from(start)
    best = max(places, key=lambda one: one.weight, default=None)
    return best.end if best is not None and best.is_closed else None


def told_places(pieces: Sequence[Piece]) -> list[Told]:
    """Return all places in which the speech of a page may stand, for fitting weights."""
    return [*_Page(pieces).places()]


class _Paragraph:
    """A paragraph of a page, and what it shows by itself."""

    def __init__(self, piece: Piece, language: str) -> None:
        self.piece = piece
        self.text = piece.text.strip()
        self._language = language

    @cached_property
    def told(self) -> str:
        """Its text without what stands in quotation marks."""
        return unquoted(self.text)

    @cached_property
    def sentences(self) -> Sequence[str]:
        """Its sentences."""
        return SENTENCE_GAP.split(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are written."""
        return frozenset(_WORD.findall(self.told))

    @cached_property
    def in_person(self) -> bool:
        """Whether somebody speaks in the first person."""
        personal = speaks_in_person(self.told, self._language)
        return personal and FIRST_PERSON.search(self.told) is not None

    @cached_property
    def calls(self) -> bool:
        """Whether it opens by calling those who listen."""
        return calls_listeners(self.text) or opens_with_audience(self.text)

    @cached_property
    def is_quoted(self) -> bool:
        """Whether it opens with a quotation mark."""
        return self.text.startswith(tuple(OPENING_QUOTES))

    @cached_property
    def reactions(self) -> int:
        """How many words it has for what people do when somebody spoke, two at most."""
        return _count("pages.reactions", self.told, self._language)

    @cached_property
    def voice(self) -> Mapping[str, float]:
        """The signs of whether somebody speaks in it or an author writes."""
        return {
            "spoken": SPOKEN_WORDS.is_in(self.told),
            "may tell": may_tell(self.text),
            "speech": bool(SPEECH.search(self.told)),
            "calls": self.calls,
            "italic": self.piece.italic,
            "quoted": self.is_quoted,
            "leads": self.told.rstrip().endswith(COLONS),
        }


class _Ending:
    """The last sentences above a paragraph, which may announce a speech."""

    def __init__(self, above: Sequence[_Paragraph], language: str) -> None:
        sentences = [s for one in above[-_LAST_SENTENCES:] for s in one.sentences]
        self.text = " ".join(sentences[-_LAST_SENTENCES:])
        self.kept = _count("pages.kept_words", self.text, language)
        """How many words it has for a sheet, a recording or copying, two at most."""
        self.prints = PRINTED_BELOW.is_in(self.text)
        self.colon = self.text.endswith(COLONS)
        self.speech = SPEECH.search(self.text) is not None

    @property
    def leads(self) -> bool:
        """Whether it may announce a speech: by words for a text that is kept, or printed."""
        told = self.kept or self.prints or (self.colon and self.speech)
        return bool(told) and not speaks_of_message(self.text)


def _count(table: str, text: str, language: str) -> int:
    """Return how many different words of a table a text has, two at most."""
    pattern = fast_pattern(language, table) if language else None
    if pattern is None:
        return 0
    found = {one.group() for one in pattern.finditer(searched_text(text, language))}
    return min(_SEVERAL, len(found))


class _Page:
    """The paragraphs of a page, and where its speech may start and end."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        prose = [
            n
            for n, p in enumerate(pieces)
            if is_prose(p) and p.text.strip() and not _is_line(p.text)
        ]
        top = prose[0] + 1 if prose else 0
        foot = (n for n in range(top, len(pieces)) if starts_page_text(pieces, n))
        end = next(foot, len(pieces))
        self._prose = self._without_foot([n for n in prose if n < end])
        texts = [pieces[n].text for n in self._prose]
        self._language = guess_language(texts) if len(texts) <= _MAX_PARAGRAPHS else ""
        self._paragraphs = [_Paragraph(pieces[n], self._language) for n in self._prose]
        self._chars = [0]
        for text in texts:
            self._chars.append(self._chars[-1] + len(text))

    def _without_foot(self, prose: list[int]) -> list[int]:
        """Return the paragraphs without the short lines at the foot of the page."""
        end = len(prose)
        while end > _MIN_PARAGRAPHS:
            text = self._pieces[prose[end - 1]].text.strip()
            sentence = text.endswith(LINE_ENDS) or FIRST_PERSON.search(text)
            if sentence or len(text) > _SHORT_LINE:
                break
            end -= 1
        return prose[:end]

    def places(self) -> Iterator[Told]:
        """Yield where the speech may stand that words above it announce."""
        for first in self._firsts():
            ending = _Ending(self._paragraphs[:first], self._language)
            if ending.leads and not self._quoted(first - 1):
                yield from self._places_from(first, ending)

    def places_from(self, start: int) -> Iterator[Told]:
        """Yield where a speech may stand that starts at a piece, whatever announces it."""
        for first in self._firsts():
            if self._prose[first] == start:
                ending = _Ending(self._paragraphs[:first], self._language)
                yield from self._places_from(first, ending)

    def _firsts(self) -> range:
        """Return the paragraphs with which a speech may start; none on a long page."""
        known = _MIN_PARAGRAPHS <= len(self._prose) <= _MAX_PARAGRAPHS
        return range(1, min(len(self._prose), _MAX_ABOVE + 1) if known else 1)

    def is_spoken(self, told: Told) -> bool:
        """Return whether somebody speaks in person in a place, and at some length."""
        inside = [
            one
            for n, one in zip(self._prose, self._paragraphs, strict=True)
            if told.start <= n < told.end
        ]
        chars = sum(len(one.text) for one in inside)
        long = chars >= _MIN_SPOKEN_CHARS or not any(" " in one.text for one in inside)
        return long and any(one.in_person for one in inside)

    def _quoted(self, place: int) -> bool:
        return self._pieces[self._prose[place]].quoted

    def _places_from(self, first: int, ending: _Ending) -> Iterator[Told]:
        """Yield where the speech may stand that opens with one paragraph."""
        above = self._paragraphs[:first]
        named = frozenset(
            word
            for one in above
            for mention in mentions_in(one.text)
            for word in mention.name.split()
            if len(word) >= _MIN_NAME and word[0].isupper()
        )
        start = self._signs_of_start(first, ending)
        voices = [one.voice for one in self._paragraphs]
        signs = {sign: -sum(v[sign] for v in voices) for sign in voices[0]}
        for last in range(first, len(self._prose)):
            for sign, much in voices[last].items():
                signs[sign] += 2 * much
            yield Told(
                start=self._prose[first],
                end=self._prose[last] + 1,
                signs={**signs, **start, **self._signs_of_end(first, last, named)},
            )

    def _signs_of_start(self, first: int, ending: _Ending) -> Mapping[str, float]:
        """Return what says that a speech starts with a paragraph."""
        opening = self._paragraphs[first]
        between = self._pieces[self._prose[first - 1] + 1 : self._prose[first]]
        heads = [p.text for p in between if is_head(p)]
        return {
            "start: printed below": ending.prints
            or any(map(PRINTED_BELOW.is_in, heads)),
            "start: kept": ending.kept > 0,
            "start: kept twice": ending.kept > 1,
            "start: colon": ending.colon,
            "start: speech": ending.speech,
            "start: heading": bool(heads),
            "start: set off": opening.piece.quoted or self._is_ruled(first),
            "start: quoted": opening.is_quoted,
            "start: calls": opening.calls,
            "start: in person": opening.in_person,
            "start: long introduction": len(self._paragraphs[first - 1].text)
            > _LONG_INTRODUCTION,
        }

    def _signs_of_end(
        self, first: int, last: int, named: frozenset[str]
    ) -> Mapping[str, float]:
        """Return what says that a speech ends with a paragraph."""
        ending = self._paragraphs[last]
        below = self._paragraphs[last + 1 : last + 2]
        spoken = self._chars[last + 1] - self._chars[first]
        left = 1 - spoken / (self._chars[-1] - self._chars[first])
        return {
            "end: takes leave": takes_leave(ending.text),
            "end: last": not below,
            "end: quotation closed": ending.text.endswith(("”", "»", '"', "“"))
            and self._paragraphs[first].is_quoted,
            "end: little below": left < _LITTLE,
            "end: most below": left > _MOST,
            "end: short": spoken < _SHORT_SPEECH,
        } | {
            sign: much
            for one in below
            for sign, much in {
                "end: afterwards": tells_afterwards(one.text),
                "end: may tell": may_tell(one.text),
                "end: block quote": ending.piece.quoted and not one.piece.quoted,
                "end: rule": self._is_ruled(last + 1),
                "end: reactions": one.reactions,
                "end: named": bool(one.words & named),
                "end: not in person": not one.in_person,
            }.items()
        }

    def _is_ruled(self, place: int) -> bool:
        """Return whether a rule stands above a paragraph."""
        above, n = self._prose[place - 1], self._prose[place]
        return self._pieces[n].ruled or any(p.rule for p in self._pieces[above + 1 : n])


def _is_line(text: str) -> bool:
    """Return whether a text is a line of the page: a by-line, or a title."""
    return is_by_line(text) or is_title_line(text)
