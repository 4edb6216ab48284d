"""Tell how fast a large library is searched, as ratios to others on the same data.

    python -m bench.search [--size 100000] [--queries 300]

The passages are sentences of the shipped library. Where it has too few, more are made
of the beginning of one sentence and the end of another; how many is said. Queries are
1, 2 and 4 words in a row, drawn from the passages.
"""

import argparse
import asyncio
import random
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from bench.collections import nth_id, stored
from bench.rivals import Fts5, RawTantivy
from content.queries import parse
from content.sentences import sentences
from content.shelf import read_shelf
from content.words import tokens
from storage.database import Database
from storage.derived import Generations
from storage.encoder import encoder
from storage.index import id_number
from storage.search import Search

TOP = 10
WORDS = (1, 2, 4)

Ask = Callable[[str], Awaitable[object]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    options = parser.parse_args()
    asyncio.run(_measure(options.size, options.queries))
    return 0


async def _measure(size: int, count: int) -> None:
    real = _real()
    dice = random.Random(20261125)
    docs = [*real[:size], *_more(real, size - len(real), dice)]
    made = max(size - len(real), 0)
    print(f"{len(docs):,} passages, {made:,} of them made of two sentences")
    queries = {n: [_query(docs, n, dice) for _ in range(count)] for n in WORDS}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        start = time.perf_counter()
        async with stored(((text, "en") for text in docs), path):
            pass
        index = path / "bench.db.index"
        used = sum(f.stat().st_size for f in index.rglob("*") if f.is_file())
        print(
            f"rows and index: {time.perf_counter() - start:.0f} s, index {used / 1e6:.0f} MB"
        )
        database = await Database.open(path / "bench.db")
        try:
            await _compare(database, Generations(database, index), docs, queries)
        finally:
            await database.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, rivals included: {peak:.0f} MB")


async def _compare(
    database: Database,
    generations: Generations,
    docs: Sequence[str],
    queries: dict[int, list[str]],
) -> None:
    search = Search(database, generations)
    async with database.snapshot() as snapshot:
        derived = await generations.of(snapshot)
    tantivy, fts5 = RawTantivy(docs), Fts5(docs)

    async def index_alone(words: str) -> None:
        derived.index.search(parse(words), count=TOP)

    async def raw(words: str) -> None:
        tantivy.search(words, TOP)

    async def raw_counted(words: str) -> None:
        tantivy.search(words, TOP, counted=True)

    async def fts(words: str) -> None:
        fts5.search(words, TOP)

    async def ids(words: str) -> None:
        await search.ids(words, count=TOP)

    asks: dict[str, Ask] = {
        "raw tantivy": raw,
        "raw tantivy, counting": raw_counted,
        "fts5 porter OR": fts,
        "our index": index_alone,
        "through storage": ids,
    }
    base: dict[int, float] = {}
    for name, ask in asks.items():
        await _time(name, ask, queries, base)
    if found := encoder():
        # What they mean does not change how long it takes; embedding would take hours.
        dice = random.Random(1)
        numbers = [id_number(nth_id(at)) for at in range(len(docs))]
        vectors = b"".join(dice.randbytes(found.dimensions) for _ in docs)
        await generations.mean(derived.generation, numbers, vectors, found)
        del vectors
        await _time("fused, random vectors", ids, queries, base)


async def _time(
    name: str, ask: Ask, queries: dict[int, list[str]], base: dict[int, float]
) -> None:
    for words, asked in queries.items():
        for query in asked[:20]:
            await ask(query)
        times = []
        for query in asked:
            start = time.perf_counter()
            await ask(query)
            times.append(1000 * (time.perf_counter() - start))
        times.sort()
        p50, p95, p99 = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
        ratio = p50 / base.setdefault(words, p50)
        print(
            f"{name:22} {words} words: p50 {p50:7.3f}  p95 {p95:7.3f}  "
            f"p99 {p99:7.3f} ms  x{ratio:.1f} of raw tantivy",
            flush=True,
        )


def _real() -> list[str]:
    shelf = Path(__file__).parents[1] / "content" / "library"
    found: dict[str, None] = {}
    for transcript in read_shelf(shelf):
        if transcript.language.startswith("en"):
            for turn in transcript.turns:
                found |= dict.fromkeys(
                    each.strip() for each in sentences(turn.text, "en") if each.strip()
                )
    return list(found)


def _more(real: Sequence[str], count: int, dice: random.Random) -> list[str]:
    made = []
    for _ in range(max(count, 0)):
        first, second = dice.choice(real).split(), dice.choice(real).split()
        made.append(" ".join(first[: len(first) // 2] + second[len(second) // 2 :]))
    return made


def _query(docs: Sequence[str], count: int, dice: random.Random) -> str:
    while True:
        words = [token.form for token in tokens(dice.choice(docs))]
        if len(words) >= count:
            at = dice.randrange(len(words) - count + 1)
            return " ".join(words[at : at + count])


if __name__ == "__main__":
    sys.exit(main())
