"""Measure how well and how fast `/check` tells a changed quote from one never said.

    python -m bench.check [--size 100000] [--quotes 300] [--absent FILE] [--kept FOLDER]

The library is made of real speeches, of each of which a tenth of the sentences is left
out, and of passages made of the start of one sentence and the end of another. Quotes are
its sentences with a share of their words replaced, left out or followed by another. What
nobody said there are the sentences left out, paraphrases (`bench/paraphrases.txt`), and
the texts of FILE (``{"text": …}`` a line), such as quotes of other people. A sentence of
which half the words are said in a row elsewhere is not counted: speeches are printed
twice, and yearly messages repeat themselves.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.libraries.collections import nth_id, write
from bench.libraries.passages import passages, real_texts
from content.claims.alignment import Wording
from content.claims.verdict import Outcome
from content.excerpts.excerpts import Excerpt, cut_excerpts
from content.language.sentences import sentences
from content.model import Speaker, Transcript, Turn, TurnKind
from storage.corpus.comparison import Change, NewExcerpt, NewTranscript
from storage.database.database import Database
from storage.database.opening import open_database
from storage.index.generations import Generations
from storage.store import Store, open_store

SEED = 20261126
SHARES = (0.0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5)
"""Shares of a quote's words that are changed."""

BARS = (60.0, 65.0, 70.0, 75.0, 77.0, 79.0, 81.0)
"""Scores from which a place would count as near."""

FEWEST, MOST = 8, 40
"""Words of a sentence that is quoted."""

LEFT_OUT = 0.1
"""The share of each speech's sentences that is not in the library, in a row."""

MADE_SENTENCES = 3
MADE_EXCERPTS = 200
"""Sentences of a made excerpt, and excerpts of a made transcript."""

PARAPHRASES = Path(__file__).parent / "paraphrases.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The sentences of one voice: those in the library, and those left out."""

    kept: Sequence[str]
    left_out: Sequence[str]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--quotes", type=int, default=300)
    parser.add_argument("--absent", type=Path)
    parser.add_argument(
        "--kept", type=Path, help="where the library is built, or was before"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(options.kept or Path(folder), options))
    return 0


async def _measure(folder: Path, options: argparse.Namespace) -> None:
    dice = random.Random(SEED)
    source, texts = real_texts(folder / "npm")
    speeches = [*_speeches(texts, dice)]
    start = time.perf_counter()
    if not (folder / "bench.db").exists():
        real = await _build(folder, speeches, options.size, random.Random(SEED))
        print(
            f"{options.size:,} excerpts: {real:,} of {source}, the others made of their "
            f"sentences; built in {time.perf_counter() - start:.0f} s",
            flush=True,
        )
    said = " ".join(
        form
        for speech in speeches
        for form in (*Wording("".join(speech.kept)).forms, "\n")
    )
    quotes = _sample((s for speech in speeches for s in speech.kept), options, dice)
    absent = {
        "sentences left out": [
            each
            for each in _sample(
                (s for one in speeches for s in one.left_out), options, dice
            )
            if not _is_repeated(each, said)
        ],
        "paraphrases": PARAPHRASES.read_text("utf-8").splitlines(),
    }
    if options.absent:
        lines = options.absent.read_text("utf-8").splitlines()
        others = (str(json.loads(line)["text"]) for line in lines)
        absent["quotes of others"] = _sample(others, options, dice)
    words = [word for quote in quotes for word in quote.split()]
    async with open_store(folder / "bench.db") as store:
        await store.library.warm_up()
        await _ask(store, quotes[:20])
        for share in SHARES:
            changed = [_changed(quote, share, words, dice) for quote in quotes]
            _print(f"{share:.0%} changed", await _ask(store, changed, quotes))
        for name, those in absent.items():
            _print(f"absent: {name}", await _ask(store, those))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one quote.

    Attributes:
        found: Whether the nearest place has the sentence that was changed.
        ms: How long it took.
        busy_ms: For how long of it a processor was at work: others may have it meanwhile.
    """

    outcome: Outcome
    score: float
    found: bool
    ms: float
    busy_ms: float


async def _ask(
    store: Store, quotes: Sequence[str], said: Sequence[str] = ()
) -> list[Answer]:
    answers = []
    for number, quote in enumerate(quotes):
        start, busy = time.perf_counter(), time.process_time()
        checked = await store.checker.check(quote)
        ms = 1000 * (time.perf_counter() - start)
        busy_ms = 1000 * (time.process_time() - busy)
        verdict = checked.verdict if checked else None
        nearest = verdict.nearest if verdict else None
        answers.append(
            Answer(
                outcome=verdict.outcome if verdict else Outcome.ABSENT,
                score=nearest.score if nearest else 0.0,
                found=bool(said and nearest)
                and nearest is not None
                and bool(nearest.passage.wording.find(Wording(said[number]))),
                ms=ms,
                busy_ms=busy_ms,
            )
        )
    return answers


def _print(name: str, answers: Sequence[Answer]) -> None:
    p50, p95 = _percentiles([each.ms for each in answers])
    busy50, busy95 = _percentiles([each.busy_ms for each in answers])
    bars = "  ".join(
        f"{sum(each.score >= bar for each in answers) / len(answers):6.1%}"
        for bar in BARS
    )
    near = {Outcome.VERIFIED, Outcome.NEAR}
    told = sum(each.outcome in near for each in answers) / len(answers)
    parts = sum(
        each.outcome in {Outcome.BLEND, Outcome.PART} for each in answers
    ) / len(answers)
    right = sum(each.found for each in answers) / len(answers)
    print(
        f"{name:28} {len(answers):4}  right place {right:6.1%}  score from {BARS[0]:.0f}: "
        f"{bars}  verified or near {told:6.1%}  in parts {parts:5.1%}  "
        f"p50 {p50:5.1f} p95 {p95:5.1f} ms (busy {busy50:4.1f}, {busy95:4.1f})",
        flush=True,
    )


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def _speeches(texts: Iterable[str], dice: random.Random) -> Iterator[Speech]:
    for text in texts:
        all_of_them = sentences(text.strip(), "en")
        count = int(len(all_of_them) * LEFT_OUT)
        at = dice.randrange(len(all_of_them) - count + 1)
        yield Speech(
            kept=(*all_of_them[:at], *all_of_them[at + count :]),
            left_out=all_of_them[at : at + count],
        )


def _sample(
    found: Iterable[str], options: argparse.Namespace, dice: random.Random
) -> list[str]:
    fitting = [
        " ".join(each.split()) for each in found if FEWEST <= len(each.split()) <= MOST
    ]
    return dice.sample(fitting, min(options.quotes, len(fitting)))


def _is_repeated(sentence: str, said: str) -> bool:
    """Return whether half of a sentence's words are said in a row."""
    forms = Wording(sentence).forms
    half = len(forms) // 2
    return any(
        f" {' '.join(forms[at : at + half])} " in said
        for at in range(len(forms) - half + 1)
    )


def _changed(
    quote: str, share: float, words: Sequence[str], dice: random.Random
) -> str:
    """Return a quote in which a share of the words is another, missing, or followed by one."""
    changed = quote.split()
    for at in dice.sample(range(len(changed)), round(share * len(changed))):
        other = dice.choice(words)
        changed[at] = dice.choices(
            [other, "", f"{changed[at]} {other}"], weights=[3, 1, 1]
        )[0]
    return " ".join(" ".join(changed).split())


async def _build(
    folder: Path, speeches: Sequence[Speech], size: int, dice: random.Random
) -> int:
    """Write the library; return how many of its excerpts are of speeches."""
    database = await open_database(folder / "bench.db")
    try:
        count = 0
        for number, speech in enumerate(speeches):
            name = f"Speaker {number}"
            turn = Turn(
                kind=TurnKind.SPEECH, text="".join(speech.kept).strip(), speaker=name
            )
            transcript = Transcript(
                slug=f"speech-{number}",
                title=f"Speech {number}",
                speakers=(Speaker(name=name),),
                turns=(turn,),
            )
            excerpts = cut_excerpts(transcript)[: size - count]
            await _write(database, number, transcript, excerpts, count)
            count += len(excerpts)
        real = count
        kept = [" ".join(each.split()) for speech in speeches for each in speech.kept]
        made = islice(passages(kept, 10**9, dice), len(kept), None)
        number = len(speeches)
        while count < size:
            name = f"Maker {number}"
            excerpts = tuple(
                Excerpt(
                    turn=0,
                    position=position,
                    text=" ".join(islice(made, MADE_SENTENCES)),
                    trail=" ",
                    kind=TurnKind.SPEECH,
                    speaker=name,
                    servable=True,
                )
                for position in range(min(MADE_EXCERPTS, size - count))
            )
            transcript = Transcript(
                slug=f"made-{number}", title="Made", speakers=(Speaker(name=name),)
            )
            await _write(database, number, transcript, excerpts, count)
            count += len(excerpts)
            number += 1
        async with database.snapshot() as snapshot:
            index = folder / "bench.db.index"
            await Generations(database, index).get(snapshot)
        return real
    finally:
        await database.close()


async def _write(
    database: Database,
    generation: int,
    transcript: Transcript,
    excerpts: Sequence[Excerpt],
    first: int,
) -> None:
    (speaker,) = transcript.speakers
    new = NewTranscript(
        transcript=transcript,
        content_hash="",
        excerpts=tuple(
            NewExcerpt(
                id=nth_id(first + number),
                excerpt=excerpt,
                speaker=speaker.name,
                read_by="",
                doubt="",
            )
            for number, excerpt in enumerate(excerpts)
        ),
        speakers=((speaker, speaker.name),),
        topics=(),
        change=Change(slug=transcript.slug, title=transcript.title),
    )
    await write(database, generation, new)


if __name__ == "__main__":
    sys.exit(main())
