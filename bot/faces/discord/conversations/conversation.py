"""Answer what people do on Discord: commands, buttons, menus and forms.

Interactions are not queued: each must be answered within 3 seconds, and they wait for
nothing but what they ask for. Writes are in order all the same, as storage has one
writer.
"""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

import aiohttp
import discord
from discord import app_commands

from bot.delivery.chat_queues import RecentIds
from bot.delivery.latest_line import SHOWN_EVERY_S, LatestLine
from bot.faces.discord.conversations.threads import CommentThreads, opens_threads
from bot.faces.discord.conversations.under_way import UnderWay
from bot.faces.discord.incoming.commands import MAX_CHOICES
from bot.faces.discord.incoming.kept_events import KeptEvents
from bot.faces.discord.incoming.requests import (
    PLATFORM,
    AnyInteraction,
    attachment_of,
    excerpt_of,
    how_to_comment,
    is_only_for_user,
    manages,
    person_of,
    place_of,
    read_choices,
    role_finder,
    why_not_delivered,
    words_of,
)
from bot.faces.discord.outgoing.components import FieldModal
from bot.faces.discord.outgoing.responder import Responder, ResponseState
from bot.faces.port import AppPort
from bot.logs import bind_ids
from bot.rendering.sanitize import one_line, without_surrogates
from handlers.contract.action import Action
from handlers.contract.reply import Reply, excerpt_shown, text_reply
from handlers.contract.request import (
    NO_ARGUMENTS,
    Arguments,
    Attachment,
    Place,
    Request,
)
from handlers.parsing import changes_something
from storage.database.time import utc_now

DEFER_AFTER_S = 1.0
"""Seconds after which an answer is deferred; Discord waits 3 for a sign."""

NO_EXCERPT = (
    "This message shows no excerpt. Choose one that does: its small print ends with an "
    "id such as #7K3M9QXA. Or use /comment, which is about the excerpt shown last."
)

UNKNOWN_BUTTON = "This button is from another time. Use /help to see what works now."

_TOO_LATE = frozenset({10062, 40060, 50027})
"""Codes of Discord for an interaction that has expired, or was answered already."""

log = logging.getLogger(__name__)


@dataclass(kw_only=True)
class Conversation:
    """The conversations of one bot, in all its chats.

    Attributes:
        app: Answers requests.
        admins: Keys of the people who administer the library.
        threads: The threads for comments.
        now: Returns the present time.
        defer_after_s: Seconds after which an answer is deferred.
        progress_every_s: Seconds between lines that say how far an answer has come.
        under_way: The answers that are being given.
        kept: What must not be lost; None to keep nothing.
    """

    app: AppPort
    admins: AbstractSet[str]
    threads: CommentThreads
    now: Callable[[], datetime] = utc_now
    defer_after_s: float = DEFER_AFTER_S
    progress_every_s: float = SHOWN_EVERY_S
    _recent: RecentIds = field(default_factory=RecentIds)
    under_way: UnderWay = field(default_factory=UnderWay)
    kept: KeptEvents | None = None

    async def answer_command(self, interaction: AnyInteraction) -> None:
        """Answer a slash command."""
        chosen = read_choices(interaction)
        private = any(
            (each.admin or each.personal) and each.name == chosen.command
            for each in self.app.commands
        )
        await self._answer(
            interaction,
            Action(command=chosen.command),
            chosen.arguments,
            private=private,
            attachment=attachment_of(interaction),
        )

    async def answer_menu(
        self, interaction: AnyInteraction, message: discord.Message
    ) -> None:
        """Ask for a comment on the excerpt that a message shows."""
        excerpt = excerpt_of(message)
        if excerpt:
            action = Action(command="comment", excerpt=excerpt, asks=True)
            await self.answer_press(interaction, action)
            return
        async with self._guarded(interaction):
            reply = replace(text_reply(NO_EXCERPT), private=True)
            await Responder(interaction=interaction).show(reply)

    async def answer_check(
        self, interaction: AnyInteraction, message: discord.Message
    ) -> None:
        """Answer whether somebody in the library said what a message says."""
        action = Action(command="check", excerpt=excerpt_of(message))
        words = words_of(message, interaction.application_id)
        await self._answer(interaction, action, replied=words)

    async def answer_press(
        self, interaction: AnyInteraction, action: Action | None
    ) -> None:
        """Do what a button says, or ask for its text field; None is no button of ours."""
        if action is None:
            async with self._guarded(interaction):
                reply = replace(text_reply(UNKNOWN_BUTTON), private=True)
                await Responder(interaction=interaction).show(reply)
        elif action.field:
            # A form must be the first answer, so nothing may take time before it.
            async with self._guarded(interaction):
                await interaction.response.send_modal(FieldModal(action))
        else:
            await self._answer(interaction, action, pressed=True)

    async def answer_field(
        self, interaction: AnyInteraction, action: Action, text: str
    ) -> None:
        """Answer what was written into the text field of a button."""
        asked = action.field
        name = asked.parameter if asked else "words"
        arguments = Arguments({name: without_surrogates(text)})
        await self._answer(interaction, action, arguments)

    async def complete(self, interaction: AnyInteraction) -> None:
        """Offer values for the option that is being typed; none if that fails."""
        chosen = read_choices(interaction)
        choices: Sequence[app_commands.Choice[str]] = ()
        async with self._guarded(interaction):
            try:
                offered = await self.app.complete(
                    chosen.command,
                    chosen.focused,
                    chosen.typed,
                    MAX_CHOICES,
                    place=place_of(interaction),
                    subcommand=chosen.arguments.subcommand,
                )
                choices = [
                    app_commands.Choice(name=label, value=each.value)
                    for each in offered
                    if (label := one_line(each.label))
                ]
            except Exception:
                log.exception("an option of /%s was not completed", chosen.command)
            await interaction.response.autocomplete(choices)

    def _request(
        self,
        interaction: AnyInteraction,
        action: Action,
        arguments: Arguments,
        *,
        pressed: bool,
    ) -> Request:
        return Request(
            place=place_of(interaction),
            person=person_of(interaction.user, self.admins),
            command=action.command,
            now=self.now(),
            words=action.words,
            arguments=arguments,
            excerpt=action.excerpt,
            page=action.page,
            pressed=pressed,
            key=f"{PLATFORM}:{interaction.id}",
            alone=interaction.context.dm_channel,
            undelivered=why_not_delivered(interaction),
            opens_threads=opens_threads(interaction),
            how_to_comment=how_to_comment(interaction),
            manages=manages(interaction),
            find_role=role_finder(interaction),
        )

    async def _answer(
        self,
        interaction: AnyInteraction,
        action: Action,
        arguments: Arguments = NO_ARGUMENTS,
        *,
        pressed: bool = False,
        private: bool = False,
        attachment: Attachment | None = None,
        replied: str = "",
    ) -> None:
        if self._recent.is_repeated(interaction.id):
            log.info("interaction %d came twice", interaction.id)
            return
        async with self._guarded(interaction):
            request = self._request(interaction, action, arguments, pressed=pressed)
            request = replace(request, attachment=attachment, replied=replied)
            responder = Responder(interaction=interaction, private=private)
            async with self._kept(interaction, request) as is_taken_up:
                if is_taken_up:
                    await self._answer_late(interaction, responder, request)
                    return
                async with (
                    _deferred(responder, self.defer_after_s),
                    self._followed(responder, request) as followed,
                ):
                    reply = await self.app.answer(followed)
                    reply = await self.threads.move(interaction, reply)
                await responder.show(reply)
                await self._tidy(request.place, responder, reply)
                await self.threads.update(interaction, reply)

    @asynccontextmanager
    async def _followed(
        self, responder: Responder, request: Request
    ) -> AsyncIterator[Request]:
        """Show how far a long answer has come, where it stands itself once it is there."""
        lines = LatestLine(responder.show_progress, every_s=self.progress_every_s)
        try:
            yield replace(request, progress=lines.tell)
        finally:
            await lines.close()

    async def _tidy(self, place: Place, responder: Responder, reply: Reply) -> None:
        """Delete messages of an answer that was replaced by one of fewer messages."""
        replaced, pressed = "", responder.source
        if pressed and responder.is_edited:
            group = await self.app.parts_of(place, str(pressed.id))
            if group and group.messages[-1] == str(pressed.id):
                replaced = str(pressed.id)
                for old in group.messages[:-1]:
                    await self.threads.sender.delete(place, old)
        if replaced or len(responder.message_ids) > 1:
            await self.app.set_parts(
                place,
                [*map(str, responder.message_ids)],
                excerpt=excerpt_shown(reply),
                replaced=replaced,
            )

    async def _answer_late(
        self, interaction: AnyInteraction, responder: Responder, request: Request
    ) -> None:
        """Do what an interaction asked an earlier process for, and say so if that can be.

        Where nothing acknowledged it in time, only the chat can be told.
        """
        reply = await self.app.answer(request)
        state = await responder.find_state()
        if state is ResponseState.OPEN:
            await responder.show(await self.threads.move(interaction, reply))
        elif state is ResponseState.NONE and not (
            reply.private or is_only_for_user(interaction)
        ):
            await self.threads.sender.send(request.place, reply)
        await self.threads.update(interaction, reply)

    @asynccontextmanager
    async def _kept(
        self, interaction: AnyInteraction, request: Request
    ) -> AsyncIterator[bool]:
        """Keep what changes something on disk until the block ends.

        Yields:
            Whether it came to an earlier process. Where the block is cancelled, it is
            left for the next start.
        """
        if self.kept is None or not changes_something(request):
            yield False
            return
        id_, chat = interaction.id, request.place.key
        await self.kept.keep(id_, chat)
        try:
            yield self.kept.is_taken_up(id_)
        except Exception:
            await self.kept.finish(id_, chat)
            raise
        await self.kept.finish(id_, chat)

    @asynccontextmanager
    async def _guarded(self, interaction: AnyInteraction) -> AsyncIterator[None]:
        """Log any failure of an answer, and tell it to whoever asked."""
        bind_ids(interaction=interaction.id, chat=place_of(interaction).key)
        with self.under_way.answering():
            try:
                yield
            except Exception as error:  # noqa: BLE001 - it is logged there
                await _report(interaction, error)


@asynccontextmanager
async def _deferred(responder: Responder, after_s: float) -> AsyncIterator[None]:
    """Defer an answer if it is not there in time."""
    begun: list[asyncio.Task[None]] = []
    timer = asyncio.get_running_loop().call_later(
        after_s, lambda: begun.append(asyncio.create_task(responder.defer()))
    )
    try:
        yield
    except BaseException:
        for task in begun:
            task.cancel()
        raise
    finally:
        timer.cancel()
        # What follows depends on how Discord took it.
        results = await asyncio.gather(*begun, return_exceptions=True) if begun else ()
    for error in results:
        if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
            raise error
        if isinstance(error, BaseException):
            log.warning("an answer was not deferred: %s", error)


async def _report(interaction: AnyInteraction, error: Exception) -> None:
    """Log what went wrong, and tell who asked."""
    if isinstance(error, discord.HTTPException) and error.code in _TOO_LATE:
        log.warning("an answer came too late for Discord: %s", error)
        return
    number = secrets.token_hex(4)
    log.error("failure %s of an answer", number, exc_info=error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    sorry = text_reply(
        "Sorry, the answer could not be shown. Try again; if it stays so, tell whoever "
        f"runs this bot the number {number}."
    )
    try:
        await Responder(interaction=interaction).show(replace(sorry, private=True))
    except (discord.DiscordException, aiohttp.ClientError, OSError) as another:
        log.warning("who asked could not be told of failure %s: %s", number, another)
