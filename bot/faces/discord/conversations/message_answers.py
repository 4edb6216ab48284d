"""Answer what people write to the bot: directly, or in a server with its name."""

import asyncio
import logging
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

import discord

from bot.delivery.chat_queues import RecentIds
from bot.delivery.delayed_task import DelayedTasks
from bot.delivery.recent import Recent
from bot.faces.discord.conversations.threads import CommentThreads
from bot.faces.discord.conversations.under_way import UnderWay
from bot.faces.discord.incoming.kept_events import KeptEvents
from bot.faces.discord.incoming.requests import (
    DIRECT,
    PLATFORM,
    excerpt_of,
    how_to_comment,
    person_of,
    place_of,
    words_of,
)
from bot.faces.discord.outgoing.channel_sender import ChannelSender
from bot.faces.port import AppPort
from bot.logs import bind_ids
from handlers.contract.action import Action
from handlers.contract.commands import SLASHES
from handlers.contract.reply import Reply, text_reply
from handlers.contract.request import NO_ARGUMENTS, Arguments, Place, Request
from handlers.parsing import changes_something, merely_asks

TYPING_AFTER_S = 1.0
"""Seconds that the answer to a message may take before the bot is shown to type."""

MAX_EDIT_AGE_S = 60
"""Seconds after its sending in which a question may be edited and is answered anew."""

MAX_ANSWERS = 1024
"""Messages whose answers are remembered."""

HOW_TO_ASK = (
    "Ask with a command: type / and choose /quote, /topic or another one. To comment on "
    "an excerpt, reply to it with my name in the reply, or choose “Comment on this” "
    "under Apps in its menu."
)

UNREADABLE = (
    "Discord does not let me read this reply, so nothing was kept. Write my name into "
    "it, or choose “Comment on this” under Apps in the menu of the excerpt's message."
)

IN_PRIVATE_ONLY = (
    "The answer is for you alone. Ask with a command: type / and choose one, then nobody "
    "else sees what it says."
)

_SPOKEN = frozenset({discord.MessageType.default, discord.MessageType.reply})

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class MessageAnswers:
    """The answers to messages, in all chats of one bot.

    Attributes:
        app: Answers requests.
        admins: Keys of the people who administer the library.
        now: Returns the present time.
        sender: The way to send to a channel.
        threads: The threads for comments.
        under_way: The answers that are being given.
        kept: What must not be lost; None to keep nothing.
    """

    app: AppPort
    admins: AbstractSet[str]
    now: Callable[[], datetime]
    sender: ChannelSender
    threads: CommentThreads
    under_way: UnderWay
    kept: KeptEvents | None = None
    _recent: RecentIds = field(default_factory=RecentIds)
    _answers: Recent[int, tuple[tuple[str, str], list[str]]] = field(
        default_factory=lambda: Recent(MAX_ANSWERS)
    )
    _typing: DelayedTasks = field(default_factory=lambda: DelayedTasks(TYPING_AFTER_S))

    async def answer(self, message: discord.Message, me: int) -> None:
        """Answer a direct message, or a message of a server that pings the bot.

        Args:
            message: Somebody's message.
            me: The bot's own user id.
        """
        bind_ids(message=message.id, chat=place_of(message).key)
        with self.under_way.answering():
            try:
                await self._answer(message, me)
            except Exception:
                log.exception("a message was not answered")
            # Where this is cancelled, the next start takes the message up.
            if self.kept:
                await self.kept.finish(message.id, place_of(message).key)

    async def _answer(self, message: discord.Message, me: int) -> None:
        asked = self._read(message, me)
        if asked is None or self._recent.is_repeated(message.id):
            return
        if self.kept and isinstance(asked, Request) and changes_something(asked):
            await self.kept.keep(message.id, asked.place.key)
        reply = await self._reply(message, asked)
        await self._show(message, asked, reply)
        await self.threads.update(message, reply)

    async def answer_edited(self, message: discord.Message, me: int) -> None:
        """Answer a question that was edited just now in place of its first answer.

        Args:
            message: Somebody's message, as it is now.
            me: The bot's own user id.
        """
        edited, written = message.edited_at, message.created_at
        # A link that gets its preview is an edit, too, but nobody's.
        if edited is None or (edited - written).total_seconds() > MAX_EDIT_AGE_S:
            return
        bind_ids(message=message.id, chat=place_of(message).key)
        with self.under_way.answering():
            try:
                asked = self._read(message, me)
                if isinstance(asked, Request) and merely_asks(asked):
                    await self._answer_again(message, asked)
            except Exception:
                log.exception("an edited message was not answered")

    async def _answer_again(self, message: discord.Message, asked: Request) -> None:
        before = self._answers.get(message.id)
        if before and before[0] == (asked.command, asked.words):
            return
        reply = await self._reply(message, asked)
        old = before[1] if before else []
        place = place_of(message)
        can_edit = len(old) == 1 and not reply.private
        if can_edit and await self.sender.edit(place, old[0], reply):
            self._answers.set(message.id, ((asked.command, asked.words), old))
            return
        await self._show(message, asked, reply, again=True)

    async def _show(
        self,
        message: discord.Message,
        asked: Request | Reply,
        reply: Reply,
        *,
        again: bool = False,
    ) -> None:
        """Send a reply to a message, to its author alone if nobody else may see it."""
        if reply.private and message.guild is not None:
            reply = await self._send_privately(message, reply)
        ids: list[str] = []
        if reply.text or reply.notice:
            ids = await self.sender.send(
                place_of(message), reply, under=message, again=again
            )
        if isinstance(asked, Request):
            self._answers.set(message.id, ((asked.command, asked.words), ids))

    async def _reply(self, message: discord.Message, asked: Request | Reply) -> Reply:
        if isinstance(asked, Reply):
            return asked
        with self._typing.beside(lambda: _show_typing(message)):
            return await self.app.answer(asked)

    async def _send_privately(self, message: discord.Message, reply: Reply) -> Reply:
        """Send a reply to its asker alone; return what the others are told instead."""
        try:
            channel = await message.author.create_dm()
        except discord.HTTPException as error:
            log.info("%d takes no direct messages: %s", message.author.id, error)
            return text_reply(IN_PRIVATE_ONLY)
        place = Place(platform=PLATFORM, chat=f"{DIRECT}/{channel.id}")
        sent = await self.sender.send(place, reply)
        return text_reply(reply.elsewhere if sent else IN_PRIVATE_ONLY)

    def _read(self, message: discord.Message, me: int) -> Request | Reply | None:
        """Return what a message asks for, how to ask instead, or None for nothing."""
        if message.author.bot or message.webhook_id or message.type not in _SPOKEN:
            return None
        is_direct = message.guild is None
        if not is_direct and all(each.id != me for each in message.mentions):
            return None
        words = words_of(message, me)
        original = message.reference.resolved if message.reference else None
        about = replied = ""
        if isinstance(original, discord.Message):
            replied = words_of(original, me)
            about = excerpt_of(original) if original.author.id == me else ""
        if about and not message.content:
            return text_reply(UNREADABLE)
        if about:
            action = Action(command="comment", excerpt=about)
            arguments = Arguments({"text": words} if words else {})
        elif is_direct and words:
            action, arguments = self._typed(words), NO_ARGUMENTS
        else:
            return text_reply(HOW_TO_ASK)
        return Request(
            place=place_of(message),
            person=person_of(message.author, self.admins),
            command=action.command,
            now=self.now(),
            words=action.words,
            arguments=arguments,
            excerpt=action.excerpt,
            how_to_comment=how_to_comment(message),
            bare=action == Action(command="topic", words=words),
            replied=replied,
            key=f"{PLATFORM}:{message.id}",
            alone=isinstance(message.channel, discord.DMChannel),
        )

    def _typed(self, words: str) -> Action:
        """Return what a direct message asks for: a command, or else a search.

        A command's name is one without a slash, too, where it is all that is said.
        """
        listed = {c.name for c in self.app.commands if c.menu and not c.admin}
        if not words.startswith(SLASHES) and words.lower() not in listed:
            return Action(command="topic", words=words)
        typed = words[1:] if words.startswith(SLASHES) else words
        command, *rest = typed.split(maxsplit=1) or ["help"]
        return Action(command=command.lower(), words="".join(rest))


async def _show_typing(message: discord.Message) -> None:
    try:
        async with message.channel.typing():
            await asyncio.Event().wait()  # until the answer is there
    except discord.HTTPException as error:
        log.info("the bot is not shown to type: %s", error)
