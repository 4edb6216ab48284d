"""Send replies and digests to Telegram, whatever goes wrong on the way.

Every message goes through `Sender`, and so through the pacer.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from typing import Any

from telegram import Bot
from telegram.error import (
    BadRequest,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.delivery.outbox import Outcome, SendStatus, chat_is_full
from bot.delivery.pacer import Limits
from bot.delivery.recent import Recent
from bot.delivery.retry import Retrier
from bot.faces.port import AppPort
from bot.faces.telegram.api.errors import classify, had_no_effect, seconds
from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.api.updates import (
    ForceReply,
    Message,
)
from bot.faces.telegram.outgoing.chat_calls import ChatCalls, thread_id
from bot.faces.telegram.outgoing.renderings import Renderings
from bot.faces.telegram.outgoing.text import one_message
from bot.rendering.files import not_sent, too_large
from handlers.contract.reply import (
    File,
    Reply,
    excerpt_shown,
    text_reply,
)
from handlers.contract.request import Place

LIMITS = Limits(bulk_per_s=28.6, chat_gap_s=1.0, group_per_minute=18)
"""Telegram allows 30 a second over all, 1 a second in a chat, 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

MAX_IN_FLIGHT = 4
"""Digests being sent at once; each of them may be sent twice after a kill."""

MAX_FILE_BYTES = 50_000_000
"""The size of a file that Telegram takes. https://core.telegram.org/bots/api#senddocument"""

MAX_EDITED = 256
"""Messages edited lately whose content is remembered."""

MAX_CARD_WAIT_S = 10.0
"""Seconds that the edit of a card waits, at most, where Telegram wants that."""

REPLACED = "This part is of an earlier answer; what replaces it stands below."

_NO_PREVIEW = {"is_disabled": True}
_FORMAT_ERROR = re.compile(r"entit|URL|button|markup|BUTTON", re.IGNORECASE)

_FOUND_ENTITIES = frozenset(
    {"bot_command", "cashtag", "email", "hashtag", "mention", "phone_number", "url"}
)
"""Entities that Telegram itself finds in a text."""

SentMessage = dict[str, Any]
"""A message that was sent, as the Bot API describes it."""

log = logging.getLogger(__name__)


class Sender:
    """A sender and editor of messages, for answers and, as an outbox, for digests.

    What goes wrong with an answer is logged; for digests, the caller decides.

    Args:
        bot: The bot that speaks.
        transport: Carries the messages.
        retrier: Repeats the sending of answers, at Telegram's pace.
        app: Remembers which messages show one answer.
        calls: Delete messages.
        is_alone: Whether no other process edits the bot's messages, so that it is known
            what they show.
    """

    max_in_flight = MAX_IN_FLIGHT

    def __init__(
        self,
        bot: Bot,
        transport: Transport,
        retrier: Retrier,
        app: AppPort,
        calls: ChatCalls,
        *,
        is_alone: bool = True,
    ) -> None:
        self._bot = bot
        self._transport = transport
        self._calls = calls
        self._app = app
        self._retrier = retrier
        self._pacer = retrier.pacer
        self._is_alone = is_alone
        self._renderings = Renderings(bot)
        self._edited: Recent[tuple[str, int], tuple[object, ...]] = Recent(MAX_EDITED)
        self.migrate_chat = retrier.migrate_chat
        self.wait_turn = retrier.pacer.wait_turn

    async def send(
        self,
        place: Place,
        reply: Reply,
        *,
        under: int = 0,
        markup: ForceReply | None = None,
    ) -> list[int]:
        """Send a reply as new messages, in the topic that the place names.

        Args:
            place: Where to.
            reply: What to send.
            under: The message that it answers, where it has to stand under that; or 0.
            markup: What stands in place of the reply's own buttons.

        Returns:
            The ids of the messages that arrived; one may have come that is not known of.
        """
        ids: list[int] = []
        for page in self._renderings.pages(reply):
            if not page.paragraphs:
                log.error("nothing to show in chat %s", place.chat)
                break
            sent = await self._send_page(place, page, under, markup)
            if sent is None:
                break
            ids.append(sent["message_id"])
            if (chat := str(sent["chat"]["id"])) != place.chat:
                place = replace(place, chat=chat)
        await self._keep_parts(place, ids, reply)
        if reply.file and ids:
            await self._send_file(place, reply.file)
        return ids

    async def _send_file(self, place: Place, file: File) -> None:
        """Send a file, or say why it does not come."""

        async def send(place: Place) -> SentMessage:
            sent: SentMessage = await self._transport.upload(
                self._bot,
                "sendDocument",
                "document",
                file,
                chat_id=int(place.chat),
                message_thread_id=thread_id(place),
            )
            return sent

        if len(file.data) > MAX_FILE_BYTES:
            await self.send(place, too_large(file, MAX_FILE_BYTES))
            return
        try:
            await self._retrier.call(place, send)
        except TelegramError as error:
            log.warning("chat %s does not take a file: %s", place.chat, error)
            await self.send(place, not_sent(file))

    async def replace(
        self, place: Place, message: Message, reply: Reply, *, under: int = 0
    ) -> None:
        """Replace one of the bot's messages by a reply, or send it anew if that is gone.

        Args:
            place: Where the message is.
            message: The message as it is now.
            reply: What to show in its place.
            under: As for `send`.
        """
        id_ = message["message_id"]
        group = await self._app.parts_of(place, str(id_))
        if group and group.messages[-1] == str(id_):
            await self.rewrite(place, [*map(int, group.messages)], reply, under=under)
            return
        first, *rest = self._renderings.pages(reply)
        content = self._renderings.content(first)
        # A press tells what its message was then; others may have been answered since.
        shown = self._edited.get((place.chat, id_)) or _content_of(message)
        is_shown = self._is_alone and shown == content
        if not is_shown and not await self._edit_page(place, id_, first):
            await self.send(place, reply, under=under)
            return
        ids = [id_]
        for page in rest:
            if (sent := await self._send_page(place, page, under)) is None:
                break
            ids.append(sent["message_id"])
        await self._keep_parts(place, ids, reply)

    async def rewrite(
        self, place: Place, messages: Sequence[int], reply: Reply, *, under: int = 0
    ) -> list[int]:
        """Show a reply in place of the messages that show another.

        Args:
            place: Where they are.
            messages: Their ids, in order.
            reply: What to show in their place.
            under: As for `send`.

        Returns:
            The ids of the messages that show it.
        """
        shown = self._renderings.pages(reply)
        # What is too much is taken from the top: people look at the end.
        kept = messages[-len(shown) :]
        for old in messages[: len(messages) - len(kept)]:
            await self._delete_or_mark(place, old)
        ids: list[int] = []
        for id_, page in zip_longest(kept, shown):
            if id_ and await self._edit_changed(place, id_, page):
                ids.append(id_)
            elif sent := await self._send_page(place, page, under):
                ids.append(sent["message_id"])
        replaced = messages[-1] if len(messages) > 1 else 0
        await self._keep_parts(place, ids, reply, replaced=replaced)
        return ids

    async def _keep_parts(
        self, place: Place, ids: Sequence[int], reply: Reply, *, replaced: int = 0
    ) -> None:
        """Remember which messages show a reply, where that are several."""
        if len(ids) > 1 or replaced:
            await self._app.set_parts(
                place,
                [*map(str, ids)],
                excerpt=excerpt_shown(reply),
                replaced=str(replaced) if replaced else "",
            )

    async def _edit_changed(self, place: Place, message: int, page: Reply) -> bool:
        """Edit a message unless it shows the page; return False if that can't be."""
        content = self._renderings.content(page)
        if self._is_alone and self._edited.get((place.chat, message)) == content:
            return True
        return await self._edit_page(place, message, page)

    async def _delete_or_mark(self, place: Place, message: int) -> None:
        """Delete a message of an old answer; where that can't be, edit it to say so."""
        if not await self._calls.delete(place, message):
            await self._edit_page(place, message, text_reply(REPLACED))

    async def edit_card(self, card: str, reply: Reply) -> None:
        """Show as much of a reply as fits in place of a card chosen in inline mode.

        Telegram does not tell which chat it is in, so that no queue can wait for it.

        Args:
            card: Its `inline_message_id`.
            reply: What to show.
        """
        text, entities, markup = self._renderings.content(one_message(reply))
        edit = partial(
            self._transport.call,
            self._bot,
            "editMessageText",
            inline_message_id=card,
            text=text,
            entities=entities,
            reply_markup=markup,
            link_preview_options=_NO_PREVIEW,
        )
        try:
            try:
                await edit()
            except RetryAfter as error:
                if (pause := seconds(error.retry_after)) > MAX_CARD_WAIT_S:
                    raise
                await self._retrier.wait(pause)
                await edit()
            except NetworkError as error:
                # An edit that is made twice shows the same.
                if isinstance(error, BadRequest):
                    raise
                await edit()
        except TelegramError as error:
            if "not modified" not in error.message.lower():
                log.info("a card can't be edited: %s", error)

    async def send_once(
        self,
        place: Place,
        page: Reply,
        *,
        plainly: bool = False,
        under: int = 0,
        markup: ForceReply | None = None,
    ) -> SentMessage:
        """Send one message, or raise what Telegram says instead.

        Args:
            place: Where to.
            page: A reply that fits into one message.
            plainly: Whether to leave out its formatting and buttons.
            under: As for `send`.
            markup: What stands in place of the page's own buttons.
        """
        text, entities, buttons = self._renderings.content(page)
        sent: SentMessage = await self._transport.call(
            self._bot,
            "sendMessage",
            chat_id=int(place.chat),
            text=text,
            entities=None if plainly else entities,
            reply_markup=None if plainly else markup or buttons,
            link_preview_options=_NO_PREVIEW,
            message_thread_id=thread_id(place),
            reply_parameters=_reply_parameters(under),
            disable_notification=page.quiet or None,
        )
        return sent

    async def _send_page(
        self, place: Place, page: Reply, under: int, markup: ForceReply | None = None
    ) -> SentMessage | None:
        send = partial(self.send_once, page=page, under=under, markup=markup)
        try:
            return await self._retrier.call(place, send)
        except TelegramError as error:
            log.warning("chat %s does not take a message: %s", place.chat, error)
            if not is_about_format(error):
                return None
        try:
            return await self._retrier.call(place, partial(send, plainly=True))
        except TelegramError as error:
            log.warning("nor does it plainly: %s", error)
            return None

    async def _edit_page(self, place: Place, message: int, page: Reply) -> bool:
        """Edit a message; return False if the page must be sent as a new one."""
        content = self._renderings.content(page)
        text, entities, markup = content
        # What it shows is not known any more, should the edit come to nothing.
        self._edited.pop((place.chat, message))

        async def edit(at: Place) -> bool:
            if at.chat != place.chat:
                # The group has become another chat, where this id is another message's.
                return False
            make = partial(
                self._transport.call,
                self._bot,
                "editMessageText",
                chat_id=int(at.chat),
                message_id=message,
                text=text,
                entities=entities,
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )
            try:
                await make()
            except NetworkError as error:
                # An edit that is made twice shows the same; a slow one was waited for.
                if isinstance(error, (BadRequest, TimedOut)) or had_no_effect(error):
                    raise
                await make()
            return True

        try:
            is_shown = await self._retrier.call(place, edit)
        except TelegramError as error:
            # An edit before this one has shown it, or another process.
            if "not modified" not in error.message.lower():
                log.info("message %d can't be edited: %s", message, error)
                return not isinstance(error, BadRequest)
            is_shown = True
        if is_shown:
            self._edited.set((place.chat, message), content)
        return is_shown is not False

    async def deliver(
        self,
        place: Place,
        reply: Reply,
        *,
        key: str,  # noqa: ARG002 - Telegram has nothing by which to know a message again
    ) -> Outcome:
        """Send a digest once and return what is known about it."""
        first, *rest = self._renderings.pages(reply)
        pause = self._pacer.reserve(place.key, group=place.chat.startswith("-"))
        if pause:
            return chat_is_full(pause)
        outcome = await self._deliver(place, first)
        if outcome.status is SendStatus.SENT:
            self._pacer.speed_up()
            ids = [int(outcome.message)]
            for page in rest:
                ids += await self.send(place, page)
            await self._keep_parts(place, ids, reply)
        return outcome

    async def _deliver(self, place: Place, page: Reply) -> Outcome:
        plainly = False
        while True:
            try:
                sent = await self.send_once(place, page, plainly=plainly)
            except TelegramError as error:
                if not plainly and is_about_format(error):
                    plainly = True
                    continue
                outcome = classify(error)
                if outcome.moved_to:
                    # The caller looks first whether the new chat had its digest.
                    await self.migrate_chat(place, outcome.moved_to)
                elif outcome.retry_after_s:
                    self._pacer.slow_down(place.key, outcome.retry_after_s)
                return outcome
            return Outcome(status=SendStatus.SENT, message=str(sent["message_id"]))


def is_about_format(error: TelegramError) -> bool:
    """Return whether Telegram might accept the message without its formatting."""
    return isinstance(error, BadRequest) and bool(_FORMAT_ERROR.search(error.message))


def _content_of(message: Message) -> tuple[object, ...]:
    found = message.get("entities", [])
    entities = [each for each in found if each["type"] not in _FOUND_ENTITIES]
    return message.get("text"), entities, message.get("reply_markup")


def _reply_parameters(message: int) -> dict[str, object] | None:
    if not message:
        return None
    return {"message_id": message, "allow_sending_without_reply": True}
