"""A channel of Discord as DiscordChatExporter writes it.

Its form is that of the program's source, https://github.com/Tyrrrz/DiscordChatExporter,
`Exporting/JsonMessageWriter.cs`.
"""

import re

from content.formats.chat_json.message import Chat, ChatMessage, objects_of, text_of

_SPOKEN = frozenset({"Default", "Reply", "ThreadStarterMessage", "19", "21"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_discord(data: object) -> Chat | None:
    """Return the messages of an export; None where it is none of a channel."""
    if not isinstance(data, dict) or not {"channel", "messages"} <= data.keys():
        return None
    found = objects_of(data["messages"])
    if not found or not all("author" in each and "content" in each for each in found):
        return None
    titles = (text_of(data.get(part), "name") for part in ("guild", "channel"))
    return Chat(
        title=" – ".join(filter(None, titles)),
        messages=[_message(each) for each in found],
    )


def _message(each: dict[str, object]) -> ChatMessage:
    day = _DAY.match(text_of(each, "timestamp"))
    spoken = text_of(each, "type") in _SPOKEN
    return ChatMessage(
        author=text_of(each["author"], "nickname", "name", "id") if spoken else "",
        day=day[0] if day else "",
        text=text_of(each, "content"),
    )
