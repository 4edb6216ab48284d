"""Permissions that the bot lacks, by the names that Discord's settings show.

https://support.discord.com/hc/en-us/articles/10543994968087
"""

from collections.abc import Sequence
from enum import Enum

import discord

EMBED_LINKS = "Embed Links"

_NAMES = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": EMBED_LINKS,
    "create_public_threads": "Create Public Threads",
    "read_message_history": "Read Message History",
    "mention_everyone": "Mention @everyone, @here, and All Roles",
}


class Purpose(Enum):
    """What the bot is to do; its value names the permissions that takes."""

    SEND = ("view_channel", "send_messages", "embed_links")
    SEND_IN_THREAD = ("view_channel", "send_messages_in_threads", "embed_links")
    OPEN_THREAD = (
        "view_channel",
        "create_public_threads",
        "send_messages_in_threads",
        "embed_links",
        "read_message_history",
    )
    PING_ROLE = ("mention_everyone",)


NEEDED = frozenset(
    each
    for purpose in (Purpose.SEND, Purpose.SEND_IN_THREAD, Purpose.OPEN_THREAD)
    for each in purpose.value
)
"""What the bot asks for when it is added to a server."""

NAMES_OF_NEEDED = [name for each, name in _NAMES.items() if each in NEEDED]


def missing(may: discord.Permissions, purpose: Purpose) -> Sequence[str]:
    """Return the names of the permissions that are missing for a purpose.

    >>> missing(discord.Permissions(view_channel=True, send_messages=True), Purpose.SEND)
    ['Embed Links']
    """
    if may.administrator:
        return []
    return [_NAMES[each] for each in purpose.value if not getattr(may, each)]


def describe_missing(names: Sequence[str]) -> str:
    """Return the sentence that permissions are missing, and who can give them.

    >>> describe_missing(["Embed Links", "View Channel"])
    'I lack the permissions “Embed Links” and “View Channel” here; whoever manages this channel can give them to me in its settings, under Permissions.'
    """
    *most, last = [f"“{name}”" for name in names]
    listed = f"{', '.join(most)} and {last}" if most else last
    word, them = ("permissions", "them") if most else ("permission", "it")
    return (
        f"I lack the {word} {listed} here; whoever manages this channel can give {them} "
        "to me in its settings, under Permissions."
    )
