"""Digests for many chats at one minute, while people go on asking.

    python -m bench.digest --chats 20000

Prints digests a second as a share of Telegram's 30 (the local Bot API refuses more, but
for answers), answers refused, and the 99th percentile of an answer during the broadcast
over that at rest, which is measured before and after it, in the same run. The exit code
is 0 where all of them are as they should be. 20,000 chats take some 18 minutes.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.processes.asking import asked_until, print_answers
from bench.processes.bots import (
    FIRST,
    bot,
    peak_mb,
    prepare,
    print_progress,
    processor_seconds,
    resident_mb,
    settle_in,
    soon,
    telegram_keys,
)
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rates import Rates

LIMIT = 30
ASKED = 5  # quotes a second
WARM = 30.0  # seconds after the start that nothing is measured in


@dataclass(kw_only=True)
class Measured:
    """What was measured.

    Attributes:
        rest: Seconds that answers took before and after the broadcast.
        busy: Seconds that answers took during it.
        first: How many messages had been sent before it.
        took: Seconds that the broadcast took, and of them `used` by the processor.
    """

    rest: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    first: int = 0
    took: float = 0.0
    used: float = 0.0
    memory: float = 0.0
    peak: float = 0.0


async def run(chats: int, rest: float) -> bool:
    """Measure and print; return whether all limits are kept."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with BotApi() as server:
            ids = settle_in(server, chats)
            users = [server.user(f"User {number}") for number in range(40)]
            # Subscribing many chats takes a while of its own.
            while True:
                due = soon(chats, rest=rest + WARM)
                print_progress(f"subscribing {chats:,} chats, due at {due:%H:%M}")
                await prepare(database, telegram_keys(ids), due)
                if (due - datetime.now(UTC)).total_seconds() > rest / 2 + WARM:
                    break
            server.rates = rates = Rates()
            seen = await measure(server, database, users, chats, rest)
        got = [len(server.rooms[id_].messages) for id_ in ids]
        size = sum(
            path.stat().st_size
            for path in database.parent.glob(f"{database.name}*")
            if path.is_file()
        )
    well = report(rates, seen, got)
    print(f"database            {size / 1e6:>10.0f} MB")
    return well


async def measure(
    server: BotApi, database: Path, users: list[User], chats: int, rest: float
) -> Measured:
    """Run the bot, and measure at rest, during the broadcast, and at rest again."""
    seen, rates = Measured(), server.rates
    assert rates  # noqa: S101 - just set

    async def ask(number: int) -> None:
        user = users[number % len(users)]
        await user.says("/quote")
        await user.next_reply()

    ask_until = partial(asked_until, ask, per_s=ASKED)
    async with bot(server, database) as process:
        began = time.monotonic()
        warm: list[float] = []
        await ask_until(warm, lambda: time.monotonic() - began > WARM)
        print_progress("at rest")
        await ask_until(seen.rest, lambda: digests(rates, 40) > 0)
        print_progress("the broadcast begins")
        before, began = processor_seconds(process.pid), time.monotonic()
        seen.first = len(rates.sent)
        late = began + 120 + chats / 10
        said = began

        def is_over() -> bool:
            nonlocal said
            sent = digests(rates)
            if time.monotonic() - said > 15:
                said = time.monotonic()
                memory = resident_mb(process.pid)
                print_progress(f"{sent:,} of {chats:,} digests, {memory:.0f} MB")
            return sent >= chats or time.monotonic() > late

        await ask_until(seen.busy, is_over)
        seen.took = time.monotonic() - began
        seen.used = processor_seconds(process.pid) - before
        seen.memory = resident_mb(process.pid)
        print_progress("at rest again")
        began = time.monotonic()
        await ask_until(seen.rest, lambda: time.monotonic() - began > rest)
        seen.peak = peak_mb(process.pid)
    return seen


def digests(rates: Rates, latest: int = 0) -> int:
    """Count digests among all messages, or the latest ones."""
    return sum(chat >= FIRST for _, chat in rates.sent[-latest:])


def report(rates: Rates, seen: Measured, got: list[int]) -> bool:
    """Print the figures that the limits are about; return whether they are kept."""
    inside = [at for at, chat in rates.sent[seen.first :] if chat >= FIRST]
    share = len(inside) / (max(inside) - min(inside)) / LIMIT
    refused = sum(chat < FIRST for chat in rates.refused)
    bulk = len(rates.refused) - refused
    once = got.count(1)
    print(f"digests a second    {share:>10.3f} of {LIMIT}, at least 0.95")
    print(f"most in a second    {rates.peak():>10} messages, answers among them")
    print(f"digests             {once:>10,} of {len(got):,} chats got one, no more")
    print(f"answers refused     {refused:>10}, 0 at most; digests refused {bulk}")
    as_at_rest = print_answers(seen.busy, seen.rest, most=1.5)
    print(f"broadcast           {seen.took:>10.0f} s")
    print(f"processor           {seen.used / seen.took:>10.0%} of one core")
    print(f"memory              {seen.memory:>10.0f} MB, at most {seen.peak:.0f}")
    return share >= 0.95 and not refused and as_at_rest and once == len(got)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=20_000)
    parser.add_argument("--rest", type=float, default=60.0, help="seconds")
    options = parser.parse_args()
    sys.exit(not asyncio.run(run(options.chats, options.rest)))
