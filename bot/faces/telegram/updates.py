"""What Telegram tells of, in the Bot API's own form; what this bot reads of it.

It is read as it comes: to make the client library's objects of an update took longer
than to find the answer.
https://core.telegram.org/bots/api#getting-updates
"""

from collections.abc import Iterator, Mapping
from typing import Any, NotRequired, TypedDict


class User(TypedDict):
    """A person or a bot."""

    id: int
    is_bot: bool
    first_name: str
    last_name: NotRequired[str]


class Chat(TypedDict):
    """A place to talk; groups and channels have a title, private chats a name."""

    id: int
    type: str
    title: NotRequired[str]
    first_name: NotRequired[str]
    last_name: NotRequired[str]


class MessageEntity(TypedDict):
    """A marked part of a text; `offset` and `length` count UTF-16 units."""

    type: str
    offset: int
    length: int
    url: NotRequired[str]


class Key(TypedDict):
    """What a button does: open a link, or send data back to the bot."""

    text: str
    url: NotRequired[str]
    callback_data: NotRequired[str]


class Keyboard(TypedDict):
    """Buttons in rows, under a message."""

    inline_keyboard: list[list[Key]]


_From = TypedDict("_From", {"from": NotRequired[User]})


class Message(_From):
    """A message or channel post; of an old one not more than where it stands."""

    message_id: int
    chat: Chat
    sender_chat: NotRequired[Chat]
    text: NotRequired[str]
    caption: NotRequired[str]
    entities: NotRequired[list[MessageEntity]]
    reply_to_message: NotRequired["Message"]
    reply_markup: NotRequired[Keyboard]
    is_automatic_forward: NotRequired[bool]
    is_topic_message: NotRequired[bool]
    message_thread_id: NotRequired[int]
    migrate_to_chat_id: NotRequired[int]


class CallbackQuery(_From):
    """A pressed button."""

    id: str
    message: NotRequired[Message]
    data: NotRequired[str]


class ChatMember(TypedDict):
    """Somebody's standing in a chat."""

    status: str


class ChatMemberUpdated(TypedDict):
    """A change of this bot's own standing in a chat."""

    chat: Chat
    new_chat_member: ChatMember


class Update(TypedDict):
    """One thing that happened."""

    update_id: int
    message: NotRequired[Message]
    channel_post: NotRequired[Message]
    callback_query: NotRequired[CallbackQuery]
    my_chat_member: NotRequired[ChatMemberUpdated]


UPDATES = ("message", "channel_post", "callback_query", "my_chat_member")
"""What Telegram is asked to tell of; edited messages are not among it."""


def number_of(told: object) -> int | None:
    """Return the number of an update, or None for what is none."""
    number = told.get("update_id") if isinstance(told, dict) else None
    return number if type(number) is int and number >= 0 else None


def readable(update: Update) -> bool:
    """Tell whether an update says in which chat it happened, or in none."""
    parts: Mapping[str, Any] = update
    query = parts.get("callback_query")
    where = [parts.get(kind) for kind in UPDATES if kind != "callback_query"]
    if query is not None and not isinstance(query, dict):
        return False
    where.append(query.get("message") if query else None)
    return all(_placed(each) for each in where if each is not None)


def _placed(message: object) -> bool:
    chat = message.get("chat") if isinstance(message, dict) else None
    return (
        isinstance(chat, dict)
        and type(chat.get("id")) is int
        and isinstance(chat.get("type"), str)
    )


def chat_of(update: Update) -> Chat | None:
    """Return the chat that something happened in, if any can be made out."""
    query = update.get("callback_query")
    where: Mapping[str, Any] | None = (
        update.get("message")
        or update.get("channel_post")
        or (query.get("message") if query else None)
        or update.get("my_chat_member")
    )
    chat: Chat | None = where.get("chat") if where else None
    return chat


def full_name(one: User | Chat) -> str:
    """Return how somebody is called, or the title of a group or channel."""
    parts: tuple[Any, ...] = (one.get("first_name"), one.get("last_name"))
    return str(one.get("title") or " ".join(filter(None, parts)))


def marked(message: Message, kind: str) -> Iterator[str]:
    """Yield the parts of a message's text that are marked in one way."""
    units = message.get("text", "").encode("utf-16-le")
    for entity in message.get("entities", ()):
        if entity["type"] == kind:
            start = 2 * entity["offset"]
            part = units[start : start + 2 * entity["length"]]
            yield part.decode("utf-16-le", "replace")
