"""Loads of two processes on one PostgreSQL database, each with an index of its own."""

import asyncio
from collections.abc import Sequence

from content.model import Transcript
from storage.store import Store
from tests.fakes.speeches import sentences, speech

Stores = tuple[Store, Store]

FLOODS = speech("floods", *sentences("flood", 9))
FROSTS = speech("frosts", *sentences("frost", 7), speaker="Tom Marden")
FIRES = speech("fires", *sentences("fire", 5), speaker="Ruth Oakley")


async def found(store: Store, words: str) -> int:
    return len((await store.search.find(words, count=100, merged=False)).excerpts)


async def test_of_two_loads_at_once_one_waits_for_the_other(stores: Stores) -> None:
    told: list[tuple[str, int, int]] = []

    async def load(store: Store, transcripts: Sequence[Transcript]) -> None:
        await store.loader.load(transcripts, lambda *progress: told.append(progress))

    await asyncio.gather(load(stores[0], [FLOODS]), load(stores[1], [FLOODS, FROSTS]))
    assert ("Waiting for another load", 1, 1) in told
    both = [(await found(each, "flood"), await found(each, "frost")) for each in stores]
    assert both in ([(9, 0)] * 2, [(9, 7)] * 2)
    # The one that came second compared with what the first one wrote: two generations.
    assert [each.generations.loaded_number for each in stores] == [2, 2]
    counts = [await each.library.counts() for each in stores]
    drawn = [
        await each.random_excerpts.draw("telegram:1")
        for each in stores
        for _ in range(counts[0].excerpts // 2)
    ]
    assert len({each.excerpt.id for each in drawn if each}) == len(drawn)
