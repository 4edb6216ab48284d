"""Keep vectors of what was said, made by a worker process in the background."""

import asyncio
import logging
import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

from storage.database import Connection, Database, Row
from storage.derived import Generations, Progress
from storage.encoder import digest, encode, encoder, is_installed, step_back
from storage.errors import StorageError
from storage.index import id_number
from storage.rows import named

log = logging.getLogger(__name__)

BATCH = 4
"""Texts a worker encodes before they are kept: what leaving may have to wait for."""

FIRST_S = 1.0
"""How long the first answers have the machine to themselves after a start."""

ASKED = 500
"""Vectors read with one statement."""

LOOKED_S = 5.0
"""How often is looked for a new generation."""

_GENERATION = "SELECT generation FROM library"


class Embedding:
    """Embed what has no vector yet, and give each generation its meanings."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    async def keep_up(self, progress: Progress | None = None) -> None:
        """Follow the library until cancelled; do nothing where no encoder is.

        Until a generation's vectors are complete it is searched by words alone.
        """
        if not is_installed():
            return
        await asyncio.sleep(FIRST_S)
        done = -1
        while True:
            try:
                if (generation := await self._generation()) != done:
                    await self.complete(progress)
                    done = generation
            except StorageError:
                log.exception("vectors could not be kept; trying again")
            await asyncio.sleep(LOOKED_S)

    async def complete(self, progress: Progress | None = None) -> bool:
        """Embed all that is missing, then search by meaning too.

        Returns:
            Whether there is an encoder.
        """
        reader = await asyncio.to_thread(encoder)
        if reader is None:
            return False
        texts = await self._missing(reader.name, reader.reads)
        if texts:
            await self._embed(reader.name, texts, progress)
        async with self._database.snapshot() as snapshot:
            generation = int(await snapshot.value(_GENERATION))
            ids, vectors = await _kept(snapshot, reader.name)
        await self._generations.mean(generation, ids, bytes(vectors), reader)
        return True

    async def _generation(self) -> int:
        async with self._database.snapshot() as snapshot:
            return int(await snapshot.value(_GENERATION))

    async def _missing(self, name: str, reads: Callable[[str], bool]) -> list[str]:
        """Return the texts without a vector, each once."""
        async with self._database.snapshot() as snapshot:
            known = {row[0] for row in await snapshot.all("SELECT digest FROM vectors")}
            texts: dict[bytes, str] = {}
            for transcript in await snapshot.all(
                "SELECT id, language FROM transcripts"
            ):
                if not reads(transcript["language"]):
                    continue
                for row in await _said(snapshot, transcript["id"]):
                    key = digest(name, row["text"])
                    if key not in known:
                        texts[key] = row["text"]
        return list(texts.values())

    async def _embed(
        self, name: str, texts: Sequence[str], progress: Progress | None
    ) -> None:
        loop = asyncio.get_running_loop()
        # A forked worker would inherit the threads' locks and the database.
        context = multiprocessing.get_context("spawn")
        worker = ProcessPoolExecutor(1, context, initializer=step_back)
        try:
            for at in range(0, len(texts), BATCH):
                batch = texts[at : at + BATCH]
                vectors = await loop.run_in_executor(worker, encode, batch)
                async with self._database.transaction() as writer:
                    await writer.execute_many(
                        """
                        INSERT INTO vectors (digest, vector)
                        VALUES (:digest, :vector)
                        ON CONFLICT (digest) DO NOTHING
                        """,
                        [
                            {"digest": digest(name, text), "vector": vector}
                            for text, vector in zip(batch, vectors, strict=True)
                        ],
                    )
                if progress:
                    progress(at + len(batch), len(texts))
        finally:
            worker.shutdown(wait=False, cancel_futures=True)


async def _said(snapshot: Connection, transcript: int) -> list[Row]:
    return await snapshot.all(
        """
        SELECT id, text FROM excerpts
        WHERE transcript_id = :transcript AND speaker_id IS NOT NULL
        ORDER BY position
        """,
        {"transcript": transcript},
    )


async def _kept(snapshot: Connection, name: str) -> tuple[list[int], bytearray]:
    """Return the numbers of all excerpts with a vector, and their vectors joined."""
    ids: list[int] = []
    vectors = bytearray()
    for transcript in await snapshot.all("SELECT id FROM transcripts"):
        said = [
            (id_number(row["id"]), digest(name, row["text"]))
            for row in await _said(snapshot, transcript["id"])
        ]
        for at in range(0, len(said), ASKED):
            part = said[at : at + ASKED]
            clause, params = named("d", [key for _, key in part])
            rows = await snapshot.all(
                f"SELECT digest, vector FROM vectors WHERE digest IN {clause}",  # noqa: S608 - names of parameters
                params,
            )
            found = {row["digest"]: row["vector"] for row in rows}
            for number, key in part:
                if vector := found.get(key):
                    ids.append(number)
                    vectors += vector
    return ids, vectors
