"""Show one hit where neighbours, or repetitions, say the same."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

ALIKE = 90.0
"""Per cent of the words of two neighbours that must be the same."""

_NEAR = (-2, -1, 1, 2)
"""Steps from an excerpt to those that are its neighbours."""


class Place(NamedTuple):
    """Hold where a hit stands; names and words are numbers, see `storage.index`.

    Attributes:
        number: The excerpt's.
        transcript: Of its slug.
        voice: Of the speaker's name.
        said: Of its words.
        year: Four digits, or 0.
    """

    number: int
    transcript: int
    position: int
    voice: int
    said: int
    year: int


def neighbours(places: Sequence[Place]) -> set[int]:
    """Return the numbers of the excerpts whose words `one_a_place` has to compare."""
    found = {(each.transcript, each.position, each.voice) for each in places}
    return {
        each.number
        for each in places
        if any(
            (each.transcript, each.position + step, each.voice) in found
            for step in _NEAR
        )
    }


def one_a_place(places: Sequence[Place], texts: Mapping[int, str]) -> list[Place]:
    """Leave out hits that add nothing to a better one.

    A neighbour in the same speech adds nothing if nearly all its words are the better
    one's; what stands elsewhere, if the same person says just the same.

    Args:
        places: Best first.
        texts: The words of those that are neighbours.
    """
    kept: dict[tuple[int, int], Place] = {}
    said: set[tuple[int, int]] = set()
    for place in places:
        words = (place.voice, place.said)
        if words in said:
            continue
        said.add(words)
        beside = [kept.get((place.transcript, place.position + step)) for step in _NEAR]
        if any(
            other
            and other.voice == place.voice
            and fuzz.token_set_ratio(texts[place.number], texts[other.number]) >= ALIKE
            for other in beside
        ):
            continue
        kept[place.transcript, place.position] = place
    return list(kept.values())
