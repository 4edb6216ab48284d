"""How much of the library is searched by meaning, as any process can tell."""

from dataclasses import dataclass
from enum import Enum

from storage.database.connection import Connection
from storage.index.generations import Generations
from storage.semantic.encoder import Encoder
from storage.semantic.trouble import Trouble, set_aside, trouble
from storage.semantic.vector_store import Made, Understanding
from storage.semantic.vectors import Vectors

PER_SECOND = 20
"""Excerpts that one core embeds; see docs/search.md."""

SAMPLE = 2_000
"""Excerpts looked at to tell how many have a vector; in small libraries all."""


class Serving(Enum):
    """Say what search goes by: words, words' meanings too, or passages' meanings too."""

    WORDS = "words"
    FIRST = "first"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Hold how far the embedding is.

    Attributes:
        embedded: Excerpts with a vector; of many, estimated from a sample.
        total: Excerpts to be embedded.
        aside: Texts that can't be embedded, counted as if they were.
        trouble: Why nothing is embedded just now, or vectors can't be used, if so.
    """

    serving: Serving
    embedded: int
    total: int
    aside: int = 0
    trouble: Trouble | None = None

    @property
    def seconds(self) -> float:
        """Return about how long the rest takes."""
        return seconds_for(self.total - self.embedded)


_SERVING = {
    None: Serving.WORDS,
    Made.WORDS: Serving.FIRST,
    Made.MOST: Serving.MEANING,
}


def seconds_for(excerpts: int) -> float:
    """Return about how long it takes to embed so many excerpts."""
    return excerpts / PER_SECOND


async def cover(
    snapshot: Connection,
    generations: Generations,
    understanding: Understanding,
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
    total = sum(row["excerpts"] for row in languages if kind.reads(row["language"]))
    made = next(
        (m for m in Made if understanding.path(*key, kind.name, m).is_dir()), None
    )
    aside = await set_aside(snapshot)
    stuck = await trouble(snapshot, kind.name)
    if made is Made.PASSAGES:
        return Coverage(
            serving=Serving.MEANING,
            embedded=total,
            total=total,
            aside=aside,
            trouble=stuck,
        )
    # Ids are hashes: the first of them are a sample of all.
    rows = await snapshot.all(
        """
        SELECT excerpts.text, transcripts.language
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.slot IS NOT NULL ORDER BY excerpts.id LIMIT :sample
        """,
        {"sample": SAMPLE},
    )
    texts = [row["text"] for row in rows if kind.reads(row["language"])]
    found = await Vectors(kind.name).of(snapshot, texts)
    have = sum(vector is not None for vector in found)
    return Coverage(
        serving=_SERVING[made],
        embedded=total * have // max(len(texts), 1),
        total=total,
        aside=aside,
        trouble=stuck,
    )
