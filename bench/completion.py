"""Measure how fast each kind of value is completed, as a ratio to rapidfuzz alone.

    python -m bench.completion [--excerpts 100000] [--queries 100]

The library is made of real sentences, invented names and topics of two neighbouring
words. Each value is asked for by its first letters, through the app's own completer,
beside `rapidfuzz.process.extract` over all topics.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.libraries.collections import nth_id, write
from bench.libraries.passages import passages, real_sentences
from bench.names import invented_names
from content.excerpts.excerpts import Excerpt
from content.model import Speaker, Transcript, TurnKind
from content.topics import Topic
from handlers.completion import Completer
from handlers.contract.request import Place
from storage.corpus.comparison import Change, NewExcerpt, NewTranscript
from storage.database.opening import open_database
from storage.review.library_reviews import LibraryReviews
from storage.store import open_store

PER_TRANSCRIPT = 200
"""Excerpts of a transcript."""

TOPICS_PER_TRANSCRIPT = 40
SPEAKERS_PER_TRANSCRIPT = 10
LIMIT = 25
HERE = Place(platform="terminal", chat="0")

ASKED = {
    "a speaker": ("quote", "", "speaker"),
    "a topic": ("topic", "", "words"),
    "either": ("topics", "", "about"),
    "an excerpt": ("excerpt", "", "id"),
    "a zone": ("daily", "on", "zone"),
    "days": ("daily", "on", "days"),
    "an hour": ("daily", "on", "time"),
    "a sub-command": ("daily", "", "subcommand"),
}

ODD = ("", "zzqx", "a")
"""What is asked for besides: everything, nothing that is there, and much."""

ZONES = ("ber", "new y", "москва", "tok", "san", "europe/", "berln", "zzzz", "+05:30")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--excerpts", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder), options.excerpts, options.queries))
    return 0


@dataclass(frozen=True, kw_only=True)
class LargeLibrary:
    """What a made library holds.

    Attributes:
        source: Where its sentences come from.
        names: Of its speakers.
        topics: Phrases of two words.
        dice: Chooses what is typed.
    """

    source: str
    size: int
    names: Sequence[str]
    topics: Sequence[str]
    dice: random.Random

    def typed(self, parameter: str, count: int) -> list[str]:
        """Return beginnings of so many values of a parameter."""
        choose = self.dice.choice
        examples: dict[str, Callable[[], str]] = {
            "speaker": lambda: choose(self.names),
            "words": lambda: choose(self.topics),
            "about": lambda: choose((*self.names[:500], *self.topics[:500])),
            "id": lambda: nth_id(self.dice.randrange(self.size)),
            "zone": lambda: choose(ZONES),
            "days": lambda: choose(("mon,thu", "weekday", "sunday")),
            "time": lambda: choose(("08:30", "7pm", "19")),
            "subcommand": lambda: choose(("status", "speaker", "on")),
        }
        whole = [examples[parameter]() for _ in range(count)]
        return [each[: self.dice.randrange(1, len(each) + 1)] for each in whole]


async def make_library(folder: Path, size: int) -> LargeLibrary:
    """Put a library of so many excerpts into ``bench.db`` in a folder."""
    dice = random.Random(20261126)
    source, real = real_sentences(folder / "real")
    docs = list(passages(real, size, dice))
    transcripts = -(-size // PER_TRANSCRIPT)
    names = list(invented_names(transcripts * SPEAKERS_PER_TRANSCRIPT // 2, dice))
    topics = sorted({" ".join(doc.lower().split()[1:3]) for doc in docs})
    database = await open_database(folder / "bench.db")
    for number in range(transcripts):
        texts = docs[number * PER_TRANSCRIPT :][:PER_TRANSCRIPT]
        await write(database, number, _transcript(number, texts, names, topics, dice))
    await database.close()
    return LargeLibrary(source=source, size=size, names=names, topics=topics, dice=dice)


async def _measure(folder: Path, size: int, count: int) -> None:
    made = await make_library(folder, size)
    async with open_store(folder / "bench.db") as store:
        await store.library.warm_up()
        completer = Completer(
            library=store.library,
            completions=store.completions,
            topics=store.topics,
            chats=store.chats,
            random_excerpts=store.random_excerpts,
            exclusions=store.exclusions,
            reviews=LibraryReviews(folder, folder / "drafts"),
        )
        for _ in range(2_000):
            await store.random_excerpts.draw(HERE.key)
        began = time.perf_counter()
        await store.topics.complete("", LIMIT)
        merged = time.perf_counter() - began
        listed = (await store.topics.top(first=0, count=1)).total
        print(f"{size:,} excerpts of {made.source}, {len(made.names):,} speakers")
        print(f"{listed:,} topics, merged once a reload in {1000 * merged:.0f} ms")
        some = [made.dice.choice(made.topics) for _ in range(20)]
        alone = sorted(await _times(_rapidfuzz(made.topics), some))
        rival = alone[len(alone) // 2]
        print(
            f"rapidfuzz alone over {len(made.topics):,} phrases: {rival:.1f} ms at p50"
        )
        print("ms: p50, p95, the longest; the longest of rapidfuzz's p50")
        for kind, (command, subcommand, parameter) in ASKED.items():

            async def ask(
                typed: str,
                command: str = command,
                subcommand: str = subcommand,
                parameter: str = parameter,
            ) -> object:
                return await completer.complete(
                    command, parameter, typed, LIMIT, place=HERE, subcommand=subcommand
                )

            typed = [*ODD, *made.typed(parameter, count)]
            times = sorted(await _times(ask, typed))
            p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
            print(
                f"{kind:14} {p50:7.2f} {p95:7.2f} {times[-1]:7.2f}   "
                f"x {times[-1] / rival:.3f}",
                flush=True,
            )


def _rapidfuzz(phrases: Sequence[str]) -> Callable[[str], Awaitable[object]]:
    async def ask(typed: str) -> object:
        return process.extract(typed, phrases, scorer=fuzz.WRatio, limit=LIMIT)

    return ask


async def _times(
    ask: Callable[[str], Awaitable[object]], typed: Sequence[str]
) -> list[float]:
    times = []
    for each in typed:
        began = time.perf_counter()
        await ask(each)
        times.append(1000 * (time.perf_counter() - began))
    return times


def _transcript(
    number: int,
    texts: Sequence[str],
    names: Sequence[str],
    topics: Sequence[str],
    dice: random.Random,
) -> NewTranscript:
    speakers = [
        Speaker(name=name) for name in dice.sample(names, SPEAKERS_PER_TRANSCRIPT)
    ]
    excerpts = []
    for position, text in enumerate(texts):
        name = dice.choice(speakers).name
        excerpt = Excerpt(
            turn=position,
            position=position,
            text=text,
            kind=TurnKind.SPEECH,
            speaker=name,
            servable=True,
        )
        id_ = nth_id(number * PER_TRANSCRIPT + position)
        excerpts.append(
            NewExcerpt(id=id_, excerpt=excerpt, speaker=name, read_by="", doubt="")
        )
    slug = f"event-{number}"
    return NewTranscript(
        transcript=Transcript(
            slug=slug,
            title=f"Event {number}",
            date=f"{1800 + number % 220}-01-01",
            language="en",
            speakers=tuple(speakers),
        ),
        content_hash="",
        excerpts=tuple(excerpts),
        speakers=tuple((speaker, speaker.name) for speaker in speakers),
        topics=tuple(
            Topic(
                phrase=phrase,
                key=phrase,
                weight=dice.uniform(1, 50),
                said=((dice.choice(speakers).name, dice.randrange(1, 9)),),
            )
            for phrase in dice.sample(topics, TOPICS_PER_TRANSCRIPT)
        ),
        change=Change(slug=slug, title=""),
    )


if __name__ == "__main__":
    sys.exit(main())
