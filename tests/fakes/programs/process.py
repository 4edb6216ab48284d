"""Run the program as a person would, against local platforms."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

from bot.addresses import ListenAddress
from tests.fakes.discord.server import Discord
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.programs.forked import ForkedProgram
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.webhooks import base, client
from tests.fakes.telegram.world import TIMEOUT_S

ROOT = Path(__file__).parents[3]


Program = ForkedProgram | asyncio.subprocess.Process


def rostra(
    server: BotApi | Discord, folder: Path, **settings: str
) -> AbstractAsyncContextManager[Program]:
    """Run the program as a person would, in an empty folder, its imports done before."""
    return _running(server, folder, settings, _fork)


def rostra_anew(
    server: BotApi | Discord, folder: Path, **settings: str
) -> AbstractAsyncContextManager[Program]:
    """Run the program just as a person would; to import is most of its start."""
    return _running(server, folder, settings, _start)


@asynccontextmanager
async def _running(
    server: BotApi | Discord,
    folder: Path,
    settings: Mapping[str, str],
    start: Callable[[Path, Mapping[str, str]], Awaitable[Program]],
) -> AsyncIterator[Program]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ROSTRA_") and "proxy" not in name.lower()
    }
    environment |= {
        "PYTHONPATH": str(ROOT),
        "ROSTRA_DATABASE": str(folder / "rostra.db"),
        "ROSTRA_LIBRARY": str(VILLAGE),
        "ROSTRA_LOG_LEVEL": "DEBUG",
    }
    environment |= (
        server.environment
        if isinstance(server, Discord)
        else {
            "ROSTRA_TELEGRAM_API_BASE": server.address,
            "ROSTRA_TELEGRAM_TOKEN": server.token,
        }
    )
    process = await start(folder, {**environment, **settings})
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        elif process.returncode not in {0, 2, -signal.SIGKILL}:
            # A test that waits in vain for an answer should tell why.
            sys.stderr.write((await process.communicate())[1].decode())
        await process.wait()
        if isinstance(process, ForkedProgram):
            await process.close()


async def _fork(folder: Path, environment: Mapping[str, str]) -> Program:
    return await ForkedProgram.start(["run"], folder=folder, environment=environment)


async def _start(folder: Path, environment: Mapping[str, str]) -> Program:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: Program) -> tuple[int | None, str]:
    """Wait for the program to end; return its exit code and all that it printed."""
    async with asyncio.timeout(TIMEOUT_S):
        out, errors = await process.communicate()
    return process.returncode, (out + errors).decode()


async def ready(pages: ListenAddress) -> dict[str, Any]:
    """Wait until a process answers and says that it is ready; return all that it says."""
    async with (
        asyncio.timeout(TIMEOUT_S),
        client(pages) as session,
    ):
        while True:
            # A socket's file is there before anybody listens behind it.
            with suppress(aiohttp.ClientConnectorError):
                async with session.get(f"{base(pages)}/readyz") as answer:
                    told: dict[str, Any] = await answer.json()
                assert told["ready"] == answer.ok
                if answer.ok:
                    return told
            await asyncio.sleep(0.01)
