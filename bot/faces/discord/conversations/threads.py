"""Threads of a channel, each for the comments on one excerpt.

https://discord.com/developers/docs/topics/threads
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

import discord

from bot.faces.discord.api.errors import UNREACHABLE
from bot.faces.discord.api.permissions import Purpose, describe_missing, missing
from bot.faces.discord.incoming.requests import (
    AnyInteraction,
    excerpt_of,
    is_only_for_user,
    place_of,
)
from bot.faces.discord.outgoing.channel_sender import ChannelSender
from bot.faces.discord.outgoing.embeds import DiscordMessage
from bot.faces.discord.outgoing.responder import message_parts, shown_messages
from bot.faces.port import AppPort
from bot.rendering.sanitize import one_line
from handlers.contract.reply import Button, ExcerptThread, Reply, note, text_reply
from handlers.contract.request import Place

IN_THREAD = "The comments on #{} have a thread of their own."

LOCKED = (
    "They have a thread of their own, but it is locked: whoever may manage threads can "
    "unlock it."
)
TOO_MANY = (
    "They could not be put into a thread, as this server has as many open ones as "
    "Discord allows. Close some, or let the comments stay in the chat."
)
FAILED = "They could not be put into a thread just now; press again in a minute."

SEARCHED = 25
"""Messages at either end of a thread among which the comments are searched for."""

_UNKNOWN_MESSAGE = 10008
_THREAD_EXISTS, _TOO_MANY_THREADS = 160004, 160006
_TOO_MANY_ANNOUNCEMENTS = 160007
_NO_THREAD_UNDER_IT = frozenset({_UNKNOWN_MESSAGE, 50024, 50068})
"""Codes for a message that was deleted, or whose kind takes no thread."""

log = logging.getLogger(__name__)


class _NoThreadError(Exception):
    """There is no thread to be had; its text says why, and what to do."""


def opens_threads(interaction: AnyInteraction) -> bool:
    """Return whether a thread can be opened where something was done.

    The bot has to be a member, and the channel one of messages: there is none in a
    thread, in a forum, whose posts are threads, in a voice channel, or in direct messages.
    """
    is_text = isinstance(interaction.channel, discord.TextChannel)
    return is_text and not is_only_for_user(interaction)


@dataclass(kw_only=True)
class CommentThreads:
    """The threads for comments, opened where they are asked for.

    Attributes:
        app: Knows which thread is about which excerpt.
        sender: Sends what goes into a thread.
    """

    app: AppPort
    sender: ChannelSender
    _locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = field(
        default_factory=WeakValueDictionary
    )

    async def move(self, interaction: AnyInteraction, reply: Reply) -> Reply:
        """Show a reply in its thread, and return what to show where it was asked for.

        That is the way to the thread; where none can be had, the reply itself with the
        reason.
        """
        wanted, channel = reply.thread, interaction.channel
        if wanted is None or not isinstance(channel, discord.TextChannel):
            return reply
        place = place_of(interaction)
        lock = self._locks.setdefault((place.key, wanted.excerpt), asyncio.Lock())
        try:
            # Of two who press at once, one opens it and the other finds it.
            async with lock:
                known = await self.app.thread_of(place, wanted.excerpt)
                thread = await _find(channel, int(known)) if known else None
                if thread is None:
                    thread = await self._open(interaction, channel, wanted)
                    await self.sender.send(_inside(place, thread), _alone(reply))
                else:
                    await self._refresh(place, thread, reply)
        except _NoThreadError as error:
            return _with_note(reply, str(error))
        except discord.DiscordException as error:
            log.warning("no thread for the comments on %s: %s", wanted.excerpt, error)
            return _with_note(reply, _reason(interaction, error))
        url = f"https://discord.com/channels/{channel.guild.id}/{thread.id}"
        way = text_reply(
            IN_THREAD.format(wanted.excerpt), Button(label="Open the thread", url=url)
        )
        return replace(way, private=interaction.message is not None)

    async def update(
        self, source: AnyInteraction | discord.Message, reply: Reply
    ) -> None:
        """Show in a thread what has changed by a request, if the thread is there.

        What goes wrong is logged: /comments shows it all the same.
        """
        news, guild = reply.thread_update, source.guild
        if news is None or news.thread is None or guild is None:
            return
        place = place_of(source)
        known = await self.app.thread_of(place, news.thread.excerpt)
        # One that is not open is not known; it is brought up to date when it is opened.
        thread = guild.get_thread(int(known)) if known else None
        if thread and not thread.archived:
            await self._refresh(place, thread, news)

    async def _open(
        self,
        interaction: AnyInteraction,
        channel: discord.TextChannel,
        wanted: ExcerptThread,
    ) -> discord.Thread:
        """Open a thread, or take the one that people opened under the message."""
        names = missing(interaction.app_permissions, Purpose.OPEN_THREAD)
        if names:
            raise _NoThreadError(
                f"They could not be put into a thread: {describe_missing(names)}"
            )
        place, name = place_of(interaction), one_line(wanted.name)
        thread = await _thread_under(interaction.message, channel, name)
        if thread is None or not await self.app.set_thread(
            place, wanted.excerpt, str(thread.id)
        ):
            # A message that has shown several excerpts has one thread at most.
            kind = discord.ChannelType.public_thread
            if channel.is_news():
                kind = discord.ChannelType.news_thread
            thread = await channel.create_thread(name=name, type=kind)
            await self.app.set_thread(place, wanted.excerpt, str(thread.id))
        log.info("thread %d is for the comments on %s", thread.id, wanted.excerpt)
        return thread

    async def _refresh(
        self, place: Place, thread: discord.Thread, reply: Reply
    ) -> None:
        """Bring the comments in a thread up to date."""
        excerpt = reply.thread.excerpt if reply.thread else ""
        shown = shown_messages(_alone(reply))
        try:
            tree = await _tree_in(thread, excerpt, self.sender.me)
            if tree is None and thread.owner_id == self.sender.me:
                await self.sender.send(_inside(place, thread), _alone(reply))
            elif tree is not None and len(shown) == 1 and _differ(tree, shown[0]):
                await tree.edit(**message_parts(shown[0], edits=True))
        except UNREACHABLE as error:
            log.warning("thread %d is not up to date: %s", thread.id, error)


async def _tree_in(
    thread: discord.Thread, excerpt: str, me: int
) -> discord.Message | None:
    """Return the message in a thread that shows the comments; None for none."""
    # It is the first one, or near the end, where it was deleted and sent again.
    for oldest_first in (True, False):
        async for message in thread.history(limit=SEARCHED, oldest_first=oldest_first):
            is_answer = message.interaction_metadata or message.reference
            is_tree = message.author.id == me and message.embeds and not is_answer
            if is_tree and excerpt_of(message) == excerpt:
                return message
    return None


def _differ(message: discord.Message, wanted: DiscordMessage) -> bool:
    def texts(embeds: Sequence[discord.Embed]) -> list[tuple[str | None, str | None]]:
        return [(each.title, each.description) for each in embeds]

    return texts(message.embeds) != texts(wanted.embeds)


async def _thread_under(
    message: discord.Message | None, channel: discord.TextChannel, name: str
) -> discord.Thread | None:
    """Open or find the thread under a message; return None where it can't have one."""
    if message is None or message.flags.ephemeral:
        return None
    try:
        return await message.create_thread(name=name)
    except discord.HTTPException as error:
        if error.code == _THREAD_EXISTS:
            # It has the id of its message, whoever opened it.
            return await _find(channel, message.id)
        if error.code not in _NO_THREAD_UNDER_IT:
            raise
        return None


def _inside(place: Place, thread: discord.Thread) -> Place:
    return replace(place, thread=str(thread.id))


def _alone(reply: Reply) -> Reply:
    """Return a reply as it stands in its thread."""
    return replace(reply, thread=None, replaces=False)


async def _find(channel: discord.TextChannel, id_: int) -> discord.Thread | None:
    """Return an open thread, opened again if it was archived; None if it is gone.

    Raises:
        _NoThreadError: It is locked.
    """
    found = channel.guild.get_thread(id_)
    if found is None:
        try:
            fetched = await channel.guild.fetch_channel(id_)
        except discord.NotFound:
            return None
        if not isinstance(fetched, discord.Thread):
            return None
        found = fetched
    if found.locked:
        raise _NoThreadError(LOCKED)
    if found.archived:
        return await found.edit(archived=False)
    return found


def _with_note(reply: Reply, text: str) -> Reply:
    return replace(reply, paragraphs=(*reply.paragraphs, note(text)), thread=None)


def _reason(interaction: AnyInteraction, error: discord.DiscordException) -> str:
    """Return why no thread could be had, as far as Discord says it."""
    code = error.code if isinstance(error, discord.HTTPException) else 0
    if code in {_TOO_MANY_THREADS, _TOO_MANY_ANNOUNCEMENTS}:
        return TOO_MANY
    names = missing(interaction.app_permissions, Purpose.OPEN_THREAD)
    if isinstance(error, discord.Forbidden) and names:
        return f"They could not be put into a thread: {describe_missing(names)}"
    return FAILED
