"""Gather the vectors that are kept into the folder of one generation of the library."""

import asyncio
import logging
from collections.abc import AsyncIterator

from storage.corpus.plan import Plan
from storage.database.connection import Connection
from storage.database.errors import StorageError
from storage.semantic.encoder import Encoder
from storage.semantic.passages import Said, everything_said, everything_said_after
from storage.semantic.vector_store import Made, Understanding
from storage.semantic.vector_table import NONE, VectorTable

log = logging.getLogger(__name__)

NEARLY = 0.9
"""Share of the passages from which their vectors serve, though others are missing: only
words find those until they are embedded."""


class Gathering:
    """Write the folders that `Understanding` takes up."""

    def __init__(self, understanding: Understanding, kind: type[Encoder]) -> None:
        self._understanding = understanding
        self._kind = kind
        self._vectors = VectorTable(kind.name)

    async def gather(
        self, snapshot: Connection, generation: int, stamp: str
    ) -> Made | None:
        """Write the folder of the generation that a snapshot sees.

        Returns:
            Of what it holds vectors; None where too few are kept, and nothing is written.

        Raises:
            StorageError: It can't be written.
        """
        said = everything_said(snapshot, self._kind.reads)
        total = await _servable(snapshot)
        return await self._write(snapshot, generation, stamp, said, total)

    async def gather_ahead(self, snapshot: Connection, plan: Plan, stamp: str) -> None:
        """Write the folder of the generation that a plan leads to, if enough is kept.

        A library is loaded without it, too: then its vectors are gathered later.
        """
        if not self._kind.is_installed():
            return
        said = everything_said_after(snapshot, plan, self._kind.reads)
        total = await _servable(snapshot, plan)
        generation = plan.generation + 1
        try:
            await self._write(snapshot, generation, stamp, said, total)
        except StorageError as error:
            log.warning("search goes by words until vectors are gathered: %s", error)
            await self._understanding.give_up(stamp)

    async def give_up(self, stamp: str) -> None:
        """Remove what was written for a swap that did not come about."""
        await self._understanding.give_up(stamp)

    async def tidy(self, generation: int, stamp: str) -> None:
        """Remove the folders of older generations, once there is one of this."""
        for made in (Made.PASSAGES, Made.MOST):
            path = self._understanding.path(generation, stamp, self._kind.name, made)
            if path.is_dir():
                await self._understanding.tidy(generation, path)
                return

    async def _write(
        self,
        snapshot: Connection,
        generation: int,
        stamp: str,
        everything: AsyncIterator[Said],
        total: int,
    ) -> Made | None:
        if total and not await snapshot.all("SELECT 1 FROM vectors LIMIT 1"):
            return None
        # numpy comes with the extra, and so do vectors.
        from storage.semantic.vector_files import MeaningFiles  # noqa: PLC0415

        paths = {
            made: self._understanding.path(generation, stamp, self._kind.name, made)
            for made in Made
        }
        may_miss = int(total * (1 - NEARLY))
        missing = 0
        files = await asyncio.to_thread(
            MeaningFiles, paths[Made.PASSAGES], self._kind.dimensions
        )
        try:
            async for said in everything:
                kept = await self._vectors.of(snapshot, said.texts)
                missing += kept.count(None)
                if missing > may_miss:
                    await asyncio.to_thread(files.abandon)
                    return None
                there = [
                    (number, vector)
                    for number, vector in zip(said.numbers, kept, strict=True)
                    if vector is not None and vector != NONE
                ]
                numbers = [number for number, _ in there]
                joined = b"".join(vector for _, vector in there)
                await asyncio.to_thread(files.add, numbers, joined)
            made = Made.MOST if missing else Made.PASSAGES
            await asyncio.to_thread(files.finish)
            await asyncio.to_thread(files.publish, paths[made])
        except BaseException:
            files.abandon()
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
