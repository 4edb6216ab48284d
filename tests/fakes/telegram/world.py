"""The chats, people and messages of a small Telegram, told as a dialogue."""

import asyncio
import re
from collections import defaultdict
from dataclasses import dataclass, field

from tests.fakes.telegram.inline import Typing, sent_content
from tests.fakes.telegram.rules import Json, RefusedError, bad_request, units

TIMEOUT_S = 20.0
"""Seconds after which a wait in a test fails."""

BOT: Json = {
    "id": 7000,
    "is_bot": True,
    "first_name": "Rostra",
    "username": "RostraBot",
}
NOW = 1_780_000_000


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message of the bot, as a chat shows it at one moment.

    Attributes:
        thread: The topic of a forum.
        under: The message that it answers, if any.
        inline_id: Of a card that was chosen in inline mode, in a chat unknown to the bot.
    """

    id: int
    chat: int
    thread: int
    under: int
    text: str
    entities: list[Json]
    rows: list[list[Json]]
    edited: bool = False
    inline_id: str = ""
    document: Json = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.rows for button in row]

    def button(self, label: str) -> Json:
        for row in self.rows:
            for button in row:
                if label.casefold() in button["text"].casefold():
                    return button
        raise AssertionError(f"no button {label!r} among {self.labels}")

    def marked(self, kind: str) -> list[str]:
        """Return the texts that entities of a kind cover."""
        whole = self.text.encode("utf-16-le")
        return [
            whole[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]


@dataclass(kw_only=True)
class Press:
    """A button pressed, spinning until the bot answers.

    Attributes:
        opened: The link that the answer opened; empty for none.
    """

    id: str
    notice: asyncio.Future[str]
    opened: str = ""

    async def answered(self) -> str:
        """Return the notice that the bot flashed; empty for none."""
        async with asyncio.timeout(TIMEOUT_S):
            return await self.notice


@dataclass(kw_only=True)
class Room:
    """A chat, or one topic of a forum."""

    world: "World"
    about: Json
    thread: int = 0
    closed: RefusedError | None = None
    private_mode: bool = True
    topics: dict[int, Json] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    restricted: set[int] = field(default_factory=set)

    @property
    def id(self) -> int:
        return int(self.about["id"])

    @property
    def kind(self) -> str:
        return str(self.about["type"])

    async def next_reply(self) -> Shown:
        """Wait for the bot to send or edit a message here."""
        async with asyncio.timeout(TIMEOUT_S):
            shown = await self.world.news[self.id, self.thread].get()
        self.world.latest[self.id, self.thread] = shown
        return shown

    def topic(self, name: str) -> "Room":
        thread = self.world.next_id()
        self.topics[thread] = {
            "message_id": thread,
            "date": NOW,
            "chat": self.about,
            "message_thread_id": thread,
            "is_topic_message": True,
            "forum_topic_created": {"name": name, "icon_color": 0x6FB9F0},
        }
        return Room(world=self.world, about=self.about, thread=thread)

    async def posts(self, text: str, **more: object) -> Json:
        """Publish in this channel."""
        message = self.world.written(self, text, sender_chat=self.about, **more)
        self.world.update(channel_post=message)
        return message

    async def upgrades(self, *, announced: bool = False) -> "Room":
        """Turn this group into a supergroup, which has another id."""
        new = self.world.room(self.about["title"], "supergroup")
        self.closed = RefusedError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=new.id,
        )
        if announced:
            message = self.world.written(self, "", migrate_to_chat_id=new.id)
            self.world.update(message=message)
            message = self.world.written(new, "", migrate_from_chat_id=self.id)
            self.world.update(message=message)
        return new

    def kicks_the_bot(self) -> None:
        self.closed = RefusedError(403, "Forbidden: bot was kicked from the group chat")


class World:
    """The chats, people and messages that a Bot API server knows."""

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.news: defaultdict[tuple[int, int], asyncio.Queue[Shown]] = defaultdict(
            asyncio.Queue
        )
        self.latest: dict[tuple[int, int], Shown] = {}
        self.updates: list[Json] = []
        self.presses: dict[str, Press] = {}
        self.inline_mode = True
        self.typings: dict[str, Typing] = {}
        self.inline_messages: dict[str, Json] = {}
        self.inline_news: defaultdict[str, asyncio.Queue[Shown]] = defaultdict(
            asyncio.Queue
        )
        self.commands: dict[str, list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.has_updates = asyncio.Event()
        self._ids = 100

    def next_id(self) -> int:
        self._ids += 1
        return self._ids

    def home(self, about: Json) -> Room:
        """Open the private chat of somebody, whose id it shares."""
        chat = {"id": about["id"], "type": "private", "first_name": about["first_name"]}
        self.rooms[about["id"]] = Room(world=self, about=chat)
        return self.rooms[about["id"]]

    def room(
        self, title: str, kind: str = "group", *, private_mode: bool = True
    ) -> Room:
        sign = -1 if kind == "group" else -1_000_000_000_000 - 1
        about: Json = {"id": sign * self.next_id(), "type": kind, "title": title}
        if kind == "forum":
            about |= {"type": "supergroup", "is_forum": True}
        room = Room(world=self, about=about, private_mode=private_mode)
        self.rooms[room.id] = room
        return room

    def written(self, room: Room, text: str, **more: object) -> Json:
        message: Json = {"message_id": self.next_id(), "date": NOW, "chat": room.about}
        message |= {"text": text.strip()} if text else {}
        if room.thread:
            message |= {"message_thread_id": room.thread, "is_topic_message": True}
        if command := re.match(r"/\w+(@\w+)?", text.strip()):
            length = units(command[0])
            message["entities"] = [
                {"type": "bot_command", "offset": 0, "length": length}
            ]
        message |= more
        self.rooms[room.id].messages[message["message_id"]] = message
        return message

    def reaches_bot(self, room: Room, message: Json) -> bool:
        """Return whether privacy mode lets the bot see a message."""
        chat = self.rooms[room.id]
        if chat.kind == "private" or not chat.private_mode:
            return True
        text = message.get("text", "").casefold()
        name = f"@{BOT['username']}".casefold()
        command = text.startswith("/") and ("@" not in text.split()[0] or name in text)
        answered = message.get("reply_to_message", {}).get("from", {}).get("id")
        chosen = message.get("via_bot", {}).get("id")
        return command or name in text or BOT["id"] in {answered, chosen}

    def update(self, **what: Json) -> Json:
        """Queue an update and wake the poll."""
        update = {"update_id": self.next_id(), **what}
        self.updates.append(update)
        self.has_updates.set()
        return update

    def place(self, chat: int, thread: int = 0) -> Room:
        """Return where the bot may write, or refuse."""
        room = self.rooms.get(chat)
        if room is None:
            raise bad_request("chat not found")
        if room.closed:
            raise room.closed
        if thread and thread not in room.topics:
            raise bad_request("message thread not found")
        return Room(world=self, about=room.about, thread=thread)

    def chosen(self, result: Json) -> Shown:
        """Send the message of a result in a chat that the bot is not in."""
        id_ = f"inline-{self.next_id()}"
        self.inline_messages[id_] = {"inline_message_id": id_, **sent_content(result)}
        return self._inline_shown(self.inline_messages[id_], edited=False)

    async def next_edit(self, shown: Shown) -> Shown:
        """Wait for the bot to edit a card that somebody chose."""
        async with asyncio.timeout(TIMEOUT_S):
            return await self.inline_news[shown.inline_id].get()

    def _inline_shown(self, message: Json, *, edited: bool) -> Shown:
        return Shown(
            id=0,
            chat=0,
            thread=0,
            under=0,
            text=message["text"],
            entities=message["entities"],
            rows=message.get("reply_markup", {}).get("inline_keyboard", []),
            edited=edited,
            inline_id=message["inline_message_id"],
        )

    def show(self, message: Json, *, edited: bool) -> None:
        if id_ := message.get("inline_message_id"):
            self.inline_news[id_].put_nowait(self._inline_shown(message, edited=edited))
            return
        markup = message.get("reply_markup", {})
        in_topic = message.get("is_topic_message")
        topic = message.get("message_thread_id", 0) if in_topic else 0
        shown = Shown(
            id=message["message_id"],
            chat=message["chat"]["id"],
            thread=topic,
            under=message.get("reply_to_message", {}).get("message_id", 0),
            text=message.get("text", ""),
            entities=message.get("entities", []),
            rows=markup.get("inline_keyboard", []),
            edited=edited,
            document=message.get("document", {}),
        )
        self.news[shown.chat, shown.thread].put_nowait(shown)
