"""What words mean while somebody is still typing them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from content.query.query import parse_query
from storage.database.address import Address
from storage.search.search import Search
from storage.search.unfinished import MAX_TYPED_SPEAKERS, UnfinishedQuery
from storage.store import Store, open_store
from tests.fakes.cases import in_turn
from tests.fakes.libraries.speeches import sentences, speech

VILLAGE = Path(__file__).parents[2] / "fakes" / "libraries" / "village_transcripts"


@pytest.fixture
async def search(village_database: Address) -> AsyncIterator[Search]:
    async with open_store(village_database) as store:
        yield store.search


async def read(search: Search, text: str) -> UnfinishedQuery:
    return await search.read_unfinished(
        parse_query(text.strip()), ends_open=text[-1:].isalnum()
    )


@in_turn(
    ("typed", "words"),
    [
        ("harve", "harvest"),
        ("old bri", "old bridge"),
        # A word of the library stays as it is, and so does what nothing begins with.
        ("mill", "mill"),
        ("zzz", "zzz"),
        # A space ends the word; one letter says too little.
        ("harve ", "harve"),
        ("h", "h"),
        # A quotation that is not closed yet is words.
        ('"dry fe', '"dry ferry'),
        ('"dry feet"', "dry feet"),
        ("村", "村"),
    ],
)
async def test_the_last_word_is_completed(
    search: Search, typed: str, words: str
) -> None:
    assert (await read(search, typed)).query.words == words


@in_turn(
    ("typed", "whose", "rest"),
    [
        ("kestrel", ["Wanda Kestrel"], ""),
        ("kes", ["Wanda Kestrel"], ""),
        ("wanda kes", ["Wanda Kestrel"], ""),
        ("kestrel harve", ["Wanda Kestrel"], "harvest"),
        ("kestrel after:1930", ["Wanda Kestrel"], ""),
        ("harvest kestrel", [], "harvest kestrel"),
        ("k", [], "k"),
        ('"kestrel"', [], "kestrel"),
    ],
)
async def test_a_name_comes_without_a_key(
    search: Search, typed: str, whose: list[str], rest: str
) -> None:
    found = await read(search, typed)
    assert [each.name for each in found.speakers] == whose
    assert found.by_them.words == rest
    assert not found.only_them
    assert found.by_them.after == (19300000 if "1930" in typed else 0)


async def test_a_key_asks_for_nobody_else(search: Search) -> None:
    for typed in (
        "speaker:kestrel peace",
        "speaker:kes peace",
        "speaker:kestral peace",
    ):
        found = await read(search, typed)
        assert [each.name for each in found.speakers] == ["Wanda Kestrel"]
        assert (found.by_them.words, found.only_them) == ("peace", True)
    nobody = await read(search, "speaker:zzzz peace")
    assert (nobody.speakers, nobody.only_them) == ((), True)


async def test_a_start_that_many_names_have_is_no_name(store: Store) -> None:
    count = MAX_TYPED_SPEAKERS + 1
    names = [f"Karl{'abcdefgh'[n]} Stone" for n in range(count)]
    await store.loader.load(
        [
            speech(f"talk-{n}", *sentences(f"flood{n}", 3), speaker=name)
            for n, name in enumerate(names)
        ]
    )
    assert not (await read(store.search, "karl")).speakers
    assert [each.name for each in (await read(store.search, "karla")).speakers] == [
        "Karla Stone"
    ]


async def test_the_state_changes_with_the_library(store: Store) -> None:
    await store.loader.load([speech("one", *sentences("flood", 3))])
    before = await store.search.state()
    assert await store.search.state() == before
    await store.loader.load([speech("one", *sentences("frost", 3))])
    assert await store.search.state() != before
