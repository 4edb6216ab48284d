"""Load transcripts: compare, build the index, then change rows and index at once."""

import asyncio
import secrets
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial

from content.model import Transcript
from storage.corpus.comparison import Difference
from storage.corpus.plan import TaskProgress, assign_row_ids, make_plan
from storage.corpus.planned_library import to_planned_library
from storage.corpus.rows import Generation
from storage.corpus.staging import stage, unstage
from storage.corpus.summary import LibrarySummary, planned_summary
from storage.corpus.writer import write_library
from storage.database.database import Database
from storage.database.errors import ChangedMeanwhileError, StorageError
from storage.index.generations import Generations
from storage.index.writer import IndexBuilder, fill_index
from storage.loading.replicas import Replicas
from storage.semantic.vector_store import VectorStore

MAX_ATTEMPTS = 3
"""How often a load starts over when another process changed the library meanwhile."""

LOCK = "load"
"""The lock of whoever loads: of two loads at once, one waits."""

LOCK_RETRY_S = 0.2

MAX_LOCK_WAIT_S = 600.0
"""How long a load waits for another one, which takes seconds or a few minutes."""

SWITCH_INTERVAL_S = 0.0005
"""How long a thread computes before others have their turn, while a load computes."""

ReadTranscripts = Callable[[], Awaitable[Sequence[Transcript]]]
"""Returns all of the library that is to be."""

Announce = Callable[[LibrarySummary], Awaitable[None]]
"""Called when all that is left to do is to write the rows."""


class Loader:
    """Loads of transcripts, each in one transaction; ids, comments and saves are kept.

    It computes in this process; `storage.loading.reloader` has a process of its own.

    Args:
        database: Where the rows are.
        generations: The data derived from them.
        vector_store: Gets the vectors of what the library will be.
        announce: Called with what the library will be.
        replica: The id of the process that `announce` prepares, or which loads itself.
    """

    def __init__(
        self,
        database: Database,
        generations: Generations,
        vector_store: VectorStore,
        announce: Announce | None = None,
        replica: str = "",
    ) -> None:
        self._database = database
        self._generations = generations
        self._announce = announce
        self._vector_store = vector_store
        # Processes that use a file have the folder of its indexes in common, too.
        self._replicas = Replicas(database, replica) if database.is_on_server else None
        self._lock = asyncio.Lock()

    async def difference(
        self, transcripts: Sequence[Transcript], progress: TaskProgress | None = None
    ) -> Difference:
        """Return what `load` would change, changing nothing."""
        async with self._database.snapshot() as snapshot:
            plan = await make_plan(snapshot, transcripts, progress)
        return plan.difference

    async def load(
        self,
        transcripts: Sequence[Transcript],
        progress: TaskProgress | None = None,
        *,
        stamp: str = "",
    ) -> Difference:
        """Replace the library by these transcripts; see `load_from`.

        Args:
            transcripts: All of the library.
            progress: Called with how far it is.
            stamp: Of the generation to come, and in the names of its files.

        Raises:
            StorageError: The database can't be written.
            ChangedMeanwhileError: Others kept changing the library meanwhile.
        """

        async def read() -> Sequence[Transcript]:
            return transcripts

        return await self.load_from(read, progress, stamp=stamp)

    async def load_from(
        self,
        read: ReadTranscripts,
        progress: TaskProgress | None = None,
        *,
        stamp: str = "",
    ) -> Difference:
        """Replace the library by what is read once no other process loads.

        Whoever had to wait would write older files over newer ones if it read them
        before.

        Readers go on seeing the old library, rows and index, until both are replaced
        in one step; whatever stops this on the way leaves the old one serving.

        Args:
            read: Returns all of the library.
            progress: Called with how far it is.
            stamp: Of the generation to come, and in the names of its files.

        Raises:
            Exception: It can't be read.
            StorageError: The database can't be written.
            ChangedMeanwhileError: Others kept changing the library meanwhile.
        """
        stamp = stamp or secrets.token_hex(4)
        async with self._lock, self._alone(progress):
            if self._replicas:
                await self._replicas.note_left()
            transcripts = await read()
            with share_interpreter():
                for _ in range(MAX_ATTEMPTS):
                    try:
                        difference = await self._replace(transcripts, stamp, progress)
                    except ChangedMeanwhileError:
                        await self._discard(stamp)
                    except BaseException:
                        with suppress(StorageError):  # the first one says more
                            await self._discard(stamp)
                        raise
                    else:
                        if self._replicas and not difference.empty:
                            await self._replicas.announce(stamp)
                        generation, oldest = await self._generations.remove_old()
                        await self._vector_store.remove_replaced(generation, oldest)
                        return difference
            raise _busy_error()

    @asynccontextmanager
    async def _alone(self, progress: TaskProgress | None) -> AsyncIterator[None]:
        """Keep other processes from loading; wait for one that does."""
        until, told = time.monotonic() + MAX_LOCK_WAIT_S, False
        while (lock := await self._database.try_lock(LOCK)) is None:
            if time.monotonic() > until:
                raise _busy_error()
            if progress and not told:
                progress("Waiting for another load", 0, 1)
                told = True
            await asyncio.sleep(LOCK_RETRY_S)
        if progress and told:
            progress("Waiting for another load", 1, 1)
        try:
            yield
        finally:
            await lock.release()

    async def _discard(self, stamp: str) -> None:
        if await self._generations.discard(stamp):
            await self._vector_store.discard(stamp)
        if self._replicas:
            await self._replicas.announce(stamp)

    async def _replace(
        self,
        transcripts: Sequence[Transcript],
        stamp: str,
        progress: TaskProgress | None,
    ) -> Difference:
        async with self._database.snapshot() as snapshot:
            plan = await make_plan(snapshot, transcripts, progress)
            if plan.difference.empty:
                return plan.difference
            ids = await assign_row_ids(snapshot, plan)
            summary = None
            if self._announce or self._replicas:
                summary = await planned_summary(snapshot, plan, ids, stamp)
            generation = Generation(plan.generation + 1, stamp)
            planned = await asyncio.to_thread(to_planned_library, plan)
            path = self._generations.path(generation)
            builder = await asyncio.to_thread(IndexBuilder, path)
            indexed = partial(progress, "Building the index") if progress else None
            await fill_index(snapshot, builder, indexed, planned)
            await self._vector_store.try_write(snapshot, generation, planned)
        # The snapshot has ended: during one, the log of writes can't be checkpointed.
        await asyncio.to_thread(builder.publish)
        await stage(self._database, plan, ids)
        if self._announce and summary:
            await self._announce(summary)
        if self._replicas and summary:
            await self._replicas.prepare(planned, summary, progress)
        async with self._database.transaction() as writer:
            await write_library(writer, stamp, plan, ids)
        await unstage(self._database)
        return plan.difference


def _busy_error() -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        "The library is being changed by another process; try again when it has "
        "finished."
    )


@contextmanager
def share_interpreter() -> Iterator[None]:
    """Make Python's threads take turns ten times as often, so that answers get through.

    An answer goes to and fro between threads, and waits at each step for the one that
    computes: measured, 380 ms instead of 7.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
