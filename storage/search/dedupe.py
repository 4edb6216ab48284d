"""Leave out hits that say the same as a better one."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from storage.index.reader import Location

MIN_SHARED_WORDS_PERCENT = 90.0
"""From how many per cent of the same words two neighbours say the same."""

MAX_NEIGHBOUR_STEPS = 2
"""How many excerpts away a neighbour is, at most."""


def find_neighbours(locations: Sequence[Location]) -> set[int]:
    """Return the numbers of the excerpts whose words `deduplicate` has to compare."""
    in_order = sorted(
        (each.transcript, each.speaker, each.position, each.number)
        for each in locations
    )
    neighbours = set()
    for one, other in pairwise(in_order):
        if one[:2] == other[:2] and other[2] - one[2] <= MAX_NEIGHBOUR_STEPS:
            neighbours |= {one[3], other[3]}
    return neighbours


def deduplicate(
    locations: Sequence[Location], texts: Mapping[int, str]
) -> list[Location]:
    """Leave out hits that add nothing to a better one.

    A neighbour in the same speech adds nothing if nearly all its words are the better
    one's; an excerpt elsewhere, if the same person says just the same.

    Args:
        locations: Best first.
        texts: The words of those that `find_neighbours` returns.
    """
    kept: list[Location] = []
    kept_texts: dict[tuple[int, int, int], str] = {}
    said: set[tuple[int, int]] = set()
    for each in locations:
        if (each.speaker, each.text) in said:
            continue
        said.add((each.speaker, each.text))
        text = texts.get(each.number)
        if text is not None:
            speech = each.transcript, each.speaker
            near = (
                kept_texts.get((*speech, each.position + step))
                for step in range(-MAX_NEIGHBOUR_STEPS, MAX_NEIGHBOUR_STEPS + 1)
            )
            if any(
                fuzz.token_set_ratio(text, other) >= MIN_SHARED_WORDS_PERCENT
                for other in near
                if other is not None
            ):
                continue
            kept_texts[(*speech, each.position)] = text
        kept.append(each)
    return kept
