"""The real Discord face, serving an app on the local Discord."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.delivery.retry import Wait
from bot.faces.discord.face import DiscordFace
from bot.faces.port import AppPort
from bot.settings import Settings
from storage.digests.share import Share
from tests.fakes.discord.server import Discord
from tests.fakes.given_settings import GivenSettings
from tests.fakes.telegram.world import TIMEOUT_S


def settings_for(server: Discord, *, shards: Share | None = None) -> Settings:
    return GivenSettings.model_validate(
        {
            "discord_token": server.token,
            "discord_api_base": server.api_base,
            "discord_gateway": server.address,
            "discord_shards": shards,
        }
    )


@dataclass(frozen=True)
class Running:
    """A face that runs, and what ends it."""

    face: DiscordFace
    stop: asyncio.Event
    task: asyncio.Task[None]

    async def ended(self) -> BaseException | None:
        """Wait until it has ended; return what it failed with."""
        await asyncio.wait([self.task], timeout=TIMEOUT_S)
        assert self.task.done()
        return self.task.exception()


@asynccontextmanager
async def running(
    app: AppPort,
    server: Discord,
    *,
    wait: Wait | None = None,
    shards: Share | None = None,
    heartbeat_timeout_s: float = 60.0,
) -> AsyncIterator[Running]:
    """Run a face while the context is open; waits are over at once."""
    face = DiscordFace(
        app,
        settings_for(server, shards=shards),
        wait=wait or _no_wait,
        heartbeat_timeout_s=heartbeat_timeout_s,
    )
    stop = asyncio.Event()
    task = asyncio.create_task(face.run(stop))
    try:
        yield Running(face, stop, task)
    finally:
        stop.set()
        await asyncio.wait([task])
        await face.close()


async def _no_wait(_seconds: float) -> None:
    await asyncio.sleep(0)
