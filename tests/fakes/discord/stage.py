"""People on Discord, without Discord: the real client in process, on simcord.

All that an actor of simcord does waits until the bot has answered, and whatever the bot
waits for in threads as well; so a test never waits by itself. What must not be over yet
is held by a `Gate`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import discord
import simcord

from bot.faces.discord.client import Client
from bot.faces.discord.conversation import Conversation
from bot.faces.port import AppPort
from bot.settings import Settings, Shards
from tests.fakes.dialogue import MORNING

SETTLE_TIMEOUT_S = 30.0
"""Seconds for an answer on a busy machine."""


class Gate:
    """A gate that a scripted answer waits at until a test opens it."""

    def __init__(self, env: simcord.Env) -> None:
        self._env = env
        self._opened = asyncio.Event()

    async def passed(self) -> None:
        """Wait, inside the bot, until the gate is open."""
        await self._env.external_wait(self._opened.wait(), reason="a test's gate")

    async def open(self) -> None:
        """Open the gate, and wait until the bot has done what it was held from."""
        self._opened.set()
        await self._env.settle()


class Stage:
    """A server with a channel, and people in it.

    Attributes:
        env: The simulated Discord.
        conversation: The conversation of the bot.
        guild: The server.
        channel: Its channel.
        ann: A member.
        bob: Another.
        chief: A member who may manage the server.
    """

    def __init__(self, env: simcord.Env, conversation: Conversation) -> None:
        self.env = env
        self.conversation = conversation
        self.guild = env.create_guild("Village")
        self.channel = self.guild.create_text_channel("square")
        self.ann = self.member("ann")
        self.bob = self.member("bob")
        managers = self.guild.create_role(
            "managers", permissions=discord.Permissions(manage_guild=True)
        )
        self.chief = self.member("chief", managers)

    def member(self, name: str, *roles: simcord.RoleHandle) -> simcord.MemberActor:
        return self.guild.add_member(self.env.create_user(name), roles=roles)

    def gate(self) -> Gate:
        return Gate(self.env)


@asynccontextmanager
async def serving(
    app: AppPort,
    *,
    admins: frozenset[str] = frozenset(),
    now: Callable[[], datetime] = lambda: MORNING,
    check_errors: bool = True,
) -> AsyncIterator[Stage]:
    """Serve an app to a server of Discord."""
    settings = Settings(admins=admins, discord_shards=Shards((0,), 1))
    client = Client(app, settings, now=now)
    async with simcord.run(
        client, settle_timeout=SETTLE_TIMEOUT_S, check_errors=check_errors
    ) as env:
        yield Stage(env, client.conversation)
