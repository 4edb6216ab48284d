"""Updates answered a second for `/quote`, by polls and by a webhook.

    python -m bench.webhook [--people N] [--times N] [--rounds N]

The same program, library and local Bot API in turn, in rounds; `--people` ask at once, each
for the next when the one before is there. The proxy before the webhook is part of the
local Bot API's process.
"""

import argparse
import asyncio
import shutil
import statistics
import tempfile
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

from bench.processes.bots import behind_proxy, bot, prepare, print_progress, soon
from bench.throughput import Rates, answer_rates, asks
from tests.fakes.telegram.bot_api import BotApi

WAYS = ("by polls", "by webhook")


async def measured(way: str, database: Path, people: int, times: int) -> Rates:
    """Return the updates that the bot answers in a second, and in one of its own."""
    async with BotApi() as server:
        users = [server.user(f"User {number}") for number in range(people)]
        with nullcontext() if way == WAYS[0] else behind_proxy(server) as how:
            async with bot(server, database, how=how) as process:

                async def ask(each: int) -> None:
                    await asyncio.gather(*(asks(user, each) for user in users))

                return await answer_rates(process.pid, ask, people, times)


async def compare(people: int, times: int, rounds: int) -> None:
    """Measure both ways in turn, in rounds; print the medians."""
    found: defaultdict[str, list[Rates]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh"
        fresh.mkdir()
        await prepare(fresh / "rostra.db", (), soon())
        for number in range(rounds):
            for way in WAYS:
                copy = shutil.copytree(fresh, fresh.with_name(f"{way} {number}"))
                rates = await measured(way, copy / "rostra.db", people, times)
                found[way].append(rates)
                print_progress(f"round {number + 1}, {way}: {rates[0]:.0f} a second")
    middle = {
        way: [*map(statistics.median, zip(*rates, strict=True))]
        for way, rates in found.items()
    }
    polled = middle[WAYS[0]]
    print("answered in a second, and in a second of the bot's own processor time")
    for way, (rate, busy) in middle.items():
        print(
            f"{way:<12}{rate:>8.0f} ({rate / polled[0]:.2f} of polling)"
            f"{busy:>10.0f} ({busy / polled[1]:.2f})"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=256)
    parser.add_argument("--times", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    asyncio.run(compare(options.people, options.times, options.rounds))
