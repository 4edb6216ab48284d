"""`rostra discord invite`: the links that add a Discord bot to a server or an account."""

import base64
import binascii
import logging
import sys
from collections.abc import Iterator
from urllib.parse import urlencode

import aiohttp
import discord

from bot.faces.discord.api.permissions import NAMES_OF_NEEDED, NEEDED
from bot.faces.port import SetupRefusedError, TokenRefusedError
from bot.settings import Settings

AUTHORIZE_URL = "https://discord.com/oauth2/authorize"

ASK_TIMEOUT_S = 5.0
"""Seconds that Discord has to say which application a token is for."""

log = logging.getLogger(__name__)


async def invite(settings: Settings) -> int:
    """Print the links and return the exit code.

    Raises:
        SetupRefusedError: There is no token, Discord does not know it, or neither says
            which application it is for.
    """
    token = settings.discord_token and settings.discord_token.get_secret_value()
    if not token:
        raise SetupRefusedError(
            "ROSTRA_DISCORD_TOKEN is not set: docs/discord.md says where to get a token."
        )
    application = await _ask(settings.discord_api_base, token) or id_in(token)
    if not application:
        raise SetupRefusedError(
            "Which application ROSTRA_DISCORD_TOKEN is for is not in the token, and "
            "Discord can't be asked just now. Try again when it can be reached."
        )
    sys.stdout.writelines(f"{line}\n" for line in _lines(application))
    return 0


def id_in(token: str) -> str:
    """Return the bot's id, which a token begins with; empty if it does not.

    A bot has the id of its application, but for some of before 2016.

    >>> id_in("MTAwMDAwMDAwMDAwMDAwMDAwMQ.Gmade.up"), id_in("nonsense")
    ('1000000000000000001', '')
    """
    first = token.partition(".")[0]
    try:
        id_ = base64.b64decode(first + "=" * (-len(first) % 4), "-_", validate=True)
    except (binascii.Error, ValueError):
        return ""
    return id_.decode() if id_.isdigit() else ""


async def _ask(api_base: str, token: str) -> str:
    """Return the id of a token's application; empty if Discord can't be asked.

    Raises:
        TokenRefusedError: Discord does not know the token.
    """
    timeout = aiohttp.ClientTimeout(total=ASK_TIMEOUT_S)
    headers = {
        "Authorization": f"Bot {token}",
        "User-Agent": "DiscordBot (https://discord.com, 1)",
    }
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
            session.get(f"{api_base}/applications/@me") as response,
        ):
            if response.status == 401:
                raise TokenRefusedError(
                    "Discord refuses the token in ROSTRA_DISCORD_TOKEN; copy it again "
                    "from the page Bot of your application, or have it reset there."
                )
            response.raise_for_status()
            return str((await response.json())["id"])
    except (TimeoutError, aiohttp.ClientError, ValueError, KeyError) as error:
        log.debug("the application is read from the token: %s", error)
        return ""


def _lines(application: str) -> Iterator[str]:
    """Yield what to print."""
    server = {
        "client_id": application,
        "scope": "bot applications.commands",
        "permissions": discord.Permissions(**dict.fromkeys(NEEDED, True)).value,
    }
    account = {
        "client_id": application,
        "scope": "applications.commands",
        "integration_type": 1,
    }
    yield "Add the bot to a server, if you may manage it:"
    yield f"  {AUTHORIZE_URL}?{urlencode(server)}"
    yield f"It asks for: {', '.join(NAMES_OF_NEEDED)}."
    yield ""
    yield "Use it in any chat by yourself, without adding it there:"
    yield f"  {AUTHORIZE_URL}?{urlencode(account)}"
