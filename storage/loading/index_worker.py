"""The worker process that builds indexes from rows, while its parent answers."""

import asyncio
import math
import time
import traceback
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from storage.corpus.planned_library import read_planned
from storage.corpus.rows import Generation, read_generation
from storage.database.address import Address
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.index.generations import Generations
from storage.index.writer import IndexBuilder, Progress, fill_index
from storage.semantic.encoders.encoder import Encoder
from storage.semantic.vector_store import VectorStore
from storage.worker_process import WorkerEndedError, WorkerProcess, lower_priority

STEPS_INTERVAL_S = 10.0
"""The least time between two messages on how far it is; a load waits much longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexJob:
    """Which index to build, and where.

    Attributes:
        index: The folder of the search indexes.
        encoder_type: The encoder whose vectors are written to a folder, if enough are
            stored.
        generation: The newest one, or one that a load plans.
    """

    database: Address
    index: Path
    encoder_type: type[Encoder]
    generation: Generation


@dataclass(frozen=True, slots=True)
class StepsMessage:
    """How many transcripts of an index are written."""

    steps: int


OnSteps = Callable[[int], Awaitable[None]]
"""Called with how many transcripts of an index are written, now and then."""


async def build_in_worker(job: IndexJob, on_steps: OnSteps | None = None) -> bool:
    """Build the folders of a generation; return False where it is not wanted any more.

    Raises:
        StorageError: The rows can't be read, a folder not be written, or the process
            was ended.
    """
    worker = WorkerProcess("index", run_job, job)
    try:
        await worker.start()
        outcome: bool | Exception | StepsMessage = await worker.receive()
        while isinstance(outcome, StepsMessage):
            if on_steps:
                await on_steps(outcome.steps)
            outcome = await worker.receive()
    except WorkerEndedError as error:
        raise StorageError(
            "The process that builds the search index was ended before it had finished."
        ) from error
    finally:
        await worker.end()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def run_job(pipe: Pipe, job: IndexJob) -> None:
    """Run the worker process: build, and send what came of it."""
    pipe.send(asyncio.run(_outcome(pipe, job)))


async def _outcome(pipe: Pipe, job: IndexJob) -> bool | Exception:
    try:
        return await _build(job, _report_steps(pipe))
    except StorageError as error:
        return error
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        return RuntimeError("".join(traceback.format_exception(error)))


def _report_steps(pipe: Pipe) -> Progress:
    """Return what counts the transcripts that are written, and tells of them."""
    steps, last = 0, -math.inf

    def report(_done: int, _total: int) -> None:
        nonlocal steps, last
        steps += 1
        now = time.monotonic()
        if now - last >= STEPS_INTERVAL_S:
            last = now
            pipe.send(StepsMessage(steps))

    return report


async def _build(job: IndexJob, progress: Progress) -> bool:
    # Where threads have priorities of their own, those that compute get a low one.
    asyncio.get_running_loop().set_default_executor(
        ThreadPoolExecutor(1, initializer=lower_priority)
    )
    database = await open_database(job.database, read_only=True)
    try:
        async with database.snapshot() as snapshot:
            now, planned = await read_generation(snapshot), None
            if now != job.generation:
                planned = await read_planned(snapshot, job.generation)
                if planned is None or now.number + 1 != job.generation.number:
                    return False
            vectors = VectorStore(job.index, job.encoder_type)
            if not vectors.find_stored(job.generation):
                await vectors.try_write(snapshot, job.generation, planned)
            path = Generations(database, job.index).path(job.generation)
            if path.exists():
                return True
            builder = await asyncio.to_thread(IndexBuilder, path)
            try:
                await fill_index(snapshot, builder, progress, planned)
            except BaseException:
                await asyncio.to_thread(builder.discard)
                raise
        await asyncio.to_thread(builder.publish)
    finally:
        await database.close()
    return True
