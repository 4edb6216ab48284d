"""Replies as Telegram takes them, made once for those that come again.

The card of an excerpt is the same reply each time that it is drawn; making its text,
entities and keyboard anew would take as long as drawing it.
"""

import weakref
from typing import NamedTuple

from telegram import Bot

from bot.faces.telegram.api.updates import Keyboard, MessageEntity
from bot.faces.telegram.outgoing.text import (
    MAX_TEXT_UNITS,
    Sharing,
    keyboard,
    text_and_entities,
    utf16,
)
from bot.rendering.pages import pages
from handlers.contract.reply import Reply


class Content(NamedTuple):
    """What a message shows; it can't be edited to show the same."""

    text: str
    entities: list[MessageEntity]
    keyboard: Keyboard | None


class Renderings:
    """The contents of messages, each remembered as long as its reply is.

    Args:
        bot: The bot whose excerpts are shared.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._sharing: Sharing | None = None
        # By identity, since comparing replies takes longer than rendering them.
        self._kept: dict[int, tuple[weakref.ref[Reply], Content]] = {}

    def pages(self, reply: Reply) -> list[Reply]:
        """Return the replies, one a message, that show a reply."""
        if id(reply) in self._kept:
            return [reply]
        return pages(reply, MAX_TEXT_UNITS, utf16)

    def content(self, page: Reply) -> Content:
        """Return what shows a reply that fits into one message."""
        key = id(page)
        if known := self._kept.get(key):
            return known[1]
        if self._sharing is None:
            self._sharing = Sharing.of(self._bot)
        text, entities = text_and_entities(page.paragraphs)
        content = Content(text, entities, keyboard(page, self._sharing))
        # An identity is given anew only once the reply, and with it this, is gone.
        self._kept[key] = (
            weakref.ref(page, lambda _: self._kept.pop(key, None)),
            content,
        )
        return content
