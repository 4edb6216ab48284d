"""What a bot costs until it serves and in memory: on each platform, and on both.

    python -m bench.platforms [--runs 5]

Whole processes on the shipped library, which was loaded before, start in turn. Seconds
are until the last platform is served, megabytes are those at rest after `--answers`
questions on each platform. The terminal's are up to the end of one answer, as in
bench.startup. Ratios are to Telegram alone.
"""

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from bench.processes.bots import Server, bot, prepare, resident_mb, settled, soon
from bench.startup import Run, start_terminal
from tests.fakes.discord.server import Discord
from tests.fakes.telegram.bot_api import BotApi

PLATFORMS: Mapping[str, Sequence[type[Server]]] = {
    "Telegram": (BotApi,),
    "Discord": (Discord,),
    "both": (BotApi, Discord),
}


async def main(runs: int, answers: int) -> None:
    """Measure and print."""
    found: dict[str, list[Run]] = {name: [] for name in ("terminal", *PLATFORMS)}
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh"
        fresh.mkdir()
        await prepare(fresh / "rostra.db", (), soon())
        for number in range(runs):
            for name, runs_of in found.items():
                copy = shutil.copytree(fresh, fresh.with_name(f"{name} {number}"))
                database = copy / "rostra.db"
                platforms = PLATFORMS.get(name, ())
                runs_of.append(
                    await serving(platforms, database, answers)
                    if platforms
                    else await asyncio.to_thread(start_terminal, database)
                )
    print(f"medians of {runs} runs; ratios to Telegram alone")
    rival = found["Telegram"]
    for name, ours in found.items():
        seconds = statistics.median(run.seconds for run in ours)
        megabytes = statistics.median(run.megabytes for run in ours)
        pairs = list(zip(ours, rival, strict=True))
        slower = statistics.median(a.seconds / b.seconds for a, b in pairs)
        bigger = statistics.median(a.megabytes / b.megabytes for a, b in pairs)
        print(
            f"{name:<10}{seconds:>8.2f} s ({slower:.2f})"
            f"{megabytes:>8.0f} MB ({bigger:.2f})"
        )


async def serving(
    platforms: Sequence[type[Server]], database: Path, answers: int
) -> Run:
    """Start a bot on local platforms, ask there, and return what it cost."""
    async with AsyncExitStack() as stack:
        servers: list[Server] = []
        for platform in platforms:
            server: Server = platform()
            servers.append(await stack.enter_async_context(server))
        began = time.perf_counter()
        process = await stack.enter_async_context(bot(servers, database))
        seconds = time.perf_counter() - began
        for server in servers:
            await ask(server, answers)
        await settled(process.pid)
        return Run(seconds=seconds, megabytes=resident_mb(process.pid))


async def ask(server: Server, answers: int) -> None:
    """Ask so many questions, one after the other."""
    if isinstance(server, Discord):
        person = server.person("Somebody")
        await server.synced()
        for _ in range(answers):
            await (await person.uses("quote")).answer()
    else:
        user = server.user("Somebody")
        for _ in range(answers):
            await user.says("/quote")
            await user.next_reply()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--answers", type=int, default=300)
    options = parser.parse_args()
    asyncio.run(main(options.runs, options.answers))
