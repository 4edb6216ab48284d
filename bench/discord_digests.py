"""Digests for many channels of Discord at one minute, while people go on asking.

    python -m bench.discord_digests [--channels 5000]
    python -m bench.discord_digests --channels 1500 --kills 10

All are due when the bot starts. The local Discord refuses more than 50 messages a second,
and 5 in 5 s in a channel; each takes 100 ms there and back. Prints digests a second as a
share of the pacer's 40, and the 99th percentile of an answer during the broadcast over
that at rest, which is measured after it, by the same process. With `--kills`, the bot is killed at random moments
of the broadcast, and what was lost or doubled is counted. The exit code is 0 where all is
as it should be.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bench.kill import finished, states
from bench.processes.asking import asked_until, print_answers
from bench.processes.bots import (
    bot,
    prepare,
    print_progress,
    processor_seconds,
    resident_mb,
)
from bot.faces.discord.outgoing.sender import BULK_PER_S
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.server import Discord

ASKED = 20  # quotes a second
WARM = 10.0  # seconds after the start in which answers are not counted
ROUND_TRIP = 0.1  # seconds
PEOPLE = 40


def places(count: int) -> dict[str, str]:
    """Return the keys of chats, each in a server of its own, by their channels."""
    return {
        str(1_000_000 + number): f"discord:{(number + 1) << 22}/{1_000_000 + number}"
        for number in range(count)
    }


def just_now() -> datetime:
    """Return a full minute in which all were due, and are not late yet."""
    return datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)


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

            async def ask(number: int) -> None:
                person = people[number % len(people)]
                await (await person.uses("quote")).answer()

            ask_until = partial(asked_until, ask, per_s=ASKED)
            print_progress(f"subscribing {channels:,} channels")
            await prepare(database, chats.values(), just_now())
            server.rates, server.round_trip = rates, _ = Rates(), ROUND_TRIP
            async with bot(server, database) as process:
                await server.synced()
                worked, began = processor_seconds(process.pid), time.monotonic()
                await ask_until([], lambda: time.monotonic() - began > WARM)
                print_progress("the broadcast goes on")
                late = began + 120 + channels / 20
                await ask_until(
                    loud,
                    lambda: len(rates.sent) >= channels or time.monotonic() > late,
                )
                took = time.monotonic() - began
                worked = processor_seconds(process.pid) - worked
                print_progress("at rest")
                began = time.monotonic()
                await ask_until(quiet, lambda: time.monotonic() - began > rest)
                memory = resident_mb(process.pid)
        got = Counter(each["channel_id"] for each in server.messages.values())
    times = [at for at, _ in rates.sent]
    share = len(times) / (times[-1] - times[0]) / BULK_PER_S
    once = sum(got[channel] == 1 for channel in chats)
    print(f"digests a second    {share:>10.3f} of {BULK_PER_S:.0f}, at least 0.95")
    print(f"digests             {once:>10,} of {channels:,} channels got one, no more")
    print(f"digests refused     {len(rates.refused):>10}")
    as_at_rest = print_answers(loud, quiet, most=1.5)
    print(f"broadcast           {took:>10.0f} s")
    print(f"processor           {worked / took:>10.0%} of one core")
    print(f"memory              {memory:>10.0f} MB")
    return share >= 0.95 and once == channels and as_at_rest


async def killed(channels: int, kills: int) -> bool:
    """Kill the bot amid a broadcast and print; return whether all is as it should be."""
    chats, chance = places(channels), random.Random(kills)
    under_way: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with Discord() as server:
            server.guild()
            await prepare(database, chats.values(), just_now())
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
    parser.add_argument("--rest", type=float, default=30.0, help="seconds")
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    work = (
        killed(options.channels, options.kills)
        if options.kills
        else broadcast(options.channels, options.rest)
    )
    sys.exit(not asyncio.run(work))
