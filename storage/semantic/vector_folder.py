"""Write the folder of one generation's vectors from those in the database."""

import asyncio
import logging
from collections.abc import AsyncIterator

from storage.corpus.plan import Plan
from storage.corpus.rows import Generation
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
    """A writer of the folders that a `VectorStore` activates."""

    def __init__(self, vector_store: VectorStore, encoder_type: type[Encoder]) -> None:
        self.vector_store = vector_store
        self._encoder_type = encoder_type
        self._vectors = VectorTable(encoder_type.name)

    async def write(
        self, snapshot: Connection, generation: Generation
    ) -> Completeness | None:
        """Write the folder of the generation that a snapshot sees.

        Returns:
            What it holds; None where too few vectors are stored, and nothing is written.

        Raises:
            StorageError: It can't be written.
        """
        passages = read_passages(snapshot, self._encoder_type.supports_language)
        total = await _count_servable(snapshot)
        return await self._write_folder(snapshot, generation, passages, total)

    async def write_planned(self, snapshot: Connection, plan: Plan, stamp: str) -> None:
        """Write the folder of the generation that a plan leads to, if enough is stored.

        A library is loaded without it, too: then its folder is written later.
        """
        if not self._encoder_type.is_installed():
            return
        passages = read_planned_passages(
            snapshot, plan, self._encoder_type.supports_language
        )
        total = await _count_servable(snapshot, plan)
        generation = Generation(plan.generation + 1, stamp)
        try:
            await self._write_folder(snapshot, generation, passages, total)
        except StorageError as error:
            log.warning("search goes by words until vectors are gathered: %s", error)
            await self.vector_store.discard(stamp)

    async def remove_replaced(self, generation: Generation) -> None:
        """Remove the folders of older generations, once there is one of this."""
        for completeness in (Completeness.COMPLETE, Completeness.PARTIAL):
            path = self.vector_store.path(
                generation, self._encoder_type.name, completeness
            )
            if path.is_dir():
                await self.vector_store.remove_replaced(generation, path)
                return

    async def _write_folder(
        self,
        snapshot: Connection,
        generation: Generation,
        passages: AsyncIterator[TranscriptPassages],
        total: int,
    ) -> Completeness | None:
        if total and not await snapshot.all("SELECT 1 FROM vectors LIMIT 1"):
            return None
        # numpy comes with the extra, and so do vectors.
        from storage.semantic.vector_files import VectorWriter  # noqa: PLC0415

        paths = {
            each: self.vector_store.path(generation, self._encoder_type.name, each)
            for each in Completeness
        }
        max_missing = int(total * (1 - MIN_EMBEDDED_SHARE))
        missing = 0
        files = await asyncio.to_thread(
            VectorWriter, paths[Completeness.COMPLETE], self._encoder_type.dimensions
        )
        try:
            async for some in passages:
                stored = await self._vectors.get(snapshot, some.texts)
                missing += stored.count(None)
                if missing > max_missing:
                    await asyncio.to_thread(files.discard)
                    return None
                found = [
                    (number, vector)
                    for number, vector in zip(some.numbers, stored, strict=True)
                    if vector is not None and vector != NO_VECTOR
                ]
                numbers = [number for number, _ in found]
                joined = b"".join(vector for _, vector in found)
                await asyncio.to_thread(files.add, numbers, joined)
            completeness = Completeness.PARTIAL if missing else Completeness.COMPLETE
            await asyncio.to_thread(files.finish)
            await asyncio.to_thread(files.publish, paths[completeness])
        except BaseException:
            files.discard()
            raise
        return completeness


async def _count_servable(snapshot: Connection, plan: Plan | None = None) -> int:
    """Count what may be served, before a plan or after it."""
    rows = await snapshot.all(
        """
        SELECT transcripts.slug, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.slot IS NOT NULL GROUP BY transcripts.slug
        """
    )
    touched = frozenset(plan.touched_slugs) if plan else frozenset()
    count: int = sum(row["excerpts"] for row in rows if row["slug"] not in touched)
    if plan:
        count += sum(row.servable for new in plan.written for row in new.excerpts)
    return count
