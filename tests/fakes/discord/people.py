"""People in servers and direct messages, who use commands and press buttons."""

import asyncio
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.fakes.discord.reader import shown_text
from tests.fakes.discord.rules import Json
from tests.fakes.telegram.world import TIMEOUT_S

if TYPE_CHECKING:
    from tests.fakes.discord.server import Discord

COMMAND, PRESS, AUTOCOMPLETE, FORM = 2, 3, 4, 5
"""Kinds of interactions."""

EVERYTHING = str((1 << 50) - 1)
"""All permissions, as a number."""

EPHEMERAL = 1 << 6
LOADING = 1 << 7
_SUBCOMMAND, _INTEGER = 1, 4
_READ = ("title", "description")


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as people see it."""

    message: Json

    @property
    def id(self) -> str:
        return str(self.message["id"])

    @property
    def text(self) -> str:
        """All that can be read, in order."""
        pieces = [shown_text(self.message["content"])]
        for embed in self.message["embeds"]:
            pieces += [embed.get("author", {}).get("name")]
            pieces += [shown_text(embed.get(each, "")) for each in _READ]
            pieces += [embed.get("footer", {}).get("text")]
        return "\n".join(piece for piece in pieces if piece)

    @property
    def is_private(self) -> bool:
        return bool(self.message["flags"] & EPHEMERAL)

    def buttons(self) -> Iterator[Json]:
        for row in self.message["components"]:
            yield from row["components"]

    def button(self, label: str) -> Json:
        found = [each for each in self.buttons() if each.get("label") == label]
        assert found, [each.get("label") for each in self.buttons()]
        return found[0]


@dataclass(kw_only=True, eq=False)
class Exchange:
    """One interaction, and what came of it.

    Attributes:
        original: The id of the message that answers it, or that was pressed.
        answered: How it was answered, by the type of the callback.
        is_returned: Whether the bot has asked for the message that it has just shown.
        choices: What was offered while somebody typed.
        form: The form that was opened.
    """

    id: str
    token: str
    kind: int
    channel: str
    original: str = ""
    answered: int = 0
    is_returned: bool = False
    choices: list[Json] = field(default_factory=list)
    form: Json = field(default_factory=dict)
    shown: asyncio.Queue[Shown] = field(default_factory=asyncio.Queue)
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self) -> Shown:
        """Wait for the next message of the answer, or for its next edit."""
        async with asyncio.timeout(TIMEOUT_S):
            return await self.shown.get()


@dataclass(kw_only=True, eq=False)
class Person:
    """A person who uses the bot, in a server or in a direct message.

    Attributes:
        guild: The server; empty in a direct message.
        permissions: In the channel.
    """

    discord: "Discord"
    about: Json
    guild: str
    channel: str
    permissions: str = "0"

    async def uses(self, command: str, **options: str | int) -> Exchange:
        """Use a command of the menu; a sub-command stands behind a space."""
        data = self._command(command, options)
        return await self._interacts(COMMAND, data=data)

    async def types(self, command: str, option: str, text: str) -> list[Json]:
        """Type into an option of a command; return what is offered."""
        data = self._command(command, {option: text})
        focused = data["options"][0]
        (focused.get("options") or [focused])[0]["focused"] = True
        exchange = await self._interacts(AUTOCOMPLETE, data=data)
        async with asyncio.timeout(TIMEOUT_S):
            await exchange.acknowledged.wait()
        return exchange.choices

    async def presses(self, label: str, on: Shown) -> Exchange:
        """Press a button."""
        return await self.sends(on.button(label)["custom_id"], on)

    async def sends(self, custom_id: str, on: Shown) -> Exchange:
        """Press a button with any data, as one of an earlier version."""
        data = {"custom_id": custom_id, "component_type": 2}
        message = self.discord.messages.get(on.id, on.message)
        return await self._interacts(PRESS, data=data, message=message)

    async def submits(self, exchange: Exchange, text: str) -> Exchange:
        """Fill in the form that an interaction has opened."""
        data = {
            "custom_id": exchange.form["custom_id"],
            "components": [_filled(row, text) for row in exchange.form["components"]],
            "resolved": {},
        }
        more: Json = {}
        if exchange.kind == PRESS:
            more["message"] = self.discord.messages[exchange.original]
        return await self._interacts(FORM, data=data, **more)

    async def writes(self, content: str, *, to: Shown | None = None) -> Json:
        """Write a message, or a reply that pings; the bot may not read all of it."""
        message = self.discord.written(self.channel, self.about, {"content": content})
        message |= {"type": 19 if to else 0, "guild_id": self.guild}
        if to:
            message["referenced_message"] = to.message
            message["message_reference"] = {
                "message_id": to.id,
                "channel_id": self.channel,
            }
            message["mentions"] = [self.discord.bot]
        pings = f"<@{self.discord.bot['id']}>" in content or to
        if not self.guild:
            del message["guild_id"]
        elif not pings:
            message["content"] = ""
        else:
            message["mentions"] = [self.discord.bot]
        await self.discord.dispatch("MESSAGE_CREATE", message, self._shard)
        return message

    @property
    def _shard(self) -> int:
        return self.discord.shard_of(self.guild)

    def _command(self, name: str, options: dict[str, str | int]) -> Json:
        name, _, subcommand = name.partition(" ")
        (known,) = (each for each in self.discord.commands if each["name"] == name)
        data: Json = {"id": known["id"], "name": name, "type": known.get("type", 1)}
        part = known
        if subcommand:
            (part,) = (each for each in known["options"] if each["name"] == subcommand)
        kinds = {each["name"]: each["type"] for each in part.get("options", [])}
        chosen = [
            {"name": option, "type": kinds[option], "value": value}
            for option, value in options.items()
        ]
        if subcommand:
            chosen = [{"name": subcommand, "type": _SUBCOMMAND, "options": chosen}]
        return data | {"options": chosen}

    async def _interacts(self, kind: int, **more: Any) -> Exchange:  # noqa: ANN401
        id_ = self.discord.next_id()
        token = b64encode(f"interaction:{id_}:made-up".encode()).decode()
        exchange = Exchange(id=id_, token=token, kind=kind, channel=self.channel)
        exchange.original = more.get("message", {}).get("id", "")
        self.discord.exchanges[token] = exchange
        channel = {"id": self.channel, "type": 0 if self.guild else 1}
        if self.guild:
            channel |= {"guild_id": self.guild, "name": "general", "position": 0}
        who: Json = {"user": self.about}
        if self.guild:
            who = {"member": self._member(), "guild_id": self.guild}
            who["guild"] = {"id": self.guild, "locale": "en-US", "features": []}
        owners = {"0": self.guild or "0"}
        payload = {
            "id": id_,
            "application_id": self.discord.application_id,
            "type": kind,
            "token": token,
            "version": 1,
            "channel_id": self.channel,
            "channel": channel,
            "app_permissions": EVERYTHING,
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": owners,
            "context": 0 if self.guild else 1,
            "attachment_size_limit": 1 << 19,
        }
        await self.discord.dispatch(
            "INTERACTION_CREATE", payload | who | more, self._shard
        )
        return exchange

    def _member(self) -> Json:
        return {
            "user": self.about,
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": self.permissions,
        }


def _filled(row: Json, text: str) -> Json:
    """Return a row of a form with its text field filled in."""
    if "component" in row:
        return row | {"component": row["component"] | {"value": text}}
    return row | {"components": [each | {"value": text} for each in row["components"]]}
