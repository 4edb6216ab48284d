"""Bring the library to what the files say: compare, build the index, swap at once."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from content.model import Transcript
from storage.database import Database
from storage.derived import Generations
from storage.difference import Difference
from storage.errors import ChangedMeanwhileError, StorageError
from storage.index import IndexBuilder
from storage.indexing import build
from storage.interpreter import taking_turns
from storage.library_plan import Notice, deal_numbers, make_plan
from storage.staging import stage, unstage
from storage.upcoming import Upcoming, foresee
from storage.write import write_library

__all__ = ["Loader", "Notice"]

STARTS = 3
"""How often a load starts over when somebody else swapped the library meanwhile."""

Announce = Callable[[Upcoming], Awaitable[None]]
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
    ) -> None:
        self._database = database
        self._generations = generations
        self._announce = announce
        self._lock = asyncio.Lock()

    async def difference(
        self, transcripts: Sequence[Transcript], notice: Notice | None = None
    ) -> Difference:
        """Say what `load` would change, changing nothing."""
        async with self._database.snapshot() as snapshot:
            plan = await make_plan(snapshot, transcripts, notice)
        return plan.difference

    async def load(
        self,
        transcripts: Sequence[Transcript],
        notice: Notice | None = None,
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
            with taking_turns():
                for _ in range(STARTS):
                    try:
                        difference = await self._swap(transcripts, stamp, notice)
                    except ChangedMeanwhileError:
                        await self._generations.give_up(stamp)
                    except BaseException:
                        with suppress(StorageError):  # the first one says more
                            await self._generations.give_up(stamp)
                        raise
                    else:
                        await self._generations.tidy()
                        return difference
            raise ChangedMeanwhileError(
                "The library is being changed by another process; try again when it "
                "has finished."
            )

    async def _swap(
        self, transcripts: Sequence[Transcript], stamp: str, notice: Notice | None
    ) -> Difference:
        async with self._database.snapshot() as snapshot:
            plan = await make_plan(snapshot, transcripts, notice)
            if plan.difference.empty:
                return plan.difference
            numbers = await deal_numbers(snapshot, plan)
            upcoming = None
            if self._announce:
                upcoming = await foresee(snapshot, plan, numbers, stamp)
            builder = await asyncio.to_thread(
                IndexBuilder, self._generations.path(plan.generation + 1, stamp)
            )
            await build(snapshot, builder, plan, notice)
        # The snapshot is let go: while it is held, the log of writes can't be folded.
        await asyncio.to_thread(builder.publish)
        await stage(self._database, plan, numbers)
        if self._announce and upcoming:
            await self._announce(upcoming)
        async with self._database.transaction() as writer:
            await write_library(writer, stamp, plan, numbers)
        await unstage(self._database)
        return plan.difference
