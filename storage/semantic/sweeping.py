"""Remove the vectors of texts that are not in the library any more.

The vectors of a text that leaves are kept for one generation more: what comes back with
the next load, an edit undone, need not be embedded again. Needs numpy.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

import numpy as np

from storage.database.connection import Connection, Row
from storage.database.database import Database
from storage.index.generations import DerivedData, Generations
from storage.semantic.encoders.encoder import Encoder, with_companion
from storage.semantic.passages import SCOPE, VectorTable, read_passages
from storage.semantic.vector_index import Array
from storage.semantic.word_vectors import MAX_WORDS

_MARK = (
    """
    INSERT INTO unused_vectors (digest, generation) VALUES (:digest, :generation)
    ON CONFLICT (digest) DO NOTHING
    """,
)
_UNMARK = ("DELETE FROM unused_vectors WHERE digest = :digest",)
_REMOVE = (
    "DELETE FROM vectors WHERE digest = :digest",
    "DELETE FROM refused WHERE digest = :digest",
    *_UNMARK,
)

TABLES = ("vectors", "refused")

READ_ROWS = 5_000
"""Vectors read with one statement."""

WRITE_ROWS = 20
"""Vectors removed or marked in one write: other writes wait some milliseconds."""

WRITES_PER_CHECKPOINT = 4
"""Writes between checkpoints. A log that is left to grow is written back by whoever
writes next, which takes longer than any write of ours."""


class VectorSweeper:
    """A remover of unused vectors, of this encoder and of those used before it."""

    def __init__(
        self, database: Database, generations: Generations, encoder_type: type[Encoder]
    ) -> None:
        self._database = database
        self._generations = generations
        self._encoder_type = encoder_type
        self._tables = [VectorTable(each.name) for each in with_companion(encoder_type)]
        self._writes = 0

    async def sweep(self) -> int:
        """Remove what neither this generation of the library has nor the last one had.

        What left the library since the last sweep is only marked, and removed by the next
        one. A new generation ends a sweep early.

        Returns:
            How many were removed.

        Raises:
            StorageError: They can't be removed.
        """
        async with self._generations.snapshot() as (snapshot, derived):
            generation = derived.generation.number
            used = await self._used_keys(snapshot, derived)
        tables = [await self._sweep_table(table, used, generation) for table in TABLES]
        return sum(tables)

    async def _sweep_table(self, table: str, used: Array, generation: int) -> int:
        last, removed = b"", 0
        while rows := await self._read_marks(table, last):
            last = rows[-1]["digest"]
            unused, back, old = await asyncio.to_thread(_sort, rows, used, generation)
            for statements, keys in ((_MARK, unused), (_UNMARK, back), (_REMOVE, old)):
                for at in range(0, len(keys), WRITE_ROWS):
                    part = keys[at : at + WRITE_ROWS]
                    work = partial(
                        _run_unless_loaded,
                        generation=generation,
                        statements=statements,
                        keys=part,
                    )
                    if not await self._database.write(work, scope=SCOPE):
                        return removed
                    self._writes += 1
                    if self._writes % WRITES_PER_CHECKPOINT == 0:
                        await self._database.checkpoint(tries=1)
            removed += len(old)
        return removed

    async def _used_keys(self, snapshot: Connection, derived: DerivedData) -> Array:
        """Return the keys of all that is in the library, cut to 8 bytes and sorted."""
        words = await asyncio.to_thread(
            derived.index.vocabulary.most_frequent, MAX_WORDS
        )
        found = [
            await asyncio.to_thread(self._short_keys, some.texts)
            async for some in read_passages(
                snapshot, self._encoder_type.supports_language
            )
        ]
        found.append(await asyncio.to_thread(self._short_keys, [*words]))
        return await asyncio.to_thread(lambda: np.sort(np.concatenate(found)))

    def _short_keys(self, texts: Sequence[str]) -> Array:
        return _cut([table.key(text) for table in self._tables for text in texts])

    async def _read_marks(self, table: str, last: bytes) -> list[Row]:
        """Return the next keys, and the generation since which each is unused, if it is."""
        return await self._database.read(
            lambda reader: reader.all(
                f"""
                SELECT {table}.digest, unused_vectors.generation
                FROM {table}
                LEFT JOIN unused_vectors ON unused_vectors.digest = {table}.digest
                WHERE {table}.digest > :last ORDER BY {table}.digest LIMIT :most
                """,  # noqa: S608 - fixed tables, no input
                {"last": last, "most": READ_ROWS},
            )
        )


async def _run_unless_loaded(
    writer: Connection,
    generation: int,
    statements: Sequence[str],
    keys: Sequence[bytes],
) -> bool:
    """Run statements for some keys, unless the library was changed meanwhile."""
    if int(await writer.value("SELECT generation FROM library")) != generation:
        return False
    for statement in statements:
        rows = [{"digest": each, "generation": generation} for each in keys]
        await writer.execute_many(statement, rows)
    return True


def _cut(keys: Sequence[bytes]) -> Array:
    # Whole keys of a million would take ten times as much memory. Where two begin alike,
    # which is rare, one is kept too long.
    return np.frombuffer(b"".join(each[:8] for each in keys), dtype=np.uint64)


def _sort(
    rows: Sequence[Row], used: Array, generation: int
) -> tuple[list[bytes], list[bytes], list[bytes]]:
    """Return the keys that are unused from now on, those used again, those to remove."""
    is_used = np.isin(_cut([key for key, _ in rows]), used).tolist()
    unused: list[bytes] = []
    back: list[bytes] = []
    old: list[bytes] = []
    for (key, since), needed in zip(rows, is_used, strict=True):
        if needed and since is not None:
            back.append(key)
        elif not needed and since is None:
            unused.append(key)
        elif not needed and since is not None and since < generation:
            old.append(key)
    return unused, back, old
