"""Files that people ask for: sent to them alone, or a word why not."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.faces.telegram.conversations.conversation import IN_PRIVATE
from bot.faces.telegram.outgoing import sender
from handlers.contract.reply import File, actions, command_button
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import bad_request
from tests.fakes.telegram.serving import serving

FILE = File(name="saves.csv", media_type="text/csv", data="näh\n".encode())
SENT = replace(said("As a file:"), private=True, file=FILE)
OPEN = replace(said("Press."), groups=(actions(command_button("File", "export")),))


@pytest.fixture(autouse=True)
async def served(telegram: BotApi) -> AsyncIterator[None]:
    async with serving(ScriptedApp(script={"export": SENT, "start": OPEN}), telegram):
        yield


async def test_a_file_comes_below_what_is_said(telegram: BotApi, ann: User) -> None:
    await ann.says("/export")
    assert (await ann.next_reply()).text == "As a file:"
    document = (await ann.next_reply()).document
    assert document["file_name"] == "saves.csv"
    assert telegram.files[document["file_id"]] == FILE.data


async def test_a_file_that_is_asked_for_in_a_group_comes_in_private(
    telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    await ann.says("/start", to=group)
    await group.next_reply()
    before = len(group.messages)
    press = await ann.presses("File", to=group)
    assert await press.answered() == IN_PRIVATE
    assert (await ann.next_reply()).text == "As a file:"
    assert (await ann.next_reply()).document["file_name"] == "saves.csv"
    assert len(group.messages) == before


async def test_a_file_that_is_too_large_is_not_sent(
    telegram: BotApi, ann: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "MAX_FILE_BYTES", 4)
    await ann.says("/export")
    await ann.next_reply()
    assert "no more than 0 can be sent here" in (await ann.next_reply()).text
    assert telegram.count("sendDocument") == 0


async def test_a_file_that_is_refused_is_told(telegram: BotApi, ann: User) -> None:
    telegram.faults.append(Fault(method="sendDocument", refused=bad_request("no")))
    await ann.says("/export")
    await ann.next_reply()
    told = (await ann.next_reply()).text
    assert told == "saves.csv could not be sent just now. Ask again in a minute."
