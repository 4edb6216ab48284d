"""Read a chat that is exported as JSON; any other JSON is refused, and never quoted."""

import json
from collections.abc import Iterator

from content.document import Block, Document, UnreadableDocumentError
from content.formats import MAX_JSON_PARTS
from content.formats.chat_json.discord import read_discord
from content.formats.chat_json.message import Chat
from content.formats.chat_json.slack import read_slack
from content.formats.decoding import decode
from content.transcript_file.fields import is_valid

_EXPORTS = (read_slack, read_discord)


def read(data: bytes) -> Document:
    """Read an export of Slack or Discord.

    Each message is a block whose voice is its writer; a notice has none.

    Raises:
        UnreadableDocumentError: It is something else.
    """
    found = parse_json(data)
    chat = next((chat for each in _EXPORTS if (chat := each(found))), None)
    if chat is None:
        raise UnreadableDocumentError(
            "This JSON is no chat that is known here: those of Slack's export (the file of "
            "a day) and of DiscordChatExporter are read. Export the chat or the page as "
            "text or HTML, and try again."
        )
    blocks = [*_blocks(chat)]
    if not blocks:
        raise UnreadableDocumentError("The chat has no message with words.")
    first = next((each.day for each in chat.messages if each.day), "")
    return Document(
        blocks=blocks,
        title=chat.title,
        date=first if is_valid("date", first) else "",
        is_chat=True,
    )


def parse_json(data: bytes) -> object:
    """Return what JSON says.

    Raises:
        UnreadableDocumentError: It is none.
    """
    if data.count(b"[") + data.count(b"{") > MAX_JSON_PARTS:
        raise UnreadableDocumentError(
            f"The file holds more than {MAX_JSON_PARTS:,} lists and objects. Export the chat "
            "in parts, and try again."
        )
    try:
        found: object = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocumentError(
            "The file is no JSON that can be read. Export it once more, or save it as "
            "plain text under the name .txt, and try again."
        ) from error
    return found


def _blocks(chat: Chat) -> Iterator[Block]:
    for number, message in enumerate(chat.messages, start=1):
        for part in message.text.split("\n\n"):
            if text := part.strip():
                yield Block(text=text, line=number, voice=message.author)
