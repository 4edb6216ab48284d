from collections.abc import AsyncIterator

import pytest

from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp()
    async with serving(app, telegram, admins=["telegram:1"]):
        yield app


async def test_a_command_in_a_private_chat(app: ScriptedApp, ann: User) -> None:
    await ann.says("/Topic  peace\nand war ")
    assert (await ann.next_reply()).text == "topic<peace\nand war>"
    (request,) = app.asked
    assert request.place.key == f"telegram:{ann.id}"
    assert request.place.thread == ""
    assert (request.person.key, request.person.name, request.person.admin) == (
        f"telegram:{ann.id}",
        "Ann Olsen",
        False,
    )
    assert request.now.tzinfo is not None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("peace and quiet", "topic<peace and quiet>"),
        ("/quuote x", "quuote<x>"),
        ("/topic@ROSTRABOT x", "topic<x>"),
        ("/", "help<>"),
        ("/цитата мир", "цитата<мир>"),
        ("/start ex_7K3M9QXA", "start<ex_7K3M9QXA>"),
        ("/topic " + "😀" * 2040, "topic<" + "😀" * 2040 + ">"),
        ('/topic "war* AND :peace', 'topic<"war* AND :peace>'),
        ("/topic שלום \u202e עולם", "topic<שלום \u202e עולם>"),
    ],
)
async def test_alone_with_somebody_every_text_is_answered(
    app: ScriptedApp, ann: User, text: str, answer: str
) -> None:
    await ann.says(text)
    assert (await ann.next_reply()).text == answer
    assert app.asked[0].pressed is False


async def test_an_admin_is_known_by_id(app: ScriptedApp, telegram: BotApi) -> None:
    ann = telegram.user("Ann")
    ann.about["id"] = 1
    await ann.says("/reload", to=ann.home)
    await ann.next_reply()
    assert app.asked[0].person.admin


async def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", private_mode=False)
    for text in (
        "good morning",
        "/quote@OtherBot",
        "/ban somebody",
        "/etc/passwd is a file",
        "/topic@RostraBot peace",
    ):
        await ann.says(text, to=group)
    assert (await group.next_reply()).text == "topic<peace>"
    assert len(app.asked) == 1


async def test_an_unknown_command_that_names_the_bot_is_answered_in_a_group(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    await ann.says("/ban@RostraBot somebody", to=group)
    assert (await group.next_reply()).text == "ban<somebody>"
    assert app.asked[0].command == "ban"


async def test_a_forum_topic_is_answered_in_the_topic(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    forum = telegram.room("Forum", "forum")
    history, science = forum.topic("History"), forum.topic("Science")
    await ann.says("/topic war", to=history)
    await ann.says("/topic stars", to=science)
    await ann.says("/topic all", to=forum)
    assert (await science.next_reply()).text == "topic<stars>"
    assert (await history.next_reply()).text == "topic<war>"
    assert (await forum.next_reply()).text == "topic<all>"
    assert [request.place.thread for request in app.asked] == [
        str(history.thread),
        str(science.thread),
        "",
    ]


async def test_a_thread_of_answers_is_not_a_topic(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    await ann.says("/topic war", to=group, message_thread_id=77)
    assert (await group.next_reply()).thread == 0
    assert app.asked[0].place.thread == ""


async def test_a_channel_asks_in_its_own_name(
    app: ScriptedApp, telegram: BotApi
) -> None:
    channel = telegram.room("Daily Words", "channel")
    await channel.posts("Just news")
    await channel.posts("/topic peace")
    assert (await channel.next_reply()).text == "topic<peace>"
    (request,) = app.asked
    assert request.person.key == request.place.key == f"telegram:{channel.id}"
    assert request.person.name == "Daily Words"


async def test_what_a_channel_asked_is_not_answered_again_in_its_discussion(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    channel = telegram.room("Daily Words", "channel")
    group = telegram.room("Discussion", "supergroup")
    await ann.says(
        "/topic peace",
        to=group,
        sender_chat=channel.about,
        is_automatic_forward=True,
    )
    await ann.says("/topic war", to=group)
    assert (await group.next_reply()).text == "topic<war>"
    assert len(app.asked) == 1


async def test_who_writes_for_a_group_is_known_by_the_group(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    await ann.says(
        "/topic war", to=group, sender_chat=group.about, **{"from": anonymous}
    )
    await group.next_reply()
    assert app.asked[0].person.key == f"telegram:{group.id}"


async def test_other_bots_are_not_answered(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    robot = {"id": 5, "is_bot": True, "first_name": "Robot"}
    await ann.says("/topic loops", to=group, **{"from": robot})
    await ann.says("/topic war", to=group)
    assert (await group.next_reply()).text == "topic<war>"
    assert len(app.asked) == 1


async def test_an_edit_that_comes_all_the_same_is_ignored(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    message = await ann.says("/topic one")
    await ann.next_reply()
    # Updates made before the first poll may be of any kind.
    telegram.updates.append(
        {"update_id": telegram.next_id(), "message": message, "edited_message": message}
        | {"message": None}
    )
    await ann.says("/topic war")
    assert (await ann.next_reply()).text == "topic<war>"
    assert len(app.asked) == 2


async def test_the_same_update_twice_is_answered_once(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    message = telegram.written(ann.home, "/topic one", **{"from": ann.about})
    update = {"update_id": telegram.next_id(), "message": message}
    telegram.updates += [update, update]
    await ann.says("/topic two")
    assert (await ann.next_reply()).text == "topic<one>"
    assert (await ann.next_reply()).text == "topic<two>"
    assert [request.words for request in app.asked] == ["one", "two"]


async def test_long_names_and_entities_of_tomorrow_are_taken_as_they_come(
    app: ScriptedApp, telegram: BotApi
) -> None:
    long = telegram.user("ش" * 64, last_name="👩‍🚀" * 21)
    marks = [
        {"type": "bot_command", "offset": 0, "length": 6},
        {"type": "custom_emoji", "offset": 7, "length": 2, "custom_emoji_id": "5"},
        {"type": "sparkle", "offset": 7, "length": 2},
    ]
    await long.says("/topic 😀 \u2067سلام\u2069", entities=marks)
    assert (await long.next_reply()).text == "topic<😀 \u2067سلام\u2069>"
    assert app.asked[0].person.name == "ش" * 64 + " " + "👩‍🚀" * 21
