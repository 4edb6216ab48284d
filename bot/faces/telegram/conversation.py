"""Answer updates: from what Telegram tells to what the app replies."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import ContextTypes

from bot.faces.port import AppPort
from bot.faces.telegram.duplicates import Seen
from bot.faces.telegram.requests import PLATFORM, Reader, place_of, thread_of
from bot.faces.telegram.sender import Courier
from bot.faces.telegram.updates import (
    CallbackQuery,
    ChatMemberUpdated,
    Message,
    Update,
    chat_of,
)
from bot.logs import bind_ids
from handlers.contract.reply import Paragraph, Reply, Span
from handlers.contract.request import Place, Request
from handlers.text.permission import barred

TYPING_AFTER = 0.4
TYPING_LASTS = 4.5
SPINNING = 8.0
"""Seconds after which a button stops to spin, though its answer is not there yet."""

FOREIGN = "This button is from another time. Send /help to see what works now."

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Talk:
    """Hold the conversations of one bot."""

    app: AppPort
    courier: Courier
    reader: Reader
    _seen: Seen = field(default_factory=Seen)

    async def take(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer one update, once."""
        chat = chat_of(update)
        where = f"{PLATFORM}:{chat['id']}" if chat else ""
        bind_ids(update=update["update_id"], chat=where)
        if self._seen.again(update["update_id"]):
            log.info("update %d came twice", update["update_id"])
        elif query := update.get("callback_query"):
            await self._pressed(query)
        elif change := update.get("my_chat_member"):
            await self._let_in(change)
        # An edited message was answered when it was new.
        elif message := update.get("message") or update.get("channel_post"):
            await self._said(message)

    async def _let_in(self, change: ChatMemberUpdated) -> None:
        gone = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}
        place = Place(platform=PLATFORM, chat=str(change["chat"]["id"]))
        allowed = change["new_chat_member"]["status"] not in gone
        await self.app.set_reachable(place, allowed=allowed)

    async def _said(self, message: Message) -> None:
        chat = message["chat"]
        if new := message.get("migrate_to_chat_id"):
            await self.courier.move(str(chat["id"]), str(new))
            return
        request = self.reader.said(message, datetime.now(UTC))
        if request is None:
            return
        # Who writes in the name of the chat itself is one who may.
        sender = message.get("sender_chat")
        as_chat = sender is not None and sender["id"] == chat["id"]
        if chat["type"] != ChatType.PRIVATE and not as_chat:
            user = message.get("from")
            request = self._asking(request, user["id"] if user else 0)
        with _Beside(TYPING_AFTER, lambda: self._typing(request.place)):
            reply = await self.app.answer(request)
        await self.courier.send(
            request.place, _with_notice(reply), under=thread_of(message)
        )

    async def _pressed(self, query: CallbackQuery) -> None:
        request = self.reader.pressed(query, datetime.now(UTC))
        message, user = query.get("message"), query.get("from")
        if request is None or message is None or user is None:
            await self.courier.flash(query["id"], FOREIGN)
            return
        if message["chat"]["type"] != ChatType.PRIVATE:
            request = self._asking(request, user["id"])
        # Whoever reads a channel can press there, and what is posted has no asker.
        if message["chat"]["type"] == ChatType.CHANNEL and (
            why := await barred(request)
        ):
            await self.courier.flash(query["id"], why)
            return
        flashed = asyncio.Event()
        with _Beside(SPINNING, lambda: self._stop_spinning(query, flashed)):
            reply = await self.app.answer(request)
        if flashed.is_set():
            await self._show(message, _with_notice(reply))
        elif reply.paragraphs:
            async with asyncio.TaskGroup() as both:
                both.create_task(self.courier.flash(query["id"], reply.notice))
                both.create_task(self._show(message, reply))
        elif not await self.courier.flash(query["id"], reply.notice) and reply.notice:
            await self._show(message, replace(_with_notice(reply), replaces=False))

    def _asking(self, request: Request, user: int) -> Request:
        """Let the app ask whether a user decides for the chat, if it needs to know."""
        manages = partial(self.courier.administers, request.place, user)
        return replace(request, manages=manages)

    async def _show(self, pressed: Message, reply: Reply) -> None:
        place, under = place_of(pressed), thread_of(pressed)
        if reply.replaces and reply.paragraphs:
            id_ = pressed["message_id"]
            await self.courier.replace(place, id_, reply, under=under)
        elif reply.paragraphs:
            await self.courier.send(place, reply, under=under)

    async def _typing(self, place: Place) -> None:
        while True:
            await self.courier.type(place)
            await asyncio.sleep(TYPING_LASTS)

    async def _stop_spinning(
        self, query: CallbackQuery, flashed: asyncio.Event
    ) -> None:
        flashed.set()
        await self.courier.flash(query["id"], "")


class _Beside:
    """Do something beside a block that takes longer than `after` seconds.

    Most are quicker, and then it costs but a timer.
    """

    def __init__(
        self, after: float, act: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        self._after = after
        self._act = act
        self._task: asyncio.Task[None] | None = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._after, self._start)

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _start(self) -> None:
        self._task = asyncio.create_task(self._act())
        self._task.add_done_callback(_see)


def _see(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("what went on beside an answer failed", exc_info=error)


def _with_notice(reply: Reply) -> Reply:
    """Print a notice that can't be flashed above the rest."""
    if not reply.notice:
        return reply
    notice = Paragraph(spans=(Span(reply.notice),))
    paragraphs = (notice, *reply.paragraphs)
    return replace(reply, paragraphs=paragraphs, notice="")
