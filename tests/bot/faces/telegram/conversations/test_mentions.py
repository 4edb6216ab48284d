"""What is asked by the bot's name in a group, and by a link to its private chat."""

import base64
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.faces.telegram.api.links import (
    MAX_START_CHARS,
    chat_link,
    read_start_words,
    share_link,
    start_words,
)
from handlers.contract.action import Action
from handlers.contract.reply import actions, command_button
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import good_url
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import BOT

CARD = replace(
    said("What she said."),
    groups=(actions(command_button("Context", "context", excerpt="7K3M9QXA")),),
)


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp(script={"quote": CARD})
    async with serving(app, telegram):
        yield app


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("@RostraBot peace and quiet", "topic<peace and quiet>"),
        ("@rostrabot: peace\nand quiet", "topic<peace\nand quiet>"),
        ("@RostraBot, -war peace", "topic<-war peace>"),
        ("@RostraBot 和平", "topic<和平>"),
        ("@RostraBot topics", "topics<>"),
        ("@RostraBot Daily on 08:30", "daily<on 08:30>"),
        ("@RostraBot /excerpt 7K3M9QXA", "excerpt<7K3M9QXA>"),
        # Who administers the library types a slash.
        ("@RostraBot import taxes", "topic<import taxes>"),
        ("@RostraBot", "help<>"),
    ],
)
async def test_words_behind_the_bots_name_are_searched_for(
    app: ScriptedApp, telegram: BotApi, ann: User, text: str, answer: str
) -> None:
    group = telegram.room("Friends")
    await ann.says(text, to=group)
    assert (await group.next_reply()).text == answer
    await ann.says(text)
    assert (await ann.next_reply()).text == answer
    assert not any(request.pressed for request in app.asked)


async def test_a_name_elsewhere_asks_for_nothing(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", private_mode=False)
    channel = telegram.room("News", "channel")
    await ann.says("ask @RostraBot about peace", to=group)
    await ann.says("@RostraBotTwo peace", to=group)
    await channel.posts("@RostraBot is fine")
    await ann.says("@RostraBot war", to=group)
    assert (await group.next_reply()).text == "topic<war>"
    assert len(app.asked) == 1


async def test_a_reply_that_names_the_bot_is_still_a_comment(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends")
    await ann.says("/quote", to=group)
    card = await group.next_reply()
    await ann.says("@RostraBot I was there", to=group, reply_to=card)
    # What is repeated of it names nobody: an invisible character stands behind the sign.
    shown = (await group.next_reply()).text
    assert shown == "comment<@\u2060RostraBot I was there>"
    assert app.asked[-1].excerpt == "7K3M9QXA"


async def test_a_card_that_somebody_chose_is_no_question(
    app: ScriptedApp, telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends", private_mode=False)
    keyboard = [[{"text": "Context", "callback_data": "context:7K3M9QXA::"}]]
    chosen = await ann.says(
        "What she said.",
        to=group,
        via_bot=BOT,
        reply_markup={"inline_keyboard": keyboard},
    )
    await ann.says("What she said.", via_bot=BOT)
    # Below it, words are a comment, as below a message of the bot's own.
    await bob.says("So it was.", to=group, reply_to=chosen)
    assert (await group.next_reply()).text == "comment<So it was.>"
    (request,) = app.asked
    assert request.excerpt == "7K3M9QXA"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("7K3M9QXA", "excerpt<7K3M9QXA>"),
        ("7k3m9qxa", "excerpt<7K3M9QXA>"),
        (start_words(Action(command="topic", words="мир и труд")), "topic<мир и труд>"),
        # What is no link of ours only opens the chat.
        ("7K3M9QX", "start<7K3M9QX>"),
        ("settings", "start<settings>"),
        ("do-", "start<do->"),
        ("do-%%%%", "start<do-%%%%>"),
        ("do-gIGC", "start<do-gIGC>"),
        ("do-" + "A" * 80, "start<do-" + "A" * 80 + ">"),
    ],
)
async def test_a_link_opens_what_it_names(
    app: ScriptedApp, ann: User, words: str, answer: str
) -> None:
    await ann.says(f"/start {words}")
    assert (await ann.next_reply()).text == answer
    assert app.asked[0].pressed is not answer.startswith("start")


async def test_a_link_of_an_excerpt_is_for_this_bot_only(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", private_mode=False)
    await ann.says("/start@OtherBot 7K3M9QXA", to=group)
    await ann.says("/start@RostraBot 7K3M9QXA", to=group)
    assert (await group.next_reply()).text == "excerpt<7K3M9QXA>"
    assert len(app.asked) == 1


@pytest.mark.parametrize(
    "data",
    ["daily::: off", "comment:7K3M9QXA::mine", "comment?:7K3M9QXA::", "reload:::"],
)
async def test_a_link_changes_nothing(app: ScriptedApp, ann: User, data: str) -> None:
    written = base64.urlsafe_b64encode(data.encode()).decode().rstrip("=")
    await ann.says(f"/start do-{written}")
    await ann.next_reply()
    assert app.asked[0].command == "start"


@pytest.mark.parametrize(
    ("action", "opens"),
    [
        (Action(command="context", excerpt="7K3M9QXA", page=2), ""),
        (Action(command="quote", words="=Lincoln"), ""),
        (Action(command="excerpt", words="7K3M9QXA"), ""),
        # What may not be opened, or is too long, opens the excerpt.
        (Action(command="comment", excerpt="7K3M9QXA", asks=True), "excerpt"),
        (Action(command="quote", excerpt="7K3M9QXA", words="x" * 46), "excerpt"),
        (Action(command="daily", words="off"), "nothing"),
        (Action(command="topic", asks=True), "nothing"),
    ],
)
def test_what_a_link_can_say(action: Action, opens: str) -> None:
    words = start_words(action)
    assert len(words) <= MAX_START_CHARS
    assert good_url(chat_link("RostraBot", words))
    if opens == "nothing":
        assert not words
    elif opens == "excerpt":
        assert words == "7K3M9QXA"
    else:
        assert read_start_words(words) == action


def test_a_link_to_share_names_the_excerpt() -> None:
    link = share_link("RostraBot", "7K3M9QXA")
    assert good_url(link)
    assert link.endswith("https%3A%2F%2Ft.me%2FRostraBot%3Fstart%3D7K3M9QXA")
