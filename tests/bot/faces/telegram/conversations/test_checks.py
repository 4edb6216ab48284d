"""What is checked without being typed: a message that is replied to, or forwarded."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.faces.telegram.conversations.test_replies import CITED
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.serving import serving

ORIGIN = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1}
QUOTE = "“We can not escape history.” — Abraham Lincoln"


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    app = ScriptedApp(script={"quote": CITED})
    async with serving(app, telegram):
        yield app


async def test_a_reply_checks_the_message_or_the_part_of_it_that_it_quotes(
    app: ScriptedApp, telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends")
    said = await bob.says(QUOTE, to=group)
    await ann.says("/check", to=group, reply_to=said)
    await group.next_reply()
    part = {"text": "escape history", "position": 12}
    await ann.says("/check", to=group, reply_to=said, quote=part)
    await group.next_reply()
    assert [(each.command, each.words, each.replied) for each in app.asked] == [
        ("check", "", QUOTE),
        ("check", "", "escape history"),
    ]


async def test_what_is_forwarded_to_the_bot_alone_is_checked(
    app: ScriptedApp, telegram: BotApi, ann: User
) -> None:
    await ann.says(QUOTE, forward_origin=ORIGIN)
    assert (await ann.next_reply()).text == f"check<{QUOTE}>"
    await ann.says("", photo=[], caption=QUOTE, forward_origin=ORIGIN)
    assert (await ann.next_reply()).text == f"check<{QUOTE}>"
    await ann.says(QUOTE)
    assert (await ann.next_reply()).text == f"topic<{QUOTE}>"
    group = telegram.room("Friends", private_mode=False)
    await ann.says(QUOTE, to=group, forward_origin=ORIGIN)
    await ann.says("/help", to=group)
    assert (await group.next_reply()).text == "help<>"
    assert [each.command for each in app.asked] == ["check", "check", "topic", "help"]


async def test_a_forwarded_card_is_its_excerpt(app: ScriptedApp, ann: User) -> None:
    await ann.says("We can not escape history.\n#7K3M9QXA", forward_origin=ORIGIN)
    await ann.next_reply()
    (asked,) = app.asked
    assert (asked.command, asked.words, asked.excerpt) == ("check", "", "7K3M9QXA")
