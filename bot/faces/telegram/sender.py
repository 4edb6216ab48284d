"""Carry replies to Telegram, whatever goes wrong on the way.

Every message passes through `Courier`, and so past the pacer.
"""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from telegram import Bot
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import BadRequest, TelegramError

from bot.delivery.pacer import Limits, Pacer
from bot.delivery.retry import Apart, Tries
from bot.faces.telegram.errors import Wait
from bot.faces.telegram.text import TEXT_LIMIT, keyboard, utf16, written
from bot.faces.telegram.transport import Transport
from bot.rendering.pages import pages
from handlers.contract.reply import Paragraph, Reply, Span
from handlers.contract.request import Place

LIMITS = Limits(bulk_per_s=28.6, chat_gap_s=1.0, group_per_minute=18)
"""Telegram allows 30 a second over all, 1 a second in a chat, 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

NOTICE_LIMIT = 200
"""UTF-16 units of what is flashed."""

_NO_PREVIEW = {"is_disabled": True}
FORM = re.compile(r"entit|URL|button|markup|BUTTON", re.IGNORECASE)
_STRANGER = re.compile(r"user|participant", re.IGNORECASE)

Sent = dict[str, Any]
"""A message that was sent, as the Bot API tells of it."""

log = logging.getLogger(__name__)


class Courier:
    """Send, edit and flash; log what can't be helped and go on.

    Args:
        bot: Who speaks.
        transport: Carries the messages.
        moved: Told when Telegram gave a chat a new id.
        closed: Told when a chat can't be written to.
        wait: Waits for so many seconds.
        apart: Entered for as long as Telegram told a chat to wait.
        pacer: Tells each send when it may go.
    """

    def __init__(
        self,
        bot: Bot,
        transport: Transport,
        *,
        moved: Callable[[Place, Place], Awaitable[None]],
        closed: Callable[[Place], Awaitable[None]],
        wait: Wait,
        apart: Apart,
        pacer: Pacer | None = None,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self.pacer = pacer or Pacer(LIMITS)
        self._tries = Tries(
            pacer=self.pacer, moved=moved, closed=closed, wait=wait, apart=apart
        )

    async def send(self, place: Place, reply: Reply, *, under: int = 0) -> None:
        """Send a reply as new messages, in the topic that the place names.

        Args:
            place: Where to.
            reply: What to send.
            under: The message that it answers, where it has to stand under that; or 0.
        """
        for page in pages(reply, TEXT_LIMIT, utf16):
            if not page.paragraphs:
                log.error("nothing to show in chat %s", place.chat)
                return
            sent = await self._send_page(place, page, under)
            if sent is None:
                return
            if (chat := str(sent["chat"]["id"])) != place.chat:
                place = replace(place, chat=chat)

    async def replace(
        self, place: Place, message: int, reply: Reply, *, under: int = 0
    ) -> None:
        """Show a reply in place of a message of ours, or after it if that is gone."""
        first, *rest = pages(reply, TEXT_LIMIT, utf16)
        if not await self._edit_page(place, message, first):
            await self.send(place, reply, under=under)
            return
        for page in rest:
            await self._send_page(place, page, under)

    async def flash(self, query: str, notice: str) -> bool:
        """Answer a pressed button; return whether whoever pressed it could see that."""
        try:
            return await self._bot.answer_callback_query(query, _brief(notice) or None)
        except BadRequest as error:
            log.info("a pressed button waited too long: %s", error)
        except TelegramError as error:
            log.warning("a pressed button goes unanswered: %s", error)
        return False

    async def type(self, place: Place) -> None:
        """Show that an answer is being worked on, for about five seconds."""
        try:
            await self._bot.send_chat_action(
                int(place.chat), ChatAction.TYPING, message_thread_id=_thread(place)
            )
        except TelegramError as error:
            log.info("no typing in chat %s: %s", place.chat, error)

    async def administers(self, place: Place, user: int) -> bool | None:
        """Ask Telegram whether a user administers a chat; None where it can't tell."""
        try:
            member = await self._bot.get_chat_member(int(place.chat), user)
        except TelegramError as error:
            if isinstance(error, BadRequest) and _STRANGER.search(error.message):
                return False
            log.warning("no word on who administers chat %s: %s", place.chat, error)
            return None
        return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}

    async def move(self, old: str, new: str) -> None:
        """Tell the app that a chat has a new id."""
        await self._tries.move(old, new)

    async def _send_page(self, place: Place, page: Reply, under: int) -> Sent | None:
        write = partial(self.write, place, page, under=under)
        try:
            return await self._tries.act(place, write)
        except BadRequest as error:
            log.warning("chat %s does not take a message: %s", place.chat, error)
            if not FORM.search(error.message):
                return None
        try:
            return await self._tries.act(place, partial(write, plainly=True))
        except BadRequest as error:
            log.warning("nor does it plainly: %s", error)
            return None

    async def write(
        self,
        place: Place,
        page: Reply,
        chat: int,
        *,
        plainly: bool = False,
        under: int = 0,
    ) -> Sent:
        """Write one message, or raise what Telegram says instead."""
        text, entities = written(page.paragraphs)
        sent: Sent = await self._transport.call(
            self._bot,
            "sendMessage",
            chat_id=chat,
            text=text,
            entities=None if plainly else entities,
            reply_markup=None if plainly else keyboard(page),
            link_preview_options=_NO_PREVIEW,
            message_thread_id=_thread(place),
            reply_parameters=_under(under),
        )
        return sent

    async def _edit_page(self, place: Place, message: int, page: Reply) -> bool:
        """Return whether the message need not be sent anew."""
        text, entities = written(page.paragraphs)

        async def edit(chat: int) -> None:
            await self._transport.call(
                self._bot,
                "editMessageText",
                chat_id=chat,
                message_id=message,
                text=text,
                entities=entities,
                reply_markup=keyboard(page),
                link_preview_options=_NO_PREVIEW,
            )

        try:
            await self._tries.act(place, edit)
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return True
            log.info("message %d can't be edited: %s", message, error)
            return False
        return True


def _brief(notice: str) -> str:
    if utf16(notice) <= NOTICE_LIMIT:
        return notice
    paragraph = Paragraph(spans=(Span(notice),))
    first, *_ = pages(Reply(paragraphs=(paragraph,)), NOTICE_LIMIT - 1, utf16)
    return f"{first.text}…"


def _thread(place: Place) -> int | None:
    return int(place.thread) if place.thread else None


def _under(message: int) -> dict[str, object] | None:
    if not message:
        return None
    return {"message_id": message, "allow_sending_without_reply": True}
