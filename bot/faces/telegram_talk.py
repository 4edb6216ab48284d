"""Answer updates: from what Telegram tells to what the app replies."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus
from telegram.ext import ContextTypes

from bot.faces.ports import Answers
from bot.faces.telegram_courier import Courier
from bot.faces.telegram_lanes import Seen
from bot.faces.telegram_requests import PLATFORM, Reader, place_of
from bot.logs import carry
from handlers.reply import Paragraph, Reply, Span
from handlers.request import Place, Request

TYPING_AFTER = 0.4
TYPING_LASTS = 4.5
SPINNING = 8.0
"""Seconds after which a button stops to spin, though its answer is not there yet."""

FOREIGN = "This button is from another time. Send /help to see what works now."

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Talk:
    """Hold the conversations of one bot."""

    app: Answers
    courier: Courier
    reader: Reader
    _seen: Seen = field(default_factory=Seen)

    async def take(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer one update, once."""
        if chat := update.effective_chat:
            carry(update=update.update_id, chat=f"{PLATFORM}:{chat.id}")
        if self._seen.again(update.update_id):
            log.info("update %d came twice", update.update_id)
        elif update.callback_query:
            await self._pressed(update.callback_query)
        elif update.my_chat_member:
            await self._let_in(update.my_chat_member)
        # An edited message was answered when it was new.
        elif message := update.message or update.channel_post:
            await self._said(message)

    async def _let_in(self, change: ChatMemberUpdated) -> None:
        gone = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
        place = Place(platform=PLATFORM, chat=str(change.chat.id))
        allowed = change.new_chat_member.status not in gone
        await self.app.let_in(place, allowed=allowed)

    async def _said(self, message: Message) -> None:
        if message.migrate_to_chat_id:
            old, new = str(message.chat.id), str(message.migrate_to_chat_id)
            await self.courier.move(old, new)
            return
        request = self.reader.said(message, datetime.now(UTC))
        if request is None:
            return
        # Who writes in the name of the chat itself is one who may.
        if message.chat.type != Chat.PRIVATE and message.sender_chat != message.chat:
            user = message.from_user.id if message.from_user else 0
            request = self._asking(request, user)
        async with _meanwhile(lambda: self._typing(request.place)):
            reply = await self.app.answer(request)
        await self.courier.send(request.place, _with_notice(reply))

    async def _pressed(self, query: CallbackQuery) -> None:
        request = self.reader.pressed(query, datetime.now(UTC))
        if request is None or query.message is None:
            await self.courier.flash(query.id, FOREIGN)
            return
        if query.message.chat.type != Chat.PRIVATE:
            request = self._asking(request, query.from_user.id)
        flashed = asyncio.Event()
        async with _meanwhile(lambda: self._stop_spinning(query, flashed)):
            reply = await self.app.answer(request)
        place = place_of(query.message)
        if flashed.is_set():
            await self._show(place, query.message.message_id, _with_notice(reply))
        elif reply.paragraphs:
            async with asyncio.TaskGroup() as both:
                both.create_task(self.courier.flash(query.id, reply.notice))
                both.create_task(self._show(place, query.message.message_id, reply))
        elif not await self.courier.flash(query.id, reply.notice) and reply.notice:
            await self.courier.send(place, _with_notice(reply))

    def _asking(self, request: Request, user: int) -> Request:
        """Let the app ask whether a user decides for the chat, if it needs to know."""
        manages = partial(self.courier.administers, request.place, user)
        return replace(request, manages=manages)

    async def _show(self, place: Place, message: int, reply: Reply) -> None:
        if reply.replaces and reply.paragraphs:
            await self.courier.replace(place, message, reply)
        elif reply.paragraphs:
            await self.courier.send(place, reply)

    async def _typing(self, place: Place) -> None:
        await asyncio.sleep(TYPING_AFTER)
        while True:
            await self.courier.type(place)
            await asyncio.sleep(TYPING_LASTS)

    async def _stop_spinning(
        self, query: CallbackQuery, flashed: asyncio.Event
    ) -> None:
        await asyncio.sleep(SPINNING)
        flashed.set()
        await self.courier.flash(query.id, "")


@asynccontextmanager
async def _meanwhile(act: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Do something on the side for as long as the block takes."""

    async def acting() -> None:
        await act()

    async with asyncio.TaskGroup() as group:
        side = group.create_task(acting())
        try:
            yield
        finally:
            side.cancel()


def _with_notice(reply: Reply) -> Reply:
    """Print a notice that can't be flashed above the rest."""
    if not reply.notice:
        return reply
    notice = Paragraph(spans=(Span(reply.notice),))
    paragraphs = (notice, *reply.paragraphs)
    return replace(reply, paragraphs=paragraphs, notice="")
