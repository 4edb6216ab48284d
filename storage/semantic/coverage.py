"""How much of the library is embedded, and what stops it, as any process can see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import NamedTuple

from storage.corpus.rows import read_generation
from storage.database.connection import Connection
from storage.database.time import utc_iso
from storage.semantic.encoders.encoder import Encoder
from storage.semantic.passages import VectorTable
from storage.semantic.vector_store import (
    MIN_EMBEDDED_SHARE,
    Completeness,
    VectorStore,
)

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
        refined: Those with the vectors of all encoders that know their language.
        seconds_left: How long the rest takes, at the pace that was measured here.
        rejected: Texts that can't be embedded, counted as if they were.
        problem: What keeps texts from being embedded, or vectors from being used.
    """

    mode: SearchMode
    embedded: int
    total: int
    refined: int = 0
    seconds_left: float = 0.0
    rejected: int = 0
    problem: EmbeddingProblem | None = None


_MODES = {
    None: SearchMode.WORDS,
    Completeness.FROM_WORDS: SearchMode.WORD_VECTORS,
    Completeness.PARTIAL: SearchMode.MEANING,
    Completeness.COMPLETE: SearchMode.MEANING,
}


async def measure_coverage(
    snapshot: Connection, vector_store: VectorStore, *, is_elsewhere: bool = False
) -> Coverage:
    """Return how much of the generation that a snapshot sees is embedded.

    Args:
        snapshot: Of the database.
        vector_store: Whose folders say what the library is searched by.
        is_elsewhere: Whether no bot runs on this machine: then it is told by the vectors
            that are stored, from which bots elsewhere write their folders.
    """
    encoder_type = vector_store.encoder_type
    languages = await snapshot.all(
        """
        SELECT transcripts.language, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.servable = 1 GROUP BY transcripts.language
        """
    )
    totals = {
        kind: sum(
            row["excerpts"]
            for row in languages
            if kind.supports_language(row["language"])
        )
        for kind in vector_store.encoder_types
    }
    total = totals[encoder_type]
    estimate = _Estimate(embedded=total, refined=total, seconds_left=0.0)
    found = vector_store.find_stored(await read_generation(snapshot))
    if found is not Completeness.COMPLETE:
        estimate = await _estimate(snapshot, vector_store, totals)
        if is_elsewhere and total and estimate.embedded >= MIN_EMBEDDED_SHARE * total:
            found = Completeness.PARTIAL
    return Coverage(
        mode=_MODES[found],
        embedded=estimate.embedded,
        total=total,
        refined=estimate.refined,
        seconds_left=estimate.seconds_left,
        rejected=await VectorTable(encoder_type.name).count_rejected(snapshot),
        problem=await read_problem(snapshot, encoder_type.name),
    )


class _Estimate(NamedTuple):
    """How many excerpts have any vector and all, and how long the rest takes."""

    embedded: int
    refined: int
    seconds_left: float


async def _estimate(
    snapshot: Connection,
    vector_store: VectorStore,
    totals: Mapping[type[Encoder], int],
) -> _Estimate:
    """Estimate from a sample how far the embedding is.

    Args:
        snapshot: Of the database.
        vector_store: Names the encoders, and the pace of each here.
        totals: How many excerpts each encoder is to embed.
    """
    encoder_type, seconds_left = vector_store.encoder_type, 0.0
    # Ids are hashes: the first of them are a sample of all.
    rows = await snapshot.all(
        """
        SELECT excerpts.text, transcripts.language
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.servable = 1 ORDER BY excerpts.id LIMIT :sample
        """,
        {"sample": SAMPLE_EXCERPTS},
    )
    rows = [r for r in rows if encoder_type.supports_language(r["language"])]
    has_any, has_all = [False] * len(rows), [True] * len(rows)
    for kind in vector_store.encoder_types:
        stored = await VectorTable(kind.name).get(
            snapshot, [row["text"] for row in rows]
        )
        able = [kind.supports_language(row["language"]) for row in rows]
        lacking = sum(
            is_able and vector is None
            for is_able, vector in zip(able, stored, strict=True)
        )
        share = lacking / max(sum(able), 1)
        seconds_left += totals[kind] * share / vector_store.read_pace(kind)
        for at, vector in enumerate(stored):
            has_any[at] |= able[at] and vector is not None
            has_all[at] &= not able[at] or vector is not None
    embedded, refined = (
        totals[encoder_type] * sum(each) // max(len(rows), 1)
        for each in (has_any, has_all)
    )
    return _Estimate(embedded, refined, seconds_left)


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
