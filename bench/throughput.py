"""Updates answered a second for `/quote`, through the whole bot and by bare handlers.

    python -m bench.throughput [--without RIVAL]

The rivals answer one constant text: over the same transport, and over the one that the
client library brings. All three meet the same local Bot API in turn, in rounds; `--people`
ask at once, each for the next when the one before is there.
"""

import argparse
import asyncio
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from bench.processes.bots import bot, prepare, processor_seconds, settled, soon
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User

OURS = "rostra"
RIVALS = {
    OURS: ("-m", "bot", "run"),
    "same transport": ("-m", "bench.rivals.bare", "aiohttp"),
    "default transport": ("-m", "bench.rivals.bare", "default"),
}

Command = tuple[str, ...]
Rates = tuple[float, float]
"""Answers in a second, and in a second of the bot's own processor time."""


async def asks(user: User, times: int) -> None:
    """Ask so many times, each after the answer to the one before."""
    for _ in range(times):
        await user.says("/quote")
        await user.next_reply()


async def measured(command: Command, database: Path, people: int, times: int) -> Rates:
    """Return the updates that a bot answers in a second, and in one of its own."""
    async with BotApi() as server:
        users = [server.user(f"User {number}") for number in range(people)]
        async with bot(server, database, command=command) as process:

            async def ask(each: int) -> None:
                await asyncio.gather(*(asks(user, each) for user in users))

            return await answer_rates(process.pid, ask, people, times)


async def answer_rates(
    pid: int, ask: Callable[[int], Awaitable[None]], people: int, times: int
) -> Rates:
    """Return the answers of a bot in a second, and in one of its own.

    Args:
        pid: Of the bot.
        ask: Lets all people ask so many times each.
        people: How many they are.
        times: How often each asks.
    """
    await ask(1)
    await settled(pid)
    began, worked = time.perf_counter(), processor_seconds(pid)
    await ask(times)
    took = time.perf_counter() - began
    worked = processor_seconds(pid) - worked
    return people * times / took, people * times / worked


async def compare(
    rivals: Mapping[str, Command],
    measure: Callable[[Command, Path], Awaitable[Rates]],
    rounds: int,
) -> None:
    """Measure bots in turn, in rounds, on the shipped library; print the medians."""
    found: dict[str, list[Rates]] = {name: [] for name in rivals}
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh"
        fresh.mkdir()
        await prepare(fresh / "rostra.db", (), soon())
        for number in range(rounds):
            for name, command in rivals.items():
                # Each server is new, and a bot must not believe that it knows it.
                copy = shutil.copytree(fresh, fresh.with_name(f"{name} {number}"))
                found[name].append(await measure(command, copy / "rostra.db"))
    middle = {
        name: tuple(map(statistics.median, zip(*rates, strict=True)))
        for name, rates in found.items()
    }
    ours = middle[OURS]
    print("answered in a second, and in a second of the bot's own processor time")
    for name, (rate, busy) in middle.items():
        print(
            f"{name:<20}{rate:>8.0f} (rostra is {ours[0] / rate:.2f} of it)"
            f"{busy:>10.0f} ({ours[1] / busy:.2f}), {rate / busy:.0%} of a core"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=256)
    parser.add_argument("--times", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--without",
        choices=[name for name in RIVALS if name != OURS],
        help="a rival to leave out: the default transport may lose an answer of so many",
    )
    options = parser.parse_args()
    rivals = {name: RIVALS[name] for name in RIVALS if name != options.without}
    asyncio.run(
        compare(
            rivals,
            lambda command, database: measured(
                command, database, options.people, options.times
            ),
            options.rounds,
        )
    )
