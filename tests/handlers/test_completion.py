"""What is offered for a parameter fits a menu, and is understood as it stands."""

from pathlib import Path

import pytest

from bot.app import App
from content.transcript_file import read_folder
from handlers.completion import MAX_CHARS
from handlers.contract.commands import COMMANDS
from handlers.contract.parameters import Kind
from handlers.contract.request import Place
from storage.store import open_store
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace

HERE = Place(platform="telegram", chat="1")

PARAMETERS = [
    (command.name, subcommand, parameter.name)
    for command in COMMANDS
    for subcommand in [each.name for each in command.subcommands] or [""]
    for parameter in command.parameters_of(subcommand)
    if parameter.kind not in {Kind.TEXT, Kind.COMMENT, Kind.PAGE, Kind.WORDS}
]

NOT_UNDERSTOOD = (
    "Nobody here",
    "Did you mean",
    "There is no zone",
    "is no hour",
    "Nothing in",
    "Which days",
    "not an excerpt's id",
    "What about?",
    "Whom do you mean",
    "went wrong",
)


@pytest.mark.parametrize(("command", "subcommand", "parameter"), PARAMETERS)
async def test_what_is_offered_is_taken_as_it_stands(
    app: App, command: str, subcommand: str, parameter: str
) -> None:
    talk = Dialogue(NoFace(app), admin=True)
    for text in ("", "b", "1", "mon, "):
        offered = await app.complete(
            command, parameter, text, 7, place=HERE, subcommand=subcommand
        )
        assert len(offered) <= 7
        for each in offered:
            assert 0 < len(each.label) <= MAX_CHARS
            assert 0 < len(each.value) <= MAX_CHARS
            options: dict[str, str | int] = {parameter: each.value}
            if subcommand == "every":
                options.setdefault("days", "sunday")
            await talk.chooses(command, subcommand, **options)
            for words in NOT_UNDERSTOOD:
                assert words not in talk.text, (text, each)


async def test_whose_a_quote_is_said_to_be_is_completed(app: App) -> None:
    offered = await app.complete("check", "words", "kes", 7, place=HERE)
    assert [each.value for each in offered] == ["Wanda Kestrel:"]
    for text in ("", "Wanda Kestrel: kes", "“kes"):
        assert not await app.complete("check", "words", text, 7, place=HERE)


async def test_unknown_parameters_have_no_values(app: App) -> None:
    for command, parameter in (("quote", "colour"), ("sing", "words"), ("help", "")):
        assert not await app.complete(command, parameter, "", 9, place=HERE)


NAMESAKES = """---
slug: namesakes
title: Two of one name
date: 1950-01-01
language: en
speakers:
  - name: Marlowe
  - name: Edith Marlowe
---

## Marlowe

Every well is deep, and no rope is long enough for people without patience.

## Edith Marlowe

We hold that freedom is a right that no government may take, and whoever is silent
while a neighbour loses it will have lost it by tomorrow.
"""


async def test_a_name_that_others_share_means_one_of_them(tmp_path: Path) -> None:
    folder = tmp_path / "speeches"
    folder.mkdir()
    (folder / "namesakes.md").write_text(NAMESAKES, encoding="utf-8")
    async with open_store(tmp_path / "rostra.db") as store:
        await store.loader.load(read_folder(folder))
        app = App(store, folder)
        offered = await app.complete("quote", "speaker", "marl", 9, place=HERE)
        values = {each.label: each.value for each in offered}
        assert values == {"Marlowe": "=Marlowe", "Edith Marlowe": "Edith Marlowe"}
        talk = Dialogue(NoFace(app))
        for name, value in values.items():
            await talk.chooses("quote", speaker=value)
            assert f"— {name}" in talk.text
            await talk.says(f"/quote {value}")
            assert f"— {name}" in talk.text
            await talk.chooses("daily", "speaker", speaker=value)
            assert f"the words of {name}." in talk.text
        await talk.chooses("speakers", name="=Marlowe")
        assert "1 speaker called “Marlowe”" in talk.text
