"""Read what people do on Discord as requests.

Options are read from the interaction itself and not from what discord.py makes of them,
so that a menu of an older version, which a client may still show, is understood as well.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
import discord

from bot.faces.discord.api.permissions import Purpose, describe_missing, missing
from bot.rendering.sanitize import without_surrogates
from handlers.contract.action import Action
from handlers.contract.request import (
    NO_ARGUMENTS,
    Arguments,
    Attachment,
    AttachmentError,
    Person,
    Place,
    Role,
    Value,
)

PLATFORM = "discord"

DIRECT = "@me"
"""Stands for the server in the key of a chat that belongs to none, as in links."""

NOT_A_MEMBER = (
    "Nothing comes by itself here, since this bot was added to an account and not to "
    "this server; /daily now shows the day's excerpt. Whoever manages the server can "
    "add it here."
)

NOT_IN_PRIVATE_CHANNELS = (
    "Nothing comes by itself here, since this bot was added to an account and is not "
    "in this chat; /daily now shows the day's excerpt. Ask for it in a direct message "
    "to this bot: there it comes by itself."
)

UNPINGABLE = "{} Or let everybody mention the role, in its own settings."

_BY_MENU = "“Comment on this” under Apps in the menu of its message"

HOW_TO_COMMENT = (
    "To comment on an excerpt, reply to it with this bot's name in the reply, since it can "
    f"read no other, or choose {_BY_MENU}."
)
"""How one does in a server."""

_EXCERPT = re.compile(r"#([0-9A-HJKMNP-TV-Z]{8})(?![0-9A-Za-z])")
_SUBCOMMANDS = frozenset(
    {
        discord.AppCommandOptionType.subcommand.value,
        discord.AppCommandOptionType.subcommand_group.value,
    }
)

log = logging.getLogger(__name__)

AnyInteraction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a slash command was given.

    Attributes:
        command: The command's name.
        arguments: The options that are filled in.
        focused: The option that is being typed, where it is completed; else empty.
        typed: What of it is typed so far.
    """

    command: str
    arguments: Arguments = NO_ARGUMENTS
    focused: str = ""
    typed: str = ""


def read_choices(interaction: AnyInteraction) -> Choices:
    """Return what a slash command was given, or what is being typed for one."""
    data: Mapping[str, Any] = interaction.data or {}
    options: Sequence[Mapping[str, Any]] = data.get("options") or ()
    subcommand = ""
    if options and options[0].get("type") in _SUBCOMMANDS:
        subcommand = options[0]["name"]
        options = options[0].get("options") or ()
    values: dict[str, Value] = {}
    focused = typed = ""
    for option in options:
        if option.get("type") == discord.AppCommandOptionType.attachment.value:
            continue
        name, value = str(option["name"]), _value(option.get("value", ""))
        if option.get("focused"):
            focused, typed = name, str(value)
        elif value != "":
            values[name] = value
    return Choices(
        command=str(data.get("name", "")),
        arguments=Arguments(values, subcommand=subcommand),
        focused=focused,
        typed=typed,
    )


def attachment_of(interaction: AnyInteraction) -> Attachment | None:
    """Return the file that a slash command was given, fetched when it is asked for."""
    values = (value for _, value in interaction.namespace)
    found = next((one for one in values if isinstance(one, discord.Attachment)), None)
    if found is None:
        return None

    async def fetch(limit: int) -> bytes:
        if found.size > limit:
            raise AttachmentError(
                f"That file is over {limit // 1_000_000} MB, the most that is taken here. "
                "`rostra import` takes more."
            )
        try:
            return await found.read()
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            log.warning("a file can't be fetched: %s", error)
            raise AttachmentError(
                "The file could not be fetched from Discord just now. Send it again in a "
                "minute."
            ) from error

    return Attachment(name=found.filename, size=found.size, fetch=fetch)


def _value(value: object) -> Value:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return without_surrogates(str(value))


def place_of(source: AnyInteraction | discord.Message) -> Place:
    """Return the chat in which something was done, and its thread if it was in one.

    The chat is written as in a channel's link; that of a thread is its parent.
    """
    guild = (
        source.guild_id
        if isinstance(source, discord.Interaction)
        else source.guild and source.guild.id
    )
    channel = source.channel
    id_ = channel.id if channel else 0
    thread = ""
    if isinstance(channel, discord.Thread):
        id_, thread = channel.parent_id, str(channel.id)
    return Place(platform=PLATFORM, chat=f"{guild or DIRECT}/{id_}", thread=thread)


def person_of(user: discord.User | discord.Member, admins: AbstractSet[str]) -> Person:
    """Return who did something, under the name that the chat shows."""
    key = f"{PLATFORM}:{user.id}"
    name = without_surrogates(user.display_name)
    return Person(key=key, name=name, admin=key in admins)


async def _known(answer: bool | None) -> bool | None:
    return answer


def manages(interaction: AnyInteraction) -> partial[Any]:
    """Return what says whether a person may decide for the chat.

    In a server that takes the permission to manage it or the channel; without a server,
    everybody may.
    """
    may = interaction.permissions
    return partial(
        _known,
        interaction.guild_id is None
        or may.administrator
        or may.manage_guild
        or may.manage_channels,
    )


def role_finder(interaction: AnyInteraction) -> Callable[[str], Role | None] | None:
    """Return what finds the role that an option names; None where there are no roles."""
    if interaction.guild_id is None:
        return None
    data: Mapping[str, Any] = interaction.data or {}
    roles: Mapping[str, Any] = data.get("resolved", {}).get("roles", {})
    may = interaction.permissions
    names = missing(interaction.app_permissions, Purpose.PING_ROLE)

    def find(id_: str) -> Role | None:
        role = roles.get(id_)
        if role is None:
            return None
        anybody_may = bool(role.get("mentionable"))
        return Role(
            id=id_,
            name=without_surrogates(str(role["name"])),
            is_everyone=id_ == str(interaction.guild_id),
            person_may_ping=anybody_may or may.mention_everyone or may.administrator,
            refusal=""
            if anybody_may or not names
            else UNPINGABLE.format(describe_missing(names)),
        )

    return find


def is_only_for_user(interaction: AnyInteraction) -> bool:
    """Return whether the bot is there for one person, who brought it along.

    Others may press the buttons that it shows to that person.
    """
    if interaction.guild_id:
        return not interaction.is_guild_integration()
    return interaction.context.private_channel or interaction.is_user_integration()


def why_not_delivered(interaction: AnyInteraction) -> str:
    """Return why no digest comes to a chat, as a sentence; empty where one may come."""
    if interaction.context.private_channel:
        return NOT_IN_PRIVATE_CHANNELS
    if interaction.guild_id and is_only_for_user(interaction):
        return NOT_A_MEMBER
    is_thread = isinstance(interaction.channel, discord.Thread)
    purpose = Purpose.SEND_IN_THREAD if is_thread else Purpose.SEND
    if interaction.guild_id and (
        names := missing(interaction.app_permissions, purpose)
    ):
        return f"Nothing can come by itself here: {describe_missing(names)}"
    return ""


def how_to_comment(source: AnyInteraction | discord.Message) -> str:
    """Return how one comments on an excerpt in a chat, beside the command."""
    if isinstance(source, discord.Interaction) and is_only_for_user(source):
        return f"To comment on an excerpt, choose {_BY_MENU}."
    if source.guild is None:
        return f"To comment on an excerpt, reply to it, or choose {_BY_MENU}."
    return HOW_TO_COMMENT


def decode(data: str) -> Action | None:
    """Return the action of a button's data, or None if it is not this bot's."""
    try:
        return Action.decode(data)
    except ValueError:
        return None


def excerpt_of(message: discord.Message) -> str:
    """Return the excerpt id that a message shows; empty for none.

    It is taken from the buttons if possible, else from menus; else from the small print,
    as in ``#7K3M9QXA``, and at last from the text.
    """
    rows = (row for row in message.components if isinstance(row, discord.ActionRow))
    items = [item for row in rows for item in row.children]
    data = [item.custom_id or "" for item in items if isinstance(item, discord.Button)]
    for item in items:
        if isinstance(item, discord.SelectMenu):
            data += [option.value for option in item.options]
    actions = filter(None, map(decode, data))
    if excerpt := next((each.excerpt for each in actions if each.excerpt), ""):
        return excerpt
    footers = (embed.footer.text or "" for embed in message.embeds)
    texts = (embed.description or "" for embed in message.embeds)
    found = filter(None, map(_EXCERPT.search, (*footers, message.content, *texts)))
    return next((match[1] for match in found), "")


def words_of(message: discord.Message, me: int) -> str:
    """Return what a message says, with names for mentions, and none for ours."""
    names = {each.id: each.display_name for each in message.mentions}
    names |= {each.id: each.name for each in message.role_mentions}
    names |= {each.id: getattr(each, "name", "") for each in message.channel_mentions}

    def named(found: re.Match[str]) -> str:
        id_ = int(found[2])
        if id_ == me:
            return ""
        name = names.get(id_)
        return f"{found[1][0]}{name}" if name else found[0]

    text = re.sub(r"<(@!?|@&|#)([0-9]{1,20})>", named, message.content)
    return without_surrogates(text).strip()
