"""How much of the library is embedded, and what stops it, as any process can see."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from storage.corpus.rows import read_generation
from storage.database.connection import Connection
from storage.database.time import utc_iso
from storage.semantic.passages import VectorTable
from storage.semantic.vector_store import Completeness, VectorStore

EXCERPTS_PER_SECOND = 20
"""How many excerpts one core embeds; see docs/search.md."""

SAMPLE_EXCERPTS = 2_000
"""Excerpts of which it is looked up whether they have a vector; the rest is estimated."""


class SearchMode(Enum):
    """What the library is searched by: words, and the vectors of words or of passages."""

    WORDS = "words"
    WORD_VECTORS = "first"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingProblem:
    """Why nothing is embedded just now, and since when."""

    reason: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far the embedding is.

    Attributes:
        embedded: Excerpts with a vector; of many, estimated from a sample.
        total: Excerpts to be embedded.
        rejected: Texts that can't be embedded, counted as if they were.
        problem: What keeps texts from being embedded, or vectors from being used.
    """

    mode: SearchMode
    embedded: int
    total: int
    rejected: int = 0
    problem: EmbeddingProblem | None = None

    @property
    def seconds_left(self) -> float:
        """An estimate of how long the rest takes."""
        return embedding_seconds(self.total - self.embedded)


_MODES = {
    None: SearchMode.WORDS,
    Completeness.FROM_WORDS: SearchMode.WORD_VECTORS,
    Completeness.PARTIAL: SearchMode.MEANING,
    Completeness.COMPLETE: SearchMode.MEANING,
}


def embedding_seconds(excerpts: int) -> float:
    """Return about how long it takes to embed so many excerpts."""
    return excerpts / EXCERPTS_PER_SECOND


async def measure_coverage(snapshot: Connection, vector_store: VectorStore) -> Coverage:
    """Return how much of the generation that a snapshot sees is embedded."""
    encoder_type = vector_store.encoder_type
    languages = await snapshot.all(
        """
        SELECT transcripts.language, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.slot IS NOT NULL GROUP BY transcripts.language
        """
    )
    total = embedded = sum(
        row["excerpts"]
        for row in languages
        if encoder_type.supports_language(row["language"])
    )
    found = vector_store.find_stored(await read_generation(snapshot))
    vectors = VectorTable(encoder_type.name)
    if found is not Completeness.COMPLETE:
        # Ids are hashes: the first of them are a sample of all.
        rows = await snapshot.all(
            """
            SELECT excerpts.text, transcripts.language
            FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
            WHERE excerpts.slot IS NOT NULL ORDER BY excerpts.id LIMIT :sample
            """,
            {"sample": SAMPLE_EXCERPTS},
        )
        texts = [
            row["text"]
            for row in rows
            if encoder_type.supports_language(row["language"])
        ]
        stored = await vectors.get(snapshot, texts)
        count = sum(vector is not None for vector in stored)
        embedded = total * count // max(len(texts), 1)
    return Coverage(
        mode=_MODES[found],
        embedded=embedded,
        total=total,
        rejected=await vectors.count_rejected(snapshot),
        problem=await read_problem(snapshot, encoder_type.name),
    )


async def record_problem(writer: Connection, encoder: str, reason: str) -> None:
    """Store what is wrong; it keeps the time of the first of several reports."""
    await writer.execute(
        """
        INSERT INTO embedding_troubles (encoder, reason, since)
        VALUES (:encoder, :reason, :since)
        ON CONFLICT (encoder) DO UPDATE SET reason = excluded.reason
        """,
        {"encoder": encoder, "reason": reason, "since": utc_iso(datetime.now(UTC))},
    )


async def clear_problem(writer: Connection, encoder: str) -> None:
    """Store that nothing is wrong any more."""
    await writer.execute(
        "DELETE FROM embedding_troubles WHERE encoder = :encoder", {"encoder": encoder}
    )


async def read_problem(snapshot: Connection, encoder: str) -> EmbeddingProblem | None:
    """Return what is wrong, or None."""
    row = await snapshot.one(
        "SELECT reason, since FROM embedding_troubles WHERE encoder = :encoder",
        {"encoder": encoder},
    )
    if row is None:
        return None
    return EmbeddingProblem(
        reason=row["reason"], since=datetime.fromisoformat(row["since"])
    )
