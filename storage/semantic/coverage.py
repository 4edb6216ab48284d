"""How much of the library is embedded, as any process can see."""

from dataclasses import dataclass
from enum import Enum

from storage.corpus.rows import read_generation
from storage.database.connection import Connection
from storage.semantic.encoder import Encoder
from storage.semantic.problem import EmbeddingProblem, read_problem
from storage.semantic.vector_store import Completeness, VectorStore
from storage.semantic.vector_table import VectorTable

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
        """About how long the rest takes."""
        return embedding_seconds(self.total - self.embedded)


_MODES = {
    None: SearchMode.WORDS,
    Completeness.FROM_WORDS: SearchMode.WORD_VECTORS,
    Completeness.PARTIAL: SearchMode.MEANING,
}


def embedding_seconds(excerpts: int) -> float:
    """Return about how long it takes to embed so many excerpts."""
    return excerpts / EXCERPTS_PER_SECOND


async def measure_coverage(
    snapshot: Connection,
    vector_store: VectorStore,
    encoder_type: type[Encoder],
) -> Coverage:
    """Return how much of the generation that a snapshot sees is embedded."""
    generation = await read_generation(snapshot)
    languages = await snapshot.all(
        """
        SELECT transcripts.language, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.slot IS NOT NULL GROUP BY transcripts.language
        """
    )
    total = sum(
        row["excerpts"]
        for row in languages
        if encoder_type.supports_language(row["language"])
    )
    paths = {
        c: vector_store.path(generation, encoder_type.name, c) for c in Completeness
    }
    found = next((each for each, path in paths.items() if path.is_dir()), None)
    vectors = VectorTable(encoder_type.name)
    rejected = await vectors.count_rejected(snapshot)
    problem = await read_problem(snapshot, encoder_type.name)
    if found is Completeness.COMPLETE:
        return Coverage(
            mode=SearchMode.MEANING,
            embedded=total,
            total=total,
            rejected=rejected,
            problem=problem,
        )
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
        row["text"] for row in rows if encoder_type.supports_language(row["language"])
    ]
    stored = await vectors.get(snapshot, texts)
    count = sum(vector is not None for vector in stored)
    return Coverage(
        mode=_MODES[found],
        embedded=total * count // max(len(texts), 1),
        total=total,
        rejected=rejected,
        problem=problem,
    )
