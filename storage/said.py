"""Read what is to be searched by meaning, a transcript at a time.

Greetings and scraps are not: short as they are, they come near to whatever is asked.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from storage.connection import Connection
from storage.index import id_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Hold what of one transcript stands on its own: numbers of excerpts, and texts."""

    numbers: list[int]
    texts: list[str]


async def everything_said(
    snapshot: Connection, reads: Callable[[str], bool]
) -> AsyncIterator[Said]:
    """Yield the transcripts in the languages that an encoder reads."""
    for transcript in await snapshot.all("SELECT id, language FROM transcripts"):
        if reads(transcript["language"]):
            rows = await snapshot.all(
                """
                SELECT id, text FROM excerpts
                WHERE transcript_id = :transcript AND slot IS NOT NULL
                ORDER BY position
                """,
                {"transcript": transcript["id"]},
            )
            yield Said(
                numbers=[id_number(row["id"]) for row in rows],
                texts=[row["text"] for row in rows],
            )
