"""Enqueue, claim and complete many digests that are due at one minute, sending nothing.

    python -m bench.ledger --chats 20000 --follow topics

Prints milliseconds a digest in the first and the last quarter, as a share of the 33 that
Telegram's limit leaves for each.
"""

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.processes.bots import FIRST, print_progress, resident_mb
from bot.digests.sender import LEASE, MAX_ENQUEUED
from content.library import SHIPPED
from content.transcript_file import read_folder
from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import State
from storage.digests.ledger import Completion
from storage.digests.schedule import MAX_DELAY
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store

LIMIT = 30  # digests a second
WORDS = ("peace", "war and peace", "freedom", "schools", "health care", "taxes")
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


async def run(chats: int, follow: str) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "rostra.db"
        async with open_store(database) as store:
            await store.loader.load(read_folder(SHIPPED))
            await store.library.warm_up()
            print_progress(f"subscribing {chats:,} chats")
            for number in range(chats):
                await subscribe(store, number, follow)
            took = await measure(store)
        size = database.stat().st_size
    quarter = len(took) // 4
    for name, part in (("first", took[:quarter]), ("last", took[-quarter:])):
        middle = sum(part) / len(part)
        print(f"{name:<6} quarter       {1000 * middle:>8.2f} ms each, ", end="")
        print(f"{middle * LIMIT:.1%} of the limit")
    print(f"slowest             {1000 * max(took):>8.0f} ms")
    print(f"memory              {resident_mb('self'):>8.0f} MB")
    print(f"database            {size / 1e6:>8.0f} MB")


async def subscribe(store: Store, number: int, follow: str) -> None:
    """Subscribe a chat to a digest half an hour from now."""
    chosen = Subscription(active=True, time="08:30", zone="UTC")
    if follow == "topics":
        words = WORDS[number % len(WORDS)]
        chosen = Subscription(
            active=True,
            time="08:30",
            zone="UTC",
            scope=DigestScope.TOPIC,
            subject=words,
        )
    await store.subscriptions.save(f"telegram:{FIRST + number}", "", chosen, now=NOW)


async def measure(store: Store) -> list[float]:
    """Do all that the runner does but for sending; return seconds by digest."""
    now, ledger = NOW + timedelta(minutes=31), store.ledger
    took: list[float] = []
    began = time.perf_counter()
    while True:
        claimed = await ledger.claim(
            now, owner="bench", lease=LEASE, platform="telegram"
        )
        for delivery in claimed:
            await ledger.complete(
                delivery, Completion(state=State.SENT), owner="bench", now=now
            )
            took.append(time.perf_counter() - began)
            began = time.perf_counter()
        if not claimed and not await ledger.enqueue_due(
            now, limit=MAX_ENQUEUED, platform="telegram", max_delay=MAX_DELAY
        ):
            return took


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=20_000)
    parser.add_argument("--follow", choices=["all", "topics"], default="all")
    options = parser.parse_args()
    asyncio.run(run(options.chats, options.follow))
