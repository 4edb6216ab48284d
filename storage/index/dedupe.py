"""Show one hit where neighbours, or repetitions, say the same."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

ALIKE = 90.0
"""Per cent of the words of two neighbours that must be the same."""

FAR = 2
"""Steps from an excerpt to the farthest that is its neighbour."""


class Place(NamedTuple):
    """Hold where a hit stands; names and words are numbers, see `storage.index.writer`.

    Attributes:
        number: The excerpt's.
        transcript: Of its slug.
        voice: Of the speaker's name.
        said: Of its words.
        date: ``YYYYMMDD``, or 0.
    """

    number: int
    transcript: int
    position: int
    voice: int
    said: int
    date: int


def neighbours(places: Sequence[Place]) -> set[int]:
    """Return the numbers of the excerpts whose words `one_a_place` has to compare."""
    stand = sorted(
        (place.transcript, place.voice, place.position, place.number)
        for place in places
    )
    near = set()
    for one, other in pairwise(stand):
        if one[:2] == other[:2] and other[2] - one[2] <= FAR:
            near |= {one[3], other[3]}
    return near


def one_a_place(places: Sequence[Place], texts: Mapping[int, str]) -> list[Place]:
    """Leave out hits that add nothing to a better one.

    A neighbour in the same speech adds nothing if nearly all its words are the better
    one's; what stands elsewhere, if the same person says just the same.

    Args:
        places: Best first.
        texts: The words of those that are neighbours.
    """
    kept: list[Place] = []
    beside: dict[tuple[int, int, int], str] = {}
    said: set[tuple[int, int]] = set()
    for place in places:
        words = (place.voice, place.said)
        if words in said:
            continue
        said.add(words)
        text = texts.get(place.number)
        if text is not None:
            at = place.transcript, place.voice, place.position
            if any(
                fuzz.token_set_ratio(text, other) >= ALIKE
                for step in range(-FAR, FAR + 1)
                if (other := beside.get((*at[:2], at[2] + step))) is not None
            ):
                continue
            beside[at] = text
        kept.append(place)
    return kept
