"""A reply as Telegram takes it: a text, its entities, and an inline keyboard.

Entities instead of a parse mode: nothing that a person typed can become markup. They
are written in the Bot API's own form: making the client library's objects of them took
a third of the time of an answer.
https://core.telegram.org/bots/api#messageentity
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from telegram import Bot
from telegram.constants import MessageEntityType

from bot.faces.telegram.links import share_link
from bot.faces.telegram.updates import Key, Keyboard, MessageEntity
from bot.rendering.pages import lay_out, pages
from bot.rendering.sanitize import is_linkable
from handlers.contract.reply import (
    Button,
    ButtonGroup,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
)

MAX_TEXT_UNITS = 4096
"""UTF-16 units of a message."""

_MAX_ENTITIES = 100
_MAX_KEYS = 100
_KEYS_IN_ROW = 2
_SHORT_KEYS_IN_ROW = 8
_MAX_SHORT_LABEL_CHARS = 4  # as a number has

_ENTITY_TYPES = {
    SpanStyle.STRONG: (MessageEntityType.BOLD,),
    SpanStyle.EMPHASIS: (MessageEntityType.ITALIC,),
    # Bold alone is easily missed inside a quotation.
    SpanStyle.MATCH: (MessageEntityType.BOLD, MessageEntityType.UNDERLINE),
    SpanStyle.SMALL: (MessageEntityType.ITALIC,),
    SpanStyle.TITLE: (MessageEntityType.ITALIC,),
    SpanStyle.CODE: (MessageEntityType.CODE,),
    SpanStyle.STRUCK: (MessageEntityType.STRIKETHROUGH,),
    SpanStyle.INSERTED: (MessageEntityType.UNDERLINE,),
}
_ENTITY_PRIORITY = (
    MessageEntityType.BLOCKQUOTE,
    MessageEntityType.TEXT_LINK,
    MessageEntityType.TEXT_MENTION,
    MessageEntityType.BOLD,
    MessageEntityType.CODE,
    MessageEntityType.STRIKETHROUGH,
    MessageEntityType.UNDERLINE,
    MessageEntityType.ITALIC,
)
_MENTION = re.compile(r"tg://user\?id=([0-9]{1,18})")
_COMMAND = re.compile(r"/[a-z0-9_]{1,32}")
_USERNAME = re.compile(r"(?<!\w)@(?=\w{3})")
_WORD_JOINER = "\u2060"

log = logging.getLogger(__name__)


class _Mark(NamedTuple):
    """A marked part of the text; `start` and `end` count code points."""

    kind: str
    start: int
    end: int
    url: str | None = None


def utf16(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Telegram counts."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_and_entities(
    paragraphs: Iterable[Paragraph],
) -> tuple[str, list[MessageEntity]]:
    """Return the text of a message and the hundred entities that matter most."""
    text = ""
    marks: list[_Mark] = []
    before: Paragraph | None = None
    for paragraph, gap, spans in lay_out(paragraphs):
        text += gap
        start = len(text)
        for span in spans:
            shown = _without_surrogates(span.text)
            if "@" in shown and span.style is not SpanStyle.CODE:
                shown = _naming_nobody(shown)
            if span.style is not SpanStyle.PLAIN:
                new = _span_marks(span, shown, len(text))
                _add_marks(marks, new, text, since=start)
            text += shown
        if _is_quotation(paragraph) and len(text) > start:
            goes_on = before is not None and _continues(before, paragraph)
            quote = _Mark(MessageEntityType.BLOCKQUOTE, start, len(text))
            marks = _extended_quotation(marks, quote) if goes_on else [*marks, quote]
        before = paragraph
    return text, _entities(text, marks)


class Sharing(NamedTuple):
    """How an excerpt is shared: by whose name, and whether inline mode is on."""

    username: str
    is_inline: bool

    @classmethod
    def of(cls, bot: Bot) -> "Sharing":
        """Return how a bot's excerpts are shared, as Telegram said of it at the start."""
        return cls(bot.username, bot.supports_inline_queries)

    def key(self, label: str, excerpt: str) -> Key:
        """Return the button that lets one choose a chat and name the excerpt there."""
        if not self.is_inline:
            return {"text": label, "url": share_link(self.username, excerpt)}
        return {
            "text": label,
            "switch_inline_query_chosen_chat": {
                "query": f"#{excerpt}",
                "allow_user_chats": True,
                "allow_group_chats": True,
                "allow_channel_chats": True,
            },
        }


def one_message(reply: Reply) -> Reply:
    """Return as much of a reply as fits into one message, with all its buttons."""
    first, *_ = pages(reply, MAX_TEXT_UNITS, utf16)
    return Reply(paragraphs=first.paragraphs, groups=reply.groups)


def keyboard(reply: Reply, sharing: Sharing) -> Keyboard | None:
    """Return the keyboard within Telegram's limits, or None for no buttons."""
    keys = [row for group in reply.groups for row in _key_rows(group, sharing)]
    rows: list[list[Key]] = []
    left = _MAX_KEYS
    for row in keys:
        if row[:left]:
            rows.append(row[:left])
        left -= len(row[:left])
    return {"inline_keyboard": rows} if rows else None


def _key_rows(group: ButtonGroup, sharing: Sharing) -> Iterator[list[Key]]:
    """Yield rows of two keys, or of more where all labels are as short as numbers."""
    keys = [key for button in group.buttons if (key := _key(button, sharing))]
    short = all(len(key["text"]) <= _MAX_SHORT_LABEL_CHARS for key in keys)
    width = _SHORT_KEYS_IN_ROW if short else _KEYS_IN_ROW
    for at in range(0, len(keys), width):
        yield keys[at : at + width]


def _without_surrogates(text: str) -> str:
    """Replace halves of surrogate pairs, which no message can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _naming_nobody(text: str) -> str:
    """Keep Telegram from linking words such as "@stdlib" to whoever bears that name.

    An invisible character after the sign does it; commands and code need none.
    """
    return _USERNAME.sub(f"@{_WORD_JOINER}", text)


def _is_quotation(paragraph: Paragraph) -> bool:
    return paragraph.role is ParagraphRole.QUOTATION


def _continues(one: Paragraph, other: Paragraph) -> bool:
    return _is_quotation(one) and one.depth == other.depth


def _span_marks(span: Span, shown: str, at: int) -> Iterator[_Mark]:
    start = at + len(shown) - len(shown.lstrip())
    end = start + len(shown.strip())
    if start == end:
        return
    if span.style is SpanStyle.LINK:
        if is_linkable(span.url):
            yield _Mark(MessageEntityType.TEXT_LINK, start, end, span.url)
        elif _MENTION.fullmatch(span.url):
            yield _Mark(MessageEntityType.TEXT_MENTION, start, end, span.url)
        return
    if span.style is SpanStyle.CODE and _COMMAND.fullmatch(shown.strip()):
        return  # Telegram itself makes a command one to tap; code is only copied
    for kind in _ENTITY_TYPES.get(span.style, ()):
        yield _Mark(kind, start, end)


def _add_marks(
    marks: list[_Mark], new: Iterable[_Mark], text: str, *, since: int
) -> None:
    """Add a span's marks; small print that goes on in a paragraph takes no second one."""
    for mark in new:
        last = marks[-1] if marks else None
        if (
            last
            and last.start >= since
            and last.kind == mark.kind == MessageEntityType.ITALIC
            and not text[last.end : mark.start].strip()
        ):
            marks[-1] = _Mark(mark.kind, last.start, mark.end)
        else:
            marks.append(mark)


def _extended_quotation(marks: Sequence[_Mark], quote: _Mark) -> list[_Mark]:
    """Return the marks with the latest quotation extended over one more paragraph."""
    latest = max(n for n, mark in enumerate(marks) if mark.kind == quote.kind)
    longer = _Mark(quote.kind, marks[latest].start, quote.end)
    return [*marks[:latest], longer, *marks[latest + 1 :]]


def _entities(text: str, marks: list[_Mark]) -> list[MessageEntity]:
    if len(marks) > _MAX_ENTITIES:
        log.info("%d entities in a message: the least are dropped", len(marks))
        marks = sorted(marks, key=lambda mark: _ENTITY_PRIORITY.index(mark.kind))
    kept = sorted(marks[:_MAX_ENTITIES], key=lambda mark: (mark.start, -mark.end))
    narrow = utf16(text) == len(text)  # so that each character is one unit
    return [_entity(text, mark, narrow=narrow) for mark in kept]


def _entity(text: str, mark: _Mark, *, narrow: bool) -> MessageEntity:
    entity: MessageEntity = {
        "type": mark.kind,
        "offset": mark.start if narrow else utf16(text[: mark.start]),
        "length": mark.end - mark.start
        if narrow
        else utf16(text[mark.start : mark.end]),
    }
    if mark.url and (mention := _MENTION.fullmatch(mark.url)):
        entity["user"] = {"id": int(mention[1])}
    elif mark.url:
        entity["url"] = mark.url
    return entity


def _key(button: Button, sharing: Sharing) -> Key | None:
    label = _without_surrogates(button.label).strip()
    if not label:
        return None
    if button.shares:
        return sharing.key(label, button.shares)
    if button.action is None:
        if is_linkable(button.url):
            return {"text": label, "url": button.url}
        return None
    try:
        data = button.action.encode()
    except ValueError:
        log.exception("a button is left out")
        return None
    return {"text": label, "callback_data": data}
