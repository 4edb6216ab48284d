"""How likely the further paragraphs of turns are their speakers', where most turns have one.

In a conversation of short turns a second paragraph is a surprise: whoever speaks goes on,
or an author tells what he saw, up to the next label. How it is worded, whom it names and
what it calls says more than its place does. The weights are fitted to such documents as
found, and with what the authors of others tell set between their turns (`python -m
bench.further_paragraphs`).
"""

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from weakref import WeakKeyDictionary

from content.language.sentence_marks import LINE_ENDS
from content.segment.doubt.reading import Reading, Turn
from content.segment.kinds import MESSAGE
from content.segment.messages.words import CLOSING_QUOTES, OPENING_QUOTES
from content.segment.result import confidence_of
from content.segment.voices.happenings import names_happening
from content.segment.voices.narration import opens_aside, opens_at_this_point
from content.segment.voices.one_speech.told.paragraphs import Paragraph
from content.segment.voices.turn_end import has_letters
from content.segment.wording.spoken_wording import spoken_wording

WEIGHTS = Path(__file__).with_name("further_paragraphs.toml")
"""What each sign counts, as log odds that the speaker goes on."""

Signs = Mapping[str, float]
Wording = Callable[[str, str], float]
"""What says how much a text in a language is worded as people speak."""

_MIN_TURNS, _MIN_ALONE, _MIN_NAME = 4, 2 / 3, 3
_USUAL, _FAR, _LONG = 20, 2.0, 400
_ASKS = ("?", "？")
_QUOTES, _SENTENCE_ENDS = tuple(OPENING_QUOTES), (*LINE_ENDS, *CLOSING_QUOTES)
# These say next to nothing here, or of all the same.
_NOT_ASKED = frozenset(
    (
        "digits",
        "first person",
        "in person",
        "named",
        "quoted",
        "sentence",
        "short",
        "speech",
    )
)


class _Paragraphs:
    """The paragraphs of a turn under a label, each by the pieces of its block."""

    def __init__(self, reading: Reading, turn: Turn) -> None:
        self.turn = turn
        pieces = self._pieces = reading.pieces
        spoken = (n for n in range(turn.start, turn.end) if pieces[n].spoken)
        said = [n for n in spoken if has_letters(pieces[n].text)]
        self.places = [[*own] for _, own in groupby(said, lambda n: pieces[n].block)]
        speaker = pieces[said[0]].speaker if said else None
        self.name = speaker or ""
        self.names = frozenset(w for w in self.name.split() if len(w) >= _MIN_NAME)

    @property
    def goes_on(self) -> bool:
        """Whether it has a second paragraph."""
        return len(self.places) > 1

    @cached_property
    def first(self) -> str:
        """Its first paragraph."""
        return self.text(0)

    @property
    def asks(self) -> bool:
        """Whether its first paragraph ends in a question."""
        return self.first.endswith(_ASKS)

    def text(self, depth: int) -> str:
        """Return what stands in one of its paragraphs."""
        return " ".join(self._pieces[n].text for n in self.places[depth]).strip()


def signs_of_further(
    reading: Reading, wording: Wording = spoken_wording
) -> Mapping[tuple[int, ...], Signs]:
    """Return the signs of each further paragraph of turns that another label closes, by its pieces.

    There are none where many turns have several paragraphs, or turns are few; none below
    what somebody remembers, and none of who often goes on. Of lines that are no
    sentences, and of quotations, other witnesses speak.

    Args:
        reading: The document as the first reader gave it away.
        wording: What says how much a text is worded as people speak.
    """
    each = (_Paragraphs(reading, turn) for turn, _ in reading.labelled)
    turns = [one for one in each if one.places]
    longer = sum(one.goes_on for one in turns)
    many = len(turns) >= _MIN_TURNS
    if not many or not longer or longer > (1 - _MIN_ALONE) * len(turns):
        return {}
    document = _ShortTurns(reading, turns, wording)
    return {
        tuple(above.places[depth]): document.signs(above, below, depth)
        for above, below in pairwise(turns)
        for depth in range(1, len(above.places))
        if _is_prose(above, depth)
        and not _is_read_out(reading, above, depth)
        and not (document.remembers(above) or document.often_goes_on(above))
    }


def _is_prose(turn: _Paragraphs, depth: int) -> bool:
    """Return whether a paragraph is of whole sentences below another, and no quotation."""
    text, before = turn.text(depth), turn.text(depth - 1)
    whole = text.endswith(_SENTENCE_ENDS) and before.endswith(_SENTENCE_ENDS)
    return whole and not text.startswith(_QUOTES)


def _is_read_out(reading: Reading, turn: _Paragraphs, depth: int) -> bool:
    """Return whether a paragraph, or the first of its turn, is of a text read out."""
    places = turn.places[0][:1] + turn.places[depth]
    return any(reading.pieces[n].kind is MESSAGE for n in places)


class _ShortTurns:
    """A document of turns most of which have one paragraph."""

    def __init__(
        self, reading: Reading, turns: Sequence[_Paragraphs], wording: Wording
    ) -> None:
        self._reading = reading
        self._language = reading.names.forms.language
        self._wording = wording
        self._usual = median(len(one.first) for one in turns)
        self._times = Counter(one.name for one in turns)
        self._longer = Counter(one.name for one in turns if one.goes_on)
        self._asked = Counter(one.name for one in turns if one.asks)
        further = sum(len(one.places) - 1 for one in turns)
        self._of_document = {
            "always": 1.0,
            "further": min(1.0, further / len(turns)),
            "framed": float(reading.framed),
        }

    def often_goes_on(self, turn: _Paragraphs) -> bool:
        """Return whether half of a speaker's other turns, and two at least, have several paragraphs."""
        others, longer = self._times[turn.name] - 1, self._longer[turn.name] - 1
        return longer > 1 and 2 * longer >= others

    def remembers(self, turn: _Paragraphs) -> bool:
        """Return whether somebody tells of the past in person above, and may well go on."""
        piece = self._reading.pieces[turn.places[0][0]]
        first = Paragraph(replace(piece, text=turn.first), self._language)
        signs = first.signs(frozenset())
        return first.in_person and signs["past"] > signs["present"]

    def signs(self, turn: _Paragraphs, below: _Paragraphs, depth: int) -> Signs:
        """Return the signs of a further paragraph of a turn.

        Args:
            turn: The turn.
            below: The turn below it.
            depth: How many paragraphs of the turn stand above.
        """
        text = turn.text(depth)
        piece = self._reading.pieces[turn.places[depth][0]]
        paragraph = Paragraph(replace(piece, text=text), self._language)
        own = paragraph.signs(frozenset())
        return {
            **self._of_document,
            **{name: much for name, much in own.items() if name not in _NOT_ASKED},
            "aside": opens_aside(paragraph.told),
            "at this point": opens_at_this_point(text),
            "happens": bool(self._language) and names_happening(text, self._language),
            "long": min(1.0, len(text) / _LONG),
            "wording": self._wording(text, self._language),
            "impersonal": not self._reading.is_personal(text),
            "own named": not paragraph.words.isdisjoint(turn.names),
            "deep": depth > 1,
            "more below": depth + 1 < len(turn.places),
            "above as long as usual": self._against_usual(turn.first),
            "same below": turn.name == below.name,
            **self._signs_of_speaker(turn),
        }

    def _against_usual(self, text: str) -> float:
        """Return how much longer a text is than most first paragraphs, as a logarithm."""
        more = math.log((len(text) + _USUAL) / (self._usual + _USUAL))
        return max(-_FAR, min(_FAR, more))

    def _signs_of_speaker(self, turn: _Paragraphs) -> Signs:
        """Return what all turns of a speaker show of one."""
        times = self._times[turn.name]
        return {
            "speaker once": times == 1,
            "speaker asks": self._asked[turn.name] / times,
        }


@cache
def _weights() -> Signs:
    weights: Signs = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return weights


def shares_of_further(reading: Reading) -> Mapping[int, float]:
    """Return how likely each further paragraph is its speaker's, from 0 to 1, by its pieces.

    Several witnesses ask; it is weighed once.
    """
    if reading not in _SHARES:
        _SHARES[reading] = {
            n: _share(signs)
            for places, signs in signs_of_further(reading).items()
            for n in places
        }
    return _SHARES[reading]


_SHARES: WeakKeyDictionary[Reading, Mapping[int, float]] = WeakKeyDictionary()


def _share(signs: Signs) -> float:
    weights = _weights()
    return confidence_of(sum(weights.get(name, 0.0) * signs[name] for name in signs))
