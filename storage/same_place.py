"""Show one hit where neighbours, or repetitions, say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold where a hit stands and what it says.

    Attributes:
        year: Four digits, or empty.
    """

    id: str
    transcript: int
    position: int
    speaker: str
    year: str
    text: str


ALIKE = 90.0
"""Per cent of the words of two neighbours that must be the same."""


def one_a_place(places: Sequence[Place]) -> list[Place]:
    """Leave out hits that add nothing to a better one.

    A neighbour in the same speech adds nothing if nearly all its words are the better
    one's; what stands elsewhere, if the same person says just the same.

    Args:
        places: Best first.
    """
    kept: dict[tuple[int, int], Place] = {}
    said: set[tuple[str, str]] = set()

    for place in places:
        words = (place.speaker, " ".join(place.text.casefold().split()))
        if words in said:
            continue
        said.add(words)
        beside = [
            kept.get((place.transcript, place.position + step))
            for step in (-2, -1, 1, 2)
        ]
        if any(
            other
            and other.speaker == place.speaker
            and fuzz.token_set_ratio(place.text, other.text) >= ALIKE
            for other in beside
        ):
            continue
        kept[place.transcript, place.position] = place
    return list(kept.values())
