"""The worker process that builds indexes from rows, while its parent answers."""

import asyncio
import traceback
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
from storage.index.writer import IndexBuilder, fill_index
from storage.semantic.encoder import Encoder
from storage.semantic.vector_store import VectorStore
from storage.worker_process import WorkerEndedError, WorkerProcess, lower_priority


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


async def build_in_worker(job: IndexJob) -> bool:
    """Build the folders of a generation; return False where it is not wanted any more.

    Raises:
        StorageError: The rows can't be read, a folder not be written, or the process
            was ended.
    """
    worker = WorkerProcess("index", run_job, job)
    try:
        await worker.start()
        outcome: bool | Exception = await worker.receive()
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
    pipe.send(asyncio.run(_outcome(job)))


async def _outcome(job: IndexJob) -> bool | Exception:
    try:
        return await _build(job)
    except StorageError as error:
        return error
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        return RuntimeError("".join(traceback.format_exception(error)))


async def _build(job: IndexJob) -> bool:
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
                await fill_index(snapshot, builder, None, planned)
            except BaseException:
                await asyncio.to_thread(builder.discard)
                raise
        await asyncio.to_thread(builder.publish)
    finally:
        await database.close()
    return True
