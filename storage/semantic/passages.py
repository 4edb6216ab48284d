"""Read what is to be searched by meaning, a transcript at a time.

Greetings and scraps are left out: short texts come near to whatever is asked.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from storage.corpus.plan import Plan
from storage.database.connection import Connection
from storage.index.locations import id_number


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptPassages:
    """The excerpts of one transcript that stand on their own: numbers and texts."""

    numbers: list[int]
    texts: list[str]


async def read_passages(
    snapshot: Connection,
    supports_language: Callable[[str], bool],
    *,
    skip: frozenset[str] = frozenset(),
) -> AsyncIterator[TranscriptPassages]:
    """Yield those of stored transcripts in languages that an encoder supports.

    Args:
        snapshot: Of the database.
        supports_language: Of the encoder.
        skip: Slugs of transcripts to leave out.
    """
    for transcript in await snapshot.all("SELECT id, slug, language FROM transcripts"):
        if supports_language(transcript["language"]) and transcript["slug"] not in skip:
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
    snapshot: Connection, plan: Plan, supports_language: Callable[[str], bool]
) -> AsyncIterator[TranscriptPassages]:
    """Yield those of the library as it will be after a plan."""
    skip = frozenset(plan.touched_slugs)
    async for passages in read_passages(snapshot, supports_language, skip=skip):
        yield passages
    for new in plan.written:
        if supports_language(new.transcript.language):
            rows = [row for row in new.excerpts if row.servable]
            yield TranscriptPassages(
                numbers=[id_number(row.id) for row in rows],
                texts=[row.excerpt.text for row in rows],
            )
