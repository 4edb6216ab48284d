"""Make what was said searchable by meaning, in the background."""

import asyncio
import logging
from array import array
from collections.abc import Sequence
from functools import partial

from storage.coverage import Coverage, cover, seconds_for
from storage.database import Database
from storage.derived import Generations
from storage.encoder import Encoder, encoder, is_installed
from storage.encoding_worker import EncodingWorker
from storage.errors import StorageError
from storage.fusion import FIRST, MEANING
from storage.index import id_of
from storage.indexing import Progress
from storage.rows import named
from storage.said import everything_said
from storage.understanding import Understanding
from storage.vectors import ASKED, Vectors

log = logging.getLogger(__name__)

FIRST_S = 1.0
"""How long the first answers have the machine to themselves after a start."""

LOOKED_S = 5.0
"""How often is looked for a new generation."""

LONGEST_S = 300.0
"""How long is waited at most after failures, each of which may cost minutes of work."""

LONG_S = 600.0
"""Seconds of embedding from which vectors made of words bridge the time."""


class Embedding:
    """Embed what has no vector yet, and give each generation its meanings."""

    def __init__(
        self,
        database: Database,
        generations: Generations,
        understanding: Understanding,
    ) -> None:
        self._database = database
        self._generations = generations
        self._understanding = understanding

    async def keep_up(self, progress: Progress | None = None) -> None:
        """Follow the library until cancelled; do nothing where no encoder is.

        Until a generation's vectors are complete it is searched by words alone, or
        with vectors made of words where there is much to embed.
        """
        if not is_installed():
            return
        await asyncio.sleep(FIRST_S)
        done, pause, told = -1, LOOKED_S, ""
        while True:
            try:
                if (generation := (await self._library())[0]) != done:
                    await self.complete(progress)
                    done = generation
                pause, told = LOOKED_S, ""
            except (StorageError, OSError) as error:
                if str(error) != told:
                    log.warning("vectors could not be kept, trying again: %s", error)
                pause, told = min(2 * pause, LONGEST_S), str(error)
            await asyncio.sleep(pause)

    async def complete(self, progress: Progress | None = None) -> bool:
        """Embed all that is missing, then search by meaning too.

        Returns:
            Whether there is an encoder.
        """
        reader = await asyncio.to_thread(encoder)
        if reader is None:
            return False
        while not await self._take_up(reader):
            missing = await self._missing(reader)
            if seconds_for(len(missing)) > LONG_S:
                await self.bridge()
            await self._embed(reader, missing, progress)
            await self._write(reader)
        return True

    async def bridge(self) -> bool:
        """Search by vectors made of words, until there are those of passages.

        Returns:
            Whether there is an encoder.
        """
        reader = await asyncio.to_thread(encoder)
        if reader is None:
            return False
        # numpy comes with the extra, and so do vectors.
        from storage.first_meanings import FirstMeanings  # noqa: PLC0415

        first = FirstMeanings(
            self._database, self._generations, self._understanding, reader
        )
        async with EncodingWorker() as worker:
            generation, path = await first.write(worker)
        if await self._understanding.take_up(generation, path, reader, FIRST):
            log.info("search goes by the meaning of words until passages are embedded")
        return True

    async def coverage(self) -> Coverage | None:
        """Tell how far the embedding is, or None where no encoder is installed."""
        if not is_installed():
            return None
        async with self._database.snapshot() as snapshot:
            return await cover(snapshot, self._generations, self._understanding)

    async def _library(self) -> tuple[int, str]:
        async with self._database.snapshot() as snapshot:
            return await self._generations.current(snapshot)

    async def _take_up(self, reader: Encoder) -> bool:
        """Search the newest generation by its vectors, if they are complete."""
        generation, stamp = await self._library()
        path = self._understanding.path(generation, stamp, reader.name)
        if not await self._understanding.take_up(generation, path, reader, MEANING):
            return False
        await self._understanding.tidy(generation, path)
        return True

    async def _missing(self, reader: Encoder) -> "array[int]":
        """Return the numbers of excerpts without a vector, each text once."""
        vectors = Vectors(reader.name)
        found = array("q")
        seen: set[bytes] = set()
        async with self._database.snapshot() as snapshot:
            async for said in everything_said(snapshot, reader.reads):
                kept = await vectors.of(snapshot, said.texts)
                for number, text, vector in zip(
                    said.numbers, said.texts, kept, strict=True
                ):
                    if vector is None and (key := vectors.key(text)) not in seen:
                        seen.add(key)
                        found.append(number)
        return found

    async def _embed(
        self,
        reader: Encoder,
        missing: Sequence[int],
        progress: Progress | None,
    ) -> None:
        vectors = Vectors(reader.name)
        async with EncodingWorker() as worker:
            for at in range(0, len(missing), ASKED):
                texts = await self._texts(missing[at : at + ASKED])
                done = at
                async for made in worker.encode(texts):
                    await self._database.write(partial(vectors.keep, made=made))
                    done += len(made)
                    if progress:
                        progress(done, len(missing))

    async def _texts(self, numbers: Sequence[int]) -> list[str]:
        clause, params = named("id", [*map(id_of, numbers)])
        sql = f"SELECT text FROM excerpts WHERE id IN {clause} ORDER BY id"  # noqa: S608 - names of parameters
        async with self._database.snapshot() as snapshot:
            return [row["text"] for row in await snapshot.all(sql, params)]

    async def _write(self, reader: Encoder) -> None:
        """Write the vectors of the newest generation, unless one is missing."""
        from storage.meaning_files import MeaningFiles  # noqa: PLC0415 - as above

        vectors = Vectors(reader.name)
        async with self._database.snapshot() as snapshot:
            generation, stamp = await self._generations.current(snapshot)
            path = self._understanding.path(generation, stamp, reader.name)
            files = await asyncio.to_thread(MeaningFiles, path, reader.dimensions)
            try:
                async for said in everything_said(snapshot, reader.reads):
                    kept = await vectors.of(snapshot, said.texts)
                    if None in kept:
                        await asyncio.to_thread(files.abandon)
                        return
                    joined = b"".join(each or b"" for each in kept)
                    await asyncio.to_thread(files.add, said.numbers, joined)
                await asyncio.to_thread(files.finish)
                await asyncio.to_thread(files.publish)
            except BaseException:
                files.abandon()
                raise
