"""Digests for many channels of Discord at one minute, while people go on asking.

    python -m bench.discord_digests --channels 5000
    python -m bench.discord_digests --channels 1500 --kills 10

The local Discord refuses more than 50 messages a second, and 5 in 5 s in a channel; each
takes 100 ms there and back. Prints digests a second as a share of the pacer's 40, and the
99th percentile of an answer during the broadcast over that at rest, which is measured
before and after it, in the same run. With `--kills`, the bot is killed at random moments
of the broadcast, and what was lost or doubled is counted. The exit code is 0 where all is
as it should be.
"""

import argparse
import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.bots import (
    bot,
    prepare,
    print_progress,
    processor_seconds,
    resident_mb,
    soon,
)
from bench.kill import finished, states
from bot.faces.discord.sender import BULK_PER_S
from tests.fakes.discord.people import Person
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.server import Discord

ASKED = 5  # quotes a second
WARM = 20.0  # seconds after the start that nothing is measured in
ROUND_TRIP = 0.1  # seconds
PEOPLE = 40


def places(count: int) -> dict[str, str]:
    """Return the keys of chats, each in a server of its own, by their channels."""
    return {
        str(1_000_000 + number): f"discord:{(number + 1) << 22}/{1_000_000 + number}"
        for number in range(count)
    }


async def ask(person: Person, took: list[float]) -> None:
    """Ask for a quote and record how long its answer took, in seconds."""
    began = time.perf_counter()
    await (await person.uses("quote")).answer()
    took.append(time.perf_counter() - began)


async def asked_until(
    people: list[Person], took: list[float], is_over: Callable[[], bool]
) -> None:
    """Ask `ASKED` questions a second until something is so."""
    async with asyncio.TaskGroup() as group:
        number = 0
        while not is_over():
            group.create_task(ask(people[number % len(people)], took))
            number += 1
            await asyncio.sleep(1 / ASKED)


async def broadcast(channels: int, rest: float) -> bool:
    """Measure a broadcast and print; return whether all is as it should be."""
    chats = places(channels)
    quiet: list[float] = []
    loud: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with Discord() as server:
            village = server.guild()
            people = [server.person(f"User {n}", village) for n in range(PEOPLE)]
            due = soon(channels, rest=rest + WARM)
            print_progress(f"subscribing {channels:,} channels, due at {due:%H:%M}")
            await prepare(database, chats.values(), due)
            server.rates, server.round_trip = rates, _ = Rates(), ROUND_TRIP
            async with bot(server, database) as process:
                await server.synced()
                began = time.monotonic()
                await asked_until(people, [], lambda: time.monotonic() - began > WARM)
                print_progress("at rest")
                await asked_until(people, quiet, lambda: bool(rates.sent))
                print_progress("the broadcast begins")
                worked, began = processor_seconds(process.pid), time.monotonic()
                late = began + 120 + channels / 20
                await asked_until(
                    people,
                    loud,
                    lambda: len(rates.sent) >= channels or time.monotonic() > late,
                )
                took = time.monotonic() - began
                worked = processor_seconds(process.pid) - worked
                print_progress("at rest again")
                began = time.monotonic()
                await asked_until(
                    people, quiet, lambda: time.monotonic() - began > rest
                )
                memory = resident_mb(process.pid)
        got = Counter(each["channel_id"] for each in server.messages.values())
    times = [at for at, _ in rates.sent]
    share = len(times) / (times[-1] - times[0]) / BULK_PER_S
    once = sum(got[channel] == 1 for channel in chats)
    ends = [statistics.quantiles(found, n=100)[98] for found in (loud, quiet)]
    middle = [1000 * statistics.median(found) for found in (loud, quiet)]
    counted = f"({len(loud)} and {len(quiet)} answers)"
    print(f"digests a second    {share:>10.3f} of {BULK_PER_S:.0f}, at least 0.95")
    print(f"digests             {once:>10,} of {channels:,} channels got one, no more")
    print(f"digests refused     {len(rates.refused):>10}")
    print(
        f"p99 of an answer    {1000 * ends[0]:>10.1f} ms, at rest {1000 * ends[1]:.1f}"
    )
    print(f"median              {middle[0]:>10.1f} ms, at rest {middle[1]:.1f}")
    print(f"ratio of the p99    {ends[0] / ends[1]:>10.2f}, at most 1.5 {counted}")
    print(f"broadcast           {took:>10.0f} s")
    print(f"processor           {worked / took:>10.0%} of one core")
    print(f"memory              {memory:>10.0f} MB")
    return share >= 0.95 and once == channels and ends[0] <= 1.5 * ends[1]


async def killed(channels: int, kills: int) -> bool:
    """Kill the bot amid a broadcast and print; return whether all is as it should be."""
    chats, chance = places(channels), random.Random(kills)
    under_way: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with Discord() as server:
            server.guild()
            due = soon(channels)
            await prepare(database, chats.values(), due)
            await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
            server.rates, server.round_trip = Rates(), ROUND_TRIP
            pause = channels / BULK_PER_S / (kills + 1)
            for number in range(1, kills + 1):
                async with bot(server, database) as process:
                    await asyncio.sleep(chance.uniform(0.3, 1.7) * pause)
                    process.kill()
                    await process.wait()
                with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reader:
                    left = reader.execute(
                        "SELECT id FROM deliveries WHERE state = 'sending'"
                    ).fetchall()
                under_way |= {int(id_) for (id_,) in left}
                print_progress(f"kill {number} of {kills}: {dict(states(database))}")
            async with bot(server, database):
                await finished(database, channels)
        got = Counter(each["channel_id"] for each in server.messages.values())
    lost = sum(not got[channel] for channel in chats)
    doubled = sum(got[channel] - 1 for channel in chats if got[channel] > 1)
    print(f"kills               {kills:>10}")
    print(f"under way at a kill {len(under_way):>10}")
    print(f"lost                {lost:>10}, 0 at most")
    print(f"duplicates          {doubled:>10}, 0 at most")
    return not lost and not doubled


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--channels", type=int, default=5_000)
    parser.add_argument("--rest", type=float, default=60.0, help="seconds")
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    work = (
        killed(options.channels, options.kills)
        if options.kills
        else broadcast(options.channels, options.rest)
    )
    sys.exit(not asyncio.run(work))
