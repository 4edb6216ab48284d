"""Threads of a channel, each for the comments on one excerpt.

https://discord.com/developers/docs/topics/threads
"""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from weakref import WeakValueDictionary

import discord

from bot.faces.discord.channel_sender import ChannelSender
from bot.faces.discord.permissions import Purpose, lack, missing
from bot.faces.discord.requests import AnyInteraction, is_only_for_user, place_of
from bot.faces.port import AppPort
from handlers.contract.reply import Button, Reply, note, text_reply

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

_UNKNOWN_CHANNEL, _UNKNOWN_MESSAGE = 10003, 10008
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
                    thread = await self._open(interaction, channel, reply)
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

    async def _open(
        self, interaction: AnyInteraction, channel: discord.TextChannel, reply: Reply
    ) -> discord.Thread:
        """Open a thread with a reply in it."""
        wanted = reply.thread
        assert wanted  # noqa: S101
        names = missing(interaction.app_permissions, Purpose.OPEN_THREAD)
        if names:
            raise _NoThreadError(f"They could not be put into a thread: {lack(names)}")
        thread = await _new_thread(channel, interaction.message, wanted.name)
        await self.app.set_thread(place_of(interaction), wanted.excerpt, str(thread.id))
        log.info("thread %d is for the comments on %s", thread.id, wanted.excerpt)
        inside = replace(place_of(interaction), thread=str(thread.id))
        await self.sender.send(inside, replace(reply, thread=None, replaces=False))
        return thread


async def _new_thread(
    channel: discord.TextChannel, message: discord.Message | None, name: str
) -> discord.Thread:
    """Open a thread under a message, or in the channel where that can't have one."""
    if message is not None and not message.flags.ephemeral:
        try:
            return await message.create_thread(name=name)
        except discord.HTTPException as error:
            if error.code == _THREAD_EXISTS:
                # It has the id of its message, whoever opened it.
                existing = await _find(channel, message.id)
                if existing:
                    return existing
            elif error.code not in _NO_THREAD_UNDER_IT:
                raise
    return await channel.create_thread(
        name=name, type=discord.ChannelType.public_thread
    )


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
        return f"They could not be put into a thread: {lack(names)}"
    return FAILED
