"""What a group hears when the bot is added to it."""

import pytest

from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import Json
from tests.fakes.telegram.serving import serving
from tests.fakes.telegram.world import BOT, NOW, Room


def added(telegram: BotApi, room: Room, by: User, **more: object) -> None:
    telegram.update(
        my_chat_member=changed(room, by, "left", {"status": "member"} | more)
    )


def changed(room: Room, by: User, before: str, after: dict[str, object]) -> Json:
    return {
        "chat": room.about,
        "from": by.about,
        "date": NOW,
        "old_chat_member": {"status": before, "user": BOT},
        "new_chat_member": {"user": BOT} | after,
    }


async def test_a_group_is_told_once_how_to_begin(telegram: BotApi, ann: User) -> None:
    app = ScriptedApp()
    group = telegram.room("Friends", "supergroup")
    async with serving(app, telegram):
        added(telegram, group, ann)
        assert (await group.next_reply()).text == "start<>"
    async with serving(app, telegram):
        added(telegram, group, ann)
        await ann.says("/topic war", to=group)
        assert (await group.next_reply()).text == "topic<war>"
    assert [request.command for request in app.asked] == ["start", "topic"]
    assert app.asked[0].person.key == f"telegram:{ann.id}"


@pytest.mark.parametrize("kind", ["group", "channel", "restricted", "promoted"])
async def test_others_than_a_group_that_takes_messages_are_not_greeted(
    telegram: BotApi, ann: User, kind: str
) -> None:
    app = ScriptedApp()
    room = telegram.room("Friends", "channel" if kind == "channel" else "supergroup")
    async with serving(app, telegram):
        if kind == "promoted":
            after: dict[str, object] = {"status": "administrator"}
            telegram.update(my_chat_member=changed(room, ann, "member", after))
        elif kind == "restricted":
            muted = {"status": "restricted", "can_send_messages": False}
            added(telegram, room, ann, **muted)
        else:
            added(telegram, room, ann)
        await ann.says("/topic war")
        await ann.next_reply()
    assert ("start" in [request.command for request in app.asked]) == (kind == "group")
