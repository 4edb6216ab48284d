"""The menu of commands, made of the one command table."""

import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.faces.discord.incoming.requests import AnyInteraction
from handlers.contract.action import MAX_COMMENT_CHARS
from handlers.contract.parameters import Command, Kind, Parameter, Subcommand
from handlers.text.wording import shorten

COMMENT_MENU = "Comment on this"
CHECK_MENU = "Check this quote"
"""What the menu of a message offers."""

MAX_DESCRIPTION_CHARS = 100
MAX_CHOICES = 25

_MAX_LOOK_UP_CHARS = 1000  # more than any command takes, so that its own answer says so
_RANGES = {Kind.COMMENT: (1, 2**53 - 1), Kind.PAGE: (1, 100_000)}
_NOT_COMPLETED = frozenset({Kind.TEXT, Kind.CHOICE, Kind.ROLE, Kind.FILE, *_RANGES})

log = logging.getLogger(__name__)

Answer = Callable[[AnyInteraction], Awaitable[None]]


class Answering(Protocol):
    """What answers the commands of the menu."""

    async def answer_command(self, interaction: AnyInteraction) -> None:
        """Answer a slash command."""
        ...

    async def complete(self, interaction: AnyInteraction) -> None:
        """Offer values for the option that is being typed."""
        ...

    async def answer_menu(
        self, interaction: AnyInteraction, message: discord.Message
    ) -> None:
        """Ask for a comment on what a message shows."""
        ...

    async def answer_check(
        self, interaction: AnyInteraction, message: discord.Message
    ) -> None:
        """Answer whether somebody in the library said what a message says."""
        ...


class Tree(app_commands.CommandTree[Any]):
    """The commands of the table, for servers, direct messages and group chats.

    Args:
        client: The client that gets the interactions.
        commands: The table.
        conversation: Answers them.
    """

    def __init__(
        self,
        client: discord.Client,
        commands: Iterable[Command],
        conversation: Answering,
    ) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._conversation = conversation
        for command in commands:
            self.add_command(_menu_entry(command, conversation))

        async def comment(
            interaction: AnyInteraction, message: discord.Message
        ) -> None:
            await conversation.answer_menu(interaction, message)

        async def check(interaction: AnyInteraction, message: discord.Message) -> None:
            await conversation.answer_check(interaction, message)

        for name, callback in ((COMMENT_MENU, comment), (CHECK_MENU, check)):
            self.add_command(app_commands.ContextMenu(name=name, callback=callback))

    async def interaction_check(self, interaction: AnyInteraction, /) -> bool:
        """Complete an option here, and let commands go on to their callbacks.

        Completion that comes too late, as it does while somebody types on, would be an
        error with a traceback in discord.py's log.
        """
        if interaction.type is not discord.InteractionType.autocomplete:
            return True
        await self._conversation.complete(interaction)
        return False

    async def on_error(
        self, interaction: AnyInteraction, error: app_commands.AppCommandError, /
    ) -> None:
        """Answer what a menu of another version of this bot asks for."""
        if isinstance(error, app_commands.CommandInvokeError):
            log.error("an answer failed", exc_info=error)
            return
        log.info("a command that the menu does not have so: %s", error)
        await self._conversation.answer_command(interaction)


def _menu_entry(
    command: Command, conversation: Answering
) -> app_commands.Command[Any, ..., Any] | app_commands.Group:
    # In a direct message everybody sees it, and its handler checks who may use it.
    permissions = discord.Permissions(manage_guild=True) if command.admin else None
    if not command.subcommands:
        entry = _command(command, command.name, conversation)
        entry.default_permissions = permissions
        return entry
    group = app_commands.Group(
        name=command.name,
        description=_description(command.summary),
        default_permissions=permissions,
    )
    for each in command.subcommands:
        group.add_command(_command(each, command.name, conversation))
    return group


def _command(
    source: Command | Subcommand, name: str, conversation: Answering
) -> app_commands.Command[Any, ..., Any]:
    """Return a command or sub-command whose options are its parameters."""

    async def answer(interaction: AnyInteraction, **_options: object) -> None:
        await conversation.answer_command(interaction)

    async def complete(
        _interaction: AnyInteraction, _typed: str
    ) -> list[app_commands.Choice[str]]:
        return []  # the tree completes; that there is one makes Discord ask

    first = inspect.Parameter(
        "interaction",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        annotation=discord.Interaction,
    )
    options = [_option(each) for each in source.options]
    options.sort(key=lambda each: each.default is None)
    vars(answer)["__signature__"] = inspect.Signature([first, *options])
    app_commands.describe(
        **{each.name: _description(each.summary) for each in source.options}
    )(answer)
    app_commands.choices(
        **{
            each.name: [
                app_commands.Choice(name=choice, value=choice)
                for choice in each.choices[:MAX_CHOICES]
            ]
            for each in source.options
            if each.choices
        }
    )(answer)
    entry: app_commands.Command[Any, ..., Any] = app_commands.Command(
        name=source.name,
        description=_description(source.summary),
        callback=answer,
        extras={"command": name},
    )
    for each in source.options:
        if each.kind not in _NOT_COMPLETED:
            entry.autocomplete(each.name)(complete)
    return entry


def _option(parameter: Parameter) -> inspect.Parameter:
    if parameter.kind in _RANGES:
        low, high = _RANGES[parameter.kind]
        annotation: Any = app_commands.Range[int, low, high]
    elif parameter.kind is Kind.FILE:
        annotation = discord.Attachment
    elif parameter.kind is Kind.ROLE:
        annotation = discord.Role
    elif parameter.choices:
        annotation = str
    else:
        is_text = parameter.kind is Kind.TEXT
        most = MAX_COMMENT_CHARS if is_text else _MAX_LOOK_UP_CHARS
        annotation = app_commands.Range[str, 1, most]
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        annotation=annotation,
        default=inspect.Parameter.empty if parameter.required else None,
    )


def _description(summary: str) -> str:
    return shorten(summary, MAX_DESCRIPTION_CHARS)
