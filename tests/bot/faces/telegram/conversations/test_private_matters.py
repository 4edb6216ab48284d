"""What concerns one person, in chats where others read along."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.faces.telegram.conversations.conversation import IN_PRIVATE_ONLY
from handlers.contract.action import Action
from handlers.contract.reply import Button, Reply, actions
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import Room

NEVER_STARTED = RefusedError(
    403, "Forbidden: bot can't initiate conversation with a user"
)
REFUSED = replace(said("That is not for you."), private=True)
REPORT = replace(said("3 files in /srv."), private=True, elsewhere="Done elsewhere.")
OPEN = replace(
    said("Press."),
    groups=(
        actions(
            Button(label="Refused", action=Action(command="daily")),
            Button(label="Reported", action=Action(command="reload")),
        ),
    ),
)


@pytest.fixture
async def app(telegram: BotApi) -> AsyncIterator[ScriptedApp]:
    script: dict[str, Reply] = {"start": OPEN, "daily": REFUSED, "reload": REPORT}
    app = ScriptedApp(script={**script})
    async with serving(app, telegram):
        yield app


@pytest.fixture
def group(telegram: BotApi) -> Room:
    return telegram.room("Friends", "supergroup")


@pytest.mark.usefixtures("app")
async def test_a_report_goes_to_who_asked_and_the_group_hears_where(
    ann: User, group: Room
) -> None:
    asked = await ann.says("/reload", to=group)
    shown = await group.next_reply()
    assert (shown.text, shown.under) == ("Done elsewhere.", asked["message_id"])
    assert (await ann.next_reply()).text == "3 files in /srv."


async def test_a_refusal_bothers_nobody_else(
    app: ScriptedApp, ann: User, group: Room
) -> None:
    await ann.says("/daily on", to=group)
    assert (await ann.next_reply()).text == "That is not for you."
    await ann.says("/topic war", to=group)
    assert (await group.next_reply()).text == "topic<war>"
    assert len(app.asked) == 2


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("command", ["/reload", "/daily on"])
async def test_who_never_began_a_chat_is_told_how_and_others_hear_nothing_else(
    ann: User, group: Room, command: str
) -> None:
    ann.home.closed = NEVER_STARTED
    asked = await ann.says(command, to=group)
    shown = await group.next_reply()
    assert (shown.text, shown.under) == (IN_PRIVATE_ONLY, asked["message_id"])
    assert shown.button("Open")["url"] == "https://t.me/RostraBot"


@pytest.mark.usefixtures("app")
async def test_a_press_that_is_refused_shows_a_notice(ann: User, group: Room) -> None:
    await ann.says("/start", to=group)
    await group.next_reply()
    before = len(group.messages)
    press = await ann.presses("Refused", to=group)
    assert await press.answered() == "That is not for you."
    press = await ann.presses("Reported", to=group)
    assert await press.answered() == "Done elsewhere."
    assert (await ann.next_reply()).text == "3 files in /srv."
    ann.home.closed = NEVER_STARTED
    press = await ann.presses("Reported", to=group)
    assert await press.answered() == IN_PRIVATE_ONLY
    assert len(group.messages) == before


@pytest.mark.usefixtures("app")
async def test_the_readers_of_a_channel_hear_nothing_of_it(
    telegram: BotApi, ann: User
) -> None:
    channel = telegram.room("Daily Words", "channel")
    channel.admins.add(ann.id)
    await channel.posts("/reload")
    assert (await channel.next_reply()).text == IN_PRIVATE_ONLY
    await channel.posts("/start")
    await channel.next_reply()
    press = await ann.presses("Reported", to=channel)
    assert await press.answered() == "Done elsewhere."
    assert (await ann.next_reply()).text == "3 files in /srv."
