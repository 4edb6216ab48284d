"""Vectors of passages made of those of their words, until real ones are embedded.

A library's words are few beside its passages: 20,000 are embedded in minutes, however
long the passages take. A passage's vector is the mean of its words' vectors, rare words
counting more (Arora et al., 2017, "A simple but tough-to-beat baseline for sentence
embeddings"). Questions are encoded as ever, so that other languages are understood too.
`storage/search/fusion.py` says what that is worth. Needs numpy.
"""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from content.language.words.terms import folded_words
from storage.corpus.rows import Generation
from storage.database.connection import Connection
from storage.database.database import Database
from storage.index.generations import Generations
from storage.semantic.embedder import Embedder
from storage.semantic.encoders.encoder import Encoder, quantise
from storage.semantic.passages import READ_BATCH, VectorTable, read_passages
from storage.semantic.vector_index import Array, unit
from storage.semantic.vector_store import Completeness, VectorStore
from storage.semantic.vector_writer import VectorWriter

MAX_WORDS = 20_000
"""How many words are embedded, the most frequent ones."""

QUESTION_WORDS = 256
"""How many words are encoded as questions too, to find the mean of questions."""

SMOOTHING = 1e-3
"""The share of all words at which a word counts half."""


class WordVectors:
    """The vectors of words, which those of passages are made of."""

    def __init__(
        self, frequencies: Mapping[str, int], vectors: Mapping[str, bytes]
    ) -> None:
        total = sum(frequencies.values())
        self._rows = {word: row for row, word in enumerate(vectors)}
        raw = np.frombuffer(b"".join(vectors.values()), dtype=np.int8)
        shares = np.array([frequencies[word] / total for word in vectors])
        weights = SMOOTHING / (SMOOTHING + shares)
        self._weighted: Array = unit(raw.reshape(len(vectors), -1)) * weights[:, None]

    def encode_texts(self, texts: Sequence[str]) -> bytes:
        """Return the vectors of texts, joined."""
        sums: Array = np.zeros((len(texts), self._weighted.shape[1]), dtype=np.float32)
        for number, text in enumerate(texts):
            rows = [
                self._rows[word] for word in folded_words(text) if word in self._rows
            ]
            sums[number] = self._weighted[rows].sum(axis=0)
        return b"".join(quantise(each) for each in sums)


async def write_word_vectors(
    database: Database,
    generations: Generations,
    vector_store: VectorStore,
    encoder: Encoder,
    embedder: Embedder,
) -> Generation:
    """Write the folder of such vectors of the newest generation, if it is missing."""
    async with generations.snapshot() as (_, derived):
        generation = derived.generation
    path = vector_store.path(generation, Completeness.FROM_WORDS)
    if not path.is_dir():
        frequencies = await asyncio.to_thread(
            derived.index.vocabulary.most_frequent, MAX_WORDS
        )
        vectors = await _embed(database, encoder, [*frequencies], embedder)
        words = await asyncio.to_thread(WordVectors, frequencies, vectors)
        async with database.snapshot() as snapshot:
            await _write(snapshot, path, encoder, words, [*frequencies])
    return generation


async def _embed(
    database: Database, encoder: Encoder, words: Sequence[str], embedder: Embedder
) -> dict[str, bytes]:
    table = VectorTable(encoder.name)
    found: dict[str, bytes] = {}
    for at in range(0, len(words), READ_BATCH):
        part = words[at : at + READ_BATCH]
        async with database.snapshot() as snapshot:
            stored = await table.get(snapshot, part)
        known = dict(zip(part, stored, strict=True))
        lacking = {word: repr(word) for word in part if known[word] is None}
        async for made in embedder.embed(lacking, batch=32):
            known |= made
        found |= {word: vector for word, vector in known.items() if vector}
    return found


async def _write(
    snapshot: Connection,
    path: Path,
    encoder: Encoder,
    words: WordVectors,
    frequent: Sequence[str],
) -> None:
    questions = [
        await asyncio.to_thread(encoder.encode_question, word)
        for word in frequent[:QUESTION_WORDS]
    ]
    centre = _mean(questions)
    files = await asyncio.to_thread(VectorWriter, path, encoder.dimensions)
    try:
        async for some in read_passages(snapshot, encoder.supports_language):
            for at in range(0, len(some.texts), READ_BATCH):
                here = slice(at, at + READ_BATCH)
                made = await asyncio.to_thread(words.encode_texts, some.texts[here])
                await asyncio.to_thread(files.add, some.numbers[here], made)
        await asyncio.to_thread(files.finish, centring=1.0, centre=centre)
        await asyncio.to_thread(files.publish)
    except BaseException:
        files.discard()
        raise


def _mean(vectors: Sequence[bytes]) -> Array:
    raw = np.frombuffer(b"".join(vectors), dtype=np.int8)
    return unit(raw.reshape(len(vectors), -1)).mean(axis=0)
