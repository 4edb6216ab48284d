"""Updates in the Bot API's own form, and what this bot reads from them.

They are read as they come: making the client library's objects of an update took longer
than finding the answer.
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
    user: NotRequired["MentionedUser"]


class MentionedUser(TypedDict):
    """The person that a mention without a user name leads to."""

    id: int


class Key(TypedDict):
    """A button that opens a link, shares or copies something, or sends data to the bot."""

    text: str
    url: NotRequired[str]
    callback_data: NotRequired[str]
    switch_inline_query_chosen_chat: NotRequired["ChosenChat"]
    copy_text: NotRequired["CopiedText"]


class CopiedText(TypedDict):
    """The text that a button copies, of 1 to 256 characters."""

    text: str


class ChosenChat(TypedDict):
    """The chats that one may choose to name the bot in, with some words behind it."""

    query: str
    allow_user_chats: bool
    allow_group_chats: bool
    allow_channel_chats: bool


class Keyboard(TypedDict):
    """The rows of buttons under a message."""

    inline_keyboard: list[list[Key]]


class ForceReply(TypedDict):
    """A reply that is opened for whoever sees the message, or for those it mentions."""

    force_reply: bool
    selective: bool
    input_field_placeholder: str


_From = TypedDict("_From", {"from": NotRequired[User]})


class TelegramDocument(TypedDict):
    """A file that was sent as such; its name and size may be missing."""

    file_id: str
    file_name: NotRequired[str]
    file_size: NotRequired[int]


class Message(_From):
    """A message or channel post; of an old one only its chat and id are known."""

    message_id: int
    date: NotRequired[int]
    edit_date: NotRequired[int]
    chat: Chat
    sender_chat: NotRequired[Chat]
    via_bot: NotRequired[User]
    text: NotRequired[str]
    caption: NotRequired[str]
    document: NotRequired[TelegramDocument]
    entities: NotRequired[list[MessageEntity]]
    caption_entities: NotRequired[list[MessageEntity]]
    reply_to_message: NotRequired["Message"]
    quote: NotRequired["TextQuote"]
    forward_origin: NotRequired[object]
    reply_markup: NotRequired[Keyboard]
    is_automatic_forward: NotRequired[bool]
    is_topic_message: NotRequired[bool]
    message_thread_id: NotRequired[int]
    migrate_to_chat_id: NotRequired[int]
    migrate_from_chat_id: NotRequired[int]


class CallbackQuery(_From):
    """A pressed button, under a message or under a card that was chosen inline."""

    id: str
    message: NotRequired[Message]
    inline_message_id: NotRequired[str]
    data: NotRequired[str]


class TextQuote(TypedDict):
    """The part of a message that a reply to it quotes."""

    text: str


_FromSomebody = TypedDict("_FromSomebody", {"from": User})


class InlineQuery(_FromSomebody):
    """What somebody has typed behind the bot's name so far."""

    id: str
    query: str
    offset: str


class ChatMember(TypedDict):
    """The status of a person or bot in a chat."""

    status: str
    can_send_messages: NotRequired[bool]


class ChatMemberUpdated(_From):
    """A change of this bot's own standing in a chat, and who made it."""

    chat: Chat
    old_chat_member: NotRequired[ChatMember]
    new_chat_member: ChatMember


class Update(TypedDict):
    """One thing that happened."""

    update_id: int
    message: NotRequired[Message]
    edited_message: NotRequired[Message]
    channel_post: NotRequired[Message]
    callback_query: NotRequired[CallbackQuery]
    inline_query: NotRequired[InlineQuery]
    my_chat_member: NotRequired[ChatMemberUpdated]


UPDATE_KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
)
"""The updates that Telegram is asked for."""


def id_of(item: object) -> int | None:
    """Return the id of an update, or None if this is no update."""
    id_ = item.get("update_id") if isinstance(item, dict) else None
    return id_ if type(id_) is int and id_ >= 0 else None


def is_readable(update: Update) -> bool:
    """Return whether an update says where it happened in a form that we know."""
    parts: Mapping[str, Any] = update
    query = parts.get("callback_query")
    where = [
        parts.get(kind)
        for kind in UPDATE_KINDS
        if kind not in {"callback_query", "inline_query"}
    ]
    if query is not None and not isinstance(query, dict):
        return False
    if parts.get("inline_query") is not None:
        return inline_query_of(update) is not None
    where.append(query.get("message") if query else None)
    return all(_has_chat(each) for each in where if each is not None)


def inline_query_of(update: Update) -> InlineQuery | None:
    """Return what somebody types, if the update says it in a form that we know."""
    query: object = update.get("inline_query")
    user = query.get("from") if isinstance(query, dict) else None
    is_read = (
        isinstance(query, dict)
        and all(isinstance(query.get(each), str) for each in ("id", "query", "offset"))
        and isinstance(user, dict)
        and type(user.get("id")) is int
    )
    return update["inline_query"] if is_read else None


def _has_chat(message: object) -> bool:
    chat = message.get("chat") if isinstance(message, dict) else None
    return (
        isinstance(chat, dict)
        and type(chat.get("id")) is int
        and isinstance(chat.get("type"), str)
    )


def chat_of(update: Update) -> Chat | None:
    """Return the chat of an update, if it has one."""
    query = update.get("callback_query")
    where: Mapping[str, Any] | None = (
        update.get("message")
        or update.get("edited_message")
        or update.get("channel_post")
        or (query.get("message") if query else None)
        or update.get("my_chat_member")
    )
    chat: Chat | None = where.get("chat") if where else None
    return chat


def move_of(update: Update) -> tuple[int, int] | None:
    """Return the old and the new id of a chat, of an update that says that it moved.

    One says so in the old chat, and another one in the new chat, before all that people
    say there.
    """
    message = update.get("message")
    if not message:
        return None
    here = message["chat"]["id"]
    old = message.get("migrate_from_chat_id", here)
    new = message.get("migrate_to_chat_id", here)
    # Where it is both, which no chat can be, nobody knows which is true.
    is_move = type(old) is int and type(new) is int and (old == here) != (new == here)
    return (old, new) if is_move else None


def request_key(update: Update) -> str:
    """Return the same key whenever the same update comes, and for no other.

    Its id alone begins anew where another bot, or another server, is asked.
    """
    id_ = update["update_id"]
    if query := update.get("callback_query"):
        return f"telegram:{id_}/{query['id']}"
    message = update.get("message") or update.get("channel_post")
    return f"telegram:{id_}/{message.get('date', 0) if message else ''}"


def full_name(one: User | Chat) -> str:
    """Return the name of a person, or the title of a group or channel."""
    parts: tuple[Any, ...] = (one.get("first_name"), one.get("last_name"))
    return str(one.get("title") or " ".join(filter(None, parts)))


def marked_texts(message: Message, kind: str) -> Iterator[str]:
    """Yield the parts of a message's text that an entity of this kind marks."""
    units = message.get("text", "").encode("utf-16-le")
    for entity in message.get("entities", ()):
        if entity["type"] == kind:
            start = 2 * entity["offset"]
            part = units[start : start + 2 * entity["length"]]
            yield part.decode("utf-16-le", "replace")
