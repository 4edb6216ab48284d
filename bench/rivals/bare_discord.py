"""The rival of bench.discord: a command with one constant answer.

python -m bench.rivals.bare_discord [--buttons]
"""

import argparse
import os
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

TEXT = "Four score and seven years ago. " * 12
BUTTONS = ("Another one", "Context", "Comments", "Source", "Comment")


class Bare(discord.AutoShardedClient):
    """A bot that answers `/quote` with a card, as the library's own examples do.

    Args:
        buttons: Whether the card has a row of buttons.
    """

    def __init__(self, *, buttons: bool) -> None:
        super().__init__(
            shard_count=1,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=0,
        )
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(description="An excerpt at random")
        async def quote(
            interaction: discord.Interaction[Any],
            speaker: str | None = None,  # noqa: ARG001 - the option that ours has
        ) -> None:
            embed = discord.Embed(title="An address", description=TEXT, colour=0x2F6DB5)
            embed.set_author(name="Abraham Lincoln, president")
            embed.set_footer(text="1863-11-19 · Gettysburg · #7K3M9QXA")
            if buttons:
                await interaction.response.send_message(embed=embed, view=row())
            else:
                await interaction.response.send_message(embed=embed)

    async def setup_hook(self) -> None:
        """Register the command with Discord."""
        await self.tree.sync()


def row() -> discord.ui.View:
    """Return buttons that nothing is kept for, as ours."""
    view = discord.ui.View(timeout=None)
    for number, label in enumerate(BUTTONS):
        view.add_item(discord.ui.Button(label=label, custom_id=f"{number}:7K3M9QXA"))
    view.stop()
    return view


def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--buttons", action="store_true")
    options = parser.parse_args()
    Route.BASE = os.environ["ROSTRA_DISCORD_API_BASE"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["ROSTRA_DISCORD_GATEWAY"])
    Bare(buttons=options.buttons).run(
        os.environ["ROSTRA_DISCORD_TOKEN"], log_handler=None
    )


if __name__ == "__main__":
    main()
