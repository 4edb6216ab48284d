from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

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
from handlers.contract.request import Request
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import Json
from tests.fakes.telegram.serving import serving

CITED = Reply(
    paragraphs=(
        Paragraph(
            spans=(Span("They are but #SPEECHES."),), role=ParagraphRole.QUOTATION
        ),
        Paragraph(
            spans=(Span("Ames · #7K3M9QXA", SpanStyle.SMALL),),
            role=ParagraphRole.PROVENANCE,
        ),
    )
)


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp(script={"quote": CITED})
    async with serving(app, telegram, admins=["telegram:1"]):
        yield app


async def test_a_reply_to_an_excerpt_is_a_comment_on_it(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    await ann.says("/quote", to=group)
    shown = await group.next_reply()
    await ann.says("Well said", to=group, reply_to=shown)
    assert (await group.next_reply()).text == "comment<Well said>"
    await ann.says("/comment I doubt it", to=group, reply_to=shown)
    assert (await group.next_reply()).text == "comment<I doubt it>"
    await ann.says("/comments", to=group, reply_to=shown)
    await group.next_reply()
    assert [request.excerpt for request in app.asked[1:]] == ["7K3M9QXA"] * 3


async def test_a_reply_to_what_quotes_nothing_is_no_comment(
    app: ScriptedApp, ann: User
) -> None:
    app.script["help"] = Reply(
        paragraphs=(
            Paragraph(
                spans=(Span("Each ends with its id, #7K3M9QXA.", SpanStyle.SMALL),)
            ),
        )
    )
    await ann.says("/help")
    shown = await ann.next_reply()
    await ann.says("Thank you", reply_to=shown)
    assert (await ann.next_reply()).text == "topic<Thank you>"


async def test_the_buttons_know_best_which_excerpt_a_message_shows(
    app: ScriptedApp, ann: User
) -> None:
    more = Button(label="More", action=Action(command="context", excerpt="00000042"))
    other = Button(label="Next", action=Action(command="topic", page=1))
    app.script["quote"] = replace(CITED, groups=(actions(other, more),))
    await ann.says("/quote")
    await ann.says("Well said", reply_to=await ann.next_reply())
    await ann.next_reply()
    assert (app.asked[1].command, app.asked[1].excerpt) == ("comment", "00000042")


async def test_a_reply_to_a_copy_of_an_excerpt_needs_the_command(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", private_mode=False)
    copy = await ann.says("Look: #7K3M9QXA", to=group)
    await ann.says("Well said", to=group, reply_to=copy)
    await ann.says("/comment Well said", to=group, reply_to=copy)
    await group.next_reply()
    (request,) = app.asked
    assert (request.command, request.excerpt) == ("comment", "7K3M9QXA")


async def test_who_asks_below_a_post_of_a_channel_is_answered_there(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    again = Button(label="Again", action=Action(command="topic", words="peace"))
    app.script["start"] = replace(CITED, groups=(actions(again),))
    group = telegram.room("Discussion", "supergroup")
    post = telegram.written(group, "News", is_automatic_forward=True)
    thread = {"message_thread_id": post["message_id"]}
    asked = await ann.says("/start", to=group, reply_to=post, **thread)
    shown = await group.next_reply()
    assert (shown.under, shown.thread) == (asked["message_id"], 0)
    await ann.presses("Again", to=group)
    assert (await group.next_reply()).under == shown.id
    asked = await ann.says("/topic war", to=group)
    assert (await group.next_reply()).under == asked["message_id"]


async def test_a_question_that_was_deleted_meanwhile_is_answered_beside_the_thread(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Discussion", "supergroup")
    post = telegram.written(group, "News", is_automatic_forward=True)

    async def too_late(_request: Request) -> Reply:
        group.messages.pop(max(group.messages))
        return CITED

    app.script["topic"] = too_late
    thread = {"message_thread_id": post["message_id"]}
    await ann.says("/topic war", to=group, reply_to=post, **thread)
    shown = await group.next_reply()
    assert (shown.under, "7K3M9QXA" in shown.text) == (0, True)


@pytest.mark.usefixtures("app")
async def test_a_reply_to_an_answer_without_an_excerpt_is_no_comment(ann: User) -> None:
    await ann.says("/help")
    await ann.says("thanks", reply_to=await ann.next_reply())
    assert (await ann.next_reply()).text == "topic<thanks>"


@pytest.mark.usefixtures("app")
async def test_a_reply_in_a_channel_is_a_comment_too(telegram: BotApi) -> None:
    channel = telegram.room("Daily Words", "channel")
    await channel.posts("/quote")
    shown = await channel.next_reply()
    original = channel.messages[shown.id]
    await channel.posts("Well said", reply_to_message=original)
    assert (await channel.next_reply()).text == "comment<Well said>"


STICKER = {
    "file_id": "a",
    "file_unique_id": "b",
    "type": "regular",
    "width": 9,
    "height": 9,
    "is_animated": False,
    "is_video": False,
}


@pytest.mark.parametrize(
    "odd",
    [
        {"sticker": STICKER},
        {"caption": "Some pictures", "photo": []},
        {"new_chat_members": [{"id": 7000, "is_bot": True, "first_name": "Rostra"}]},
        {"group_chat_created": True},
        {
            "pinned_message": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": 1, "type": "private"},
            }
        },
        {"a_field_of_tomorrow": {"deep": [1, 2]}},
    ],
    ids=lambda odd: next(iter(odd)),
)
async def test_what_is_not_text_is_passed_over(
    app: ScriptedApp, ann: User, odd: Json
) -> None:
    await ann.says("", **odd)
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "topic<war>"
    assert len(app.asked) == 1


@pytest.mark.usefixtures("app")
async def test_a_reply_with_a_sticker_and_a_reply_to_one_are_survived(
    ann: User,
) -> None:
    await ann.says("/quote")
    shown = await ann.next_reply()
    sticker = await ann.says("", sticker=STICKER, reply_to=shown)
    await ann.says("nice", reply_to=sticker)
    assert (await ann.next_reply()).text == "topic<nice>"


async def test_a_message_of_nobody_is_answered(app: ScriptedApp, ann: User) -> None:
    await ann.says("/topic war", **{"from": None})
    assert (await ann.next_reply()).text == "topic<war>"
    assert app.asked[0].person.key == f"telegram:{ann.id}"


@pytest.mark.usefixtures("app")
async def test_an_update_that_can_t_be_read_does_not_stop_the_bot(
    telegram: BotApi, ann: User
) -> None:
    await ann.says("/topic one")
    await ann.next_reply()
    await ann.says("/topic two")
    telegram.update(message={"broken": "beyond repair"})
    await ann.says("/topic three")
    assert (await ann.next_reply()).text == "topic<two>"
    assert (await ann.next_reply()).text == "topic<three>"
