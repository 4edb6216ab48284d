"""Reload the library in a worker process, while this one answers."""

import asyncio
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from storage.corpus.comparison import Difference
from storage.corpus.plan import TaskProgress
from storage.corpus.summary import LibrarySummary, SpeakerNames
from storage.database.address import Address
from storage.database.errors import StorageError
from storage.index.generations import Generations
from storage.loading.loader import share_interpreter
from storage.loading.reload_worker import (
    Job,
    Message,
    PeopleMessage,
    ProgressMessage,
    run_job,
)
from storage.semantic.vector_store import VectorStore
from storage.worker_process import WorkerEndedError, WorkerProcess


class Reloader:
    """Loads of a folder of transcripts, each in a worker process.

    Reading, cutting, analysing and writing happen there; this process only prepares what
    the first answers from the new library need.

    Args:
        database: Where the rows are.
        generations: The data derived from them.
        vector_store: Has the vectors.
        replica: The id of this process among those that answer.
    """

    def __init__(
        self,
        database: Address,
        generations: Generations,
        vector_store: VectorStore,
        replica: str = "",
    ) -> None:
        self._database = database
        self._generations = generations
        self._vector_store = vector_store
        self._replica = replica
        self._lock = asyncio.Lock()

    async def difference(
        self, folder: Path, progress: TaskProgress | None = None
    ) -> Difference:
        """Return what `reload` would change, changing nothing.

        Raises:
            TranscriptFaults: The files have faults.
            StorageError: The database can't be read, or the process was ended.
        """
        return await self._run(self._job(folder, dry_run=True), progress)

    async def reload(
        self, folder: Path, progress: TaskProgress | None = None
    ) -> Difference:
        """Replace the library by the transcripts of a folder.

        Raises:
            TranscriptFaults: The files have faults; nothing was changed.
            StorageError: The database can't be written, or the process was ended.
            ChangedMeanwhileError: Others kept changing the library meanwhile.
        """
        async with self._lock:
            job = self._job(folder, dry_run=False)
            try:
                difference = await self._run(job, progress)
            except BaseException:
                with suppress(StorageError):  # the first one says more
                    if await self._generations.discard(job.stamp):
                        await self._vector_store.discard(job.stamp)
                raise
            return difference

    def _job(self, folder: Path, *, dry_run: bool) -> Job:
        return Job(
            database=self._database,
            index=self._generations.folder,
            encoder_type=self._vector_store.encoder_type,
            folder=folder,
            stamp=secrets.token_hex(4),
            dry_run=dry_run,
            replica=self._replica,
        )

    async def _run(self, job: Job, progress: TaskProgress | None) -> Difference:
        worker = WorkerProcess("reload", run_job, job)
        people: list[SpeakerNames] = []
        try:
            await worker.start()
            while True:
                message: Message = await worker.receive()
                match message:
                    case ProgressMessage(task, done, total):
                        if progress:
                            progress(task, done, total)
                    case PeopleMessage(some):
                        people += some
                    case LibrarySummary() as summary:
                        await self._prepare(replace(summary, people=tuple(people)))
                        people.clear()
                        await worker.send(None)
                    case Difference() as difference:
                        return difference
                    case Exception() as error:
                        raise error
        except WorkerEndedError as error:
            raise StorageError(
                "The process that loads the library was ended before it had finished. "
                "Load again."
            ) from error
        finally:
            await worker.end()

    async def _prepare(self, summary: LibrarySummary) -> None:
        with share_interpreter():
            await self._generations.prepare(summary)
            await self._vector_store.prepare(summary.generation)
