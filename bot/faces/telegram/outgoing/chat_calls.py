"""Calls about a chat that send no message: pressed buttons, typing, files, members."""

import logging
import re
from urllib.parse import quote

from telegram import Bot
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import BadRequest, TelegramError

from bot.faces.telegram.api.links import chat_link
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.api.updates import TelegramDocument
from bot.faces.telegram.outgoing.text import utf16
from bot.rendering.pages import pages
from handlers.contract.reply import Paragraph, Reply, Span
from handlers.contract.request import Attachment, AttachmentError, Place

MAX_NOTICE_UNITS = 200
"""UTF-16 units of the notice that a pressed button shows."""

_UNKNOWN_USER = re.compile(r"user|participant", re.IGNORECASE)

log = logging.getLogger(__name__)


class ChatCalls:
    """A bot's calls about chats that send no message; failures are logged.

    Args:
        bot: The bot.
        transport: Carries the calls.
    """

    def __init__(self, bot: Bot, transport: Transport) -> None:
        self._bot = bot
        self._transport = transport

    async def answer_press(
        self, query: str, notice: str, *, alert: bool = False
    ) -> bool:
        """Answer a pressed button; return whether the person could see the notice.

        Args:
            query: The press.
            notice: What to show, or nothing.
            alert: Whether it stays until the person has read it.
        """
        try:
            return await self._bot.answer_callback_query(
                query, _shortened(notice) or None, show_alert=alert
            )
        except BadRequest as error:
            log.info("a pressed button waited too long: %s", error)
        except TelegramError as error:
            log.warning("a pressed button goes unanswered: %s", error)
        return False

    async def open_chat(self, query: str, words: str) -> None:
        """Answer a pressed button by opening the private chat of who pressed it.

        Args:
            query: The press.
            words: What ``/start`` brings there, as `start_words` gives it.
        """
        link = chat_link(self._bot.username, words)
        try:
            await self._bot.answer_callback_query(query, url=link)
        except TelegramError as error:
            log.warning("a pressed button opens no chat: %s", error)

    async def delete(self, place: Place, message: int) -> bool:
        """Delete one of the bot's messages; return whether it is gone."""
        try:
            await self._transport.call(
                self._bot,
                "deleteMessage",
                chat_id=int(place.chat),
                message_id=message,
            )
        except TelegramError as error:
            log.info("message %d can't be deleted: %s", message, error)
            return isinstance(error, BadRequest) and "not found" in error.message
        return True

    async def show_typing(self, place: Place) -> None:
        """Show that an answer is being worked on, for about five seconds."""
        try:
            await self._bot.send_chat_action(
                int(place.chat), ChatAction.TYPING, message_thread_id=thread_id(place)
            )
        except TelegramError as error:
            log.info("no typing in chat %s: %s", place.chat, error)

    def attachment(self, document: TelegramDocument) -> Attachment:
        """Return a file that was sent, which is fetched when it is asked for."""

        async def fetch(limit: int) -> bytes:
            try:
                found = await self._transport.call(
                    self._bot, "getFile", file_id=document["file_id"]
                )
                path = str(found["file_path"])
                return await self._transport.download(
                    f"{self._bot.base_file_url}/{quote(path)}", limit
                )
            except BadRequest as error:
                raise AttachmentError(
                    "Telegram does not hand out that file: it is over 20 MB, or gone. "
                    "Send it again, or use `rostra import`."
                ) from error
            except (TelegramError, KeyError, TypeError) as error:
                log.warning("a file can't be fetched: %s", error)
                raise AttachmentError(
                    "The file could not be fetched from Telegram just now. Send it again "
                    "in a minute."
                ) from error

        return Attachment(
            name=document.get("file_name", "document"),
            size=document.get("file_size"),
            fetch=fetch,
        )

    async def is_administrator(self, place: Place, user: int) -> bool | None:
        """Ask Telegram whether a user administers a chat; None where it can't tell."""
        # Read as it comes: the library demands rights that older servers leave out.
        try:
            member = await self._transport.call(
                self._bot, "getChatMember", chat_id=int(place.chat), user_id=user
            )
        except TelegramError as error:
            if isinstance(error, BadRequest) and _UNKNOWN_USER.search(error.message):
                return False
            log.warning("no word on who administers chat %s: %s", place.chat, error)
            return None
        status = member.get("status") if isinstance(member, dict) else None
        return status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


def _shortened(notice: str) -> str:
    if utf16(notice) <= MAX_NOTICE_UNITS:
        return notice
    paragraph = Paragraph(spans=(Span(notice),))
    first, *_ = pages(Reply(paragraphs=(paragraph,)), MAX_NOTICE_UNITS - 1, utf16)
    return f"{first.text}…"


def thread_id(place: Place) -> int | None:
    """Return the id of a place's topic; None for none."""
    return int(place.thread) if place.thread else None
