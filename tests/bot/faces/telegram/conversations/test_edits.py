"""Questions that are edited just after they were sent."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.faces.port import AppPort
from bot.faces.telegram.outgoing.sender import REPLACED
from handlers.contract.reply import Paragraph, Span
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import bad_request
from tests.fakes.telegram.serving import serving

LONG = replace(
    said(""), paragraphs=(Paragraph(spans=(Span("She spoke of the ferry. " * 400),)),)
)


@pytest.fixture
async def scripted(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp()
    async with serving(app, telegram):
        yield app


@pytest.mark.usefixtures("scripted")
async def test_its_answer_is_edited(telegram: BotApi, ann: User) -> None:
    group = telegram.room("Friends", "supergroup")
    message = await ann.says("/topic pease", to=group)
    first = await group.next_reply()
    await ann.edits(message, "/topic peace")
    second = await group.next_reply()
    assert (second.id, second.edited) == (first.id, True)
    assert second.text == "topic<peace>"
    await ann.edits(message, "/topic bread")
    assert (await group.next_reply()).text == "topic<bread>"
    assert telegram.count("sendMessage") == 1


async def test_the_same_words_are_not_answered_again(
    scripted: ScriptedApp, ann: User
) -> None:
    message = await ann.says("/topic peace")
    await ann.next_reply()
    await ann.edits(message, "/topic peace ")
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "topic<war>"
    assert len(scripted.asked) == 2


async def test_after_a_minute_it_is_past(scripted: ScriptedApp, ann: User) -> None:
    message = await ann.says("/topic pease")
    await ann.next_reply()
    await ann.edits(message, "/topic peace", after=61)
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "topic<war>"
    assert len(scripted.asked) == 2


@pytest.mark.usefixtures("scripted")
async def test_what_was_nothing_before_is_answered_as_new(
    telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    message = await ann.says("/topc war", to=group)
    await ann.edits(message, "/topic war")
    shown = await group.next_reply()
    assert (shown.text, shown.under) == ("topic<war>", message["message_id"])


async def test_what_changes_something_is_done_once(
    app: AppPort, telegram: BotApi, ann: User
) -> None:
    async with serving(app, telegram):
        await ann.says("/quote brook")
        card = await ann.next_reply()
        comment = await ann.says("I was thre.", reply_to=card)
        assert "kept as number" in (await ann.next_reply()).text
        setting = await ann.says("/daily on 08:30")
        await ann.next_reply()
        await ann.edits(comment, "I was there.")
        await ann.edits(setting, "/daily on 09:30")
        await ann.says("/daily status")
        assert "every day at 08:30" in (await ann.next_reply()).text
        await ann.says("/comments")
        shown = (await ann.next_reply()).text
        assert "I was thre." in shown
        assert "I was there." not in shown


async def test_an_answer_in_parts_is_replaced_as_a_whole(
    scripted: ScriptedApp, ann: User
) -> None:
    scripted.script["quote"] = LONG
    message = await ann.says("/quote")
    parts = [await ann.next_reply() for _ in range(3)]
    await ann.edits(message, "/topic war")
    shown = await ann.next_reply()
    assert (shown.id, shown.text) == (parts[-1].id, "topic<war>")
    assert not {part.id for part in parts[:-1]} & {*ann.home.messages}
    await ann.edits(message, "/quote")
    again = [await ann.next_reply() for _ in range(3)]
    assert [part.edited for part in again] == [True, False, False]


async def test_a_part_that_can_t_be_deleted_says_what_it_is(
    scripted: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    scripted.script["quote"] = LONG
    message = await ann.says("/quote")
    parts = [await ann.next_reply() for _ in range(3)]
    refused = bad_request("message can't be deleted for everyone")
    telegram.faults.append(Fault(method="deleteMessage", refused=refused))
    await ann.edits(message, "/topic war")
    old = await ann.next_reply()
    assert (old.id, old.text) == (parts[0].id, REPLACED)
    assert (await ann.next_reply()).text == "topic<war>"


@pytest.mark.usefixtures("scripted")
async def test_an_answer_that_is_gone_is_sent_anew(ann: User) -> None:
    message = await ann.says("/topic pease")
    first = await ann.next_reply()
    del ann.home.messages[first.id]
    await ann.edits(message, "/topic peace")
    shown = await ann.next_reply()
    assert (shown.edited, shown.text) == (False, "topic<peace>")
