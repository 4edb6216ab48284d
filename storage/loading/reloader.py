"""Reload the library while it serves, in a process of its own."""

import asyncio
import multiprocessing
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from storage.corpus.difference import Difference
from storage.corpus.plan import TaskProgress
from storage.corpus.summary import SpeakerNames
from storage.database.errors import StorageError
from storage.index.generations import Generations
from storage.loading.interpreter import share_interpreter
from storage.loading.worker import (
    DoneMessage,
    FailedMessage,
    Job,
    Message,
    PeopleMessage,
    ProgressMessage,
    ReadyMessage,
    run_job,
)
from storage.semantic.encoder import Encoder
from storage.semantic.vector_store import VectorStore

T = TypeVar("T")


class Reloader:
    """Bring the library to what a folder says, while others are answered.

    Reading, cutting, analysing and the swap itself happen in another process; this
    one only makes ready what the first answers from the new library need.
    """

    def __init__(
        self,
        database: Path,
        generations: Generations,
        vector_store: VectorStore,
        kind: type[Encoder],
    ) -> None:
        self._database = database
        self._generations = generations
        self._vector_store = vector_store
        self._kind = kind
        self._lock = asyncio.Lock()

    async def difference(
        self, shelf: Path, notice: TaskProgress | None = None
    ) -> Difference:
        """Say what `reload` would change, changing nothing.

        Raises:
            TranscriptFaults: The files have faults.
            StorageError: The database can't be read, or the process was ended.
        """
        return await self._run(self._job(shelf, check=True), notice)

    async def reload(
        self, shelf: Path, notice: TaskProgress | None = None
    ) -> Difference:
        """Make the library hold just the transcripts of a folder.

        Raises:
            TranscriptFaults: The files have faults; nothing was changed.
            StorageError: The database can't be written, or the process was ended.
            ChangedMeanwhileError: Others kept swapping the library meanwhile.
        """
        async with self._lock:
            job = self._job(shelf, check=False)
            try:
                difference = await self._run(job, notice)
            except BaseException:
                with suppress(StorageError):  # the first one says more
                    if await self._generations.discard(job.stamp):
                        await self._vector_store.discard(job.stamp)
                raise
            return difference

    def _job(self, shelf: Path, *, check: bool) -> Job:
        return Job(
            database=self._database,
            index=self._generations.folder,
            kind=self._kind,
            folder=shelf,
            stamp=secrets.token_hex(4),
            dry_run=check,
        )

    async def _run(self, job: Job, notice: TaskProgress | None) -> Difference:
        worker = _Worker()
        people: list[SpeakerNames] = []
        try:
            await worker.start(job)
            while True:
                match await worker.next():
                    case ProgressMessage(what, done, total):
                        if notice:
                            notice(what, done, total)
                    case PeopleMessage(some):
                        people += some
                    case ReadyMessage(summary):
                        with share_interpreter():
                            await self._generations.prepare(
                                replace(summary, people=tuple(people))
                            )
                            await self._vector_store.prepare(
                                summary.generation, summary.stamp
                            )
                        people.clear()
                        await worker.go_on()
                    case DoneMessage(difference):
                        return difference
                    case FailedMessage(error):
                        raise error
        finally:
            await worker.end()


class _Worker:
    """Hold the process, and the one thread that waits for what it says."""

    def __init__(self) -> None:
        # A forked one would inherit the threads' locks and the database.
        self._context = multiprocessing.get_context("spawn")
        self._pipe, self._theirs = self._context.Pipe()
        self._process: multiprocessing.process.BaseProcess | None = None
        # Those that answer have the usual threads for themselves.
        self._thread = ThreadPoolExecutor(1, "reload")

    async def start(self, job: Job) -> None:
        await self._in_thread(lambda: self._start(job))

    async def next(self) -> Message:
        return await self._in_thread(self._next)

    async def go_on(self) -> None:
        await self._in_thread(self._go_on)

    async def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        if self._process:
            self._process.kill()  # the thread may be waiting for it
        # Should even this be cancelled, the thread carries on.
        await asyncio.shield(self._in_thread(self._end))
        self._thread.shutdown(wait=False)

    async def _in_thread(self, step: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, step)

    def _start(self, job: Job) -> None:
        # Python ends what is a daemon when it exits itself.
        process = self._context.Process(
            target=run_job, args=(self._theirs, job), name="reload", daemon=True
        )
        process.start()
        self._process = process
        self._theirs.close()  # or its end would not be seen

    def _go_on(self) -> None:
        # One that has just ended is found out by what it does not say next.
        with suppress(OSError):
            self._pipe.send(None)

    def _next(self) -> Message:
        try:
            message: Message = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise StorageError(
                "The process that loads the library was ended before it had finished. "
                "Load again."
            ) from error
        return message

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._theirs.close()
        self._pipe.close()
