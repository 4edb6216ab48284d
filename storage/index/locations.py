"""Locations of excerpts as numbers, by which duplicates are found without the rows.

The index has these numbers as columns.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from storage.corpus.rows import StoredExcerpt, get_excerpts, get_texts
from storage.database.connection import Connection

MIN_SHARED_WORDS_PERCENT = 90.0
"""From how many per cent of the same words two neighbours say the same."""

MAX_NEIGHBOUR_STEPS = 2
"""How many excerpts away a neighbour is, at most."""


class Location(NamedTuple):
    """Where an excerpt is, who says it and when; all are numbers.

    Attributes:
        number: The excerpt's.
        transcript: Of its slug; see `name_number`.
        turn: The number of the turn in it that holds the excerpt.
        speaker: Of the speaker's name.
        text: Of its words; see `text_number`.
        date: ``YYYYMMDD``, or 0.
    """

    number: int
    transcript: int
    turn: int
    position: int
    speaker: int
    text: int
    date: int


def id_number(excerpt_id: str) -> int:
    """Return an excerpt's id (at most 8 ASCII characters) as a number.

    Columns of numbers are read from the index 100 times as fast as stored text.
    """
    return int.from_bytes(excerpt_id.encode("ascii"), "big")


def id_from_number(number: int) -> str:
    """Return the id of an `id_number`.

    >>> id_from_number(id_number("7K3M9QXA"))
    '7K3M9QXA'
    """
    return number.to_bytes(8, "big").lstrip(b"\0").decode("ascii")


def name_number(name: str) -> int:
    """Return a number that stands for a name in a column of the index."""
    return _cached_hash(name)


def text_number(text: str) -> int:
    """Return a number that is the same for the same words, case and spaces aside."""
    return _hash(" ".join(text.casefold().split()))


def _hash(text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    hashed = hashlib.blake2b(data, digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


_cached_hash = lru_cache(maxsize=10_000)(_hash)


async def read_excerpts(
    snapshot: Connection, numbers: Iterable[int]
) -> dict[int, StoredExcerpt]:
    """Return excerpts by their numbers."""
    found = await get_excerpts(snapshot, [*map(id_from_number, numbers)])
    return {id_number(key): excerpt for key, excerpt in found.items()}


async def read_neighbour_texts(
    snapshot: Connection, locations: Sequence[Location]
) -> dict[int, str]:
    """Return the words that `deduplicate` has to compare, by the excerpts' numbers."""
    ids = [*map(id_from_number, find_neighbours(locations))]
    return {
        id_number(key): text for key, text in (await get_texts(snapshot, ids)).items()
    }


def find_neighbours(locations: Sequence[Location]) -> set[int]:
    """Return the numbers of excerpts that stand near another one of the same speech."""
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
    """Drop hits that add nothing to a better one.

    A neighbour in the same speech adds nothing if nearly all its words are the better
    one's; an excerpt elsewhere, if the same person says just the same.

    Args:
        locations: Best first.
        texts: The words of those that `read_neighbour_texts` returns.
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
