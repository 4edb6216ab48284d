"""Load a folder of transcripts in a process of its own, and tell how it goes."""

import asyncio
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from content.transcript_file import TranscriptFaults, describe_ignored, read_folder
from storage.corpus.difference import Difference
from storage.corpus.plan import TaskProgress
from storage.corpus.summary import LibrarySummary, SpeakerNames
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.index.generations import Generations
from storage.loading.loader import Loader
from storage.semantic.encoder import Encoder
from storage.semantic.vector_folder import VectorFolderWriter
from storage.semantic.vector_store import VectorStore
from storage.worker_process import lower_priority

PROGRESS_INTERVAL_S = 0.05
"""How often is told how far it is."""

PEOPLE_PER_MESSAGE = 500
"""People told at once: taking in more would hold up those who answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Say what to load, and where.

    Attributes:
        kind: The encoder whose vectors are gathered.
        stamp: Names the swap, and the files written on the way to it.
        dry_run: Whether only to compare, changing nothing.
    """

    database: Path
    index: Path
    kind: type[Encoder]
    folder: Path
    stamp: str
    dry_run: bool


@dataclass(frozen=True, slots=True)
class ProgressMessage:
    """Tell how far it is."""

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PeopleMessage:
    """Tell of some of the people of the planned library."""

    people: tuple[SpeakerNames, ...]


@dataclass(frozen=True, slots=True)
class ReadyMessage:
    """Tell that the swap is all that is left, and wait for any answer.

    Its people were told before.
    """

    summary: LibrarySummary


@dataclass(frozen=True, slots=True)
class DoneMessage:
    """Tell what was, or would be, changed."""

    difference: Difference


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """Tell why nothing was changed."""

    error: Exception


Message = ProgressMessage | PeopleMessage | ReadyMessage | DoneMessage | FailedMessage


def run_job(pipe: Pipe, job: Job) -> None:
    """Do a job, telling of it through a pipe; the process' whole life."""
    pipe.send(asyncio.run(_outcome(pipe, job)))


async def _outcome(pipe: Pipe, job: Job) -> DoneMessage | FailedMessage:
    try:
        return DoneMessage(await _loaded(pipe, job))
    except (StorageError, TranscriptFaults) as error:
        return FailedMessage(error)
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        return FailedMessage(RuntimeError("".join(traceback.format_exception(error))))


async def _loaded(pipe: Pipe, job: Job) -> Difference:
    # Where threads have priorities of their own, those that compute give way; the one
    # that swaps does not, since others wait for what it locks.
    asyncio.get_running_loop().set_default_executor(
        ThreadPoolExecutor(1, initializer=lower_priority)
    )
    database = await Database.open(job.database, bulk=True)
    try:
        notice = _notice(pipe)
        transcripts = await asyncio.to_thread(
            read_folder,
            job.folder,
            lambda done, total: notice("Reading transcripts", done, total),
        )

        async def announce(summary: LibrarySummary) -> None:
            await asyncio.to_thread(_announce, pipe, summary)

        loader = Loader(
            database,
            Generations(database, job.index),
            announce,
            VectorFolderWriter(VectorStore.beside(job.index), job.kind),
        )
        if job.dry_run:
            difference = await loader.difference(transcripts, notice)
        else:
            difference = await loader.load(transcripts, notice, stamp=job.stamp)
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
    pipe.send(
        ReadyMessage(
            LibrarySummary(
                generation=summary.generation,
                stamp=summary.stamp,
                languages=summary.languages,
                people=(),
            )
        )
    )
    pipe.recv()


def _notice(pipe: Pipe) -> TaskProgress:
    last = 0.0

    def notice(what: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done == total or now - last >= PROGRESS_INTERVAL_S:
            last = now
            pipe.send(ProgressMessage(what, done, total))

    return notice
