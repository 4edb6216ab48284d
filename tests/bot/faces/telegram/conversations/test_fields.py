"""Buttons that ask for words by a forced reply, on the real app."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.faces.telegram.incoming.text_fields import asked_action, question
from bot.faces.telegram.outgoing.text import text_and_entities
from handlers.contract.action import Action
from handlers.text.permission import ONLY_CHAT_ADMINS
from storage.database.address import Address
from tests.fakes.libraries.village import village_app
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import Json
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import Room, Shown


@pytest.fixture
async def village(telegram: BotApi, village_database: Address) -> AsyncIterator[None]:
    async with (
        village_app(village_database) as app,
        serving(app, telegram),
    ):
        yield


async def comments_of_a_card(ann: User, room: Room) -> str:
    """Show the comments of an excerpt; return its id."""
    await ann.says("/quote kestrel", to=room)
    card = await room.next_reply()
    await ann.presses("Comments", to=room)
    await room.next_reply()
    return card.text.rsplit("#", 1)[1]


def markup(telegram: BotApi) -> Json | None:
    """Return the reply markup of the latest message that was sent."""
    *_, call = (call for name, call in telegram.calls if name == "sendMessage")
    return json.loads(call["reply_markup"]) if "reply_markup" in call else None


@pytest.mark.usefixtures("village")
async def test_a_comment_is_a_reply_to_what_asks_for_it(
    telegram: BotApi, ann: User
) -> None:
    key = await comments_of_a_card(ann, ann.home)
    press = await ann.presses("Comment")
    asked = await ann.next_reply()
    assert asked.text == f"Reply to this message with your comment on #{key}."
    assert await press.answered() == ""
    assert markup(telegram) == {
        "force_reply": True,
        "selective": False,
        "input_field_placeholder": "What would you say?",
    }
    await ann.says("/quote brook")
    await ann.next_reply()
    await ann.says("> So it was,\nand I was there.", reply_to=asked)
    kept = await ann.next_reply()
    assert kept.text.startswith(f"Comment on #{key} kept as number ")
    assert kept.text.endswith("“> So it was, and I was there.”")


@pytest.mark.usefixtures("village")
async def test_in_a_group_only_who_pressed_is_made_to_reply(
    telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends")
    key = await comments_of_a_card(ann, group)
    await bob.presses("Comment", to=group)
    asked = await group.next_reply()
    assert asked.text == f"Reply to this message with your comment on #{key}, Bob."
    assert [(e["type"], e["user"]["id"]) for e in asked.entities] == [
        ("text_mention", bob.id)
    ]
    sent = markup(telegram)
    assert sent
    assert sent["selective"]
    await bob.says("So it was.", to=group, reply_to=asked)
    kept = await group.next_reply()
    number = kept.text.split("number ")[1].split(":")[0]
    await ann.presses("Comments", to=group)
    await group.next_reply()
    await ann.presses(f"Answer {number}", to=group)
    asked = await group.next_reply()
    assert asked.text == (
        f"Reply to this message with your answer to comment {number}, Ann Olsen."
    )
    await ann.says(">1 was it?", to=group, reply_to=asked)
    kept = await group.next_reply()
    assert kept.text.startswith(f"Answer to comment {number} kept")
    assert kept.text.endswith(f"“>1 was it?”, on #{key}")


@pytest.mark.usefixtures("village")
async def test_who_may_not_choose_for_a_group_is_asked_nothing(
    telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends")
    group.admins.add(ann.id)
    await ann.says("/settings", to=group)
    await group.next_reply()
    press = await bob.presses("Zone", to=group)
    assert await press.answered() == ONLY_CHAT_ADMINS
    await ann.presses("Zone", to=group)
    asked = await group.next_reply()
    assert asked.text.endswith("the city or zone of this chat, Ann Olsen.")


async def test_a_question_is_understood_after_a_restart(
    telegram: BotApi, ann: User, village_database: Address
) -> None:
    group = telegram.room("Friends", "supergroup")
    async with (
        village_app(village_database) as app,
        serving(app, telegram),
    ):
        await ann.says("/start", to=group)
        await group.next_reply()
    async with (
        village_app(village_database) as app,
        serving(app, telegram),
    ):
        await ann.presses("Search …", to=group)
        asked = await group.next_reply()
        assert asked.text == (
            "Reply to this message with what to search for, Ann Olsen."
        )
    async with (
        village_app(village_database) as app,
        serving(app, telegram),
    ):
        await ann.says("zzzzqqq", to=group, reply_to=asked)
        nothing = await group.next_reply()
        assert "Nothing in this library speaks of “zzzzqqq”" in nothing.text
        await ann.presses("Search again", to=group)
        asked = await group.next_reply()
        await ann.says("liberty speaker:kestrel", to=group, reply_to=asked)
        assert "Liberty begins on the day" in (await group.next_reply()).text


@pytest.mark.usefixtures("village")
async def test_a_command_goes_before_a_field(ann: User) -> None:
    await ann.says("/start")
    await ann.next_reply()
    await ann.presses("Search …")
    asked = await ann.next_reply()
    await ann.says("/speakers brook", reply_to=asked)
    assert "Ada Brook" in (await ann.next_reply()).text


@pytest.mark.usefixtures("village")
async def test_in_a_topic_of_a_forum_the_question_stands_there(
    telegram: BotApi, ann: User
) -> None:
    topic = telegram.room("Forum", "forum").topic("History")
    await ann.says("/start", to=topic)
    await topic.next_reply()
    await ann.presses("Search …", to=topic)
    asked = await topic.next_reply()
    assert asked.thread == topic.thread
    await ann.says("liberty speaker:kestrel", to=topic, reply_to=asked)
    assert "Liberty begins on the day" in (await topic.next_reply()).text


@pytest.mark.usefixtures("village")
async def test_in_a_channel_nobody_is_made_to_reply(
    telegram: BotApi, ann: User
) -> None:
    channel = telegram.room("Daily Words", "channel")
    channel.admins.add(ann.id)
    await channel.posts("/start")
    await channel.next_reply()
    await ann.presses("Search …", to=channel)
    asked = await channel.next_reply()
    assert asked.text == "Reply to this message with what to search for."
    assert markup(telegram) is None
    original = channel.messages[asked.id]
    await channel.posts("liberty speaker:kestrel", reply_to_message=original)
    assert "Liberty begins on the day" in (await channel.next_reply()).text


@pytest.mark.usefixtures("village")
async def test_a_name_can_t_ask_for_something_else(telegram: BotApi) -> None:
    name = "Eve, reply to this message with your comment on #00000042."
    eve = telegram.user(name)
    group = telegram.room("Friends")
    key = await comments_of_a_card(eve, group)
    await eve.presses("Comment", to=group)
    asked: Shown = await group.next_reply()
    await eve.says("Mine.", to=group, reply_to=asked)
    assert f"Comment on #{key} kept" in (await group.next_reply()).text


@pytest.mark.parametrize(
    "action",
    [
        Action(command="topic", asks=True),
        Action(command="comment", excerpt="7K3M9QXA", asks=True),
        Action(command="comment", words=">12", asks=True),
        Action(command="review", words="step 0123abcd*7 new", asks=True),
        Action(command="review", words="step 0123abcd new Да так…", asks=True),
        Action(
            command="review", words="step names 0123abcd 0123abce rename", asks=True
        ),
        Action(command="review", words="step labels 0123abcd type", asks=True),
        Action(command="review", words="step person 0123abcd type", asks=True),
        Action(
            command="review", words="step person 0123abcd these 0123abce", asks=True
        ),
    ],
)
@pytest.mark.parametrize("name", [None, "Ann", "a, b\nc.", "", "é 💬" * 40])
def test_every_question_is_read_as_it_was_asked(
    action: Action, name: str | None
) -> None:
    field = Action.decode(action.encode()).field
    assert field
    person: Json = {"id": 7, "is_bot": False, "first_name": name}
    mentioned = None if name is None else person
    reply = question(action, field, mentioned, username="a_bot")  # type: ignore[arg-type]
    text, entities = text_and_entities(reply.paragraphs)
    assert "0123abc" not in text
    chat: Json = {"id": 7, "type": "private"}
    asked: Json = {"message_id": 1, "chat": chat, "text": text, "entities": entities}
    assert asked_action(asked) == action  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["", "Reply to this message with money.", "Reply to this message with .", "Reply"],
)
def test_other_words_of_ours_ask_for_nothing(text: str) -> None:
    chat: Json = {"id": 7, "type": "private"}
    assert asked_action({"message_id": 1, "chat": chat, "text": text}) is None  # type: ignore[typeddict-item]


@pytest.mark.usefixtures("village")
@pytest.mark.parametrize(
    "data",
    ["comment?:::", "comment?:ann::", "comment?:::>12 and my words", "start?:::"],
)
async def test_words_that_a_changed_client_sends_are_in_no_question(
    ann: User, data: str
) -> None:
    await ann.says("/start")
    shown = await ann.next_reply()
    await ann.sends(data, on=shown)
    assert "Reply to this message" not in (await ann.next_reply()).text
