"""Who waits for an answer sees that it is worked on."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.faces.telegram.conversations import conversation, presses
from handlers.contract.reply import Reply, actions, command_button
from handlers.contract.request import Request
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving

CARD = replace(
    said("What she said."),
    groups=(actions(command_button("Context", "context")),),
)


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp(script={"quote": CARD})
    async with serving(app, telegram):
        yield app


async def test_typing_is_shown_for_an_answer_that_takes_time(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    seen = asyncio.Event()

    async def slowly(_request: Request) -> Reply:
        await seen.wait()
        return said("At last.")

    app.script["topic"] = slowly
    topic = telegram.room("Forum", "forum").topic("History")
    await ann.says("/topic war", to=topic)
    call = await telegram.called("sendChatAction")
    assert (call["action"], call["message_thread_id"]) == ("typing", str(topic.thread))
    seen.set()
    assert (await topic.next_reply()).text == "At last."


@pytest.fixture
def quick_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "SHOWN_EVERY_S", 0.001)


@pytest.mark.usefixtures("quick_progress")
async def test_how_far_an_answer_has_come_is_shown_until_it_is_there(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    further, done = asyncio.Event(), asyncio.Event()

    async def slowly(request: Request) -> Reply:
        request.progress("Reading talk.txt … 1%")
        await further.wait()
        request.progress("Reading talk.txt … 60%")
        await done.wait()
        return said("At last.")

    app.script["topic"] = slowly
    await ann.says("/topic war")
    first = await ann.next_reply()
    assert first.text == "Reading talk.txt … 1%"
    further.set()
    assert (await ann.next_reply()).text == "Reading talk.txt … 60%"
    assert telegram.count("editMessageText") == 1
    done.set()
    assert (await ann.next_reply()).text == "At last."
    assert telegram.count("deleteMessage") == 1


@pytest.mark.usefixtures("app")
async def test_and_not_for_one_that_is_there_at_once(
    telegram: BotApi, ann: User
) -> None:
    for _ in range(5):
        await ann.says("/topic war")
        await ann.next_reply()
    assert telegram.count("sendChatAction") == 0


@pytest.fixture
def impatient_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "PRESS_TIMEOUT_S", 0.01)


@pytest.mark.usefixtures("impatient_buttons")
async def test_a_button_stops_to_spin_though_its_answer_takes_time(
    app: ScriptedApp, ann: User
) -> None:
    answered = asyncio.Event()

    async def slowly(_request: Request) -> Reply:
        await answered.wait()
        return Reply(notice="At last.")

    app.script["context"] = slowly
    await ann.says("/quote")
    await ann.next_reply()
    press = await ann.presses("Context")
    assert await press.answered() == ""
    answered.set()
    assert (await ann.next_reply()).text == "At last."
