"""Gather the vectors that are kept into the folder of one generation of the library."""

import asyncio
import logging
from collections.abc import AsyncIterator

from storage.corpus.plan import Plan
from storage.database.connection import Connection
from storage.database.errors import StorageError
from storage.semantic.encoder import Encoder
from storage.semantic.passages import (
    TranscriptPassages,
    read_passages,
    read_planned_passages,
)
from storage.semantic.vector_store import Completeness, VectorStore
from storage.semantic.vector_table import NO_VECTOR, VectorTable

log = logging.getLogger(__name__)

MIN_EMBEDDED_SHARE = 0.9
"""Share of the passages from which their vectors serve, though others are missing: only
words find those until they are embedded."""


class VectorFolderWriter:
    """Write the folders that `VectorStore` takes up."""

    def __init__(self, vector_store: VectorStore, kind: type[Encoder]) -> None:
        self._vector_store = vector_store
        self._kind = kind
        self._vectors = VectorTable(kind.name)

    async def write(
        self, snapshot: Connection, generation: int, stamp: str
    ) -> Completeness | None:
        """Write the folder of the generation that a snapshot sees.

        Returns:
            Of what it holds vectors; None where too few are kept, and nothing is written.

        Raises:
            StorageError: It can't be written.
        """
        said = read_passages(snapshot, self._kind.supports_language)
        total = await _servable(snapshot)
        return await self._write_folder(snapshot, generation, stamp, said, total)

    async def write_planned(self, snapshot: Connection, plan: Plan, stamp: str) -> None:
        """Write the folder of the generation that a plan leads to, if enough is kept.

        A library is loaded without it, too: then its vectors are gathered later.
        """
        if not self._kind.is_installed():
            return
        said = read_planned_passages(snapshot, plan, self._kind.supports_language)
        total = await _servable(snapshot, plan)
        generation = plan.generation + 1
        try:
            await self._write_folder(snapshot, generation, stamp, said, total)
        except StorageError as error:
            log.warning("search goes by words until vectors are gathered: %s", error)
            await self._vector_store.discard(stamp)

    async def discard(self, stamp: str) -> None:
        """Remove what was written for a swap that did not come about."""
        await self._vector_store.discard(stamp)

    async def remove_replaced(self, generation: int, stamp: str) -> None:
        """Remove the folders of older generations, once there is one of this."""
        for made in (Completeness.COMPLETE, Completeness.PARTIAL):
            path = self._vector_store.path(generation, stamp, self._kind.name, made)
            if path.is_dir():
                await self._vector_store.remove_replaced(generation, path)
                return

    async def _write_folder(
        self,
        snapshot: Connection,
        generation: int,
        stamp: str,
        everything: AsyncIterator[TranscriptPassages],
        total: int,
    ) -> Completeness | None:
        if total and not await snapshot.all("SELECT 1 FROM vectors LIMIT 1"):
            return None
        # numpy comes with the extra, and so do vectors.
        from storage.semantic.vector_files import VectorWriter  # noqa: PLC0415

        paths = {
            made: self._vector_store.path(generation, stamp, self._kind.name, made)
            for made in Completeness
        }
        may_miss = int(total * (1 - MIN_EMBEDDED_SHARE))
        missing = 0
        files = await asyncio.to_thread(
            VectorWriter, paths[Completeness.COMPLETE], self._kind.dimensions
        )
        try:
            async for said in everything:
                kept = await self._vectors.get(snapshot, said.texts)
                missing += kept.count(None)
                if missing > may_miss:
                    await asyncio.to_thread(files.discard)
                    return None
                there = [
                    (number, vector)
                    for number, vector in zip(said.numbers, kept, strict=True)
                    if vector is not None and vector != NO_VECTOR
                ]
                numbers = [number for number, _ in there]
                joined = b"".join(vector for _, vector in there)
                await asyncio.to_thread(files.add, numbers, joined)
            made = Completeness.PARTIAL if missing else Completeness.COMPLETE
            await asyncio.to_thread(files.finish)
            await asyncio.to_thread(files.publish, paths[made])
        except BaseException:
            files.discard()
            raise
        return made


async def _servable(snapshot: Connection, plan: Plan | None = None) -> int:
    """Count what may be served, before a plan or after it."""
    rows = await snapshot.all(
        """
        SELECT transcripts.slug, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.slot IS NOT NULL GROUP BY transcripts.slug
        """
    )
    touched = frozenset(plan.touched) if plan else frozenset()
    count: int = sum(row["excerpts"] for row in rows if row["slug"] not in touched)
    if plan:
        count += sum(row.servable for new in plan.written for row in new.excerpts)
    return count
