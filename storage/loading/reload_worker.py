"""The worker process of a reload, and the messages that it sends."""

import asyncio
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from content.model import Transcript
from content.transcript_file import TranscriptFaults, describe_ignored, read_folder
from storage.corpus.comparison import Difference
from storage.corpus.plan import TaskProgress
from storage.corpus.summary import LibrarySummary, SpeakerNames
from storage.database.address import Address
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.index.generations import Generations
from storage.loading.loader import Loader
from storage.semantic.encoders.encoder import Encoder
from storage.semantic.vector_store import VectorStore
from storage.worker_process import lower_priority

PROGRESS_INTERVAL_S = 0.05
"""The least time between two messages on how far it is."""

PEOPLE_PER_MESSAGE = 500
"""How many people one message holds: to read more of them would hold answers up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to load, and where.

    Attributes:
        index: The folder of the search indexes.
        encoder_type: The encoder whose vectors are written to a folder.
        folder: Of the transcripts.
        stamp: Of the generation to come, and in the names of its files.
        dry_run: Whether only to compare, changing nothing.
        replica: The id of the process that the worker belongs to.
    """

    database: Address
    index: Path
    encoder_type: type[Encoder]
    folder: Path
    stamp: str
    dry_run: bool
    replica: str = ""


@dataclass(frozen=True, slots=True)
class ProgressMessage:
    """How far a task is."""

    task: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PeopleMessage:
    """Some of the people of the planned library."""

    people: tuple[SpeakerNames, ...]


Message = ProgressMessage | PeopleMessage | LibrarySummary | Difference | Exception
"""What the worker sends.

A summary, without its people, who were sent before, says that all that is left is to
write the rows; the worker waits for any answer. The last message is what was changed, or
would be, or why nothing was.
"""


def run_job(pipe: Pipe, job: Job) -> None:
    """Run the worker process: do a job and send messages about it."""
    pipe.send(asyncio.run(_outcome(pipe, job)))


async def _outcome(pipe: Pipe, job: Job) -> Difference | Exception:
    try:
        return await _load(pipe, job)
    except (StorageError, TranscriptFaults) as error:
        return error
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        return RuntimeError("".join(traceback.format_exception(error)))


async def _load(pipe: Pipe, job: Job) -> Difference:
    # Where threads have priorities of their own, those that compute get a low one; not
    # the one that writes, since others wait for what it locks.
    asyncio.get_running_loop().set_default_executor(
        ThreadPoolExecutor(1, initializer=lower_priority)
    )
    database = await open_database(job.database, bulk=True)
    try:
        progress = _report_progress(pipe)

        async def read() -> Sequence[Transcript]:
            return await asyncio.to_thread(
                read_folder,
                job.folder,
                lambda done, total: progress("Reading transcripts", done, total),
            )

        async def announce(summary: LibrarySummary) -> None:
            await asyncio.to_thread(_announce, pipe, summary)

        loader = Loader(
            database,
            Generations(database, job.index),
            VectorStore(job.index, job.encoder_type),
            announce,
            job.replica,
        )
        if job.dry_run:
            difference = await loader.difference(await read(), progress)
        else:
            difference = await loader.load_from(read, progress, stamp=job.stamp)
            await database.checkpoint()
        return replace(
            difference, ignored=await asyncio.to_thread(describe_ignored, job.folder)
        )
    finally:
        await database.close()


def _announce(pipe: Pipe, summary: LibrarySummary) -> None:
    people = summary.people
    for at in range(0, len(people), PEOPLE_PER_MESSAGE):
        pipe.send(PeopleMessage(people[at : at + PEOPLE_PER_MESSAGE]))
    pipe.send(replace(summary, people=()))
    pipe.recv()


def _report_progress(pipe: Pipe) -> TaskProgress:
    last = 0.0

    def progress(task: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= PROGRESS_INTERVAL_S:
            last = now
            pipe.send(ProgressMessage(task, done, total))

    return progress
