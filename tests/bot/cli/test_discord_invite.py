"""The links that add a bot, as an operator gets them."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import discord as library

from bot.faces.discord.api.permissions import NAMES_OF_NEEDED
from tests.fakes.discord.server import APPLICATION_ID, TOKEN, Discord
from tests.fakes.programs.shell import Shell

NOBODY = "http://127.0.0.1:9"


def links(shell: Shell) -> list[dict[str, list[str]]]:
    return [
        parse_qs(urlsplit(line.strip()).query)
        for line in shell.output.splitlines()
        if "https://discord.com/oauth2/authorize?" in line
    ]


def test_the_links_are_there_without_a_network(shell: Shell) -> None:
    settings = {"ROSTRA_DISCORD_TOKEN": TOKEN, "ROSTRA_DISCORD_API_BASE": NOBODY}
    assert shell.types("discord", "invite", **settings) == 0, shell.complaints
    server, account = links(shell)
    assert server["client_id"] == account["client_id"] == [APPLICATION_ID]
    assert server["scope"] == ["bot applications.commands"]
    assert account["scope"] == ["applications.commands"]
    asked = library.Permissions(int(server["permissions"][0]))
    assert {name for name, allowed in asked if allowed} == {
        "read_messages",
        "send_messages",
        "send_messages_in_threads",
        "create_public_threads",
        "embed_links",
        "read_message_history",
    }
    assert all(name in shell.output for name in NAMES_OF_NEEDED)
    assert TOKEN not in shell.output + shell.complaints


async def test_discord_knows_better_which_application_a_token_is_for(
    shell: Shell,
) -> None:
    async with Discord("token.of-long.ago") as discord:
        settings = discord.environment
        code = await asyncio.to_thread(shell.types, "discord", "invite", **settings)
        wrong = settings | {"ROSTRA_DISCORD_TOKEN": TOKEN}
        assert links(shell)[0]["client_id"] == [APPLICATION_ID]
        refused = await asyncio.to_thread(shell.types, "discord", "invite", **wrong)
    assert (code, refused) == (0, 2)
    assert "Discord refuses the token" in shell.complaints
    assert TOKEN not in shell.complaints


def test_without_a_token_it_says_where_to_get_one(shell: Shell) -> None:
    assert shell.types("discord", "invite") == 2
    assert "docs/discord.md" in shell.complaints
    settings = {"ROSTRA_DISCORD_TOKEN": "x.y.z", "ROSTRA_DISCORD_API_BASE": NOBODY}
    assert shell.types("discord", "invite", **settings) == 2
    assert "can't be asked" in shell.complaints
