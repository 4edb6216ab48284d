"""Search while the library is reloaded, and tell whether anybody noticed.

    python -m bench.reloading [--size 100000] [--rate 50]

All transcripts are replaced by others that have "later" in each passage where the first
had "sooner". An answer that holds both is of two libraries at once.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path

from content.model import Kind, Speaker, Transcript, Turn
from storage.store import Store, open_store

PER_TRANSCRIPT = 500

REST_S = 10.0


@dataclass
class Seen:
    """Hold what the searches saw."""

    times: list[float] = field(default_factory=list)
    failed: int = 0
    mixed: int = 0

    def told(self, when: str) -> str:
        """Return the figures in one line."""
        times = sorted(self.times)
        p50, p99 = (times[int(len(times) * share)] for share in (0.5, 0.99))
        return (
            f"{when}: {len(times):,} queries, {self.failed} failed, {self.mixed} mixed, "
            f"p50 {1000 * p50:.1f} ms, p99 {1000 * p99:.1f} ms"
        )


def main() -> int:
    """Measure and print; exit 1 if a query failed or saw two libraries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=50)
    options = parser.parse_args()
    return asyncio.run(_measure(options.size, options.rate))


async def _measure(size: int, rate: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        async with open_store(Path(folder) / "bench.db") as store:
            await store.loader.load(_library(size, "sooner"))
            print(f"{(await store.library.counts()).excerpts:,} excerpts")
            rest = await _searching(store, rate, asyncio.sleep(REST_S))
            print(rest.told("at rest"), flush=True)
            start = time.perf_counter()
            later = _library(size, "later")
            busy = await _searching(store, rate, store.loader.load(later))
            print(busy.told(f"reloading ({time.perf_counter() - start:.0f} s)"))
    return 1 if busy.failed or busy.mixed else 0


async def _searching(store: Store, rate: int, work: Awaitable[object]) -> Seen:
    """Ask at a steady rate until the work is done."""
    seen = Seen()
    task = asyncio.ensure_future(work)
    asked: list[asyncio.Task[None]] = []
    start = time.perf_counter()
    while not task.done():
        number = len(asked)
        asked.append(asyncio.create_task(_ask(store, number, seen)))
        await asyncio.sleep(max(start + number / rate - time.perf_counter(), 0))
    await asyncio.gather(*asked)
    await task
    return seen


async def _ask(store: Store, number: int, seen: Seen) -> None:
    start = time.perf_counter()
    try:
        words = f"bridge{number % 97} river"
        found = await store.search.find(words, count=5)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person would see it
        seen.failed += 1
        print(error, file=sys.stderr)
        return
    seen.times.append(time.perf_counter() - start)
    if len({"later" in excerpt.text for excerpt in found.excerpts}) > 1:
        seen.mixed += 1


def _library(size: int, when: str) -> list[Transcript]:
    speaker = Speaker(name="Ada Marden")
    return [
        Transcript(
            slug=f"event-{at}",
            title=f"Event {at}",
            date="1931-05-09",
            speakers=(speaker,),
            turns=(
                Turn(
                    kind=Kind.SPEECH,
                    speaker=speaker.name,
                    text="\n\n".join(
                        _passage(n, when)
                        for n in range(at, min(at + PER_TRANSCRIPT, size))
                    ),
                ),
            ),
        )
        for at in range(0, size, PER_TRANSCRIPT)
    ]


def _passage(number: int, when: str) -> str:
    return (
        f"The bridge{number % 97} of winter number {number} cost the town of Orvel as "
        f"many loaves as there are stones in {number + 7} of its walls, {when} or not. "
        f"No chronicle of the province forgets the river{number % 13} of that year, "
        "and no family does."
    )


if __name__ == "__main__":
    sys.exit(main())
