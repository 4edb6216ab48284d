"""`/speakers`, and whom to choose from where many bear one name, as conversations."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from content.names.index import MAX_MATCHES
from content.transcript_file import read_folder
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.cases import in_turn
from tests.fakes.databases.engines import Engine, loaded_copy
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.libraries.village import VILLAGE

PETRELS = [f"{first}a Petrel" for first in "ABCDEFGHIJKLMNOPQR"]


@pytest.fixture
def crowded_database(engine: Engine, tmp_path: Path) -> Address:
    """A database in which eighteen people have one surname."""
    petrels = (
        speech(f"event-{n}", *sentences("flood", 3), speaker=name)
        for n, name in enumerate(PETRELS)
    )
    return loaded_copy(engine, [*read_folder(VILLAGE), *petrels], tmp_path)


@pytest.fixture
async def crowd(
    tmp_path: Path, crowded_database: Address, talk_to: TalkTo
) -> AsyncIterator[Dialogue]:
    """Talk to a library in which eighteen people have one surname."""
    from bot.app import App

    async with (
        open_store(crowded_database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        yield talk


@in_turn(
    "asked",
    [
        "/quote petrel about the flood",
        "/topic the flood speaker:petrel",
        "/topics petrel",
        "/daily speaker petrel",
    ],
)
async def test_everybody_of_a_name_can_be_chosen(crowd: Dialogue, asked: str) -> None:
    await crowd.says(asked)
    assert "“petrel” is the name of 18 speakers here, page 1 of 3" in crowd.text
    seen = crowd.labels[:-1]
    while "Next ▶" in crowd.labels:
        assert (await crowd.presses("Next")).replaces
        seen += [label for label in crowd.labels if "Petrel" in label]
    assert seen == PETRELS
    await crowd.presses("Ra Petrel")
    assert "Ra Petrel" in crowd.text


async def test_a_name_is_told_from_what_is_asked_about(crowd: Dialogue) -> None:
    await crowd.says('/quote petrel "the flood"')
    assert "“petrel” is the name of 18 speakers here" in crowd.text
    await crowd.presses("Aa Petrel")
    assert "Aa Petrel" in crowd.text


async def test_a_quoted_name_of_nobody_is_quoted_once(crowd: Dialogue) -> None:
    await crowd.says('/quote "petrel flood"')
    assert crowd.text.startswith("Nobody here is called “petrel flood”.")


async def test_speakers_of_a_name_are_listed(crowd: Dialogue) -> None:
    await crowd.says("/speakers Petrel")
    assert "18 speakers called “Petrel”, page 1 of 3" in crowd.text
    assert "Aa Petrel, Mayor of Orvel · 3 excerpts from 1 event" in crowd.text
    await crowd.presses("Next")
    await crowd.presses("Next")
    assert "Ra Petrel" in crowd.text
    await crowd.says("/speakers reed")
    assert "1 speaker called “reed”" in crowd.text
    await crowd.presses("Ivo Reed")
    assert "— Ivo Reed" in crowd.text


async def test_a_name_that_nobody_bears_brings_suggestions(crowd: Dialogue) -> None:
    await crowd.says("/speakers kestrell")
    assert "Nobody here is called “kestrell”. Did you mean one of these?" in crowd.text
    await crowd.presses("Wanda Kestrel")
    assert "1 speaker called “Wanda Kestrel”" in crowd.text
    await crowd.says("/speakers zzz")
    assert "Nobody here is called “zzz”" in crowd.text


async def test_a_page_of_the_speakers_is_typed(crowd: Dialogue) -> None:
    await crowd.says("/speakers")
    assert "22 speakers, page 1 of 3" in crowd.text
    assert "/speakers with a name" in crowd.text
    await crowd.presses("Next")
    second = crowd.text
    assert (await crowd.says("/speakers 2")).text == second
    await crowd.says("/speakers 9")
    assert "There is no page 9: 22 speakers take 3 pages." in crowd.text
    await crowd.presses("The last")
    assert "page 3 of 3" in crowd.text


async def test_a_subject_that_is_a_name_leads_to_its_bearers(crowd: Dialogue) -> None:
    await crowd.says("/topic petrel")
    await crowd.presses("18 speakers of that name")
    assert "18 speakers called “petrel”" in crowd.text


async def test_a_name_of_more_than_are_read_says_so(
    tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    from bot.app import App

    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load(
            [
                speech(f"event-{n}", "Floods.", speaker=f"Ann Lee{n:04}")
                for n in range(MAX_MATCHES + 1)
            ]
        )
        await talk.says("/quote ann")
        assert "is the name of more than 100 speakers here, page 1 of 17" in talk.text
        assert "a longer name leads to the rest" in talk.text
        await talk.says("/speakers ann")
        assert "More than 100 speakers" in talk.text
