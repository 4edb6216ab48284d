"""How much of the library is searched by meaning, as any process can tell."""

from dataclasses import dataclass
from enum import Enum

from storage.database.connection import Connection
from storage.index.generations import Generations
from storage.semantic.encoder import Encoder
from storage.semantic.problem import EmbeddingProblem, count_rejected, read_problem
from storage.semantic.vector_store import Completeness, VectorStore
from storage.semantic.vector_table import VectorTable

EXCERPTS_PER_SECOND = 20
"""Excerpts that one core embeds; see docs/search.md."""

SAMPLE_EXCERPTS = 2_000
"""Excerpts looked at to tell how many have a vector; in small libraries all."""


class SearchMode(Enum):
    """Say what search goes by: words, words' meanings too, or passages' meanings too."""

    WORDS = "words"
    WORD_VECTORS = "first"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Hold how far the embedding is.

    Attributes:
        embedded: Excerpts with a vector; of many, estimated from a sample.
        total: Excerpts to be embedded.
        rejected: Texts that can't be embedded, counted as if they were.
        problem: Why nothing is embedded just now, or vectors can't be used, if so.
    """

    mode: SearchMode
    embedded: int
    total: int
    rejected: int = 0
    problem: EmbeddingProblem | None = None

    @property
    def seconds_left(self) -> float:
        """Return about how long the rest takes."""
        return embedding_seconds(self.total - self.embedded)


_SERVING = {
    None: SearchMode.WORDS,
    Completeness.FROM_WORDS: SearchMode.WORD_VECTORS,
    Completeness.PARTIAL: SearchMode.MEANING,
}


def embedding_seconds(excerpts: int) -> float:
    """Return about how long it takes to embed so many excerpts."""
    return excerpts / EXCERPTS_PER_SECOND


async def measure_coverage(
    snapshot: Connection,
    generations: Generations,
    vector_store: VectorStore,
    kind: type[Encoder],
) -> Coverage:
    """Look how much of the newest generation has a vector."""
    key = await generations.current(snapshot)
    languages = await snapshot.all(
        """
        SELECT transcripts.language, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.slot IS NOT NULL GROUP BY transcripts.language
        """
    )
    total = sum(
        row["excerpts"] for row in languages if kind.supports_language(row["language"])
    )
    made = next(
        (m for m in Completeness if vector_store.path(*key, kind.name, m).is_dir()),
        None,
    )
    aside = await count_rejected(snapshot)
    stuck = await read_problem(snapshot, kind.name)
    if made is Completeness.COMPLETE:
        return Coverage(
            mode=SearchMode.MEANING,
            embedded=total,
            total=total,
            rejected=aside,
            problem=stuck,
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
    texts = [row["text"] for row in rows if kind.supports_language(row["language"])]
    found = await VectorTable(kind.name).get(snapshot, texts)
    have = sum(vector is not None for vector in found)
    return Coverage(
        mode=_SERVING[made],
        embedded=total * have // max(len(texts), 1),
        total=total,
        rejected=aside,
        problem=stuck,
    )
