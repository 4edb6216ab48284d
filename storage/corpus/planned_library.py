"""The library that a load is about to write, kept where other processes can read it.

Each builds its index of that library from it before the rows change, so that it answers
from the new rows at once. What does not change is read from the rows that are there.
"""

import asyncio
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import orjson

from storage.corpus.plan import Plan
from storage.corpus.rows import Generation
from storage.corpus.summary import LibrarySummary
from storage.database.connection import Connection
from storage.database.database import Database

SCOPE = "planned_library"
"""Of all that writes these rows; a load that ends has none."""

_TABLES = ("planned_library", "planned_transcripts")

BATCH_TRANSCRIPTS = 20
"""Transcripts written at once: short works share the connections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedTranscript:
    """What the index holds of a transcript with each excerpt of it.

    Attributes:
        date: ISO 8601, in full or in part; may be empty.
    """

    slug: str
    title: str
    place: str
    date: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """What the index holds of an excerpt.

    Attributes:
        speaker: The person's one name in the library; empty for nobody's words.
        servable: Whether it says something; greetings and thanks rank lower.
    """

    id: str
    turn: int
    position: int
    speaker: str
    text: str
    servable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTranscript:
    """A transcript that is new or changed, with all its excerpts."""

    transcript: IndexedTranscript
    excerpts: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLibrary:
    """What a load changes, as far as indexes hold it.

    Attributes:
        touched_slugs: Of all transcripts that are written or removed.
    """

    touched_slugs: AbstractSet[str]
    written: tuple[PlannedTranscript, ...]


def to_planned_library(plan: Plan) -> PlannedLibrary:
    """Return what a plan changes."""
    return PlannedLibrary(
        touched_slugs=frozenset(plan.touched_slugs),
        written=tuple(
            PlannedTranscript(
                transcript=IndexedTranscript(
                    slug=new.transcript.slug,
                    title=new.transcript.title,
                    place=new.transcript.place,
                    date=new.transcript.date,
                    language=new.transcript.language,
                ),
                excerpts=tuple(
                    IndexEntry(
                        id=each.id,
                        turn=each.excerpt.turn,
                        position=each.excerpt.position,
                        speaker=each.speaker,
                        text=each.excerpt.text,
                        servable=each.servable,
                    )
                    for each in new.excerpts
                ),
            )
            for new in plan.written
        ),
    )


async def write_planned(
    database: Database, planned: PlannedLibrary, summary: LibrarySummary
) -> None:
    """Write what a load is about to change; `summary` last, when all is there."""
    stamp = summary.generation.stamp
    for at in range(0, len(planned.written), BATCH_TRANSCRIPTS):
        some = planned.written[at : at + BATCH_TRANSCRIPTS]
        rows = await asyncio.to_thread(_rows, stamp, some)

        async def work(writer: Connection, rows: Sequence[Any] = rows) -> None:
            await writer.execute_many(
                """
                INSERT INTO planned_transcripts (stamp, slug, body)
                VALUES (:stamp, :slug, :body)
                """,
                rows,
            )

        await database.write(work, scope=SCOPE)
    whole = {
        "stamp": stamp,
        "generation": summary.generation.number,
        "body": await asyncio.to_thread(_dump, [*planned.touched_slugs], summary),
    }
    await database.write(
        lambda writer: writer.execute(
            """
            INSERT INTO planned_library (stamp, generation, body)
            VALUES (:stamp, :generation, :body)
            """,
            whole,
        ),
        scope=SCOPE,
    )


async def remove_planned(database: Database, stamps: Collection[str]) -> None:
    """Remove what the loads with these stamps were about to change."""
    keys = [{"stamp": each} for each in stamps]

    async def work(writer: Connection) -> None:
        for table in _TABLES:
            await writer.execute_many(
                f"DELETE FROM {table} WHERE stamp = :stamp",  # noqa: S608 - a constant
                keys,
            )

    await database.write(work, scope=SCOPE)


async def read_planned_stamps(reader: Connection) -> frozenset[str]:
    """Return the stamps of all that is planned, also of what was not written to its end."""
    rows = await reader.all(
        """
        SELECT stamp FROM planned_library
        UNION SELECT stamp FROM planned_transcripts
        """
    )
    return frozenset(row["stamp"] for row in rows)


async def read_planned_generation(snapshot: Connection) -> Generation | None:
    """Return the generation that a load is about to write; None where none is."""
    row = await snapshot.one(
        """
        SELECT planned_library.generation, planned_library.stamp FROM planned_library
        JOIN library ON planned_library.generation = library.generation + 1
        """
    )
    return Generation(int(row["generation"]), row["stamp"]) if row else None


async def read_planned_summary(
    snapshot: Connection, generation: Generation
) -> LibrarySummary | None:
    """Return the summary of a planned library; None where it is not any more."""
    found = await _read_body(snapshot, generation)
    if found is None:
        return None
    return LibrarySummary(
        generation=generation,
        languages=tuple(found["languages"]),
        people=tuple((key, name, tuple(each)) for key, name, each in found["people"]),
    )


async def read_planned(
    snapshot: Connection, generation: Generation
) -> PlannedLibrary | None:
    """Return what a load is about to change; None where it is not any more."""
    found = await _read_body(snapshot, generation)
    if found is None:
        return None
    rows = await snapshot.all(
        "SELECT body FROM planned_transcripts WHERE stamp = :stamp ORDER BY slug",
        {"stamp": generation.stamp},
    )
    return PlannedLibrary(
        touched_slugs=frozenset(found["touched"]),
        written=await asyncio.to_thread(
            lambda: tuple(_transcript(row["body"]) for row in rows)
        ),
    )


async def _read_body(
    snapshot: Connection, generation: Generation
) -> dict[str, Any] | None:
    body = await snapshot.value(
        "SELECT body FROM planned_library WHERE stamp = :stamp",
        {"stamp": generation.stamp},
    )
    return None if body is None else await asyncio.to_thread(orjson.loads, body)


def _rows(stamp: str, some: Sequence[PlannedTranscript]) -> list[dict[str, Any]]:
    return [
        {"stamp": stamp, "slug": each.transcript.slug, "body": orjson.dumps(each)}
        for each in some
    ]


def _dump(touched: list[str], summary: LibrarySummary) -> bytes:
    return orjson.dumps(
        {
            "touched": touched,
            "languages": summary.languages,
            "people": summary.people,
        }
    )


def _transcript(body: bytes) -> PlannedTranscript:
    read = orjson.loads(body)
    return PlannedTranscript(
        transcript=IndexedTranscript(**read["transcript"]),
        excerpts=tuple(IndexEntry(**each) for each in read["excerpts"]),
    )
