"""Handle updates: from what Telegram reports to what the app replies."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from telegram.constants import ChatType

from bot.delivery.delayed_task import DelayedTasks
from bot.delivery.incoming import Incoming, Weight
from bot.delivery.latest_line import SHOWN_EVERY_S, LatestLine
from bot.delivery.recent import Recent
from bot.faces.port import AppPort
from bot.faces.telegram.api.links import chat_link
from bot.faces.telegram.api.updates import (
    CallbackQuery,
    ChatMemberUpdated,
    Message,
    Update,
    User,
    move_of,
    request_key,
)
from bot.faces.telegram.conversations.chosen_cards import UNKNOWN_BUTTON, ChosenCards
from bot.faces.telegram.conversations.edited_questions import EditedQuestions
from bot.faces.telegram.conversations.greeting import GONE, greet
from bot.faces.telegram.conversations.presses import Presses
from bot.faces.telegram.incoming.requests import (
    PLATFORM,
    RequestReader,
    answered_message,
    place_of,
    private_place,
    thread_of,
)
from bot.faces.telegram.incoming.text_fields import asked_action, forced_reply, question
from bot.faces.telegram.outgoing.chat_calls import MAX_NOTICE_UNITS, ChatCalls
from bot.faces.telegram.outgoing.sender import Sender
from bot.faces.telegram.outgoing.text import utf16
from bot.logs import bind_ids
from handlers.contract.action import Action, Field
from handlers.contract.commands import COMMANDS, COMMANDS_BY_NAME
from handlers.contract.reply import Button, Paragraph, Reply, Span, text_reply
from handlers.contract.request import Place, Request
from handlers.parsing import changes_something
from handlers.text.crowded import skipped_reply, with_skipped
from handlers.text.permission import (
    ONLY_CHANNEL_ADMINS,
    ONLY_CHAT_ADMINS,
    press_refusal,
)
from storage.database.time import utc_now

TYPING_DELAY_S = 0.4
"""Seconds that an answer may take before the bot is shown to type."""

TYPING_REPEAT_S = 4.5
"""Seconds after which that has to be shown again."""

IN_PRIVATE = "The answer is in our private chat."

IN_PRIVATE_ONLY = "The answer is for you alone: open our private chat, press Start there, and ask again."

MAX_ASKED = 1024
"""People of whom it is remembered what they were asked for."""

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Conversation:
    """The conversations of one bot, in all its chats.

    Attributes:
        now: Returns the present moment, aware.
    """

    app: AppPort
    sender: Sender
    calls: ChatCalls
    reader: RequestReader
    now: Callable[[], datetime] = utc_now

    def __post_init__(self) -> None:
        """Prepare to track pressed buttons."""
        self.presses = Presses(self.calls.answer_press)
        self._cards = ChosenCards(
            app=self.app,
            sender=self.sender,
            calls=self.calls,
            reader=self.reader,
            presses=self.presses,
            now=self.now,
        )
        self._edits = EditedQuestions()
        self._typing = DelayedTasks(TYPING_DELAY_S)
        self._asked: Recent[tuple[str, int], tuple[int, str]] = Recent(MAX_ASKED)

    def weigh(self, update: Update) -> Weight:
        """Return what an update asks for."""
        message = update.get("message")
        return Weight.ASKS if message and _only_asks(message) else self._weigh(update)

    def _weigh(self, update: Update) -> Weight:
        if query := update.get("callback_query"):
            request = self.reader.read_press(query, self.now())
            if request is not None and self.reader.read_field(query):
                return Weight.ASKS
        elif edited := update.get("edited_message"):
            request = self.reader.read_message(edited, self.now())
            return Weight.ASKS if request else Weight.NOTHING
        elif message := update.get("message") or update.get("channel_post"):
            if self.reader.replies_to_part(message):
                return Weight.CHANGES  # it may be a comment
            request = self.reader.read_message(message, self.now())
        else:
            return Weight.CHANGES
        if request is None:
            return Weight.NOTHING
        return Weight.CHANGES if changes_something(request) else Weight.ASKS

    async def handle(self, item: Incoming[Update]) -> None:
        """Answer one update; log what goes wrong."""
        bind_ids(update=item.id, chat=item.queue)
        try:
            await self._handle(item)
        except Exception:
            log.exception("update %d was not answered", item.id)

    async def _handle(self, item: Incoming[Update]) -> None:
        update = item.update
        if query := update.get("callback_query"):
            await self._answer_press(query, item)
        elif change := update.get("my_chat_member"):
            await self._set_reachable(change)
        elif edited := update.get("edited_message"):
            await self._answer_edited(edited, item)
        elif message := update.get("message") or update.get("channel_post"):
            await self._answer_message(message, item)

    async def _set_reachable(self, change: ChatMemberUpdated) -> None:
        place = Place(platform=PLATFORM, chat=str(change["chat"]["id"]))
        allowed = change["new_chat_member"]["status"] not in GONE
        await self.app.set_reachable(place, allowed=allowed)
        await greet(change, app=self.app, sender=self.sender, now=self.now())

    async def _answer_edited(self, message: Message, item: Incoming[Update]) -> None:
        """Answer a question that was edited just now in place of its first answer."""
        request = self.reader.read_message(message, self.now())
        if request is None:
            return
        replaced = self._edits.answers_of(message, request)
        if replaced is None:
            await self._tell_skipped(message, item)
            return
        with self._typing.beside(lambda: self._show_typing(request.place)):
            reply = _with_notice(await self.app.answer(request))
        reply = with_skipped(reply, item.skipped)
        ids = [*replaced]
        if replaced and not reply.private:
            under = answered_message(message)
            ids = await self.sender.rewrite(request.place, ids, reply, under=under)
        else:
            ids = await self._say(request, message, reply)
        self._edits.remember(message, request, ids)

    async def _answer_message(self, message: Message, item: Incoming[Update]) -> None:
        chat = message["chat"]
        if move := move_of(item.update):
            old, new = map(str, move)
            await self.sender.migrate_chat(Place(platform=PLATFORM, chat=old), new)
            return
        about = ""
        if self.reader.replies_to_part(message) and (
            replied := message.get("reply_to_message")
        ):
            part = str(replied["message_id"])
            group = await self.app.parts_of(place_of(message), part)
            about = group.excerpt if group else ""
        request = self.reader.read_message(
            message, self.now(), about=about, key=request_key(item.update)
        )
        if request is None:
            return
        # Only those who may write in the name of the chat itself do so.
        sender = message.get("sender_chat")
        as_chat = sender is not None and sender["id"] == chat["id"]
        if chat["type"] != ChatType.PRIVATE and not as_chat:
            user = message.get("from")
            request = self._with_manages(request, user["id"] if user else 0)
        author = message.get("from")
        if author and (request.command == "cancel" or "reply_to_message" in message):
            request = await self._closing(request, message, author["id"])
        if document := self.reader.file_of(message, request):
            request = replace(request, attachment=self.calls.attachment(document))
        with self._typing.beside(lambda: self._show_typing(request.place)):
            async with self._followed(request) as followed:
                reply = await self.app.answer(followed)
        ids = await self._say(
            request, message, with_skipped(_with_notice(reply), item.skipped)
        )
        self._edits.remember(message, request, ids)

    async def _answer_press(self, query: CallbackQuery, item: Incoming[Update]) -> None:
        if card := query.get("inline_message_id"):
            await self._cards.answer_press(query, card)
            return
        request = self.reader.read_press(query, self.now())
        message, user = query.get("message"), query.get("from")
        self.presses.begin(query["id"])
        if request is None or message is None or user is None:
            await self.presses.answer(query["id"], UNKNOWN_BUTTON)
            return
        request = replace(request, key=request_key(item.update))
        if message["chat"]["type"] != ChatType.PRIVATE:
            request = self._with_manages(request, user["id"])
        action = self.reader.read_action(query)
        field = action.field if action else None
        if why := await self._refusal(request, message, field):
            if not await self.presses.answer(query["id"], why):
                await self._send_privately(request, text_reply(why))
            await self._tell_skipped(message, item)
            return
        if action and field:
            await self._ask(query["id"], message, user, action, field)
            await self._tell_skipped(message, item)
            return
        id_ = query["id"]
        with self.presses.answering(id_):
            reply = with_skipped(await self.app.answer(request), item.skipped)
        if reply.private and message["chat"]["type"] != ChatType.PRIVATE:
            await self._flash(id_, request, message, reply)
        else:
            await self._show_pressed(id_, message, reply)

    async def _tell_skipped(self, message: Message, item: Incoming[Update]) -> None:
        """Send how many questions go unanswered, where no answer to the last one says so."""
        if item.skipped:
            told, under = skipped_reply(item.skipped), thread_of(message)
            await self.sender.send(place_of(message), told, under=under)

    async def _refusal(
        self, request: Request, pressed: Message, field: Field | None
    ) -> str:
        """Return why nothing comes of a press; empty where something does."""
        kind = pressed["chat"]["type"]
        theirs = COMMANDS_BY_NAME.get(request.command)
        is_personal = theirs is not None and theirs.personal
        # Every reader of a channel can press, but its posts answer nobody in particular.
        if kind == ChatType.CHANNEL and not is_personal:
            return await press_refusal(request, ONLY_CHANNEL_ADMINS)
        # A question stands there for all to see, so it is asked only where it helps.
        manages = any(
            each.manages and each.name == request.command for each in self.app.commands
        )
        if field and manages and kind != ChatType.PRIVATE:
            return await press_refusal(request, ONLY_CHAT_ADMINS)
        return ""

    async def _say(self, request: Request, message: Message, reply: Reply) -> list[int]:
        """Answer a message in its chat, or alone with who wrote it.

        Returns:
            The ids of the messages in its chat.
        """
        if reply.private and message["chat"]["type"] != ChatType.PRIVATE:
            if await self._send_privately(request, reply):
                reply = text_reply(reply.elsewhere)
            else:
                reply = self._in_private_only()
        if not reply.text:
            return []
        under = answered_message(message)
        return await self.sender.send(request.place, reply, under=under)

    async def _flash(
        self, query: str, request: Request, pressed: Message, reply: Reply
    ) -> None:
        """Show who pressed a button what nobody else may see."""
        text = _with_notice(reply).text
        is_report = (
            bool(reply.elsewhere) or bool(reply.file) or utf16(text) > MAX_NOTICE_UNITS
        )
        can_flash = not self.presses.is_acknowledged(query)
        is_passing = not reply.paragraphs
        if can_flash and not is_report:
            await self.presses.answer(query, text, alert=not is_passing)
        elif await self._send_privately(request, reply):
            await self.presses.answer(query, reply.elsewhere or IN_PRIVATE)
        elif (
            not await self.presses.answer(query, IN_PRIVATE_ONLY, alert=True)
            and not is_passing
        ):
            await self._say(request, pressed, self._in_private_only())

    async def _send_privately(self, request: Request, reply: Reply) -> bool:
        """Send a reply to the person who asked; return whether that could be."""
        place = private_place(request.person)
        sent = place and await self.sender.send(place, _with_notice(reply))
        if not sent:
            log.info("%s has no private chat with us", request.person.key)
        return bool(sent)

    def _in_private_only(self) -> Reply:
        link = Button(label="Open our chat", url=chat_link(self.reader.username))
        return text_reply(IN_PRIVATE_ONLY, link)

    async def _ask(
        self, query: str, pressed: Message, user: User, action: Action, field: Field
    ) -> None:
        """Ask for a text field where its button was pressed."""
        kind = pressed["chat"]["type"]
        is_group = kind in {ChatType.GROUP, ChatType.SUPERGROUP}
        person, username = user if is_group else None, self.reader.username
        asked = question(action, field, person, username=username)
        # A channel can't force a reply; administrators reply to the question themselves.
        is_channel = kind == ChatType.CHANNEL
        markup = None if is_channel else forced_reply(field, selective=is_group)
        place, under = place_of(pressed), thread_of(pressed)
        async with asyncio.TaskGroup() as both:
            both.create_task(self.presses.answer(query, ""))
            sending = both.create_task(
                self.sender.send(place, asked, under=under, markup=markup)
            )
        if ids := sending.result():
            self._asked.set((place.chat, user["id"]), (ids[0], field.label))

    async def _closing(self, request: Request, message: Message, user: int) -> Request:
        """Forget a question that is answered, or left with what is asked now."""
        place, replied = request.place, message.get("reply_to_message")
        id_, label = self._asked.get((place.chat, user)) or (0, "")
        is_answer = replied and asked_action(replied)
        if request.command == "cancel" and is_answer and is_answer.field and replied:
            id_, label = replied["message_id"], is_answer.field.label
        elif request.command != "cancel" and not is_answer:
            return request
        self._asked.pop((place.chat, user))
        if request.command != "cancel" or not id_:
            return request
        await self.calls.delete(place, id_)
        return replace(request, left=label)

    def _with_manages(self, request: Request, user: int) -> Request:
        """Return a request that can find out whether a user manages the chat."""
        manages = partial(self.calls.is_administrator, request.place, user)
        return replace(request, manages=manages)

    async def _show_pressed(self, query: str, pressed: Message, reply: Reply) -> None:
        """Show what a press brings, with its notice on the button where that may be."""
        if self.presses.is_acknowledged(query):
            await self._show(pressed, _with_notice(reply))
        elif reply.paragraphs:
            async with asyncio.TaskGroup() as both:
                both.create_task(self.presses.answer(query, reply.notice))
                both.create_task(self._show(pressed, reply))
        elif not await self.presses.answer(query, reply.notice) and reply.notice:
            await self._show(pressed, replace(_with_notice(reply), replaces=False))

    async def _show(self, pressed: Message, reply: Reply) -> None:
        place, under = place_of(pressed), thread_of(pressed)
        if reply.replaces and reply.paragraphs:
            await self.sender.replace(place, pressed, reply, under=under)
        elif reply.paragraphs:
            await self.sender.send(place, reply, under=under)

    @asynccontextmanager
    async def _followed(self, request: Request) -> AsyncIterator[Request]:
        """Show how far a long answer has come, in a message that goes once it is there."""
        place, ids = request.place, list[int]()

        async def show(line: str) -> None:
            ids[:] = (
                await self.sender.rewrite(place, ids, text_reply(line))
                if ids
                else await self.sender.send(place, text_reply(line))
            )

        lines = LatestLine(show, every_s=SHOWN_EVERY_S)
        try:
            yield replace(request, progress=lines.tell)
        finally:
            await lines.close()
            for id_ in ids:
                await self.calls.delete(place, id_)

    async def _show_typing(self, place: Place) -> None:
        while True:
            await self.calls.show_typing(place)
            await asyncio.sleep(TYPING_REPEAT_S)


_ASKING = frozenset(
    each.name
    for each in COMMANDS
    if not (
        each.changes
        or any(part.changes for part in each.subcommands)
        or any(part.changes for part in each.parameters)
    )
)
"""Names of commands that change nothing, whatever they are given."""


def _only_asks(message: Message) -> bool:
    """Return whether a message is seen to only ask without reading all of it.

    Most are, and each update is weighed.
    """
    author = message.get("from")
    return (
        message.get("text", "").partition(" ")[0].removeprefix("/") in _ASKING
        and message["text"].startswith("/")
        and author is not None
        and not author["is_bot"]
        and not message.keys() & {"reply_to_message", "is_automatic_forward"}
    )


def _with_notice(reply: Reply) -> Reply:
    """Move a notice that can't be shown on a button above the rest of a reply."""
    if not reply.notice:
        return reply
    notice = Paragraph(spans=(Span(reply.notice),))
    paragraphs = (notice, *reply.paragraphs)
    return replace(reply, paragraphs=paragraphs, notice="")
