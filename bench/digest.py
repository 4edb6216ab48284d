"""Digests for many chats at one minute, while people go on asking.

    python -m bench.digest --chats 20000

Prints digests a second as a share of Telegram's 30 (the local Bot API refuses more, but
for answers), answers refused, and the 99th percentile of an answer during the broadcast over that at
rest, in the same run.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.bots import (
    FIRST,
    bot,
    prepare,
    processor_seconds,
    resident_mb,
    settle_in,
    soon,
)
from tests.fakes.telegram import BotApi
from tests.fakes.telegram_people import User
from tests.fakes.telegram_rates import Rates

LIMIT = 30
ASKED = 5  # quotes a second


async def ask(user: User, took: list[float]) -> None:
    """Ask for a quote and note how long its answer took, in seconds."""
    began = time.perf_counter()
    await user.says("/quote")
    await user.next_reply()
    took.append(time.perf_counter() - began)


async def run(chats: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with BotApi() as server:
            ids = settle_in(server, chats)
            users = [server.user(f"User {number}") for number in range(40)]
            due = soon()
            # Subscribing many chats takes a while of its own.
            while True:
                await prepare(database, ids, due)
                if datetime.now(UTC) < due:
                    break
                due = soon()
            await measure(server, database, users, chats)


async def measure(
    server: BotApi, database: Path, users: list[User], chats: int
) -> None:
    """Let the bot run, and measure at rest, then during the broadcast."""
    rest: list[float] = []
    busy: list[float] = []
    server.rates = rates = Rates()
    async with bot(server, database) as process:
        await asked_until(users, rest, lambda: digests(rates, 40) > 0)
        before, began = processor_seconds(process.pid), time.monotonic()
        first = len(rates.sent)
        late = began + 120 + chats / 10
        await asked_until(
            users,
            busy,
            lambda: digests(rates) >= chats or time.monotonic() > late,
        )
        took = time.monotonic() - began
        used = processor_seconds(process.pid) - before
        memory = resident_mb(process.pid)
    report(rates, first, rest, busy)
    print(f"digests             {digests(rates):>10,} of {chats:,} in {took:.0f} s")
    print(f"processor           {used / took:>10.0%} of one core")
    print(f"memory              {memory:>10.0f} MB")


async def asked_until(
    users: list[User], took: list[float], is_over: Callable[[], bool]
) -> None:
    """Let people ask, `ASKED` a second, until something is so."""
    async with asyncio.TaskGroup() as group:
        number = 0
        while not is_over():
            group.create_task(ask(users[number % len(users)], took))
            number += 1
            await asyncio.sleep(1 / ASKED)


def digests(rates: Rates, latest: int = 0) -> int:
    """Count digests among all messages, or the latest ones."""
    return sum(chat >= FIRST for _, chat in rates.sent[-latest:])


def report(rates: Rates, first: int, rest: list[float], busy: list[float]) -> None:
    """Print the figures that the limits are about, from the first digest on."""
    inside = [at for at, chat in rates.sent[first:] if chat >= FIRST]
    span = max(inside) - min(inside)
    share = len(inside) / span / LIMIT
    quiet = statistics.quantiles(rest, n=100)[98]
    loud = statistics.quantiles(busy, n=100)[98]
    refused = sum(chat < FIRST for chat in rates.refused)
    print(f"digests a second    {share:>10.3f} of {LIMIT} a second")
    print(f"answers refused     {refused:>10} (bulk {len(rates.refused) - refused})")
    print(f"p99 of an answer    {1000 * loud:>10.1f} ms, at rest {1000 * quiet:.1f} ms")
    print(f"ratio of the p99    {loud / quiet:>10.2f} ({len(busy)} and {len(rest)})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=20_000)
    asyncio.run(run(parser.parse_args().chats))
