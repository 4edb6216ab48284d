"""Send to a channel, a thread or a person outside an interaction.

Discord's pace is kept, and what a channel does not allow is done without, where that can
be.
"""

import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import discord

from bot.delivery.retry import Retrier
from bot.faces.discord.api.errors import (
    ARCHIVED_THREAD,
    MISSING_PERMISSIONS,
    UNREADABLE_HISTORY,
    classify,
)
from bot.faces.discord.api.permissions import EMBED_LINKS, describe_missing
from bot.faces.discord.outgoing.embeds import MAX_CONTENT_CHARS, DiscordMessage
from bot.faces.discord.outgoing.responder import (
    file_parts,
    message_parts,
    shown_messages,
)
from handlers.contract.reply import Reply, note
from handlers.contract.request import Place

SILENCE_S = 60.0
"""Seconds in which nothing is sent to a channel that has refused an answer.

People could let the bot be refused there again and again, and Discord bans for that.
"""

log = logging.getLogger(__name__)


class _EmbedsRefusedError(Exception):
    """A message with embeds that the bot may not send; perhaps it may without."""


class ChannelSender:
    """A sender to channels, threads and people, outside interactions.

    Args:
        client: The bot that speaks.
        retrier: Repeats what is no digest, at Discord's pace.
        clock: Seconds that pass.
    """

    def __init__(
        self,
        client: discord.Client,
        retrier: Retrier,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._retrier = retrier
        self._clock = clock
        self._silent_until: dict[Place, float] = {}

    @property
    def me(self) -> int:
        """Return the bot's own user id; 0 before it is known."""
        return self._client.user.id if self._client.user else 0

    async def send(
        self,
        place: Place,
        reply: Reply,
        *,
        under: discord.Message | None = None,
        again: bool = False,
    ) -> list[str]:
        """Send a reply as new messages; what goes wrong is logged.

        Where embeds are not allowed, all is plain text, which says so.

        Args:
            place: Where to.
            reply: What to send.
            under: The message that the first one replies to, if it is still there.
            again: Whether that was answered before, so that this is another answer.

        Returns:
            The ids of the messages; none unless all arrived.
        """
        if self._clock() < self._silent_until.get(place, 0.0):
            log.info("nothing is sent to %s, which refused an answer", place.chat)
            return []
        try:
            try:
                ids = await self._send_all(
                    place, shown_messages(reply), under, again=again
                )
            except _EmbedsRefusedError:
                log.info(
                    "chat %s takes no embeds: %s is missing", place.chat, EMBED_LINKS
                )
                reason = note(describe_missing([EMBED_LINKS]))
                plain = replace(reply, paragraphs=(*reply.paragraphs, reason))
                ids = await self._send_all(
                    place, shown_messages(plain, embeds=False), under, again=again
                )
            if reply.file and ids:
                await self._channel(place).send(**file_parts(reply.file))
        except Exception as error:
            if classify(error) is None:
                raise
            log.warning("chat %s does not take a message: %s", place.chat, error)
            return []
        return ids

    async def edit(self, place: Place, message: str, reply: Reply) -> bool:
        """Edit a message to show a reply; return False where it has to be sent anew."""
        shown = shown_messages(reply)
        if len(shown) != 1:
            return False
        to = self._channel(place).get_partial_message(int(message))
        try:
            await to.edit(**message_parts(shown[0], edits=True))
        except Exception as error:
            if classify(error) is None:
                raise
            log.info("message %s can't be edited: %s", message, error)
            return False
        return True

    async def delete(self, place: Place, message: str) -> None:
        """Delete a message of the bot's own; what goes wrong is logged."""
        try:
            await self._channel(place).get_partial_message(int(message)).delete()
        except Exception as error:
            if classify(error) is None:
                raise
            log.info("message %s can't be deleted: %s", message, error)

    def _channel(self, place: Place) -> discord.PartialMessageable:
        server, _, channel = place.chat.partition("/")
        return self._client.get_partial_messageable(
            int(place.thread or channel),
            guild_id=int(server) if server.isdecimal() else None,
        )

    async def repeat(
        self, place: Place, message: DiscordMessage, *, nonce: str, quiet: bool = False
    ) -> bool:
        """Send a message, several times if need be; return whether it has arrived."""
        try:
            sent = await self._retrier.call(
                place,
                partial(self.send_once, message=message, nonce=nonce, quiet=quiet),
            )
        except Exception as error:
            if classify(error) is None:
                raise
            log.warning("chat %s does not take a message: %s", place.chat, error)
            return False
        return sent is not None

    async def send_once(
        self,
        place: Place,
        *,
        message: DiscordMessage,
        nonce: str,
        role: str = "",
        under: discord.Message | None = None,
        quiet: bool = False,
    ) -> str:
        """Send a message and return its id, or raise what Discord says instead.

        Args:
            place: Where to.
            message: What to send.
            nonce: At most 25 characters, the same for each attempt.
            role: The id of the role that it pings; else it pings nobody.
            under: The message that it replies to.
            quiet: Whether it makes no sound.
        """
        server, _, _ = place.chat.partition("/")
        to = self._channel(place)
        parts = message_parts(message) | {"nonce": nonce}
        if quiet:
            parts["silent"] = True
        if under:
            parts["reference"] = under.to_reference(fail_if_not_exists=False)
        content = f"<@&{role}>\n{message.content}".strip()
        # The role with the server's own id is everyone.
        if role and role != server and len(content) <= MAX_CONTENT_CHARS:
            parts["content"] = content
            parts["allowed_mentions"] = discord.AllowedMentions(
                everyone=False,
                users=False,
                replied_user=False,
                roles=[discord.Object(int(role))],
            )
        send = partial(to.send, **parts)
        try:
            sent = await send()
        except discord.HTTPException as error:
            if error.code != ARCHIVED_THREAD or not await self._open_thread(to.id):
                raise
            sent = await send()
        return str(sent.id)

    async def _send_all(
        self,
        place: Place,
        shown: Sequence[DiscordMessage],
        under: discord.Message | None,
        *,
        again: bool,
    ) -> list[str]:
        """Send messages in order, until one does not arrive; return the ids of all.

        Raises:
            _EmbedsRefusedError: One was refused, perhaps for its embeds.
        """
        # The answer to a message has the same one when it is given again after a kill.
        key = str(under.id) if under and not again else secrets.token_hex(10)
        ids: list[str] = []
        for number, message in enumerate(shown):
            send = partial(
                self._send_under,
                message=message,
                nonce=f"{key}-{number}",
                under=under,
            )
            sent = await self._retrier.call(place, send)
            if sent is None:
                return []
            ids.append(sent)
            under = None
        return ids

    async def _send_under(
        self,
        place: Place,
        *,
        message: DiscordMessage,
        nonce: str,
        under: discord.Message | None,
    ) -> str:
        """Send a message once, below another one if that can be."""
        send = partial(self.send_once, place, message=message, nonce=nonce)
        try:
            try:
                return await send(under=under)
            except discord.HTTPException as error:
                if error.code != UNREADABLE_HISTORY or not under:
                    raise
            return await send()
        except discord.Forbidden as error:
            if error.code == MISSING_PERMISSIONS and message.embeds:
                raise _EmbedsRefusedError from error
            self._silence(place)
            raise

    def _silence(self, place: Place) -> None:
        """Send no answers to a place for a while."""
        now = self._clock()
        kept = {key: until for key, until in self._silent_until.items() if until > now}
        self._silent_until = kept | {place: now + SILENCE_S}
        log.info(
            "chat %s takes no answers for %.0f s: see whether the bot may “View Channel” "
            "and “Send Messages” there, or “Send Messages in Threads”",
            place.chat,
            SILENCE_S,
        )

    async def _open_thread(self, id_: int) -> bool:
        """Open an archived thread; return False if it is locked."""
        thread = await self._client.fetch_channel(id_)
        if not isinstance(thread, discord.Thread) or thread.locked:
            return False
        await thread.edit(archived=False)
        return True
