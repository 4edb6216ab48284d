"""Remove the vectors of texts that are in the library no more.

The vectors of a text that leaves are kept as long as the generation after it serves: what
comes back with the next reload, an edit undone, is not embedded anew. Needs numpy.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

import numpy as np

from storage.database.connection import Connection
from storage.database.database import Database
from storage.index.generations import Generations
from storage.semantic.encoder import Encoder
from storage.semantic.nearest import Array
from storage.semantic.passages import read_passages
from storage.semantic.vector_table import VectorTable
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
"""Vectors looked at with one statement."""

WRITE_ROWS = 20
"""Vectors removed or marked in one go: some milliseconds for who waits to write."""

WRITES_PER_CHECKPOINT = 4
"""Goes after which the log of writes is folded. Left to grow, it is folded by whoever
writes next, which takes longer than any write of ours."""


class VectorSweeper:
    """Sweep the vectors of an encoder, and of those that were used before it."""

    def __init__(
        self, database: Database, generations: Generations, kind: type[Encoder]
    ) -> None:
        self._database = database
        self._generations = generations
        self._kind = kind
        self._vectors = VectorTable(kind.name)
        self._goes = 0

    async def sweep(self) -> int:
        """Remove what neither this generation of the library has nor the last one had.

        What the library lost since it was swept last is marked, and goes next time. A
        new generation ends it early.

        Returns:
            How many were removed.

        Raises:
            StorageError: They can't be removed.
        """
        async with self._database.snapshot() as snapshot:
            generation, _ = await self._generations.current(snapshot)
            used = await self._used(snapshot)
        tables = [await self._sweep(table, used, generation) for table in TABLES]
        return sum(tables)

    async def _sweep(self, table: str, used: Array, generation: int) -> int:
        last, removed = b"", 0
        while rows := await self._some(table, last):
            last = rows[-1][0]
            lost, back, old = await asyncio.to_thread(_sorted, rows, used, generation)
            for statements, digests in ((_MARK, lost), (_UNMARK, back), (_REMOVE, old)):
                for at in range(0, len(digests), WRITE_ROWS):
                    part = digests[at : at + WRITE_ROWS]
                    work = partial(
                        _unless_swapped,
                        generation=generation,
                        statements=statements,
                        digests=part,
                    )
                    if not await self._database.write(work):
                        return removed
                    self._goes += 1
                    if self._goes % WRITES_PER_CHECKPOINT == 0:
                        await self._database.checkpoint(tries=1)
            removed += len(old)
        return removed

    async def _used(self, snapshot: Connection) -> Array:
        """Return the keys of all that is in the library, cut to 8 bytes and sorted."""
        derived = await self._generations.get(snapshot)
        words = await asyncio.to_thread(
            derived.index.vocabulary.most_frequent, MAX_WORDS
        )
        found = [
            await asyncio.to_thread(self._short, said.texts)
            async for said in read_passages(snapshot, self._kind.supports_language)
        ]
        found.append(await asyncio.to_thread(self._short, [*words]))
        return await asyncio.to_thread(lambda: np.sort(np.concatenate(found)))

    def _short(self, texts: Sequence[str]) -> Array:
        return _cut(self._vectors.keys(texts))

    async def _some(self, table: str, last: bytes) -> list[tuple[bytes, int | None]]:
        """Return the next keys, and since when those that are marked are unused."""
        rows = await self._database.read(
            lambda reader: reader.all(
                f"""
                SELECT {table}.digest, unused_vectors.generation
                FROM {table}
                LEFT JOIN unused_vectors ON unused_vectors.digest = {table}.digest
                WHERE {table}.digest > :last ORDER BY {table}.digest LIMIT :most
                """,  # noqa: S608 - tables of ours
                {"last": last, "most": READ_ROWS},
            )
        )
        return [(row["digest"], row["generation"]) for row in rows]


async def _unless_swapped(
    writer: Connection,
    generation: int,
    statements: Sequence[str],
    digests: Sequence[bytes],
) -> bool:
    """Run statements for some keys, unless what is used has changed meanwhile."""
    if int(await writer.value("SELECT generation FROM library")) != generation:
        return False
    for statement in statements:
        rows = [{"digest": each, "generation": generation} for each in digests]
        await writer.execute_many(statement, rows)
    return True


def _cut(digests: Sequence[bytes]) -> Array:
    # Of a million, whole ones would take ten times as much; two that begin alike are
    # rare, and then one is kept too long.
    return np.frombuffer(b"".join(each[:8] for each in digests), dtype=np.uint64)


def _sorted(
    rows: Sequence[tuple[bytes, int | None]], used: Array, generation: int
) -> tuple[list[bytes], list[bytes], list[bytes]]:
    """Return which keys are unused from now on, which are used again, which may go."""
    is_used = np.isin(_cut([digest for digest, _ in rows]), used).tolist()
    lost: list[bytes] = []
    back: list[bytes] = []
    old: list[bytes] = []
    for (digest, since), needed in zip(rows, is_used, strict=True):
        if needed and since is not None:
            back.append(digest)
        elif not needed and since is None:
            lost.append(digest)
        elif not needed and since is not None and since < generation:
            old.append(digest)
    return lost, back, old
