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
from storage.semantic.embedder import Embedder, Sleep
from storage.semantic.encoder import Encoder, load_encoder
from storage.semantic.passages import read_passages
from storage.semantic.problem import clear_problem, record_problem
from storage.semantic.vector_folder import VectorFolderWriter
from storage.semantic.vector_store import Completeness, VectorStore
from storage.semantic.vector_table import READ_BATCH, VectorTable
from storage.semantic.worker import BATCH_TEXTS, EncodingWorker

log = logging.getLogger(__name__)

START_DELAY_S = 1.0
"""How long the first answers have the machine to themselves after a start."""

POLL_INTERVAL_S = 5.0
"""How often is looked for a new generation."""

MAX_RETRY_S = 300.0
"""How long is waited at most after failures, each of which may cost minutes of work."""

MIN_BRIDGED_S = 600.0
"""Seconds of embedding from which vectors made of words bridge the time."""


class EmbeddingJob:
    """Embed what has no vector yet, and give each generation its meanings."""

    def __init__(
        self,
        database: Database,
        generations: Generations,
        vector_store: VectorStore,
        kind: type[Encoder],
        wait: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._generations = generations
        self._vector_store = vector_store
        self._kind = kind
        self._vectors = VectorTable(kind.name)
        self._vector_folders = VectorFolderWriter(vector_store, kind)
        self._wait = wait

    async def run(self, progress: Progress | None = None) -> None:
        """Follow the library until cancelled; do nothing where no encoder is.

        Until a generation's vectors are complete, or nearly so, it is searched by words
        alone, or with vectors made of words where there is much to embed.
        """
        if not self._kind.is_installed():
            return
        with self._vector_store.loading():
            await self._start()
        await self._wait(START_DELAY_S)
        done, pause, told = -1, POLL_INTERVAL_S, ""
        while True:
            try:
                if (generation := (await self._library())[0]) != done:
                    await self.embed_all(progress)
                    await self.remove_unused()
                    done = generation
                pause, told = POLL_INTERVAL_S, ""
            except (StorageError, OSError) as error:
                if str(error) != told:
                    log.warning("vectors could not be kept, trying again: %s", error)
                pause, told = min(2 * pause, MAX_RETRY_S), str(error)
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
        reader = await asyncio.to_thread(load_encoder, self._kind)
        while await self._taken_up(reader) is not Completeness.COMPLETE:
            missing = await self._missing()
            key = await self._library()
            if (
                not self._vector_store.get(*key)
                and embedding_seconds(len(missing)) > MIN_BRIDGED_S
            ):
                await self.embed_words()
            await self._embed(missing, progress)
            await self._gather()
        await self._vector_folders.remove_replaced(*await self._library())
        await self._database.write(partial(clear_problem, encoder=self._kind.name))
        return True

    async def remove_unused(self) -> int:
        """Remove the vectors of what is not in the library any more; return how many.

        Raises:
            StorageError: They can't be removed.
        """
        # numpy comes with the extra.
        from storage.semantic.sweeping import VectorSweeper  # noqa: PLC0415

        removed = await VectorSweeper(
            self._database, self._generations, self._kind
        ).sweep()
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
        reader = await asyncio.to_thread(load_encoder, self._kind)
        from storage.semantic.word_vectors import WordVectorFolderWriter  # noqa: PLC0415 - as above

        first = WordVectorFolderWriter(
            self._database, self._generations, self._vector_store, reader
        )
        async with EncodingWorker(self._kind) as worker:
            key = await first.write(self._embedder(worker))
        if await self._vector_store.activate(*key, reader, Completeness.FROM_WORDS):
            log.info("search goes by the meaning of words until passages are embedded")
        return True

    async def coverage(self) -> Coverage | None:
        """Tell how far the embedding is, or None where no encoder is installed."""
        if not self._kind.is_installed():
            return None
        async with self._database.snapshot() as snapshot:
            return await measure_coverage(
                snapshot, self._generations, self._vector_store, self._kind
            )

    async def _library(self) -> tuple[int, str]:
        async with self._database.snapshot() as snapshot:
            return await self._generations.current(snapshot)

    async def _start(self) -> None:
        """Take up what was gathered before, so that questions need wait for no more."""
        try:
            key = await self._library()
            name = self._kind.name
            paths = [self._vector_store.path(*key, name, made) for made in Completeness]
            if any(path.is_dir() for path in paths):
                reader = await asyncio.to_thread(load_encoder, self._kind)
                await self._vector_store.activate(*key, reader)
        except StorageError as error:
            log.error("search goes by words alone: %s", error)  # noqa: TRY400 - a known one

    async def _taken_up(self, reader: Encoder) -> Completeness | None:
        """Search the newest generation by its vectors; gather them if need be."""
        key = await self._library()
        wanted = Completeness.COMPLETE, Completeness.PARTIAL
        found = await self._vector_store.activate(*key, reader, *wanted)
        if found is None and await self._gather():
            found = await self._vector_store.activate(*key, reader, *wanted)
        return found

    async def _gather(self) -> Completeness | None:
        async with self._database.snapshot() as snapshot:
            key = await self._generations.current(snapshot)
            return await self._vector_folders.write(snapshot, *key)

    async def _missing(self) -> "array[int]":
        """Return the numbers of excerpts without a vector, each text once."""
        found = array("q")
        seen: set[bytes] = set()
        async with self._database.snapshot() as snapshot:
            async for said in read_passages(snapshot, self._kind.supports_language):
                kept = await self._vectors.get(snapshot, said.texts)
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
            for at in range(0, len(missing), READ_BATCH):
                ids = [
                    id_from_number(number) for number in missing[at : at + READ_BATCH]
                ]
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
