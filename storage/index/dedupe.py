"""Show one hit where neighbours, or repetitions, say the same."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

MIN_SHARED_WORDS_PERCENT = 90.0
"""Per cent of the words of two neighbours that must be the same."""

MAX_NEIGHBOUR_STEPS = 2
"""Steps from an excerpt to the farthest that is its neighbour."""


class Location(NamedTuple):
    """Hold where a hit stands; names and words are numbers, see `storage.index.writer`.

    Attributes:
        number: The excerpt's.
        transcript: Of its slug.
        speaker: Of the speaker's name.
        text: Of its words.
        date: ``YYYYMMDD``, or 0.
    """

    number: int
    transcript: int
    position: int
    speaker: int
    text: int
    date: int


def find_neighbours(places: Sequence[Location]) -> set[int]:
    """Return the numbers of the excerpts whose words `deduplicate` has to compare."""
    stand = sorted(
        (place.transcript, place.speaker, place.position, place.number)
        for place in places
    )
    near = set()
    for one, other in pairwise(stand):
        if one[:2] == other[:2] and other[2] - one[2] <= MAX_NEIGHBOUR_STEPS:
            near |= {one[3], other[3]}
    return near


def deduplicate(places: Sequence[Location], texts: Mapping[int, str]) -> list[Location]:
    """Leave out hits that add nothing to a better one.

    A neighbour in the same speech adds nothing if nearly all its words are the better
    one's; what stands elsewhere, if the same person says just the same.

    Args:
        places: Best first.
        texts: The words of those that are neighbours.
    """
    kept: list[Location] = []
    beside: dict[tuple[int, int, int], str] = {}
    said: set[tuple[int, int]] = set()
    for place in places:
        words = (place.speaker, place.text)
        if words in said:
            continue
        said.add(words)
        text = texts.get(place.number)
        if text is not None:
            at = place.transcript, place.speaker, place.position
            if any(
                fuzz.token_set_ratio(text, other) >= MIN_SHARED_WORDS_PERCENT
                for step in range(-MAX_NEIGHBOUR_STEPS, MAX_NEIGHBOUR_STEPS + 1)
                if (other := beside.get((*at[:2], at[2] + step))) is not None
            ):
                continue
            beside[at] = text
        kept.append(place)
    return kept
