"""Bring the library to what the files say: compare, build the index, swap at once."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from content.model import Transcript
from storage.corpus.difference import Difference
from storage.corpus.plan import TaskProgress, assign_row_ids, make_plan
from storage.corpus.staging import stage, unstage
from storage.corpus.summary import LibrarySummary, planned_summary
from storage.corpus.writer import write_library
from storage.database.database import Database
from storage.database.errors import ChangedMeanwhileError, StorageError
from storage.index.building import build_planned_index
from storage.index.generations import Generations
from storage.index.writer import IndexBuilder
from storage.loading.interpreter import share_interpreter
from storage.semantic.vector_folder import VectorFolderWriter

__all__ = ["Loader", "TaskProgress"]

MAX_ATTEMPTS = 3
"""How often a load starts over when somebody else swapped the library meanwhile."""

Announce = Callable[[LibrarySummary], Awaitable[None]]
"""Called once the swap is all that is left to do."""


class Loader:
    """Load transcripts as one transaction, keeping ids, comments and subscriptions.

    It computes in this process: where others are answered, see `reloading`.
    """

    def __init__(
        self,
        database: Database,
        generations: Generations,
        announce: Announce | None = None,
        vector_folders: VectorFolderWriter | None = None,
    ) -> None:
        self._database = database
        self._generations = generations
        self._announce = announce
        self._vector_folders = vector_folders
        self._lock = asyncio.Lock()

    async def difference(
        self, transcripts: Sequence[Transcript], notice: TaskProgress | None = None
    ) -> Difference:
        """Say what `load` would change, changing nothing."""
        async with self._database.snapshot() as snapshot:
            plan = await make_plan(snapshot, transcripts, notice)
        return plan.difference

    async def load(
        self,
        transcripts: Sequence[Transcript],
        notice: TaskProgress | None = None,
        *,
        stamp: str = "",
    ) -> Difference:
        """Make the library hold just these transcripts.

        Readers go on seeing the old library, rows and index, until both are swapped
        in one step; whatever stops this on the way leaves the old one serving.

        Args:
            transcripts: All of the library.
            notice: Told how far it is.
            stamp: Names the swap, and the files written on the way to it.

        Raises:
            StorageError: The database can't be written.
            ChangedMeanwhileError: Others kept swapping the library meanwhile.
        """
        stamp = stamp or secrets.token_hex(4)
        async with self._lock:
            with share_interpreter():
                for _ in range(MAX_ATTEMPTS):
                    try:
                        difference = await self._swap(transcripts, stamp, notice)
                    except ChangedMeanwhileError:
                        await self._give_up(stamp)
                    except BaseException:
                        with suppress(StorageError):  # the first one says more
                            await self._give_up(stamp)
                        raise
                    else:
                        await self._tidy()
                        return difference
            raise ChangedMeanwhileError(
                "The library is being changed by another process; try again when it "
                "has finished."
            )

    async def _give_up(self, stamp: str) -> None:
        if await self._generations.discard(stamp) and self._vector_folders:
            await self._vector_folders.discard(stamp)

    async def _tidy(self) -> None:
        current = await self._generations.remove_old()
        if self._vector_folders:
            await self._vector_folders.remove_replaced(*current)

    async def _swap(
        self, transcripts: Sequence[Transcript], stamp: str, notice: TaskProgress | None
    ) -> Difference:
        async with self._database.snapshot() as snapshot:
            plan = await make_plan(snapshot, transcripts, notice)
            if plan.difference.empty:
                return plan.difference
            numbers = await assign_row_ids(snapshot, plan)
            summary = None
            if self._announce:
                summary = await planned_summary(snapshot, plan, numbers, stamp)
            builder = await asyncio.to_thread(
                IndexBuilder, self._generations.path(plan.generation + 1, stamp)
            )
            await build_planned_index(snapshot, builder, plan, notice)
            if self._vector_folders:
                await self._vector_folders.write_planned(snapshot, plan, stamp)
        # The snapshot is let go: while it is held, the log of writes can't be folded.
        await asyncio.to_thread(builder.publish)
        await stage(self._database, plan, numbers)
        if self._announce and summary:
            await self._announce(summary)
        async with self._database.transaction() as writer:
            await write_library(writer, stamp, plan, numbers)
        await unstage(self._database)
        return plan.difference
