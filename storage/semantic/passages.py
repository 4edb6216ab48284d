"""Read what is to be searched by meaning, a transcript at a time.

Greetings and scraps are not: short as they are, they come near to whatever is asked.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from storage.corpus.plan import Plan
from storage.database.connection import Connection
from storage.index.writer import id_number


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptPassages:
    """Hold what of one transcript stands on its own: numbers of excerpts, and texts."""

    numbers: list[int]
    texts: list[str]


async def read_passages(
    snapshot: Connection,
    reads: Callable[[str], bool],
    *,
    skip: frozenset[str] = frozenset(),
) -> AsyncIterator[TranscriptPassages]:
    """Yield the transcripts in the languages that an encoder reads, but those in `skip`."""
    for transcript in await snapshot.all("SELECT id, slug, language FROM transcripts"):
        if reads(transcript["language"]) and transcript["slug"] not in skip:
            rows = await snapshot.all(
                """
                SELECT id, text FROM excerpts
                WHERE transcript_id = :transcript AND slot IS NOT NULL
                ORDER BY position
                """,
                {"transcript": transcript["id"]},
            )
            yield TranscriptPassages(
                numbers=[id_number(row["id"]) for row in rows],
                texts=[row["text"] for row in rows],
            )


async def read_planned_passages(
    snapshot: Connection, plan: Plan, reads: Callable[[str], bool]
) -> AsyncIterator[TranscriptPassages]:
    """Yield the same of what the library will be after a plan."""
    skip = frozenset(plan.touched)
    async for said in read_passages(snapshot, reads, skip=skip):
        yield said
    for new in plan.written:
        if reads(new.transcript.language):
            rows = [row for row in new.excerpts if row.servable]
            yield TranscriptPassages(
                numbers=[id_number(row.id) for row in rows],
                texts=[row.excerpt.text for row in rows],
            )
