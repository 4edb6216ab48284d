"""The connection to Discord: what it asks for, and who gets what comes in."""

import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
import discord
import yarl
from discord.http import Route

from bot.delivery.pacer import Pacer
from bot.delivery.retry import Retrier, Wait
from bot.faces.discord.api.callbacks import Callbacks
from bot.faces.discord.api.errors import UNREACHABLE, classify
from bot.faces.discord.api.http_watch import HttpWatch, RefusalGuard
from bot.faces.discord.conversations.conversation import Conversation
from bot.faces.discord.conversations.greeting import greet
from bot.faces.discord.conversations.message_answers import MessageAnswers
from bot.faces.discord.conversations.threads import CommentThreads
from bot.faces.discord.incoming.commands import Tree
from bot.faces.discord.incoming.kept_events import KeptEvents
from bot.faces.discord.incoming.menu_sync import MenuSync
from bot.faces.discord.incoming.requests import PLATFORM, AnyInteraction
from bot.faces.discord.incoming.server_cache import slim_server
from bot.faces.discord.outgoing.channel_sender import ChannelSender
from bot.faces.discord.outgoing.components import DYNAMIC_ITEMS, answer_form
from bot.faces.discord.outgoing.sender import Sender, limits
from bot.faces.port import AppPort
from bot.settings import OFFICIAL_DISCORD_GATEWAY, Settings
from handlers.contract.request import Place
from storage.database.time import utc_now

MAX_RATE_LIMIT_WAIT_S = 30.0
"""Seconds that the library may wait by itself after a 429, the least it allows.

A longer wait is an error here, so that the pacer knows of it.
"""

IDENTIFY_GAP_S = 5.0
"""Seconds between two sessions that are begun, as Discord demands."""

DISCONNECT_TIMEOUT_S = 3.0
"""Seconds that Discord is given to confirm that a connection closes."""

log = logging.getLogger(__name__)


def intents() -> discord.Intents:
    """Return the kinds of events that are asked for; none of them is privileged.

    Without the content of messages, Discord sends it only where the bot is mentioned,
    and in direct messages.
    """
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class Client(discord.AutoShardedClient):
    """The connections of one bot, with its commands.

    Neither messages nor members are kept in memory, and little of servers: each event
    brings what an answer needs, and a big server has a million of them.

    Attributes:
        is_connected: Set once a shard has had a session.
        outbox: Sends digests.
        callbacks: Make the calls about interactions, in the context where they are set.
        conversation: Answers what people do.
        kept: What must not be lost of what comes in.
        tree: The commands.

    Args:
        app: Answers requests.
        settings: Hold the addresses and the shards.
        wait: Waits for so many seconds.
        now: Returns the present time.
        heartbeat_timeout_s: Seconds of silence after which a connection counts as dead.
    """

    def __init__(
        self,
        app: AppPort,
        settings: Settings,
        *,
        wait: Wait = asyncio.sleep,
        now: Callable[[], datetime] = utc_now,
        heartbeat_timeout_s: float = 60.0,
    ) -> None:
        shards = settings.discord_shards
        self.is_connected = asyncio.Event()
        pacer, guard = Pacer(limits(shards)), RefusalGuard()
        watch = HttpWatch(pacer, guard)
        # The bot never speaks, and nobody needs to be told what that would take.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents(),
            shard_count=shards.count if shards else None,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0,  # nothing waits until all servers are known
            max_ratelimit_timeout=MAX_RATE_LIMIT_WAIT_S,
            heartbeat_timeout=heartbeat_timeout_s,
            http_trace=watch.trace,
        )
        self.shard_ids = list(shards.ids) if shards else None
        self._app = app
        self._wait = wait
        self._now = now
        self._gateway = yarl.URL(settings.discord_gateway)
        self._in_session: set[int] = set()
        self._had_session: set[int | None] = set()
        watch.protect(self.http)
        self.callbacks = Callbacks(watch)
        retrier = Retrier(
            classify=classify,
            pacer=pacer,
            migrate=app.migrate_chat,
            close=partial(app.set_reachable, allowed=False),
            wait=wait,
            park=lambda: nullcontext(enter_result=True),  # it delays no other
        )
        sender = self._channels = ChannelSender(self, retrier)
        self.outbox = Sender(sender, retrier, watch, guard)
        threads = CommentThreads(app=app, sender=sender)
        self.conversation = Conversation(
            app=app, admins=settings.admins, threads=threads, now=now
        )
        self._messages = MessageAnswers(
            app=app,
            admins=settings.admins,
            now=now,
            sender=sender,
            threads=threads,
            under_way=self.conversation.under_way,
        )
        self.tree = Tree(self, app.commands, self.conversation)
        self._sync = MenuSync(self.tree, app, wait)
        self.add_dynamic_items(*DYNAMIC_ITEMS)
        self._set_addresses(settings)
        parsers = self._connection.parsers
        for event in ("GUILD_CREATE", "GUILD_UPDATE"):
            parsers[event] = _slimmed(parsers[event])
        self.kept = KeptEvents(app.inbox, parsers, now)
        self.conversation.kept = self._messages.kept = self.kept

    def _set_addresses(self, settings: Settings) -> None:
        """Send what goes to Discord to the addresses of the settings.

        The library has the API's address in a class attribute, which all its requests
        read, those for webhooks as well; it can't be told for one client. A process has
        only one.
        """
        Route.BASE = settings.discord_api_base
        if settings.discord_gateway != OFFICIAL_DISCORD_GATEWAY:
            # A session is resumed at an address of its own, which Discord names.
            connect = self.http.ws_connect

            async def connect_there(
                url: str, *, compress: int = 0
            ) -> aiohttp.ClientWebSocketResponse:
                there = self._gateway.with_query(yarl.URL(url).query)
                return await connect(str(there), compress=compress)

            self.http.ws_connect = connect_there  # type: ignore[method-assign]

    async def setup_hook(self) -> None:
        """Sync the commands in the background, once Discord knows the token."""
        self._sync.begin()

    async def log_in(self, token: str) -> None:
        """Log in; may be called again where that failed.

        Raises:
            discord.LoginFailure: Discord does not know the token.
            discord.DiscordException: Discord answers otherwise than it should.
            aiohttp.ClientError: Discord can't be reached.
        """
        try:
            await self.login(token)
        except BaseException:
            await self.http.close()
            self.http.connector = discord.utils.MISSING
            self.http.clear()
            raise

    async def wait_for_sessions(self) -> None:
        """Wait until this process may begin a session for each of its shards.

        Raises:
            discord.LoginFailure: Discord does not know the token any more.
            discord.DiscordException: Discord answers otherwise than it should.
            aiohttp.ClientError: Discord can't be reached.
        """
        recommended = await self._wait_for_budget(len(self.own_shards))
        self.shard_count = self.shard_count or recommended

    async def _wait_for_budget(self, needed: int) -> int:
        """Wait until so many sessions may be begun; 0 stands for all that there are.

        Returns:
            How many shards Discord recommends.
        """
        while True:
            try:
                shards, _, limits = await self.http.get_bot_gateway()
            except discord.GatewayNotFound as error:
                if getattr(error.__cause__, "status", None) == 401:
                    raise discord.LoginFailure("the token was revoked") from None
                raise
            if limits["remaining"] >= min(needed or shards, limits["total"]):
                return shards
            seconds = limits["reset_after"] / 1000
            log.warning(
                "Discord lets a bot begin %d sessions a day, and %d are left: waiting "
                "%.0f s for more",
                limits["total"],
                limits["remaining"],
                seconds,
            )
            await self._wait(seconds)

    @property
    def own_shards(self) -> Sequence[int]:
        """Return the shards that this process serves, as far as it is known."""
        return self.shard_ids or range(self.shard_count or 0)

    @property
    def all_have_sessions(self) -> bool:
        """Return whether each shard of this process has a session."""
        return bool(self.own_shards) and self._in_session.issuperset(self.own_shards)

    async def before_identify_hook(
        self, shard_id: int | None, *, initial: bool = False
    ) -> None:
        """Wait until a shard may begin a session."""
        if not initial:
            await self._wait(IDENTIFY_GAP_S)
        if shard_id in self._had_session:
            try:
                await self._wait_for_budget(1)
            except discord.LoginFailure:
                raise
            except UNREACHABLE as error:
                log.info("how many sessions are left is not known: %s", error)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library has it
        """Hand on an event, without a task for each interaction that needs none here."""
        if event != "interaction" or _is_form(*args):
            super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: AnyInteraction) -> None:
        """Answer a form; the library itself hands on everything else."""
        await answer_form(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message."""
        if self.user:
            await self._messages.answer(message, self.user.id)

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        """Answer a question that was edited."""
        if self.user:
            await self._messages.answer_edited(edit.message, self.user.id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Record that the bot is in a server, perhaps again, and greet it once."""
        await self._app.set_server_reachable(PLATFORM, str(guild.id), allowed=True)
        await greet(guild, app=self._app, sender=self._channels, now=self._now())

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Record that the bot has left a server, or the server is gone.

        One that is only out of order is another event, after which nothing changes.
        """
        await self._app.set_server_reachable(PLATFORM, str(guild.id), allowed=False)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Record that a channel is gone."""
        place = Place(platform=PLATFORM, chat=f"{channel.guild.id}/{channel.id}")
        await self._app.set_reachable(place, allowed=False)

    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """Record that a thread is gone."""
        chat = f"{thread.guild_id}/{thread.parent_id}"
        place = Place(platform=PLATFORM, chat=chat, thread=str(thread.thread_id))
        await self._app.set_reachable(place, allowed=False)

    async def on_error(
        self, event_method: str, /, *_args: object, **_named: object
    ) -> None:
        """Log what went wrong while something that came in was handled."""
        log.error("%s was not handled", event_method, exc_info=sys.exception())

    async def on_shard_connect(self, shard: int) -> None:
        """Record that a shard has a new session."""
        self._in_session.add(shard)
        self._had_session.add(shard)
        self.is_connected.set()
        log.info("shard %d of %d has a session", shard, self.shard_count)
        await self.kept.take_up()

    async def on_shard_resumed(self, shard: int) -> None:
        """Record that a shard has resumed its session."""
        self._in_session.add(shard)
        log.info("shard %d goes on with its session", shard)

    async def on_shard_disconnect(self, shard: int) -> None:
        """Record that a shard has lost its connection; the library reconnects it."""
        self._in_session.discard(shard)
        log.info("shard %d has lost its connection", shard)

    async def stop_receiving(self) -> None:
        """Close all connections on which something comes in; requests still work."""
        self._sync.stop()
        self.kept.close()
        try:
            async with asyncio.timeout(DISCONNECT_TIMEOUT_S):
                await asyncio.gather(
                    *(shard.disconnect() for shard in self.shards.values())
                )
        except TimeoutError:
            log.info("Discord did not confirm that the connection is closed")

    async def close(self) -> None:
        """Close all connections."""
        self._sync.stop()
        await self.callbacks.close()
        await super().close()


def _is_form(interaction: AnyInteraction) -> bool:
    return interaction.type is discord.InteractionType.modal_submit


def _slimmed(parse: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a parser of servers that keeps little of them."""
    return lambda server: parse(slim_server(server))
