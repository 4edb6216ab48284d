"""People who chat with the bot."""

import asyncio
from dataclasses import dataclass

from tests.fakes.telegram.inline import MAX_QUERY_CHARS, Typing
from tests.fakes.telegram.rules import Json, RefusedError
from tests.fakes.telegram.world import BOT, NOW, Press, Room, Shown


@dataclass(kw_only=True)
class User:
    """A person who chats with the bot."""

    about: Json
    home: Room

    @property
    def id(self) -> int:
        return int(self.about["id"])

    async def says(
        self,
        text: str,
        *,
        to: Room | None = None,
        reply_to: Shown | Json | None = None,
        **more: object,
    ) -> Json:
        """Write a message; the bot hears of it if Telegram would tell it."""
        room = to or self.home
        world = room.world
        if reply_to is not None:
            id_ = reply_to.id if isinstance(reply_to, Shown) else reply_to["message_id"]
            more["reply_to_message"] = world.rooms[room.id].messages[id_]
        elif room.thread:
            more["reply_to_message"] = world.rooms[room.id].topics[room.thread]
        message = world.written(room, text, **{"from": self.about} | more)
        if world.reaches_bot(room, message):
            world.update(message=message)
        return message

    async def edits(self, message: Json, text: str, *, after: int = 5) -> None:
        room = self.home.world.rooms[message["chat"]["id"]]
        message = message | {"text": text.strip(), "edit_date": NOW + after}
        room.messages[message["message_id"]] = message
        room.world.update(edited_message=message)

    async def presses(
        self, label: str, *, on: Shown | None = None, to: Room | None = None
    ) -> Press:
        """Press a button of the latest reply seen in the chat, or of a given one."""
        room = to or self.home
        shown = on or room.world.latest[room.id, room.thread]
        return await self.sends(shown.button(label)["callback_data"], on=shown)

    async def sends(self, data: str, *, on: Shown) -> Press:
        """Send any data as a press of a button, as a changed client may."""
        world = self.home.world
        press = Press(id=str(world.next_id()), notice=asyncio.Future())
        world.presses[press.id] = press
        if on.inline_id:
            world.update(
                callback_query={
                    "id": press.id,
                    "from": self.about,
                    "inline_message_id": on.inline_id,
                    "chat_instance": "1",
                    "data": data,
                }
            )
            return press
        gone = {"chat": world.rooms[on.chat].about, "message_id": on.id, "date": 0}
        world.update(
            callback_query={
                "id": press.id,
                "from": self.about,
                "message": world.rooms[on.chat].messages.get(on.id, gone),
                "chat_instance": "1",
                "data": data,
            }
        )
        return press

    async def types(self, query: str, *, offset: str = "") -> Typing:
        """Type behind the bot's name, in any chat."""
        assert len(query) <= MAX_QUERY_CHARS, "Telegram sends no more"
        world = self.home.world
        typing = Typing(id=str(world.next_id()))
        world.typings[typing.id] = typing
        world.update(
            inline_query={
                "id": typing.id,
                "from": self.about,
                "query": query,
                "offset": offset,
                "chat_type": "group",
            }
        )
        return typing

    def blocks_the_bot(self) -> None:
        self.home.closed = RefusedError(403, "Forbidden: bot was blocked by the user")
        self._tells_of_the_bot("kicked", until_date=0)

    def unblocks_the_bot(self) -> None:
        self.home.closed = None
        self._tells_of_the_bot("member")

    def _tells_of_the_bot(self, status: str, **more: object) -> None:
        self.home.world.update(
            my_chat_member={
                "chat": self.home.about,
                "from": self.about,
                "date": NOW,
                "old_chat_member": {"status": "member", "user": BOT},
                "new_chat_member": {"status": status, "user": BOT} | more,
            }
        )

    async def next_reply(self) -> Shown:
        return await self.home.next_reply()
