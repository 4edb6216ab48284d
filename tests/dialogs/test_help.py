"""`/help` and `/start` offer what can be done where they are asked for."""

from pathlib import Path

import pytest

from bot.app import App
from storage.database.address import Address
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.libraries.speeches import speech

BY_ITSELF = ("/settings", "/stop", "on 08:30", "comes by itself")
REPLYING = {
    "telegram": "To comment on an excerpt, reply to it.",
    "discord": "reply to it with this bot's name in the reply",
    "terminal": "/comment with your words is about the excerpt shown last",
}
NOT_HERE = {
    "telegram": ("Discord", "“Comment on this”"),
    "discord": (),
    "terminal": ("Discord", "“Comment on this”", "eply to", *BY_ITSELF),
}


@pytest.mark.parametrize("command", ["/help", "/start"])
async def test_only_what_can_be_done_here_is_offered(
    talk: Dialogue, face: str, command: str
) -> None:
    await talk.says(command)
    for words in NOT_HERE[face]:
        assert words not in talk.text
    if face != "terminal":
        assert "/settings" in talk.text


async def test_help_says_how_one_comments_here(talk: Dialogue, face: str) -> None:
    await talk.says("/help")
    assert REPLYING[face] in talk.text
    assert "/random [about words]" in talk.text
    assert ("on 08:30 Europe/Berlin" in talk.text) == (face != "terminal")
    assert "/daily [" in talk.text


async def test_help_on_one_command_is_about_it_alone(talk: Dialogue, face: str) -> None:
    for typed in ("/help quote", "/help /Quote"):
        await talk.says(typed)
        assert "/quote [speaker] [about words]" in talk.text
        assert "about: " in talk.text
        assert "/topic" not in talk.text
    if face != "discord":  # it takes one word for a command's name
        await talk.says("/help quote lincoln")
        assert "/quote [speaker] [about words]" in talk.text
    await talk.says("/help daily")
    assert "/daily topic <words>" in talk.text
    await talk.says("/help qoute")
    assert "There is no /qoute. Did you mean /quote?" in talk.text
    await talk.presses("/help quote")
    assert "/quote [speaker] [about words]" in talk.text
    await talk.says("/help reload")
    # Whoever sits at the terminal administers the library.
    assert ("There is no /reload." in talk.text) == (face != "terminal")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("settings", "/settings — "), ("stop", "/stop — "), ("daily", "/daily off — ")],
)
async def test_help_on_what_no_list_shows_says_why_it_is_no_use_here(
    talk: Dialogue, face: str, asked: str, shown: str
) -> None:
    await talk.says(f"/help {asked}")
    assert shown in talk.text
    assert ("Nothing comes by itself here" in talk.text) == (face == "terminal")


DULL = "Good evening. And so he did that with the renovation, as was said here before."


@pytest.mark.parametrize("said", [DULL, "Good evening, and thank you for being here."])
async def test_the_example_is_found_where_nothing_is_offered(
    said: str, tmp_path: Path, database: Address, talk_to: TalkTo
) -> None:
    async with (
        open_store(database) as store,
        talk_to(App(store, tmp_path)) as talk,
    ):
        await store.loader.load([speech("evening", said)])
        await talk.says("/help")
        example = talk.text.partition("For example: ")[2].splitlines()[0]
        assert example.startswith("/topic ")
        await talk.says(example)
        assert "Ada Marden" in talk.text
