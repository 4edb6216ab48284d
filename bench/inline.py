"""Time until excerpts are listed while people type behind the bot's name on Telegram.

    python -m bench.inline [--excerpts 100000] [--people 4] [--texts 40]

The whole bot serves a library as in bench.completion on a local Bot API, over the wire,
searching by words and by meaning. Several people type at once, a letter at a time: half of
them a name and a word, half two or three words as somebody said them. Each letter is one
inline query; the next comes a tenth of a second after the answer to the one before. The
same texts, by the same letters, are asked of bare SQLite FTS5 (porter stems, OR, the last
word as a prefix, the best 10 by bm25) in this process, which answers nobody, reads no
excerpt and writes no card. The exit code is 0 where the 95th percentile is under 150 ms.
"""

import argparse
import asyncio
import random
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.completion import LargeLibrary, make_library
from bench.libraries.passages import questions
from bench.processes.bots import (
    bot,
    make_up_vectors,
    peak_mb,
    processor_seconds,
    settled,
)
from bench.rivals.search_engines import Fts5
from bot.faces.telegram.conversations.inline import PAGE_SIZE
from storage.database.opening import open_database
from storage.store import open_store
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User

MAX_P95_MS = 150.0
PAUSE_S = 0.1
"""Seconds from an answer to the next letter, as of somebody who types fast."""

SAMPLE = 2_000
"""Excerpts that texts are drawn from."""


async def run(size: int, people: int, count: int) -> bool:
    """Measure and print; return whether it is as fast as it should be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = await make_library(folder, size)
        await make_up_vectors(folder / "bench.db")
        async with open_store(folder / "bench.db") as store:
            await store.library.warm_up()
        docs = await _texts(folder / "bench.db")
        Fts5.build(docs, folder)
        typed = _typed(made, docs, count)
        letters = [text[:end] for text in typed for end in range(1, len(text) + 1)]
        print(f"{size:,} excerpts of {made.source}, {len(made.names):,} speakers")
        print(f"{people} people type {len(typed)} texts, {len(letters):,} letters")
        print(f"{'ms':24} {'p50':>8} {'p95':>8} {'p99':>8} {'longest':>8}")
        alone = _fts5(folder / "fts5.db", letters)
        _print("bare FTS5", alone, alone)
        async with BotApi() as server:
            users = [server.user(f"User {number}") for number in range(people)]
            nowhere = str(folder / "nowhere")
            async with bot(
                server, folder / "bench.db", ROSTRA_LIBRARY=nowhere
            ) as process:
                await _type(users[0], "a")
                await settled(process.pid)
                worked = processor_seconds(process.pid)
                parts = await asyncio.gather(
                    *(_type_all(u, typed[n::people]) for n, u in enumerate(users))
                )
                worked = processor_seconds(process.pid) - worked
                first = [took for part in parts for took in part]
                _print("the bot", first, alone)
                spent = 1000 * worked / len(first)
                memory = peak_mb(process.pid)
                print(f"{spent:.1f} ms of its processor a letter, {memory:.0f} MB")
                again = await _type_all(users[0], typed[::people])
                _print("the same texts again", again, alone)
        return _percentile(first, 95) < MAX_P95_MS


async def _texts(path: Path) -> Sequence[str]:
    base = await open_database(path, read_only=True)
    rows = await base.read(lambda reader: reader.all("SELECT text FROM excerpts"))
    await base.close()
    return [row["text"] for row in rows]


def _typed(made: LargeLibrary, docs: Sequence[str], count: int) -> Sequence[str]:
    """Return what is typed: names with a word, and words in a row, in turn."""
    dice: random.Random = made.dice
    sample = dice.sample(docs, min(SAMPLE, len(docs)))
    words = questions(sample, 1, count // 2, dice)
    named = [f"{dice.choice(made.names)} {word}" for word in words]
    said = questions(sample, 2, count // 4, dice)
    said += questions(sample, 3, count // 4, dice)
    typed = [*named, *said]
    dice.shuffle(typed)
    return typed


async def _type_all(user: User, typed: Sequence[str]) -> list[float]:
    """Type texts letter by letter; return the milliseconds of each."""
    took = []
    for text in typed:
        for end in range(1, len(text) + 1):
            took.append(await _type(user, text[:end]))
            await asyncio.sleep(PAUSE_S)
    return took


async def _type(user: User, text: str) -> float:
    began = time.perf_counter()
    await (await user.types(text)).answered()
    return 1000 * (time.perf_counter() - began)


def _fts5(path: Path, typed: Sequence[str]) -> list[float]:
    """Ask bare FTS5 for the same; return the milliseconds of each."""
    base = sqlite3.connect(path)
    took = []
    for text in typed:
        terms = [f'"{term}"' for term in re.findall(r"\w+", text)]
        if not terms:
            continue
        match = " OR ".join(terms) + "*" * text[-1].isalnum()
        began = time.perf_counter()
        base.execute(
            "SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT ?",
            (match, PAGE_SIZE),
        ).fetchall()
        took.append(1000 * (time.perf_counter() - began))
    base.close()
    return took


def _print(name: str, took: Sequence[float], rival: Sequence[float]) -> None:
    shares = (50, 95, 99)
    figures = " ".join(f"{_percentile(took, share):8.1f}" for share in shares)
    ratio = _percentile(took, 95) / _percentile(rival, 95)
    print(f"{name:24} {figures} {max(took):8.1f}   p95 x {ratio:.2f}", flush=True)


def _percentile(took: Sequence[float], share: int) -> float:
    return statistics.quantiles(took, n=100)[share - 1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--excerpts", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--texts", type=int, default=40)
    options = parser.parse_args()
    fast = asyncio.run(run(options.excerpts, options.people, options.texts))
    sys.exit(0 if fast else 1)
