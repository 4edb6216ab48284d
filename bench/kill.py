"""Stop the bot at random moments of a broadcast and count what was lost or doubled.

    python -m bench.kill --kills 20 --policy retry
    python -m bench.kill --kills 20 --policy hold
    python -m bench.kill --kills 20 --signal TERM
    python -m bench.kill --kills 20 --questions [--webhook]
    python -m bench.kill --kills 20 --replicas [--policy hold | --questions]

Each call takes 100 ms on its way there and back, half of it after it had its effect, so
that some three digests are under way whenever the bot is stopped. The exit code is 0
where nothing was lost, and nothing doubled beyond what the policy says. With
`--questions`, people ask and comment instead of getting digests. With `--replicas`, three
processes share a PostgreSQL database, and whoever sends, or answers, is killed.
"""

import argparse
import asyncio
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.processes import kill_answers, kill_replicas
from bench.processes.bots import (
    bot,
    prepare,
    print_progress,
    settle_in,
    soon,
    telegram_keys,
)
from bot.faces.telegram.outgoing.sender import MAX_IN_FLIGHT
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.rates import Rates

UNFINISHED = {"pending", "sending"}
ROUND_TRIP = 0.1  # seconds
PATIENCE = 400.0  # seconds after the last stop: leases have to run out
MAX_STOP_S = 30.0  # that a stop by SIGTERM may take


@dataclass(kw_only=True)
class Stops:
    """What was seen at the stops.

    Attributes:
        took: Seconds from each signal to the end of the process.
        codes: Exit codes.
        unknown: Deliveries that were under way, with their owner.
    """

    took: list[float] = field(default_factory=list)
    codes: Counter[int | None] = field(default_factory=Counter)
    unknown: set[tuple[int, str]] = field(default_factory=set)


def read(database: Path, sql: str) -> list[tuple[str, ...]]:
    """Read the ledger of another process."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as reader:
        return reader.execute(sql).fetchall()


def states(database: Path) -> Counter[str]:
    """Count deliveries by state."""
    rows = read(database, "SELECT state, COUNT(*) FROM deliveries GROUP BY state")
    return Counter({state: int(number) for state, number in rows})


async def stop(
    process: asyncio.subprocess.Process, how: signal.Signals, stops: Stops
) -> None:
    """Send a signal and wait for the end."""
    began = time.monotonic()
    process.send_signal(how)
    async with asyncio.timeout(MAX_STOP_S + 5):
        stops.codes[await process.wait()] += 1
    stops.took.append(time.monotonic() - began)


async def run(chats: int, kills: int, policy: str, how: signal.Signals) -> bool:
    """Measure and print; return whether all limits are kept."""
    chance = random.Random(kills)
    stops = Stops()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with BotApi() as server:
            ids = settle_in(server, chats)
            due = soon(chats)
            await prepare(database, telegram_keys(ids), due)
            await asyncio.sleep(max(0.0, (due - datetime.now(UTC)).total_seconds()))
            server.rates, server.round_trip = Rates(), ROUND_TRIP
            pause = chats / 29 / (kills + 1)
            for number in range(1, kills + 1):
                async with bot(server, database, ROSTRA_AMBIGUOUS=policy) as process:
                    await asyncio.sleep(chance.uniform(0.3, 1.7) * pause)
                    await stop(process, how, stops)
                left = read(
                    database,
                    "SELECT id, owner FROM deliveries WHERE state = 'sending'",
                )
                stops.unknown.update((int(id_), owner) for id_, owner in left)
                print_progress(f"stop {number} of {kills}: {dict(states(database))}")
            async with bot(server, database, ROSTRA_AMBIGUOUS=policy):
                await finished(database, chats)
        got = {f"telegram:{id_}": len(server.rooms[id_].messages) for id_ in ids}
        return report(database, got, stops, policy, how)


def report(
    database: Path,
    got: dict[str, int],
    stops: Stops,
    policy: str,
    how: signal.Signals,
) -> bool:
    """Print the figures; return whether they are kept."""
    keys = read(
        database,
        "SELECT key FROM deliveries JOIN chats ON chats.id = chat_id "
        "WHERE state = 'ambiguous'",
    )
    ambiguous = {key for (key,) in keys}
    without = {key for key, number in got.items() if not number}
    doubled = sum(number - 1 for number in got.values() if number > 1)
    allowed = len(stops.took) * MAX_IN_FLIGHT
    if policy == "hold" or how is signal.SIGTERM:
        allowed = 0
    print(f"policy              {policy}")
    print(f"stops               {len(stops.took)} by {how.name}")
    print(f"longest stop        {max(stops.took, default=0.0):.2f} s")
    print(f"exit codes          {dict(stops.codes)}")
    print(f"under way at a stop {len(stops.unknown)}")
    print(f"states              {dict(states(database))}")
    print(f"without a message   {len(without)}, ambiguous {len(without & ambiguous)}")
    print(f"lost                {len(without - ambiguous)}")
    print(f"duplicates          {doubled}, allowed {allowed}")
    orderly = set(stops.codes) <= {0} and not stops.unknown
    return (
        without <= ambiguous
        and doubled <= allowed
        and (how is not signal.SIGTERM or orderly)
    )


async def finished(database: Path, chats: int) -> None:
    """Wait until every delivery ended."""
    async with asyncio.timeout(PATIENCE + chats / 20):
        while True:
            found = await asyncio.to_thread(states, database)
            if found.total() == chats and not UNFINISHED & set(found):
                return
            print_progress(f"the last run: {dict(found)}")
            await asyncio.sleep(5)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--policy", choices=["retry", "hold"], default="retry")
    parser.add_argument("--signal", choices=["KILL", "TERM"], default="KILL")
    parser.add_argument("--questions", action="store_true")
    parser.add_argument("--webhook", action="store_true")
    parser.add_argument("--replicas", action="store_true")
    options = parser.parse_args()
    if options.replicas and options.questions:
        sys.exit(not asyncio.run(kill_replicas.run_questions(options.kills)))
    if options.questions:
        sys.exit(
            not asyncio.run(kill_answers.run(options.kills, webhook=options.webhook))
        )
    if options.replicas:
        kept = kill_replicas.run(options.chats, options.kills, options.policy)
        sys.exit(not asyncio.run(kept))
    how = signal.Signals[f"SIG{options.signal}"]
    well = asyncio.run(run(options.chats, options.kills, options.policy, how))
    sys.exit(not well)
