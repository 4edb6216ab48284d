"""Show a reply as what answers an interaction: once at first, then by follow-ups."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from io import BytesIO
from typing import Any

import discord

from bot.faces.discord.incoming.requests import AnyInteraction, is_only_for_user
from bot.faces.discord.outgoing.embeds import (
    MAX_CONTENT_CHARS,
    DiscordMessage,
    messages,
)
from bot.rendering.files import too_large
from handlers.contract.reply import File, Reply, text_reply

MAX_FOLLOW_UPS = 5
"""Follow-ups that Discord takes where the bot is there for one person only."""

MAX_FILE_BYTES = 10_000_000
"""The size of a file that Discord takes everywhere, on servers without boosts as well.

https://docs.discord.com/developers/reference#uploading-files
"""

CUT = (
    "There is more, which does not fit here. Ask in a direct message to this bot, or in "
    "a server where it is a member."
)

NOTHING = text_reply("There is nothing to show.")

ONLY_ONE = "The answer to this is for one person only."

UNKNOWN_MESSAGE = 10008

log = logging.getLogger(__name__)


class ResponseState(Enum):
    """How an interaction stands that came to an earlier process."""

    NONE = auto()
    """Nothing has acknowledged it, or it is over: it takes no answer."""
    OPEN = auto()
    """It was acknowledged, and its answer may be missing."""
    ANSWERED = auto()


@dataclass(kw_only=True)
class Responder:
    """The one answer to an interaction.

    Attributes:
        interaction: It must be answered within 3 seconds, or deferred.
        private: Whether only the person who asked should see the answer, once it was
            deferred.
        message_ids: What shows the answer to everybody, as far as it is known.
        is_edited: Whether that began in place of the message pressed.
    """

    interaction: AnyInteraction
    private: bool = False
    message_ids: list[int] = field(default_factory=list, init=False)
    is_edited: bool = field(default=False, init=False)
    _is_thinking: bool = field(default=False, init=False)

    @property
    def source(self) -> discord.Message | None:
        """Return the message whose button was pressed, if one was."""
        return self.interaction.message

    async def defer(self) -> None:
        """Defer the answer: Discord then waits 15 minutes for it."""
        # A message whose button was pressed stays as it is until then.
        self._is_thinking = self.source is None
        await self.interaction.response.defer(
            thinking=self._is_thinking, ephemeral=self.private
        )

    async def show_progress(self, line: str) -> None:
        """Show a line where Discord shows that the answer is being thought of."""
        if self._is_thinking and self.interaction.response.is_done():
            (shown,) = messages(text_reply(line))
            await self.interaction.edit_original_response(
                **message_parts(shown, edits=True)
            )

    async def find_state(self) -> ResponseState:
        """Ask Discord how an interaction stands that came to an earlier process."""
        try:
            original = await self.interaction.original_response()
        except discord.HTTPException as error:
            log.info("an interaction takes no answer any more: %s", error)
            return ResponseState.NONE
        self._is_thinking = original.flags.loading
        is_own = self.source is None or original.id != self.source.id
        if is_own and not self._is_thinking:
            return ResponseState.ANSWERED
        self.private = original.flags.ephemeral
        # The library knows only of what this process has acknowledged.
        self.interaction.response._response_type = (  # noqa: SLF001 - there is no other way
            discord.InteractionResponseType.deferred_channel_message
        )
        return ResponseState.OPEN

    async def show(self, reply: Reply) -> None:
        """Show a reply in place of the message pressed, or as messages of its own."""
        is_pressed = self.source is not None
        if reply.notice and reply.notice in reply.text:
            # Here it would not pass like a flash: one would stand beside the other.
            reply = replace(reply, notice="")
        flash = reply.notice if is_pressed and reply.paragraphs else ""
        if flash:
            reply = replace(reply, notice="")
        is_among_two = self.source is not None and self.source.flags.ephemeral
        only_notice = not reply.paragraphs
        private = (
            reply.private
            or is_among_two
            or (is_pressed and only_notice)
            or (self._is_thinking and self.private)
        )
        edits = reply.replaces and not only_notice and (not private or is_among_two)
        shown: Sequence[DiscordMessage]
        shown = shown_messages(reply)
        if is_only_for_user(self.interaction):
            shown = self._cut(shown, edits=edits, flashes=bool(flash))
        first, *others = shown
        # Ids are worth their wait only where several messages belong together.
        is_open = not private
        ids = [
            await self._edit(first)
            if edits
            else await self._send(first, private=private, is_named=bool(others))
        ]
        for each in others:
            ids.append(await self._follow_up(each, private=private, is_named=is_open))  # noqa: PERF401 - one after the other
        self.message_ids = [*filter(None, ids)] if is_open else []
        self.is_edited = edits
        if flash:
            for each in messages(text_reply(flash)):
                await self._follow_up(each, private=True)
        if reply.file:
            await self.interaction.followup.send(
                **file_parts(reply.file), ephemeral=private
            )

    async def _edit(self, message: DiscordMessage) -> int | None:
        """Show a message in place of the one pressed, or below it where that is gone.

        Returns:
            Its id; None where that is not known.
        """
        parts = message_parts(message, edits=True)
        try:
            if self.interaction.response.is_done():
                await self.interaction.edit_original_response(**parts)
            else:
                await self.interaction.response.edit_message(**parts)
        except discord.NotFound as error:
            if error.code != UNKNOWN_MESSAGE:
                raise
            return await self._send(message, private=False)
        return self.source.id if self.source else None

    async def _send(
        self, message: DiscordMessage, *, private: bool, is_named: bool = False
    ) -> int | None:
        """Send the first message of an answer, and return its id if that is known."""
        if not self.interaction.response.is_done():
            sent = await self.interaction.response.send_message(
                **message_parts(message), ephemeral=private
            )
            return sent.message_id
        if not self._is_thinking:
            return await self._follow_up(message, private=private, is_named=is_named)
        if private == self.private:
            edited = await self.interaction.edit_original_response(
                **message_parts(message, edits=True)
            )
            return edited.id
        # What is shown as thinking can't change whom it is for, and what comes next
        # would take its place: it has to be filled in before it can be taken away.
        await self.interaction.edit_original_response(content=ONLY_ONE)
        id_ = await self._follow_up(message, private=private, is_named=is_named)
        await self.interaction.delete_original_response()
        return id_

    async def _follow_up(
        self, message: DiscordMessage, *, private: bool, is_named: bool = False
    ) -> int | None:
        """Send another message, and return its id where that is waited for."""
        send = partial(
            self.interaction.followup.send, **message_parts(message), ephemeral=private
        )
        if is_named:
            return (await send(wait=True)).id
        await send(wait=False)
        return None

    def _cut(
        self, shown: Sequence[DiscordMessage], *, edits: bool, flashes: bool
    ) -> Sequence[DiscordMessage]:
        """Return the messages that Discord takes here; the last says if more are left."""
        is_done = self.interaction.response.is_done()
        # The first is no follow-up where it answers, edits, or ends the thinking.
        is_first_free = edits or self._is_thinking or not is_done
        room = MAX_FOLLOW_UPS + is_first_free - flashes
        if len(shown) <= room:
            return shown
        *kept, last = shown[:room]
        content = f"{last.content}\n{CUT}".strip()
        fits = len(content) <= MAX_CONTENT_CHARS
        return [*kept, replace(last, content=content if fits else CUT)]


def shown_messages(reply: Reply, *, embeds: bool = True) -> Sequence[DiscordMessage]:
    """Return the messages that show a reply, at least one, with its notice on top."""
    return messages(_with_notice(reply), embeds=embeds) or messages(NOTHING)


def _with_notice(reply: Reply) -> Reply:
    """Move a notice that can't be flashed above the rest of a reply."""
    if not reply.notice:
        return reply
    notice = text_reply(reply.notice).paragraphs
    return replace(reply, paragraphs=(*notice, *reply.paragraphs), notice="")


def file_parts(file: File) -> dict[str, Any]:
    """Return a message with a file as discord.py takes it, or one that says why not."""
    if len(file.data) > MAX_FILE_BYTES:
        return {"content": too_large(file, MAX_FILE_BYTES).text}
    return {"file": discord.File(BytesIO(file.data), filename=file.name)}


def message_parts(message: DiscordMessage, *, edits: bool = False) -> dict[str, Any]:
    """Return a message as discord.py takes it; nobody is pinged by it."""
    parts: dict[str, Any] = {
        "content": message.content or None,
        "embeds": [*message.embeds],
        "allowed_mentions": discord.AllowedMentions.none(),
    }
    if message.view is not None:
        parts["view"] = message.view
    elif edits:
        parts["view"] = None
    return parts
