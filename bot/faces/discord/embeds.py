"""Replies as messages of Discord."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.faces.discord.components import view_of
from bot.rendering.pages import pages
from handlers.contract.reply import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordMessage:
    """One message, within all limits."""

    content: str = ""
    embeds: Sequence[discord.Embed] = ()
    view: discord.ui.View | None = None


def messages(reply: Reply) -> Sequence[DiscordMessage]:
    """Return the messages that show a reply."""
    return [
        DiscordMessage(
            embeds=[
                discord.Embed(description=discord.utils.escape_markdown(page.text))
            ],
            view=view_of(page.groups),
        )
        for page in pages(reply, 2000, len)
    ]
