"""The passages that are searched by meaning, and the table of the vectors of texts.

Greetings and scraps are left out: short texts come near to whatever is asked.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass

from storage.corpus.planned_library import PlannedLibrary
from storage.database.connection import Connection, in_clause
from storage.index.locations import id_number
from storage.semantic.encoders.encoder import vector_key
from storage.semantic.shipped_vectors import shipped_vectors

READ_BATCH = 500
"""Vectors read with one statement."""

MAX_TRIES = 3
"""How often a text may end the process that embeds it before it is rejected."""

SCOPE = "vectors"
"""Of all that writes vectors, or what is known of them."""

NO_VECTOR = b""
"""In place of the vector of a text that was rejected: only its words find it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptPassages:
    """The excerpts of one transcript that stand on their own: numbers and texts."""

    language: str
    numbers: list[int]
    texts: list[str]


async def read_passages(
    snapshot: Connection,
    supports_language: Callable[[str], bool],
    planned: PlannedLibrary | None = None,
) -> AsyncIterator[TranscriptPassages]:
    """Yield the passages of each transcript in a language that an encoder supports.

    Args:
        snapshot: Of the database.
        supports_language: Of the encoder.
        planned: If given, those of the library as it will be after this.
    """
    touched = planned.touched_slugs if planned else frozenset()
    for row in await snapshot.all("SELECT id, slug, language FROM transcripts"):
        if supports_language(row["language"]) and row["slug"] not in touched:
            excerpts = await snapshot.all(
                """
                SELECT id, text FROM excerpts
                WHERE transcript_id = :transcript AND servable = 1
                ORDER BY position
                """,
                {"transcript": row["id"]},
            )
            yield TranscriptPassages(
                language=row["language"],
                numbers=[id_number(each["id"]) for each in excerpts],
                texts=[each["text"] for each in excerpts],
            )
    for new in planned.written if planned else ():
        if supports_language(new.transcript.language):
            servable = [each for each in new.excerpts if each.servable]
            yield TranscriptPassages(
                language=new.transcript.language,
                numbers=[id_number(each.id) for each in servable],
                texts=[each.text for each in servable],
            )


class VectorTable:
    """The vectors that one encoder made of texts, by a hash of each: none is made twice."""

    def __init__(self, encoder: str) -> None:
        self._encoder = encoder

    def key(self, text: str) -> bytes:
        """Return the key of a text's vector."""
        return vector_key(self._encoder, text)

    async def get(
        self, snapshot: Connection, texts: Sequence[str]
    ) -> list[bytes | None]:
        """Return the vector of each text.

        Returns:
            None where it was not made yet, `NO_VECTOR` where the text was rejected.
        """
        keys = await asyncio.to_thread(lambda: [self.key(text) for text in texts])
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
        shipped = shipped_vectors(self._encoder)
        return [found.get(key) or shipped.get(key, found.get(key)) for key in keys]

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
