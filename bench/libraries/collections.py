"""Read a test collection and put its documents into a store, one excerpt each."""

import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from content.excerpts.excerpts import Excerpt
from content.excerpts.ids import ID_ALPHABET, ID_LENGTH
from content.language.guessing import guess_language
from content.model import Speaker, Transcript, TurnKind
from storage.corpus.comparison import Change, Difference, NewExcerpt, NewTranscript
from storage.corpus.plan import Plan, assign_row_ids
from storage.corpus.staging import stage
from storage.corpus.writer import write_library
from storage.database.database import Database
from storage.database.opening import open_database
from storage.index.generations import Generations
from storage.store import Store, open_store

SPEAKER = Speaker(name="Speaker")

TOGETHER = 5_000
"""Documents of one transcript, at most: so many are in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """Documents, queries and relevance grades, by query id and document id."""

    name: str
    language: str
    docs: dict[str, str]
    queries: dict[str, str]
    qrels: dict[str, dict[str, float]]


def read_collection(folder: Path, language: str = "") -> Collection:
    """Read a folder of ``docs.jsonl``, ``queries.jsonl`` and ``qrels.tsv``.

    A grade that is left out is 1. Judgements of a query that is not asked, such as a
    heading of the columns, are left out.
    """
    docs = _texts(folder / "docs.jsonl")
    queries = _texts(folder / "queries.jsonl")
    qrels: dict[str, dict[str, float]] = {}
    for line in _lines(folder / "qrels.tsv"):
        query, doc, *grade = line.split("\t")
        if query in queries:
            qrels.setdefault(query, {})[doc] = float(grade[-1]) if grade else 1.0
    return Collection(
        name=folder.resolve().name,
        language=language or guess_language(docs.values()).language,
        docs=docs,
        queries=queries,
        qrels=qrels,
    )


def turns(keys: Sequence[str]) -> list[int]:
    """Return of which text each document is a part, as its key says.

    Keys such as ``3.0`` and ``3.1`` are of one text, and follow each other.

    >>> turns(["3.0", "3.1", "4.0", "x", "y"])
    [0, 0, 1, 2, 3]
    """
    found: list[int] = []
    last = ""
    for key in keys:
        of, point, _ = key.rpartition(".")
        same = bool(point) and of == last
        found.append(found[-1] + (not same) if found else 0)
        last = of if point else ""
    return found


@asynccontextmanager
async def stored(
    docs: Iterable[tuple[str, str]], folder: Path, turns: Sequence[int] | None = None
) -> AsyncIterator[Store]:
    """Open a store that holds each document (text, language) as one excerpt.

    The excerpts' ids count from 0; see `nth_id`.

    Args:
        docs: The documents.
        folder: Where the store is made.
        turns: The turn of each document; if left out, each is a turn of its own.
    """
    path = folder / "bench.db"
    database = await open_database(path)
    try:
        for number, new in enumerate(_transcripts(docs, turns)):
            await write(database, number, new)
        async with database.snapshot() as snapshot:
            await Generations(database, path.with_name("bench.db.index")).get(snapshot)
    finally:
        await database.close()
    async with open_store(path) as store:
        yield store


async def write(database: Database, generation: int, new: NewTranscript) -> None:
    """Add a transcript to the library of a generation."""
    plan = Plan(
        generation=generation, written=(new,), removed=(), difference=Difference()
    )
    async with database.snapshot() as snapshot:
        numbers = await assign_row_ids(snapshot, plan)
    await stage(database, plan, numbers)
    async with database.transaction() as writer:
        await write_library(writer, "bench", plan, numbers)


def nth_id(number: int) -> str:
    """Return the excerpt id of the n-th document."""
    digits = [ID_ALPHABET[number >> 5 * place & 31] for place in range(ID_LENGTH)]
    return "".join(reversed(digits))


def _transcripts(
    docs: Iterable[tuple[str, str]], turns: Sequence[int] | None
) -> Iterator[NewTranscript]:
    """Yield transcripts of some thousand documents of one language each."""
    rows: list[NewExcerpt] = []
    last = ""
    begun = 0
    for number, (text, language) in enumerate(docs):
        if rows and (language != last or len(rows) == TOGETHER):
            yield _transcript(begun, last, rows)
            rows = []
        if not rows:
            begun, last = number, language
        excerpt = Excerpt(
            turn=turns[number] if turns else number,
            # Documents never say the same: there is room between their positions.
            position=len(rows) if turns else 10 * len(rows),
            text=text.strip(),
            kind=TurnKind.SPEECH,
            speaker=SPEAKER.name,
            servable=True,
        )
        rows.append(
            NewExcerpt(
                id=nth_id(number),
                excerpt=excerpt,
                speaker=SPEAKER.name,
                read_by="",
                doubt="",
            )
        )
    if rows:
        yield _transcript(begun, last, rows)


def _transcript(begun: int, language: str, rows: Sequence[NewExcerpt]) -> NewTranscript:
    slug = f"documents-{language}-{begun}"
    return NewTranscript(
        transcript=Transcript(
            slug=slug, title="", language=language, speakers=(SPEAKER,)
        ),
        content_hash="",
        excerpts=tuple(rows),
        speakers=((SPEAKER, SPEAKER.name),),
        topics=(),
        change=Change(slug=slug, title=""),
    )


def _texts(path: Path) -> dict[str, str]:
    rows = map(json.loads, _lines(path))
    return {str(row["id"]): str(row["text"]) for row in rows}


def _lines(path: Path) -> list[str]:
    # Not `splitlines`: a text may hold other separators, such as U+2028, as they are.
    lines = path.read_text("utf-8-sig").split("\n")
    return [line.strip("\r") for line in lines if line.strip()]
