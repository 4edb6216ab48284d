"""Where an author who tells of a speech most likely prints it, of all places on the page.

The places are weighed by their signs; the weights are fitted to pages on which the speech
is known (`python -m bench.told_speeches`).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from content.segment.names.document_language import guess_language
from content.segment.pieces import Piece
from content.segment.turns.announced import is_prose
from content.segment.voices.one_speech.told.paragraphs import Paragraph
from content.segment.voices.one_speech.told.told_page import SpeechPlace, ToldPage

_NEARLY, _LIKELY = 0.7, 0.5
_FAVOURED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeliestPlace:
    """The likeliest place of a speech, and how likely it is, nearly, from 0 to 1.

    The share of its start counts every place that starts there, wherever it ends.
    """

    place: SpeechPlace
    share: float
    start_share: float

    @property
    def is_likely(self) -> bool:
        """Whether it is likelier than all others."""
        return self.share > _LIKELY

    @property
    def is_letter(self) -> bool:
        """Whether words for a letter lead to it."""
        return bool(self.place.signs.get("start: message"))

    @property
    def is_sure(self) -> bool:
        """Whether it is likelier than all others, and what people did is told below."""
        return self.is_likely and self.place.is_closed

    @property
    def is_surely_told(self) -> bool:
        """Whether words tell of its text above it, and below it of what people did."""
        return bool(self.place.signs.get("start: kept")) and self.place.is_closed


def find_told_speech(
    page: ToldPage,
    *,
    by_author: bool = False,
    favour: Callable[[SpeechPlace], float] | None = None,
) -> LikeliestPlace | None:
    """Return where an author most likely prints the speech that is told of; None if nowhere.

    Somebody has to speak in person there, and the author above it.

    Args:
        page: All of the page.
        by_author: Whether it is known that the page does not open with the speech.
        favour: What else speaks for a place, as log odds; asked of the likeliest place
            of each of the few likeliest starts.
    """
    places = page.places
    if by_author:
        places = [one for one in places if not page.is_at_top(one)]
    best = _likeliest(places, favour)
    return best if best is not None and not page.is_at_top(best.place) else None


def _likeliest(
    places: Sequence[SpeechPlace], favour: Callable[[SpeechPlace], float] | None = None
) -> LikeliestPlace | None:
    """Return which of some places is the likeliest, with what is likely of those near it."""
    weights = [one.weight for one in places]
    order = sorted(range(len(places)), key=weights.__getitem__)
    if not order:
        return None
    most = weights[order[-1]]
    best = places[order[-1]]
    if favour is not None:
        starts = {places[n].start: n for n in order}
        likely = sorted(starts.values(), key=weights.__getitem__)[-_FAVOURED:]
        best = places[max(likely, key=lambda n: weights[n] + favour(places[n]))]
    odds = [math.exp(weight - most) for weight in weights]
    near = [
        much
        for one, much in zip(places, odds, strict=True)
        if overlap((one.start, one.end), (best.start, best.end)) > _NEARLY
    ]
    started = [
        much for one, much in zip(places, odds, strict=True) if one.start == best.start
    ]
    return LikeliestPlace(
        place=best, share=sum(near) / sum(odds), start_share=sum(started) / sum(odds)
    )


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return what share two places have of all that either takes, from 0 to 1."""
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (max(one[1], other[1]) - min(one[0], other[0]))


def find_told_end(page: ToldPage, start: int) -> LikeliestPlace | None:
    """Return where a speech most likely ends that starts at a piece; None if nowhere."""
    return _likeliest([*page.places_from(start)])


def shares_inside(page: ToldPage) -> Mapping[int, float]:
    """Return how likely each paragraph of a page is to be of its speech, from 0 to 1.

    It is assumed that the page has one, and nothing else is. Where no place can be
    weighed, no paragraph has a share.
    """
    return _shares(page.places, len(page.pieces))


def likeliest_start_from(page: ToldPage, start: int) -> int | None:
    """Return with which piece the speech of a page most likely starts, from one piece on.

    None where nobody speaks there at length.
    """
    most: dict[int, float] = {}
    for one in page.places:
        if one.start >= start:
            most[one.start] = max(one.weight, most.get(one.start, one.weight))
    return max(most, key=most.__getitem__, default=None)


def _shares(places: Sequence[SpeechPlace], size: int) -> Mapping[int, float]:
    """Return the share of all places, by how likely they are, that hold each of some pieces.

    Args:
        places: The places.
        size: How many pieces there are.
    """
    weights = [one.weight for one in places]
    most = max(weights, default=0.0)
    changes, total = [0.0] * (size + 1), 0.0
    for one, weight in zip(places, weights, strict=True):
        odds = math.exp(weight - most)
        changes[one.start] += odds
        changes[one.end] -= odds
        total += odds
    sums = accumulate(changes[:-1])
    return {n: much / total for n, much in enumerate(sums)} if places else {}


def tells_of_reaction(pieces: Sequence[Piece], n: int) -> bool:
    """Return whether the first paragraph from a piece on tells what people did then."""
    prose = next((p for p in pieces[n:] if is_prose(p) and p.text.strip()), None)
    if prose is None:
        return False
    return Paragraph(prose, guess_language([prose.text])).follows_speech
