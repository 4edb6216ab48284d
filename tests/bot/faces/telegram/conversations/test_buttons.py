from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Literal

import pytest

from bot.faces.telegram.conversations.chosen_cards import UNKNOWN_BUTTON
from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
)
from handlers.text.permission import ONLY_CHANNEL_ADMINS, RIGHTS_UNKNOWN
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import bad_request
from tests.fakes.telegram.serving import serving
from tests.fakes.waiting import until

GROUPS = (
    actions(
        Button(label="Another", action=Action(command="quote", words="ames", page=2)),
        Button(
            label="Context",
            action=Action(command="context", excerpt="7K3M9QXA", page=1),
        ),
    ),
    actions(Button(label="Source", url="https://speeches.example/1901")),
)
CARD = replace(said("What she said."), groups=GROUPS)


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp(script={"quote": CARD, "start": CARD})
    async with serving(app, telegram):
        yield app


async def test_a_press_asks_what_the_button_says(app: ScriptedApp, ann: User) -> None:
    await ann.says("/start")
    assert (await ann.next_reply()).labels == ["Another", "Context", "Source"]
    press = await ann.presses("Context")
    assert (await ann.next_reply()).text == "context<>"
    assert await press.answered() == ""
    request = app.asked[-1]
    assert (request.command, request.excerpt, request.page, request.pressed) == (
        "context",
        "7K3M9QXA",
        1,
        True,
    )
    assert request.person.key == request.place.key == f"telegram:{ann.id}"


async def test_what_replaces_is_shown_in_place(app: ScriptedApp, ann: User) -> None:
    app.script["context"] = replace(
        CARD, paragraphs=said("Before.").paragraphs, replaces=True
    )
    await ann.says("/quote")
    first = await ann.next_reply()
    await ann.presses("Context")
    second = await ann.next_reply()
    assert (second.id, second.edited, second.text) == (first.id, True, "Before.")
    assert second.labels == first.labels


async def test_what_stands_there_already_is_not_edited(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    words = (Span("Said /help at "), Span("x.example", style=SpanStyle.STRONG))
    app.script["context"] = replace(
        CARD, paragraphs=(Paragraph(spans=words),), replaces=True
    )
    await ann.says("/quote")
    card = await ann.next_reply()
    first, second = [await ann.presses("Context", on=card) for _ in range(2)]
    shown = await ann.next_reply()
    third = await ann.presses("Context", on=shown)
    for press in (first, second, third):
        assert await press.answered() == ""
    assert telegram.count("editMessageText") == 1


@pytest.mark.parametrize("reset", ["before", "after"])
async def test_an_edit_whose_connection_is_cut_is_made_again(
    reset: Literal["before", "after"], app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    app.script["context"] = replace(
        CARD, paragraphs=said("Before.").paragraphs, replaces=True
    )
    await ann.says("/quote")
    card = await ann.next_reply()
    telegram.faults.append(Fault(method="editMessageText", reset=reset))
    await ann.presses("Context", on=card)
    shown = await ann.next_reply()
    assert (shown.id, shown.text) == (card.id, "Before.")
    await telegram.called("editMessageText", 2)


async def test_a_press_after_an_edit_that_came_to_nothing_shows_it(
    app: ScriptedApp, telegram: BotApi, ann: User, caplog: pytest.LogCaptureFixture
) -> None:
    app.script["context"] = replace(
        CARD, paragraphs=said("Before.").paragraphs, replaces=True
    )
    await ann.says("/quote")
    card = await ann.next_reply()
    telegram.faults.append(Fault(method="editMessageText", reset="before", times=2))
    await ann.presses("Context", on=card)
    await until(lambda: "may not have heard us" in caplog.text)
    await ann.presses("Context", on=card)
    shown = await ann.next_reply()
    assert (shown.id, shown.text) == (card.id, "Before.")


async def test_what_another_process_showed_there_is_not_edited(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    app.script["quote"] = replace(CARD, replaces=True)
    await ann.says("/quote")
    await ann.next_reply()
    press = await ann.presses("Another")
    assert await press.answered() == ""
    assert telegram.count("editMessageText") == 0


@pytest.mark.usefixtures("app")
async def test_what_does_not_replace_is_a_message_of_its_own(ann: User) -> None:
    await ann.says("/quote")
    first = await ann.next_reply()
    await ann.presses("Another")
    second = await ann.next_reply()
    assert second.id != first.id
    assert not second.edited


async def test_a_message_that_is_gone_is_sent_anew(app: ScriptedApp, ann: User) -> None:
    app.script["context"] = replace(CARD, replaces=True)
    await ann.says("/quote")
    first = await ann.next_reply()
    del ann.home.messages[first.id]
    await ann.presses("Context", on=first)
    second = await ann.next_reply()
    assert second.id != first.id
    assert second.text == "What she said."


async def test_what_can_t_be_edited_any_more_is_sent_anew_in_its_topic(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    paragraphs = said("Before.").paragraphs
    app.script["context"] = replace(CARD, paragraphs=paragraphs, replaces=True)
    topic = telegram.room("Forum", "forum").topic("History")
    await ann.says("/quote", to=topic)
    first = await topic.next_reply()
    telegram.faults.append(
        Fault(method="editMessageText", refused=bad_request("message can't be edited"))
    )
    await ann.presses("Context", to=topic)
    assert (await topic.next_reply()).id != first.id
    assert app.asked[-1].place.thread == str(topic.thread)


async def test_a_notice_is_flashed(app: ScriptedApp, ann: User) -> None:
    app.script["context"] = Reply(notice="That is all there is.")
    await ann.says("/quote")
    await ann.next_reply()
    press = await ann.presses("Context")
    assert await press.answered() == "That is all there is."


async def test_a_long_notice_is_cut(app: ScriptedApp, ann: User) -> None:
    app.script["context"] = Reply(notice="😀" * 150)
    await ann.says("/quote")
    await ann.next_reply()
    press = await ann.presses("Context")
    notice = await press.answered()
    assert notice == "😀" * 99 + "…"


async def test_a_notice_is_printed_where_nothing_can_be_flashed(
    app: ScriptedApp, ann: User
) -> None:
    app.script["topic"] = replace(said("Here."), notice="Two are hidden.")
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "Two are hidden.\n\nHere."


async def test_a_notice_for_a_press_that_waited_too_long_is_printed(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    app.script["context"] = Reply(notice="That is all there is.")
    await ann.says("/quote")
    await ann.next_reply()
    press = await ann.presses("Context")
    telegram.presses.clear()
    assert (await ann.next_reply()).text == "That is all there is."
    assert not press.notice.done()


@pytest.mark.parametrize("data", ["", "vote_42", "::::", "quote:x:minus one:", "\x00"])
@pytest.mark.usefixtures("app")
async def test_a_button_that_is_not_ours_gets_a_notice(ann: User, data: str) -> None:
    await ann.says("/quote")
    press = await ann.sends(data, on=await ann.next_reply())
    assert await press.answered() == UNKNOWN_BUTTON


@pytest.mark.usefixtures("app")
async def test_a_press_on_a_message_unknown_to_us_is_answered(
    telegram: BotApi, ann: User
) -> None:
    await ann.says("/quote")
    shown = await ann.next_reply()
    press = await ann.sends("quote:::", on=shown)
    del telegram.updates[-1]["callback_query"]["message"]
    assert await press.answered() == UNKNOWN_BUTTON


async def test_buttons_go_on_working_after_a_restart(
    telegram: BotApi, ann: User
) -> None:
    async with serving(ScriptedApp(script={"quote": CARD}), telegram):
        await ann.says("/quote")
        await ann.next_reply()
    bob = telegram.user("Bob")
    app = ScriptedApp()
    async with serving(app, telegram):
        press = await bob.presses("Another", to=ann.home)
        assert (await ann.next_reply()).text == "quote<ames>"
        assert await press.answered() == ""
    assert app.asked[0].page == 2
    assert app.asked[0].person.key == f"telegram:{bob.id}"


async def test_in_a_channel_only_administrators_press_what_all_would_see(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    reader = telegram.user("Reader")
    channel = telegram.room("Daily Words", "channel")
    channel.admins.add(ann.id)
    await channel.posts("/quote")
    shown = await channel.next_reply()
    for label in ("Another", "Context"):
        press = await reader.presses(label, to=channel)
        assert await press.answered() == ONLY_CHANNEL_ADMINS
    assert [request.command for request in app.asked] == ["quote"]
    press = await ann.presses("Another", to=channel)
    assert await press.answered() == ""
    assert (await channel.next_reply()).id != shown.id
    assert len(channel.messages) == 3


async def test_and_nobody_where_that_can_t_be_checked(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    channel = telegram.room("Daily Words", "channel")
    channel.admins.add(ann.id)
    await channel.posts("/quote")
    await channel.next_reply()
    telegram.faults.append(Fault(method="getChatMember", reset="before"))
    press = await ann.presses("Another", to=channel)
    assert await press.answered() == RIGHTS_UNKNOWN
    assert len(app.asked) == 1


async def test_a_long_answer_comes_in_parts_with_the_buttons_last(
    app: ScriptedApp, ann: User
) -> None:
    sentence = "She spoke of peace, and of bread, and of the ferry. "
    spans = (Span(sentence * 200),)
    app.script["topic"] = replace(
        CARD, paragraphs=(Paragraph(spans=spans, role=ParagraphRole.QUOTATION),)
    )
    await ann.says("/topic war")
    parts = [await ann.next_reply() for _ in range(3)]
    assert [part.labels for part in parts] == [[], [], ["Another", "Context", "Source"]]
    assert " ".join(part.text for part in parts) == (sentence * 200).strip()
    assert all(part.marked("blockquote") == [part.text] for part in parts)
