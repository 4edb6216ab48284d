"""Greet a server to which the bot was added: say once how to begin."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import discord

from bot.faces.discord.incoming.requests import HOW_TO_COMMENT, PLATFORM
from bot.faces.discord.outgoing.channel_sender import ChannelSender
from bot.faces.port import AppPort
from handlers.contract.request import Person, Place, Request

MAX_CHANNELS = 3
"""Channels of a server that are tried, since Discord counts what it refuses."""


async def greet(
    server: discord.Guild, *, app: AppPort, sender: ChannelSender, now: datetime
) -> None:
    """Send a server a message on how to begin, if the bot was not there before.

    It goes where Discord itself greets people; where the bot may not write there, to one
    of the first channels.
    """
    name = f"greeted {server.id}"
    if await app.recall(PLATFORM, name):
        return
    person = Person(key=f"{PLATFORM}:{server.owner_id}", name=server.name)
    for channel in islice(_channels(server), MAX_CHANNELS):
        place = Place(platform=PLATFORM, chat=f"{server.id}/{channel.id}")
        request = Request(
            place=place,
            person=person,
            command="start",
            now=now,
            how_to_comment=HOW_TO_COMMENT,
        )
        if await sender.send(place, await app.answer(request)):
            await app.remember(PLATFORM, name, now.isoformat(timespec="seconds"))
            return


def _channels(server: discord.Guild) -> Iterator[discord.TextChannel]:
    first = server.system_channel
    if first:
        yield first
    yield from (channel for channel in server.text_channels if channel != first)
