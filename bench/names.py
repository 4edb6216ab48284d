"""Measure how fast a speaker is found among many, as a ratio to rapidfuzz alone.

    python -m bench.names [--speakers 50000] [--queries 200]

Names are made of syllables, some in Cyrillic. They are asked for as people type them,
through storage, beside `rapidfuzz.process.extract` over all names.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process

from bench.libraries.collections import nth_id, write
from content.excerpts.excerpts import Excerpt
from content.model import Speaker, Transcript, TurnKind
from storage.corpus.comparison import Change, NewExcerpt, NewTranscript
from storage.database.opening import open_database
from storage.store import open_store

AT_ONE_EVENT = 1_000

FIRST = [
    "Ada",
    "Ben",
    "Carla",
    "Dmitri",
    "Edith",
    "Franz",
    "Gerda",
    "Hugo",
    "Ines",
    "Jonas",
    "Karin",
    "Ludwig",
    "Maria",
    "Nora",
    "Otto",
    "Paula",
    "Quentin",
    "Rosa",
    "Stefan",
    "Teresa",
    "Ulrich",
    "Vera",
    "Walter",
    "Xenia",
    "Yusuf",
    "Zoe",
]
FIRST_CYRILLIC = [
    "Анна",
    "Борис",
    "Вера",
    "Глеб",
    "Дарья",
    "Егор",
    "Жанна",
    "Зоя",
    "Иван",
    "Кира",
]
STARTS = [
    "br",
    "d",
    "f",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "v",
    "w",
]
MIDDLES = ["a", "e", "i", "o", "u", "au", "ei", "ie"]
ENDS = ["ck", "ld", "m", "n", "nd", "r", "rt", "s", "tt", "x"]
STARTS_CYRILLIC = ["б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т"]
MIDDLES_CYRILLIC = ["а", "е", "и", "о", "у", "ю"]
ENDS_CYRILLIC = ["ев", "ин", "ова", "ский", "енко"]

Ask = Callable[[str], Awaitable[object]]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speakers", type=int, default=50_000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    dice = random.Random(20261125)
    names = list(invented_names(options.speakers, dice))
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder), names, options.queries, dice))
    return 0


async def _measure(
    folder: Path, names: Sequence[str], count: int, dice: random.Random
) -> None:
    database = await open_database(folder / "bench.db")
    for number, begun in enumerate(range(0, len(names), AT_ONE_EVENT)):
        new = _event(begun, names[begun : begun + AT_ONE_EVENT])
        await write(database, number, new)
    await database.close()
    async with open_store(folder / "bench.db") as store:
        await store.library.warm_up()

        async def alone(typed: str) -> None:
            process.extract(typed, names, scorer=fuzz.WRatio, limit=5)

        print(f"{len(names):,} speakers; ms: p50, p95, p99, the longest; of the core")
        for kind, typed in _typed(names, count, dice).items():
            ours, used = await _times(store.library.find_speaker, typed)
            theirs, _ = await _times(alone, typed[:20])
            print(
                f"{kind:24} {_spread(ours)}; {used[-1]:6.2f}   "
                f"rapidfuzz alone {_spread(theirs)}   "
                f"x {ours[len(ours) // 2] / theirs[len(theirs) // 2]:.3f}",
                flush=True,
            )


async def _times(ask: Ask, typed: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return how long each took, and how long a core was at it, sorted."""
    await ask(typed[0])
    times, used = [], []
    for each in typed:
        start, began = time.perf_counter(), time.process_time()
        await ask(each)
        used.append(1000 * (time.process_time() - began))
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times), sorted(used)


def _spread(times: Sequence[float]) -> str:
    shares = (times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    return " ".join(f"{each:7.2f}" for each in (*shares, times[-1]))


def _typed(
    names: Sequence[str], count: int, dice: random.Random
) -> dict[str, list[str]]:
    """Return what people type, by kind."""
    drawn = [dice.choice(names) for _ in range(count)]
    return {
        "a surname": [name.split()[-1] for name in drawn],
        "a whole name": drawn,
        "an initial and surname": [f"{n[0]}. {n.split()[-1]}" for n in drawn],
        "in Latin letters": [anyascii(name) for name in drawn],
        "a slip in a surname": [_slipped(n.split()[-1], dice) for n in drawn],
        "a slip in a whole name": [_slipped(name, dice) for name in drawn],
        "nobody": ["".join(dice.sample("abdeghiklmnoprstuvz", 8)) for _ in drawn],
    }


def _slipped(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(name))
    return name[:at] + name[at + 1 :] if len(name) > 4 else name + name[-1]


def invented_names(count: int, dice: random.Random) -> Iterator[str]:
    """Yield `count` different names of two or three words, some of them in Cyrillic."""
    seen: set[str] = set()
    while len(seen) < count:
        if len(seen) % 10:
            first = dice.choice(FIRST)
            last = "".join(
                dice.choice(STARTS) + dice.choice(MIDDLES) + dice.choice(ends)
                for ends in (("", "l", "n"), ENDS)
            )
            middle = dice.choice(("", "", f"{dice.choice('ABCDEFGH')}. "))
        else:
            first, middle = dice.choice(FIRST_CYRILLIC), ""
            last = "".join(
                dice.choice(STARTS_CYRILLIC) + dice.choice(MIDDLES_CYRILLIC)
                for _ in range(2)
            ) + dice.choice(ENDS_CYRILLIC)
        name = f"{first} {middle}{last.capitalize()}"
        if name not in seen:
            seen.add(name)
            yield name


def _event(begun: int, names: Sequence[str]) -> NewTranscript:
    speakers = tuple(Speaker(name=name) for name in names)
    excerpts = tuple(
        NewExcerpt(
            id=nth_id(begun + number),
            excerpt=Excerpt(
                turn=number,
                position=number,
                text=f"{name} spoke.",
                kind=TurnKind.SPEECH,
                speaker=name,
                servable=True,
            ),
            speaker=name,
            read_by="",
            doubt="",
        )
        for number, name in enumerate(names)
    )
    slug = f"event-{begun}"
    return NewTranscript(
        transcript=Transcript(slug=slug, title="", language="en", speakers=speakers),
        content_hash="",
        excerpts=excerpts,
        speakers=tuple((speaker, speaker.name) for speaker in speakers),
        topics=(),
        change=Change(slug=slug, title=""),
    )


if __name__ == "__main__":
    sys.exit(main())
