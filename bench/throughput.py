"""Updates answered a second for `/quote`, through the whole bot and by bare handlers.

    python -m bench.throughput

The rivals answer one constant text: over the same transport, and over the one that the
client library brings. All three meet the same local Bot API in turn, in rounds; `--people`
ask at once, each for the next when the one before is there.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bench.bots import bot, prepare, processor_seconds, settled, soon
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User

RIVALS = {
    "rostra": ("-m", "bot", "run"),
    "same transport": ("-m", "bench.bare", "aiohttp"),
    "default transport": ("-m", "bench.bare", "default"),
}


async def asks(user: User, times: int) -> None:
    """Ask so many times, each after the answer to the one before."""
    for _ in range(times):
        await user.says("/quote")
        await user.next_reply()


async def measured(
    command: tuple[str, ...], database: Path, people: int, times: int
) -> tuple[float, float]:
    """Return the updates that a bot answers in a second, and in one of its own."""
    async with BotApi() as server:
        users = [server.user(f"User {number}") for number in range(people)]
        async with bot(server, database, command=command) as process:
            await asyncio.gather(*(asks(user, 1) for user in users))
            await settled(process.pid)
            began, worked = time.perf_counter(), processor_seconds(process.pid)
            await asyncio.gather(*(asks(user, times) for user in users))
            took = time.perf_counter() - began
            worked = processor_seconds(process.pid) - worked
            return people * times / took, people * times / worked


async def run(people: int, times: int, rounds: int) -> None:
    """Measure and print."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in RIVALS}
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        await prepare(database, (), soon())
        for _ in range(rounds):
            for name, command in RIVALS.items():
                found[name].append(await measured(command, database, people, times))
    middle = {
        name: tuple(map(statistics.median, zip(*rates, strict=True)))
        for name, rates in found.items()
    }
    ours = middle["rostra"]
    print("answered in a second, and in a second of the bot's own processor time")
    for name, (rate, busy) in middle.items():
        print(
            f"{name:<20}{rate:>8.0f} (rostra is {ours[0] / rate:.2f} of it)"
            f"{busy:>10.0f} ({ours[1] / busy:.2f})"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=256)
    parser.add_argument("--times", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    asyncio.run(run(options.people, options.times, options.rounds))
