"""Read what Telegram tells of as requests."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from telegram import (
    CallbackQuery,
    Chat,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    User,
)

from handlers.action import Action
from handlers.request import Person, Place, Request

PLATFORM = "telegram"

_COMMAND = re.compile(r"/(\w{1,64})(?:@(\w+))?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_EXCERPT = re.compile(r"#([0-9A-HJKMNP-TV-Z]{8})(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Tell what is meant for this bot, and what it means.

    Attributes:
        username: The bot's own name, without ``@``.
        id: The bot's own user id.
        commands: Names of the commands that the app lists.
        admins: Keys of the people who administer the library.
    """

    username: str
    id: int
    commands: AbstractSet[str]
    admins: AbstractSet[str]

    def said(self, message: Message, now: datetime) -> Request | None:
        """Return what a new message or channel post asks for, or None for nothing."""
        text = (message.text or "").strip()
        # What a channel says was answered there; its discussion group gets a copy.
        if not text or message.is_automatic_forward:
            return None
        if message.from_user and message.from_user.is_bot and not message.sender_chat:
            return None
        understood = self._understood(message, text)
        if understood is None:
            return None
        command, words, excerpt = understood
        return Request(
            place=place_of(message),
            person=self._author(message),
            command=command,
            now=now,
            words=words,
            excerpt=excerpt,
        )

    def pressed(self, query: CallbackQuery, now: datetime) -> Request | None:
        """Return what a pressed button asks for, or None where it is not one of ours."""
        if query.message is None or not query.data:
            return None
        try:
            action = Action.decode(query.data)
        except ValueError:
            return None
        user = query.from_user
        return Request(
            place=place_of(query.message),
            person=self._person(user.id, user.full_name),
            command=action.command,
            now=now,
            words=action.words,
            excerpt=action.excerpt,
            page=action.page,
            pressed=True,
        )

    def _understood(self, message: Message, text: str) -> tuple[str, str, str] | None:
        """Return the command, its words and the excerpt that it is about."""
        alone = message.chat.type == Chat.PRIVATE
        original = message.reply_to_message
        about = excerpt_of(original) if original else ""
        if found := _COMMAND.fullmatch(text):
            command, addressee, words = found.groups(default="")
            command = command.lower()
            ours = addressee.lower() == self.username.lower()
            # In company, a command we don't know was meant for another bot.
            if ours or (not addressee and (alone or command in self.commands)):
                return command, words.strip(), about
            return None
        if about and original and self._wrote(original, message.chat):
            return "comment", text, about
        if not alone:
            return None
        if text.startswith("/"):
            head, *rest = text[1:].split(maxsplit=1) or ["help"]
            return head.lower(), "".join(rest), about
        return "topic", text, ""

    def _wrote(self, message: Message, chat: Chat) -> bool:
        author = message.from_user or message.sender_chat
        return author is not None and (
            author.id == self.id or (chat.type == Chat.CHANNEL and author.id == chat.id)
        )

    def _author(self, message: Message) -> Person:
        # Who writes in the name of a chat is known by that chat only.
        author: User | Chat = message.sender_chat or message.from_user or message.chat
        name = author.full_name if isinstance(author, User) else author.effective_name
        return self._person(author.id, name or "")

    def _person(self, id_: int, name: str) -> Person:
        key = f"{PLATFORM}:{id_}"
        return Person(key=key, name=name, admin=key in self.admins)


def place_of(message: MaybeInaccessibleMessage) -> Place:
    """Return the chat of a message, and its forum topic if it stands in one."""
    thread = ""
    # Answers to a message outside a forum share a thread id too, which is no topic.
    if isinstance(message, Message) and message.is_topic_message:
        thread = str(message.message_thread_id or "")
    return Place(platform=PLATFORM, chat=str(message.chat.id), thread=thread)


def excerpt_of(message: Message) -> str:
    """Return the excerpt id that a message shows; empty for none.

    Its buttons know best; else the text tells, as in ``#7K3M9QXA``, and its small
    print before the words that it quotes.
    """
    for data in _button_data(message):
        try:
            action = Action.decode(data)
        except ValueError:
            continue
        if action.excerpt:
            return action.excerpt
    small = message.parse_entities([MessageEntity.ITALIC]) if message.text else {}
    texts = (*small.values(), message.text or message.caption or "")
    found = filter(None, map(_EXCERPT.search, texts))
    return next((match[1] for match in found), "")


def _button_data(message: Message) -> Iterator[str]:
    if message.reply_markup:
        for row in message.reply_markup.inline_keyboard:
            yield from (str(key.callback_data) for key in row if key.callback_data)
