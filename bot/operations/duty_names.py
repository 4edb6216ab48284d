"""Names of duties: what only one of the processes that serve a bot does at a time."""

import hashlib
from collections.abc import Iterable

from bot.settings import Settings
from storage.semantic.embedding_job import LOCK as EMBEDDING

HOUSEKEEPING = "housekeeping"


def polls_duty(token: str) -> str:
    """Return the name of the duty to poll Telegram."""
    return f"polls.telegram.{_mark(token)}"


def gateway_duty(token: str, share: str) -> str:
    """Return the name of the duty to serve some of Discord's shards; empty for all."""
    return f"gateway.discord.{_mark(token)}{share and '.' + share}"


def digests_duty(platform: str, token: str, share: str = "") -> str:
    """Return the name of the duty to send a platform's digests, or those of a share."""
    return f"digests.{platform}.{_mark(token)}{share and '.' + share}"


def describe_duties(
    settings: Settings, discord_shares: Iterable[str]
) -> dict[str, str]:
    """Return what each duty is of the bots whose tokens are set, by its name.

    Args:
        settings: Have the tokens.
        discord_shares: The names of the shares that were ever served.
    """
    duties = {}
    if secret := settings.telegram_token:
        token = secret.get_secret_value()
        duties[polls_duty(token)] = "polls telegram"
        duties[digests_duty("telegram", token)] = "telegram digests"
    if secret := settings.discord_token:
        token = secret.get_secret_value()
        for share in discord_shares:
            which = f"discord {share}".rstrip()
            duties[gateway_duty(token, share)] = which
            duties[digests_duty("discord", token, share)] = f"{which} digests"
    return duties | {EMBEDDING: "embeds passages", HOUSEKEEPING: "housekeeping"}


def _mark(token: str) -> str:
    """Return by what a bot is known where its token may not be seen."""
    return hashlib.blake2b(token.encode(), digest_size=8).hexdigest()
