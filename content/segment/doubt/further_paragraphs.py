"""How likely a second or later paragraph below a label is still the speaker's.

In many conversations nearly every turn is one paragraph. Where one has more, the speaker
goes on, or the author of the page tells something before the next label. The paragraph
itself shows which: how it is worded, whom it names, what it tells. Each such sign has a
weight. `python -m bench.further_paragraphs` fits the weights to conversations of this kind,
and to the same with paragraphs of other authors set between their turns.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path
from statistics import median
from weakref import WeakKeyDictionary

from content.language.sentence_marks import LINE_ENDS
from content.language.typography.quotation_marks import CLOSING_QUOTES, OPENING_QUOTES
from content.segment.doubt.reading import Reading, Turn
from content.segment.fitted_weights import Signs, log_odds, read_fitted
from content.segment.kinds import MESSAGE
from content.segment.lines import has_letters
from content.segment.result import confidence_of
from content.segment.voices.happenings import names_happening
from content.segment.voices.narration import opens_aside, opens_at_this_point
from content.segment.voices.one_speech.told.paragraphs import Paragraph
from content.segment.wording.spoken_wording import spoken_wording

WEIGHTS = Path(__file__).with_name("further_paragraphs.toml")
"""What each sign counts, as log odds that the speaker goes on."""

Wording = Callable[[str, str], float]
"""Tells of a text and its language how much the text is worded as people speak."""

_MIN_TURNS = 4
_MIN_SHARE_OF_ONE = 2 / 3
"""How many of the turns have to be one paragraph."""
_MIN_NAME = 3
_ADDED, _MOST_LONGER, _LONG = 20, 2.0, 400
_ASKS = ("?", "？")
_QUOTES, _SENTENCE_ENDS = tuple(OPENING_QUOTES), (*LINE_ENDS, *CLOSING_QUOTES)
# Signs of `Paragraph` that hardly differ between what is spoken here and what is told.
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


class _ParagraphedTurn:
    """What somebody says under one label, in paragraphs.

    Attributes:
        places: The indices of the pieces of each paragraph.
        name: Who speaks.
        names: The words of the name, but for short ones.
    """

    def __init__(self, reading: Reading, turn: Turn) -> None:
        pieces = self._pieces = reading.pieces
        spoken = (n for n in range(turn.start, turn.end) if pieces[n].spoken)
        said = [n for n in spoken if has_letters(pieces[n].text)]
        self.places = [[*own] for _, own in groupby(said, lambda n: pieces[n].block)]
        speaker = pieces[said[0]].speaker if said else None
        self.name = speaker or ""
        self.names = frozenset(w for w in self.name.split() if len(w) >= _MIN_NAME)

    @property
    def goes_on(self) -> bool:
        """Whether there is a second paragraph."""
        return len(self.places) > 1

    @cached_property
    def first(self) -> str:
        """The first paragraph."""
        return self.text(0)

    @property
    def asks(self) -> bool:
        """Whether the first paragraph ends in a question."""
        return self.first.endswith(_ASKS)

    def text(self, depth: int) -> str:
        """Return a paragraph; the first has depth 0."""
        return " ".join(self._pieces[n].text for n in self.places[depth]).strip()


def signs_of_further(
    reading: Reading, wording: Wording = spoken_wording
) -> Mapping[tuple[int, ...], Signs]:
    """Return the signs of the further paragraphs that may be an author's, by their pieces.

    Further are the second and later ones below a label. None is asked about where turns
    are few, or many have several paragraphs; in the last turn, which no label closes; or
    where the speaker is likely to go on: whoever tells of their own past, or often has
    several paragraphs. Lines that are no sentences, quotations and texts read out are
    left to other witnesses.

    Args:
        reading: The document, with the turns that the first reader found.
        wording: Tells how much a paragraph is worded as people speak.
    """
    each = (_ParagraphedTurn(reading, turn) for turn, _ in reading.labelled)
    turns = [one for one in each if one.places]
    longer = sum(one.goes_on for one in turns)
    most = (1 - _MIN_SHARE_OF_ONE) * len(turns)
    if len(turns) < _MIN_TURNS or not 0 < longer <= most:
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


def _is_prose(turn: _ParagraphedTurn, depth: int) -> bool:
    """Return whether it and the paragraph above end as sentences do, and it is no quotation."""
    text, before = turn.text(depth), turn.text(depth - 1)
    whole = text.endswith(_SENTENCE_ENDS) and before.endswith(_SENTENCE_ENDS)
    return whole and not text.startswith(_QUOTES)


def _is_read_out(reading: Reading, turn: _ParagraphedTurn, depth: int) -> bool:
    """Return whether a paragraph, or the first one of its turn, is read out for somebody."""
    places = turn.places[0][:1] + turn.places[depth]
    return any(reading.pieces[n].kind is MESSAGE for n in places)


class _ShortTurns:
    """A document in which most turns are one paragraph."""

    def __init__(
        self, reading: Reading, turns: Sequence[_ParagraphedTurn], wording: Wording
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

    def often_goes_on(self, turn: _ParagraphedTurn) -> bool:
        """Return whether of the speaker's other turns half, and at least two, go on."""
        others, longer = self._times[turn.name] - 1, self._longer[turn.name] - 1
        return longer > 1 and 2 * longer >= others

    def remembers(self, turn: _ParagraphedTurn) -> bool:
        """Return whether the first paragraph tells of the speaker's past, as a long story may open."""
        piece = self._reading.pieces[turn.places[0][0]]
        first = Paragraph(replace(piece, text=turn.first), self._language)
        signs = first.signs(frozenset())
        return first.in_person and signs["past"] > signs["present"]

    def signs(
        self, turn: _ParagraphedTurn, below: _ParagraphedTurn, depth: int
    ) -> Signs:
        """Return the signs of one paragraph of a turn.

        Args:
            turn: The turn.
            below: The next turn.
            depth: How many paragraphs of the turn stand above this one.
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
        """Return the logarithm of how much longer a text is than first paragraphs usually are."""
        more = math.log((len(text) + _ADDED) / (self._usual + _ADDED))
        return max(-_MOST_LONGER, min(_MOST_LONGER, more))

    def _signs_of_speaker(self, turn: _ParagraphedTurn) -> Signs:
        """Return the signs that are of the speaker, and the same for each of their turns."""
        times = self._times[turn.name]
        return {
            "speaker once": times == 1,
            "speaker asks": self._asked[turn.name] / times,
        }


def shares_of_further(reading: Reading) -> Mapping[int, float]:
    """Return how likely each piece of a further paragraph is the speaker's, from 0 to 1.

    Several witnesses ask this of a document, so that it is remembered.
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
    return confidence_of(log_odds(signs, read_fitted(WEIGHTS)))
