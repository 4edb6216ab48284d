"""A reply as Telegram takes it: a text, its entities, and an inline keyboard.

Entities instead of a parse mode: nothing that a person typed can become markup. They
are written in the Bot API's own form: making the client library's objects of them took
a third of the time of an answer.
https://core.telegram.org/bots/api#messageentity
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from telegram import Bot
from telegram.constants import MessageEntityType

from bot.faces.telegram.api.links import share_link
from bot.faces.telegram.api.updates import Key, Keyboard, MessageEntity
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
_MAX_COPIED_UNITS = 256
_MAX_SHORT_LABEL_CHARS = 4  # as a number has

# As plain texts: the client library's own are slow to compare and to write as JSON.
_BLOCKQUOTE = MessageEntityType.BLOCKQUOTE.value
_BOLD = MessageEntityType.BOLD.value
_CODE = MessageEntityType.CODE.value
_ITALIC = MessageEntityType.ITALIC.value
_PRE = MessageEntityType.PRE.value
_STRIKETHROUGH = MessageEntityType.STRIKETHROUGH.value
_TEXT_LINK = MessageEntityType.TEXT_LINK.value
_TEXT_MENTION = MessageEntityType.TEXT_MENTION.value
_UNDERLINE = MessageEntityType.UNDERLINE.value

_ENTITY_TYPES: Mapping[SpanStyle, tuple[str, ...]] = {
    SpanStyle.STRONG: (_BOLD,),
    SpanStyle.EMPHASIS: (_ITALIC,),
    # Bold alone is easily missed inside a quotation.
    SpanStyle.MATCH: (_BOLD, _UNDERLINE),
    SpanStyle.SMALL: (_ITALIC,),
    SpanStyle.TITLE: (_ITALIC,),
    SpanStyle.CODE: (_CODE,),
    SpanStyle.STRUCK: (_STRIKETHROUGH,),
    SpanStyle.INSERTED: (_UNDERLINE,),
}
_ENTITY_PRIORITY = (
    _BLOCKQUOTE,
    _PRE,
    _TEXT_LINK,
    _TEXT_MENTION,
    _BOLD,
    _CODE,
    _STRIKETHROUGH,
    _UNDERLINE,
    _ITALIC,
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
    url: str = ""


def utf16(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Telegram counts."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_and_entities(
    paragraphs: Iterable[Paragraph],
) -> tuple[str, list[MessageEntity]]:
    """Return the text of a message and the hundred entities that matter most."""
    whole = [*paragraphs]
    text = ""
    marks: list[_Mark] = []
    before: Paragraph | None = None
    for paragraph, gap, spans in lay_out(whole):
        text += gap
        start = len(text)
        # Nothing in a block of code has a style, or is a name or a command.
        is_code = paragraph.role is ParagraphRole.LISTING
        for span in spans:
            shown = span.text
            if "@" in shown and not (is_code or span.style is SpanStyle.CODE):
                shown = _naming_nobody(shown)
            if span.style is not SpanStyle.PLAIN and not is_code:
                _add_marks(marks, span, shown, text, since=start)
            text += shown
        if paragraph.role is ParagraphRole.QUOTATION and len(text) > start:
            goes_on = before is not None and _continues(before, paragraph)
            quote = _Mark(_BLOCKQUOTE, start, len(text))
            marks = _extended_quotation(marks, quote) if goes_on else [*marks, quote]
        if is_code and len(text) > start:
            marks.append(_Mark(_PRE, start, len(text)))
        before = paragraph
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return text_and_entities(map(_with_whole_characters, whole))
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
    rows: list[list[Key]] = []
    left = _MAX_KEYS
    for group in reply.groups:
        for row in _key_rows(group, sharing):
            if kept := row[:left]:
                rows.append(kept)
                left -= len(kept)
    return {"inline_keyboard": rows} if rows else None


def _key_rows(group: ButtonGroup, sharing: Sharing) -> list[list[Key]]:
    """Return rows of two keys, or of more where all labels are as short as numbers."""
    keys = [key for button in group.buttons if (key := _key(button, sharing))]
    short = all(len(key["text"]) <= _MAX_SHORT_LABEL_CHARS for key in keys)
    width = _SHORT_KEYS_IN_ROW if short else _KEYS_IN_ROW
    return [keys[at : at + width] for at in range(0, len(keys), width)]


def _with_whole_characters(paragraph: Paragraph) -> Paragraph:
    """Replace halves of surrogate pairs, which no message can hold."""
    spans = [
        replace(span, text=_without_surrogates(span.text)) for span in paragraph.spans
    ]
    return replace(paragraph, spans=tuple(spans))


def _without_surrogates(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@lru_cache(maxsize=1024)
def _label(label: str) -> str:
    """Return what a key says; most say what those of other answers say."""
    return _without_surrogates(label).strip()


def _naming_nobody(text: str) -> str:
    """Keep Telegram from linking words such as "@stdlib" to whoever bears that name.

    An invisible character after the sign does it; commands and code need none.
    """
    return _USERNAME.sub(f"@{_WORD_JOINER}", text)


def _continues(one: Paragraph, other: Paragraph) -> bool:
    return one.role is ParagraphRole.QUOTATION and one.depth == other.depth


def _add_marks(
    marks: list[_Mark], span: Span, shown: str, text: str, *, since: int
) -> None:
    """Add the marks of a span that is to follow a text.

    Small print that goes on in a paragraph, which begins at `since`, takes no second one.
    """
    words = shown.strip()
    if not words:
        return
    start = len(text) + len(shown) - len(shown.lstrip())
    end = start + len(words)
    for kind in _entity_types(span, words):
        last = marks[-1] if marks else None
        if (
            kind == _ITALIC
            and last
            and last.kind == _ITALIC
            and last.start >= since
            and not text[last.end : start].strip()
        ):
            marks[-1] = _Mark(kind, last.start, end)
        else:
            marks.append(_Mark(kind, start, end, span.url))


def _entity_types(span: Span, shown: str) -> tuple[str, ...]:
    if span.style is SpanStyle.LINK:
        if is_linkable(span.url):
            return (_TEXT_LINK,)
        return (_TEXT_MENTION,) if _MENTION.fullmatch(span.url) else ()
    if span.style is SpanStyle.CODE and _COMMAND.fullmatch(shown):
        return ()  # Telegram itself makes a command one to tap; code is only copied
    return _ENTITY_TYPES.get(span.style, ())


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
    kind, start, end, url = mark
    if not narrow:
        start, end = utf16(text[:start]), utf16(text[:end])
    entity: MessageEntity = {"type": kind, "offset": start, "length": end - start}
    if kind == _TEXT_LINK:
        entity["url"] = url
    elif kind == _TEXT_MENTION and (mention := _MENTION.fullmatch(url)):
        entity["user"] = {"id": int(mention[1])}
    return entity


def _key(button: Button, sharing: Sharing) -> Key | None:
    label = _label(button.label)
    if not label:
        return None
    if button.shares:
        return sharing.key(label, button.shares)
    if button.action is None:
        return _key_of_text(button, label)
    try:
        data = button.action.encode()
    except ValueError:
        log.exception("a button is left out")
        return None
    return {"text": label, "callback_data": data}


def _key_of_text(button: Button, label: str) -> Key | None:
    """Return a button that opens a link or copies a text, where Telegram takes it."""
    copied = _without_surrogates(button.copies)
    if copied and utf16(copied) <= _MAX_COPIED_UNITS:
        return {"text": label, "copy_text": {"text": copied}}
    if is_linkable(button.url):
        return {"text": label, "url": button.url}
    return None
