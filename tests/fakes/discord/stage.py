"""People on Discord, without Discord: the real client in process, on simcord.

All that an actor of simcord does waits until the bot has answered, and whatever the bot
waits for in threads as well; so a test never waits by itself. What must not be over yet
is held by a `Gate`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

import discord
import simcord
from discord.app_commands import commands
from simcord import _dpy_internals, components, gateway, results
from simcord.actors import _dispatch_actor_interaction
from simcord.backend import serializers
from simcord.backend.models import AllowedMentions
from simcord.http import router

from bot.faces.discord.client import Client
from bot.faces.port import AppPort
from storage.digests.share import Share
from tests.fakes.dialogues.stage import MORNING
from tests.fakes.discord.reader import shown_text, texts_of
from tests.fakes.given_settings import GivenSettings

SETTLE_TIMEOUT_S = 30.0
"""Seconds for an answer on a busy machine."""


def _is_sleep_waiter(
    waiter: asyncio.Future[Any] | None,
    loop: asyncio.AbstractEventLoop,
    deadline: float,
    found: Callable[..., bool] = _dpy_internals.is_sleep_waiter,
) -> bool:
    """Return whether a task sleeps until after a time, as the library finds it.

    It asks each timer of the loop what it calls. After a few questions there are
    hundreds, and few that wake what waits here.
    """
    timers = [
        each
        for each in vars(loop)["_scheduled"]
        if each._args and waiter in each._args  # noqa: SLF001 - the loop shows no other
    ]
    return found(waiter, SimpleNamespace(_scheduled=timers), deadline)


vars(_dpy_internals)["is_sleep_waiter"] = _is_sleep_waiter


def _copy_payload(value: Any) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a copy of a payload, nearly all of which is JSON, faster than `deepcopy`."""
    kind = type(value)
    if kind is dict:
        return {name: _copy_payload(each) for name, each in value.items()}
    if kind is list:
        return [_copy_payload(each) for each in value]
    if kind in {str, int, bool, float, type(None)}:
        return value
    return deepcopy(value)


# To copy what is sent and received is a sixth of a dialogue on Discord.
for module in (components, results, serializers):
    vars(module)["deepcopy"] = _copy_payload
for module in (gateway, router):
    vars(module)["copy"] = SimpleNamespace(deepcopy=_copy_payload)

# Each bot shortens the same descriptions of its commands anew: a fifth of its start.
vars(commands)["_shorten"] = cache(vars(commands)["_shorten"])


class Env(simcord.Env):
    """A simulated Discord that looks every 5 ms whether the bot has done its work.

    The 50 ms of the library would be most of the time of most tests, and the 5 s in which
    a bot has to have started are too few for a busy machine.
    """

    async def _settle_internal(self, *, idle: float = 0.005, **how: Any) -> None:  # noqa: ANN401 - the library's
        if how.get("timeout"):
            how["timeout"] = max(how["timeout"], SETTLE_TIMEOUT_S)
        await super()._settle_internal(idle=idle, **how)


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
        client: The bot.
        guild: The server.
        channel: Its channel.
        ann: A member.
        bob: Another.
        chief: A member who may manage the server.
        overrides: What interactions say of themselves instead, such as their context.
    """

    def __init__(
        self, env: simcord.Env, client: Client, start: Callable[[], Client]
    ) -> None:
        self.env = env
        self.client = client
        self._start = start
        self.conversation = client.conversation
        self.guild = env.create_guild("Village")
        self.channel = self.guild.create_text_channel("square")
        self.ann = self.member("ann")
        self.bob = self.member("bob")
        managers = self.guild.create_role(
            "managers", permissions=discord.Permissions(manage_guild=True)
        )
        self.chief = self.member("chief", managers)
        self.overrides: dict[str, object] = {}
        self._emit = env.backend.emit
        vars(env.backend)["emit"] = self._emit_overridden

    async def restart(self) -> None:
        """Restart the bot, which knows nothing of what it knew."""
        self.client = self._start()
        self.conversation = self.client.conversation
        await self.env.restart_bot(self.client)

    def member(self, name: str, *roles: simcord.RoleHandle) -> simcord.MemberActor:
        """Add a member to the server."""
        return self.guild.add_member(self.env.create_user(name), roles=roles)

    def thread(self, name: str) -> simcord.ChannelHandle:
        """Open a thread in the channel, as Ann."""
        self.env.backend.create_thread(self.channel.id, name, self.ann.id)
        return next(each for each in self.channel.threads if each.name == name)

    def gate(self) -> Gate:
        """Return a gate for a scripted answer to wait at."""
        return Gate(self.env)

    def added_by_user(
        self, person: simcord.MemberActor | simcord.UserHandle, *, context: int = 0
    ) -> None:
        """Set that a person brought the bot along, for all that follows.

        Args:
            person: Who did.
            context: 0 for a server, 1 for a direct message, 2 for other private chats.
        """
        owners = {"1": str(person.id)}
        self.overrides = {"authorizing_integration_owners": owners, "context": context}

    async def replies(
        self,
        person: simcord.MemberActor | simcord.UserHandle,
        message: simcord.ResponseMessage | discord.Message,
        text: str,
        *,
        pings: bool,
    ) -> None:
        """Reply to a message as somebody, with the ping on or off."""
        channel = (
            message.channel_id
            if isinstance(message, simcord.ResponseMessage)
            else message.channel.id
        )
        self.env.backend.create_message(
            channel,
            person.id,
            text,
            reference=self.env.backend.normalize_message_reference(
                channel, {"channel_id": str(channel), "message_id": str(message.id)}
            ),
            allowed_mentions=AllowedMentions(replied_user=pings),
        )
        await self.env.settle()

    async def interact(
        self,
        person: simcord.MemberActor,
        kind: discord.InteractionType,
        data: Mapping[str, object],
    ) -> simcord.InteractionResult:
        """Send an interaction as no client of today would."""
        return await _dispatch_actor_interaction(
            person, kind.value, self.channel, dict(data)
        )

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """Hold back all that people do in a block; send it to the bot at the end, at once."""
        held: list[tuple[str, Mapping[str, Any]]] = []
        vars(self.env.backend)["emit"] = lambda *event: held.append(event)
        try:
            yield
        finally:
            vars(self.env.backend)["emit"] = self._emit_overridden
        for event, payload in held:
            self._emit_overridden(event, payload)
        await self.env.settle()

    def _emit_overridden(self, event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE":
            # simcord names nobody who has added the bot.
            owners = {"0": str(payload.get("guild_id", 0))}
            added = {"authorizing_integration_owners": owners}
            payload = {**payload, **added, **self.overrides}
        self._emit(event, payload)


def shown(
    answer: simcord.InteractionResult
    | simcord.ResponseMessage
    | discord.Message
    | None,
) -> str:
    """Return all that a message says, or the first one of an answer."""
    if isinstance(answer, simcord.InteractionResult):
        answer = answer.response
    assert answer, "nothing is shown"
    parts = [shown_text(answer.content), *map(texts_of, answer.embeds)]
    return "\n".join(filter(None, parts))


def labels(message: simcord.ResponseMessage | None) -> list[str]:
    """Return what the buttons of a message say."""
    assert message, "nothing is shown"
    return [
        str(item.get("label"))
        for row in message.components
        for item in row["components"]
    ]


@asynccontextmanager
async def serving(
    app: AppPort,
    *,
    admins: frozenset[str] = frozenset(),
    now: Callable[[], datetime] = lambda: MORNING,
) -> AsyncIterator[Stage]:
    """Serve an app to a server of Discord.

    What the bot raises fails the test in the end, unless the test looked at `env.errors`.
    """
    settings = GivenSettings(admins=admins, discord_shards=Share((0,), 1))

    def start() -> Client:
        return Client(app, settings, now=now)

    client = start()
    # Its own context manager can't be left in another task, as fixtures are.
    env = Env(client, settle_timeout=SETTLE_TIMEOUT_S)
    await env.start()
    try:
        yield Stage(env, client, start)
    finally:
        await env.shutdown()
    env._raise_errors_since(env._errors_acknowledged)  # noqa: SLF001
