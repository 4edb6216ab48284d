"""Whoever types "truth" asks for the word; "Truth" is Sojourner Truth."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.address import Address
from storage.store import open_store
from tests.fakes.databases.engines import Engine, loaded_copy
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.libraries.namesakes import namesake_transcripts


@pytest.fixture
def namesakes(engine: Engine, tmp_path: Path) -> Address:
    """A database in which a common word is somebody's surname."""
    return loaded_copy(engine, namesake_transcripts(), tmp_path)


@pytest.fixture
async def village(
    tmp_path: Path, namesakes: Address, talk_to: TalkTo
) -> AsyncIterator[Dialogue]:
    """Talk to a library in which a common word is somebody's surname."""
    from bot.app import App

    async with (
        open_store(namesakes) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        yield talk


async def test_a_word_that_is_a_name_is_quoted_as_a_word(village: Dialogue) -> None:
    await village.says("/quote truth")
    assert "— Sojourner Truth" not in village.text
    assert "truth" in village.text.casefold()
    await village.presses("By Sojourner Truth")
    assert "— Sojourner Truth" in village.text
    await village.says("/quote Truth")
    assert "— Sojourner Truth" in village.text
    await village.says("/quote sojourner truth")
    assert "— Sojourner Truth" in village.text


async def test_a_word_that_is_a_name_is_searched_for(village: Dialogue) -> None:
    await village.says("/topic truth")
    first = village.text.split("1 — ")[1]
    assert not first.startswith("Sojourner")
    await village.presses("Quotes of Sojourner Truth")
    assert "— Sojourner Truth" in village.text


@pytest.mark.faces("telegram", reason="words without a command are typed there")
async def test_a_bare_word_that_is_a_name_is_searched_for(village: Dialogue) -> None:
    village = Dialogue(village.stage, chat="private")
    await village.says("truth")
    assert "“truth”" in village.text
    await village.says("Truth")
    assert "— Sojourner Truth" in village.text
