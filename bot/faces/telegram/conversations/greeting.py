"""Greet a group to which the bot was added: say once how to begin."""

from datetime import datetime

from telegram.constants import ChatMemberStatus, ChatType

from bot.faces.port import AppPort
from bot.faces.telegram.api.updates import ChatMemberUpdated, full_name
from bot.faces.telegram.incoming.requests import HOW_TO_COMMENT, PLATFORM
from bot.faces.telegram.outgoing.sender import Sender
from handlers.contract.request import Person, Place, Request

GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})

_GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})


async def greet(
    change: ChatMemberUpdated, *, app: AppPort, sender: Sender, now: datetime
) -> None:
    """Send a group a message on how to begin, if the bot is there for the first time."""
    chat, after = change["chat"], change["new_chat_member"]
    before = change.get("old_chat_member", after)["status"]
    may_write = after.get("can_send_messages", True)
    is_new = before in GONE and after["status"] not in GONE
    if not is_new or chat["type"] not in _GROUPS or not may_write:
        return
    name = f"greeted {chat['id']}"
    if await app.recall(PLATFORM, name):
        return
    place = Place(platform=PLATFORM, chat=str(chat["id"]))
    who = change.get("from")
    person = Person(
        key=f"{PLATFORM}:{who['id'] if who else chat['id']}",
        name=full_name(who or chat),
    )
    request = Request(
        place=place,
        person=person,
        command="start",
        now=now,
        how_to_comment=HOW_TO_COMMENT,
    )
    if await sender.send(place, await app.answer(request)):
        await app.remember(PLATFORM, name, now.isoformat(timespec="seconds"))
