"""Read messages and pressed buttons as requests."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from telegram.constants import ChatType

from bot.faces.telegram.api.links import read_start_words
from bot.faces.telegram.api.updates import (
    CallbackQuery,
    Chat,
    Message,
    TelegramDocument,
    full_name,
    marked_texts,
)
from bot.faces.telegram.incoming.text_fields import (
    asked_action,
)
from handlers.contract.action import Action, Field
from handlers.contract.commands import SLASHES
from handlers.contract.request import NO_ARGUMENTS, Arguments, Person, Place, Request

PLATFORM = "telegram"


UNKNOWN_PLACE = Place(platform=PLATFORM, chat="inline")
"""Where a card stands that somebody chose in inline mode; nothing is sent there."""

NOTHING_IS_SENT = "Nothing can come here by itself: this bot does not know the chat."

HOW_TO_COMMENT = "To comment on an excerpt, reply to it."

_COMMAND = re.compile(r"[/／](\w{1,64})(?:@(\w+))?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_ADDRESSED = re.compile(r"@(\w{1,64})[,:]?\s*(.*)", re.ASCII | re.DOTALL)
_EXCERPT = re.compile(r"#([0-9A-HJKMNP-TV-Z]{8})(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReader:
    """A reader of what is meant for this bot.

    Attributes:
        username: The bot's own name, without ``@``.
        id: The bot's own user id.
        commands: Names of the commands that the app lists.
        menu_commands: Names of those that are known without a slash, behind the bot's
            own name, and alone in a private chat.
        file_commands: Names of those with which a file may come.
        admins: Keys of the people who administer the library.
    """

    username: str
    id: int
    commands: AbstractSet[str]
    menu_commands: AbstractSet[str]
    file_commands: Sequence[str]
    admins: AbstractSet[str]

    def read_message(
        self, message: Message, now: datetime, *, about: str = "", key: str = ""
    ) -> Request | None:
        """Return what a new message or channel post asks for, or None for nothing.

        Args:
            message: What was written.
            now: The moment of asking, aware.
            about: The excerpt that the message replied to is about, where that does not
                show it itself.
            key: The request's.
        """
        text = (
            message.get("text", "").strip()
            or self._said_in_caption(message, about)
            or self._said_with_file(message)
        )
        # The discussion group of a channel gets a copy of what was answered in the channel.
        if not text or message.get("is_automatic_forward") or self._is_chosen(message):
            return None
        author = message.get("from")
        if author and author["is_bot"] and not message.get("sender_chat"):
            return None
        opened = self._opened_by_link(text)
        parsed = (opened, NO_ARGUMENTS) if opened else self._parse(message, text, about)
        if parsed is None:
            return None
        action, arguments = parsed
        return Request(
            place=place_of(message),
            person=self._author(message),
            command=action.command,
            how_to_comment=HOW_TO_COMMENT,
            bare=action == Action(command="topic", words=_without_address(text)),
            now=now,
            words=action.words,
            arguments=arguments,
            excerpt=action.excerpt,
            page=action.page,
            replied=_replied_words(message),
            key=key,
            # Its words are those of a button, which may stand for longer ones.
            pressed=opened is not None,
            alone=message["chat"]["type"] == ChatType.PRIVATE,
        )

    def read_press(self, query: CallbackQuery, now: datetime) -> Request | None:
        """Return what a pressed button asks for, or None if it is not this bot's."""
        message, user = query.get("message"), query.get("from")
        action = self.read_action(query)
        is_unknown = message is None and "inline_message_id" not in query
        if is_unknown or user is None or action is None:
            return None
        return Request(
            place=place_of(message) if message else UNKNOWN_PLACE,
            person=self._person(user["id"], full_name(user)),
            command=action.command,
            now=now,
            words=action.words,
            excerpt=action.excerpt,
            page=action.page,
            pressed=True,
            alone=message is not None and message["chat"]["type"] == ChatType.PRIVATE,
            undelivered="" if message else NOTHING_IS_SENT,
            how_to_comment=HOW_TO_COMMENT if message else "",
        )

    def file_of(self, message: Message, request: Request) -> TelegramDocument | None:
        """Return the file that a request is about, if its command takes one.

        It is in the message itself, or in the one that it replies to.
        """
        if request.command not in self.file_commands:
            return None
        original = message.get("reply_to_message")
        document = message.get("document")
        return document or (original.get("document") if original else None)

    def _said_in_caption(self, message: Message, about: str) -> str:
        """Return the caption of a picture or file that is meant for us; else nothing.

        A command is, and so are words behind the bot's name, a reply that is a comment or
        fills in a text field, and what is forwarded to the bot alone.
        """
        caption = message.get("caption", "").strip()
        addressed = _ADDRESSED.fullmatch(caption)
        is_meant = (
            _COMMAND.fullmatch(caption)
            or (addressed and self._is_our_name(addressed[1]))
            or _is_forwarded_to_us(message)
            or self._is_awaited(message, about)
        )
        return caption if is_meant else ""

    def _is_awaited(self, message: Message, about: str) -> bool:
        """Return whether a message replies to an excerpt of ours or to our question."""
        original = message.get("reply_to_message")
        if not original or not self._is_ours_or_our_post(original, message["chat"]):
            return False
        asked = asked_action(original)
        shown = self._excerpt_shown_in(original, message["chat"])
        return bool(about or shown or (asked and asked.field))

    def _said_with_file(self, message: Message) -> str:
        """Return what a message with a file asks for; empty for nothing.

        A file that an administrator sends without a word, in a private chat, is for the
        command that takes files.
        """
        if "document" not in message or not self.file_commands:
            return ""
        is_private = message["chat"]["type"] == ChatType.PRIVATE
        if (
            message.get("caption", "").strip()
            or not is_private
            or not self._author(message).admin
        ):
            return ""
        return f"/{self.file_commands[0]}"

    @staticmethod
    def read_action(query: CallbackQuery) -> Action | None:
        """Return what a pressed button does, or None if it is not this bot's."""
        return _decode(query.get("data") or "")

    @staticmethod
    def read_field(query: CallbackQuery) -> Field | None:
        """Return the text field that a pressed button asks for, or None for none."""
        action = _decode(query.get("data") or "")
        return action.field if action else None

    def replies_to_part(self, message: Message) -> bool:
        """Return whether words reply to a message of ours that does not say what about."""
        original = message.get("reply_to_message")
        return (
            original is not None
            and bool((message.get("text") or message.get("caption", "")).strip())
            and self._is_ours(original, message["chat"])
            and not excerpt_of(original)
            and asked_action(original) is None
        )

    def _parse(
        self, message: Message, text: str, about: str
    ) -> tuple[Action, Arguments] | None:
        """Return what to do, and the text field that the message fills in, if any."""
        original = message.get("reply_to_message")
        if original and not about:
            about = self._excerpt_shown_in(original, message["chat"])
        if found := _COMMAND.fullmatch(text):
            return self._parse_command(found, message, about)
        asked = asked_action(original) if original else None
        if (
            original
            and asked
            and (field := asked.field)
            and self._is_ours(original, message["chat"])
        ):
            return asked, Arguments({field.parameter: text})
        if original and about and self._is_ours_or_our_post(original, message["chat"]):
            action = Action(command="comment", words=text, excerpt=about)
            return action, NO_ARGUMENTS
        action_of_words = self._parse_words(message, text, about)
        return (action_of_words, NO_ARGUMENTS) if action_of_words else None

    def _parse_words(self, message: Message, text: str, about: str) -> Action | None:
        """Return what words ask for that are no command and answer nothing of ours."""
        kind = message["chat"]["type"]
        addressed = _ADDRESSED.fullmatch(text)
        if addressed and self._is_our_name(addressed[1]) and kind != ChatType.CHANNEL:
            return self._addressed_action(addressed[2].strip(), about)
        if kind != ChatType.PRIVATE:
            return None
        if text.lower() in self.menu_commands and not _is_forwarded_to_us(message):
            return Action(command=text.lower(), excerpt=about)
        return _said_in_private(message, text, about)

    def _parse_command(
        self, found: re.Match[str], message: Message, about: str
    ) -> tuple[Action, Arguments] | None:
        command, addressee, words = found.groups(default="")
        command = command.lower()
        is_private = message["chat"]["type"] == ChatType.PRIVATE
        ours = self._is_our_name(addressee)
        # In a group, an unknown command was meant for another bot.
        if not ours and (addressee or not (is_private or command in self.commands)):
            return None
        action = Action(command=command, words=words.strip(), excerpt=about)
        return action, NO_ARGUMENTS

    def _opened_by_link(self, text: str) -> Action | None:
        """Return what a link to this bot asks for, or None if it is none of ours."""
        if text[: len("/start")].lower() != "/start":
            return None
        found = _COMMAND.fullmatch(text)
        if not found or found[1].lower() != "start" or not found[3]:
            return None
        is_ours = not found[2] or self._is_our_name(found[2])
        return read_start_words(found[3].strip()) if is_ours else None

    def _addressed_action(self, words: str, about: str) -> Action:
        """Return what words behind the bot's name ask for: a search, or a command."""
        first, *rest = words.split(maxsplit=1) or ["help"]
        command = first.lstrip("".join(SLASHES)).lower()
        if first.startswith(SLASHES) or command in self.menu_commands:
            return Action(command=command, words="".join(rest), excerpt=about)
        return Action(command="topic", words=words)

    def _is_our_name(self, name: str) -> bool:
        return name.lower() == self.username.lower()

    def _excerpt_shown_in(self, original: Message, chat: Chat) -> str:
        """Return the excerpt that a message replied to is about; empty for none.

        Where we wrote it, a name alone is none: help names ids as well.
        """
        quotes = "reply_markup" in original or any(marked_texts(original, "blockquote"))
        return (
            excerpt_of(original) if quotes or not self._is_ours(original, chat) else ""
        )

    def _is_chosen(self, message: Message) -> bool:
        """Return whether a message is a card that somebody chose in inline mode."""
        return message.get("via_bot", {"id": 0})["id"] == self.id

    def _is_ours(self, message: Message, chat: Chat) -> bool:
        if self._is_chosen(message):
            return True
        author = message.get("from") or message.get("sender_chat")
        if author is None:
            return False
        in_channel = chat["type"] == ChatType.CHANNEL and author["id"] == chat["id"]
        return in_channel or author["id"] == self.id

    def _is_ours_or_our_post(self, message: Message, chat: Chat) -> bool:
        """Return whether this bot wrote a message, or what it is a copy of.

        A discussion group has a copy of each post of its channel, which does not say
        who wrote the post: only a card of ours has its quotation and its small print.
        """
        if not message.get("is_automatic_forward"):
            return self._is_ours(message, chat)
        quoted = any(marked_texts(message, "blockquote"))
        return quoted and any(map(_EXCERPT.search, marked_texts(message, "italic")))

    def _author(self, message: Message) -> Person:
        # A message in the name of a chat shows only that chat, not the person.
        author = message.get("sender_chat") or message.get("from") or message["chat"]
        person = self._person(author["id"], full_name(author))
        return replace(person, is_chat=author is not message.get("from"))

    def _person(self, id_: int, name: str) -> Person:
        key = f"{PLATFORM}:{id_}"
        return Person(key=key, name=name, admin=key in self.admins)


def _replied_words(message: Message) -> str:
    """Return what a message replies to, or the part of it that is quoted."""
    original = message.get("reply_to_message")
    if quote := message.get("quote"):
        return quote["text"]
    return (original.get("text") or original.get("caption", "")) if original else ""


def _is_forwarded_to_us(message: Message) -> bool:
    """Return whether somebody else's message was forwarded to the bot alone."""
    is_private = message["chat"]["type"] == ChatType.PRIVATE
    return is_private and "forward_origin" in message and "document" not in message


def _said_in_private(message: Message, text: str, about: str) -> Action:
    """Return what words alone with the bot ask for: a search, a command, or a check.

    What is forwarded is checked: whether somebody said so.
    """
    if text.startswith(SLASHES):
        head, *rest = text[1:].split(maxsplit=1) or ["help"]
        return Action(command=head.lower(), words="".join(rest), excerpt=about)
    if _is_forwarded_to_us(message):
        shown = excerpt_of(message)
        return Action(command="check", words="" if shown else text, excerpt=shown)
    return Action(command="topic", words=text)


def _decode(data: str) -> Action | None:
    """Return the action of a button's data, or None if it is not this bot's."""
    try:
        return Action.decode(data)
    except ValueError:
        return None


def _without_address(text: str) -> str:
    """Return what is said without a bot's name before it."""
    addressed = _ADDRESSED.fullmatch(text)
    return addressed[2].strip() if addressed else text


def place_of(message: Message) -> Place:
    """Return the chat of a message, and its forum topic if it stands in one."""
    thread = ""
    # Outside forums, replies to a message share a thread id too, which is no topic.
    if message.get("is_topic_message"):
        thread = str(message.get("message_thread_id") or "")
    return Place(platform=PLATFORM, chat=str(message["chat"]["id"]), thread=thread)


def thread_of(message: Message) -> int:
    """Return the id of the message that an answer must reply to, or 0 for none.

    A person who comments below a post of a channel sees only its thread, and only
    replies to the thread's messages appear there.
    """
    in_thread = message.get("message_thread_id") and not message.get("is_topic_message")
    return message["message_id"] if in_thread else 0


def answered_message(message: Message) -> int:
    """Return the id of the message that its answer replies to, or 0 for none.

    Where several people talk, an answer shows what it answers.
    """
    is_group = message["chat"]["type"] in {ChatType.GROUP, ChatType.SUPERGROUP}
    return message["message_id"] if is_group else thread_of(message)


def private_place(person: Person) -> Place | None:
    """Return the private chat of a person; None for who writes as a chat."""
    id_ = person.key.removeprefix(f"{PLATFORM}:")
    return Place(platform=PLATFORM, chat=id_) if id_.isdecimal() else None


def excerpt_of(message: Message) -> str:
    """Return the excerpt id that a message shows; empty for none.

    It is taken from the buttons if possible; else from the text, as in ``#7K3M9QXA``,
    and from the small print rather than from the quoted words. The last counts: above
    an answer, what was asked is in small print, too.
    """
    for row in message.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]:
        for key in row:
            action = _decode(key.get("callback_data", ""))
            if action and action.excerpt:
                return action.excerpt
    small = reversed([*marked_texts(message, "italic")])
    texts = (*small, message.get("text") or message.get("caption") or "")
    found = filter(None, map(_EXCERPT.search, texts))
    return next((match[1] for match in found), "")
