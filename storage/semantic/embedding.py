"""Make what was said searchable by meaning, in the background."""

import asyncio
import logging
from array import array
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from storage.corpus.rows import get_texts
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.index.building import Progress
from storage.index.generations import Generations
from storage.index.writer import id_from_number
from storage.semantic.coverage import Coverage, embedding_seconds, measure_coverage
from storage.semantic.embedder import Embedder, Wait
from storage.semantic.encoder import Encoder, load
from storage.semantic.passages import everything_said
from storage.semantic.problem import clear_problem, record_problem
from storage.semantic.vector_folder import Gathering
from storage.semantic.vector_store import Made, Understanding
from storage.semantic.vector_table import ASKED, VectorTable
from storage.semantic.worker import BATCH_TEXTS, EncodingWorker

log = logging.getLogger(__name__)

FIRST_S = 1.0
"""How long the first answers have the machine to themselves after a start."""

LOOKED_S = 5.0
"""How often is looked for a new generation."""

LONGEST_S = 300.0
"""How long is waited at most after failures, each of which may cost minutes of work."""

LONG_S = 600.0
"""Seconds of embedding from which vectors made of words bridge the time."""


class EmbeddingJob:
    """Embed what has no vector yet, and give each generation its meanings."""

    def __init__(
        self,
        database: Database,
        generations: Generations,
        understanding: Understanding,
        kind: type[Encoder],
        wait: Wait = asyncio.sleep,
    ) -> None:
        self._database = database
        self._generations = generations
        self._understanding = understanding
        self._kind = kind
        self._vectors = VectorTable(kind.name)
        self._gathering = Gathering(understanding, kind)
        self._wait = wait

    async def run(self, progress: Progress | None = None) -> None:
        """Follow the library until cancelled; do nothing where no encoder is.

        Until a generation's vectors are complete, or nearly so, it is searched by words
        alone, or with vectors made of words where there is much to embed.
        """
        if not self._kind.is_installed():
            return
        with self._understanding.coming():
            await self._start()
        await self._wait(FIRST_S)
        done, pause, told = -1, LOOKED_S, ""
        while True:
            try:
                if (generation := (await self._library())[0]) != done:
                    await self.embed_all(progress)
                    await self.remove_unused()
                    done = generation
                pause, told = LOOKED_S, ""
            except (StorageError, OSError) as error:
                if str(error) != told:
                    log.warning("vectors could not be kept, trying again: %s", error)
                pause, told = min(2 * pause, LONGEST_S), str(error)
                with suppress(StorageError):
                    await self._database.write(
                        partial(record_problem, encoder=self._kind.name, reason=told)
                    )
            await self._wait(pause)

    async def embed_all(self, progress: Progress | None = None) -> bool:
        """Embed all that is missing, then search by meaning too.

        Returns:
            Whether there is an encoder.

        Raises:
            StorageError: The encoder fails, or the vectors can't be kept.
        """
        if not self._kind.is_installed():
            return False
        reader = await asyncio.to_thread(load, self._kind)
        while await self._taken_up(reader) is not Made.PASSAGES:
            missing = await self._missing()
            key = await self._library()
            if (
                not self._understanding.of(*key)
                and embedding_seconds(len(missing)) > LONG_S
            ):
                await self.embed_words()
            await self._embed(missing, progress)
            await self._gather()
        await self._gathering.tidy(*await self._library())
        await self._database.write(partial(clear_problem, encoder=self._kind.name))
        return True

    async def remove_unused(self) -> int:
        """Remove the vectors of what is not in the library any more; return how many.

        Raises:
            StorageError: They can't be removed.
        """
        # numpy comes with the extra.
        from storage.semantic.sweeping import Sweeping  # noqa: PLC0415

        removed = await Sweeping(self._database, self._generations, self._kind).sweep()
        if removed:
            log.info("removed %d vectors of what is not in the library", removed)
        return removed

    async def embed_words(self) -> bool:
        """Search by vectors made of words, until there are those of passages.

        Returns:
            Whether there is an encoder.

        Raises:
            StorageError: The encoder fails, or the vectors can't be kept.
        """
        if not self._kind.is_installed():
            return False
        reader = await asyncio.to_thread(load, self._kind)
        from storage.semantic.word_vectors import FirstMeanings  # noqa: PLC0415 - as above

        first = FirstMeanings(
            self._database, self._generations, self._understanding, reader
        )
        async with EncodingWorker(self._kind) as worker:
            key = await first.write(self._embedder(worker))
        if await self._understanding.take_up(*key, reader, Made.WORDS):
            log.info("search goes by the meaning of words until passages are embedded")
        return True

    async def coverage(self) -> Coverage | None:
        """Tell how far the embedding is, or None where no encoder is installed."""
        if not self._kind.is_installed():
            return None
        async with self._database.snapshot() as snapshot:
            return await measure_coverage(
                snapshot, self._generations, self._understanding, self._kind
            )

    async def _library(self) -> tuple[int, str]:
        async with self._database.snapshot() as snapshot:
            return await self._generations.current(snapshot)

    async def _start(self) -> None:
        """Take up what was gathered before, so that questions need wait for no more."""
        try:
            key = await self._library()
            name = self._kind.name
            paths = [self._understanding.path(*key, name, made) for made in Made]
            if any(path.is_dir() for path in paths):
                reader = await asyncio.to_thread(load, self._kind)
                await self._understanding.take_up(*key, reader)
        except StorageError as error:
            log.error("search goes by words alone: %s", error)  # noqa: TRY400 - a known one

    async def _taken_up(self, reader: Encoder) -> Made | None:
        """Search the newest generation by its vectors; gather them if need be."""
        key = await self._library()
        wanted = Made.PASSAGES, Made.MOST
        found = await self._understanding.take_up(*key, reader, *wanted)
        if found is None and await self._gather():
            found = await self._understanding.take_up(*key, reader, *wanted)
        return found

    async def _gather(self) -> Made | None:
        async with self._database.snapshot() as snapshot:
            key = await self._generations.current(snapshot)
            return await self._gathering.gather(snapshot, *key)

    async def _missing(self) -> "array[int]":
        """Return the numbers of excerpts without a vector, each text once."""
        found = array("q")
        seen: set[bytes] = set()
        async with self._database.snapshot() as snapshot:
            async for said in everything_said(snapshot, self._kind.reads):
                kept = await self._vectors.of(snapshot, said.texts)
                for number, text, vector in zip(
                    said.numbers, said.texts, kept, strict=True
                ):
                    if vector is None and (key := self._vectors.key(text)) not in seen:
                        seen.add(key)
                        found.append(number)
        return found

    async def _embed(self, missing: Sequence[int], progress: Progress | None) -> None:
        async with EncodingWorker(self._kind) as worker:
            embedder = self._embedder(worker)
            for at in range(0, len(missing), ASKED):
                ids = [id_from_number(number) for number in missing[at : at + ASKED]]
                async with self._database.snapshot() as snapshot:
                    texts = await get_texts(snapshot, ids)
                done = at
                names = {texts[key]: f"excerpt {key}" for key in ids if key in texts}
                async for _ in embedder.embed(names):
                    done = min(done + BATCH_TEXTS, at + len(ids))
                    if progress:
                        progress(done, len(missing))

    def _embedder(self, worker: EncodingWorker) -> Embedder:
        return Embedder(self._database, self._kind, worker, self._wait)
