"""What is searched by meaning, a transcript at a time, and the vectors of texts, as rows.

Greetings and scraps are left out: short texts come near to whatever is asked.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass

from storage.corpus.plan import Plan
from storage.database.connection import Connection, in_clause
from storage.index.locations import id_number
from storage.semantic.encoder import vector_key

READ_BATCH = 500
"""Vectors read with one statement."""

MAX_TRIES = 3
"""How often a text may end the process that embeds it before it is rejected."""

NO_VECTOR = b""
"""In place of the vector of a text that was rejected: only its words find it."""


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


class VectorTable:
    """The vectors that one encoder made of texts, by a hash of each: none is made twice."""

    def __init__(self, encoder: str) -> None:
        self._encoder = encoder

    def key(self, text: str) -> bytes:
        """Return the key of a text's vector."""
        return vector_key(self._encoder, text)

    def keys(self, texts: Sequence[str]) -> list[bytes]:
        """Return the keys of texts."""
        return [self.key(text) for text in texts]

    async def get(
        self, snapshot: Connection, texts: Sequence[str]
    ) -> list[bytes | None]:
        """Return the vector of each text.

        Returns:
            None where it was not made yet, `NO_VECTOR` where the text was rejected.
        """
        keys = await asyncio.to_thread(self.keys, texts)
        found: dict[bytes, bytes] = {}
        for at in range(0, len(keys), READ_BATCH):
            clause, params = in_clause("d", keys[at : at + READ_BATCH])
            rows = await snapshot.all(
                f"""
                SELECT digest, vector FROM vectors WHERE digest IN {clause}
                UNION ALL
                SELECT digest, NULL FROM refused
                WHERE tries >= :most AND digest IN {clause}
                """,  # noqa: S608 - names of parameters
                {**params, "most": MAX_TRIES},
            )
            found |= {row["digest"]: row["vector"] or NO_VECTOR for row in rows}
        return [found.get(key) for key in keys]

    async def insert(self, writer: Connection, vectors: Mapping[str, bytes]) -> None:
        """Write the vectors of texts."""
        await writer.execute_many(
            """
            INSERT INTO vectors (digest, vector) VALUES (:digest, :vector)
            ON CONFLICT (digest) DO NOTHING
            """,
            [
                {"digest": self.key(text), "vector": vector}
                for text, vector in vectors.items()
            ],
        )

    async def count_failure(self, writer: Connection, text: str) -> bool:
        """Count that a text ended the process that embeds it.

        Returns:
            Whether it did so too often, and is rejected.
        """
        tries = await writer.value(
            """
            INSERT INTO refused (digest, tries) VALUES (:digest, 1)
            ON CONFLICT (digest) DO UPDATE SET tries = refused.tries + 1
            RETURNING tries
            """,
            {"digest": self.key(text)},
        )
        return int(tries) >= MAX_TRIES

    async def count_rejected(self, snapshot: Connection) -> int:
        """Return how many texts were rejected, whatever the encoder."""
        rejected = await snapshot.value(
            "SELECT COUNT(*) FROM refused WHERE tries >= :most", {"most": MAX_TRIES}
        )
        return int(rejected)
