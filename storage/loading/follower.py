"""Keep up with the library that other processes load into one database."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from storage.corpus.planned_library import (
    read_planned_generation,
    read_planned_summary,
)
from storage.corpus.rows import Generation, read_generation
from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.index.generations import Generations
from storage.loading.index_worker import IndexJob, OnSteps, build_in_worker
from storage.loading.loader import share_interpreter
from storage.loading.replicas import CHANNEL, Membership, remove_ended
from storage.semantic.vector_store import VectorStore

log = logging.getLogger(__name__)

LOOK_INTERVAL_S = 2.0
"""How often the library is looked at, should a notice be lost."""

MAX_RETRY_S = 60.0
"""The longest wait after failures, each of which may cost a minute of building."""


class LibraryFollower:
    """A follower of other processes' loads, which prepares each before its rows come.

    A load tells what it is about to write, waits until each process that answers has
    built its index of that, and then changes the rows for all at once. A process that
    missed it builds its index as soon as it sees the new rows.

    Attributes:
        replica: The id of this process among those that answer.
    """

    def __init__(
        self, database: Database, generations: Generations, vector_store: VectorStore
    ) -> None:
        self.replica = database.process
        self._database = database
        self._generations = generations
        self._vector_store = vector_store
        self._noticed = asyncio.Event()
        self._prepared: Generation | None = None

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """Keep up within this context, where the database is on a server.

        A file's processes have their indexes in one folder: whoever loads builds for all.

        Raises:
            StorageError: The server can't be reached.
        """
        if not self._database.is_on_server:
            yield
            return
        membership = Membership(self._database, self.replica)
        await membership.keep(self._generations.loaded_number or 0)
        await remove_ended(self._database)
        self._generations.build_elsewhere = self._build
        task = asyncio.create_task(self._follow(membership))
        task.add_done_callback(_log_end)
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            self._generations.build_elsewhere = None
            await membership.leave()

    async def _follow(self, membership: Membership) -> None:
        """Prepare for each load, by notice or every few seconds, until cancelled."""
        pause, logged = LOOK_INTERVAL_S, ""
        async with self._database.listen(CHANNEL, lambda _: self._noticed.set()):
            while True:
                try:
                    await self._prepare_for_newest(membership)
                    pause, logged = LOOK_INTERVAL_S, ""
                except Exception as error:
                    # Loads would go on waiting for a process that has given up.
                    pause = min(2 * pause, MAX_RETRY_S)
                    if not isinstance(error, StorageError | OSError):
                        log.exception("a new library may not be seen")
                    elif str(error) != logged:
                        log.warning("a new library may not be seen: %s", error)
                    logged = str(error)
                try:
                    async with asyncio.timeout(pause):
                        await self._noticed.wait()
                except TimeoutError:
                    continue
                self._noticed.clear()

    async def _prepare_for_newest(self, membership: Membership) -> None:
        """Prepare for the library that is there, then for the one that is planned."""

        async def read(reader: Connection) -> tuple[Generation, Generation | None]:
            return await read_generation(reader), await read_planned_generation(reader)

        now, planned = await self._database.read(read)
        if now.number and not self._generations.is_serving(now):
            await self._generations.make_ready()
            if questions := self._vector_store.questions:
                await self._vector_store.activate(now, questions.main)
        serving = self._generations.loaded_number or 0
        if planned is None:
            if self._prepared:
                # Not what a load of this process itself is prepared for.
                self._generations.forget_prepared(self._prepared)
                self._prepared = None
            await membership.keep(serving)
        elif planned != self._prepared and await self._prepare(
            planned, partial(membership.set_building, serving, planned.stamp)
        ):
            self._prepared = planned
            await membership.set_prepared(serving, planned.stamp)

    async def _prepare(self, planned: Generation, on_steps: OnSteps) -> bool:
        """Build and open the index of a planned generation; return whether it still is."""
        if self._generations.is_prepared(planned):
            return True  # by the load that this process itself has begun
        await self._build(planned, on_steps)
        async with self._database.snapshot() as snapshot:
            summary = await read_planned_summary(snapshot, planned)
        if summary is None:
            return False
        with share_interpreter():
            await self._generations.prepare(summary)
            await self._vector_store.prepare(planned)
        log.info("prepared for generation %d of the library", planned.number)
        return True

    async def _build(
        self, generation: Generation, on_steps: OnSteps | None = None
    ) -> None:
        if self._generations.path(generation).exists():
            return  # another process has, in a folder that both use
        await build_in_worker(
            IndexJob(
                database=self._database.address,
                index=self._generations.folder,
                encoder_type=self._vector_store.encoder_type,
                generation=generation,
            ),
            on_steps,
        )


def _log_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("new libraries are built when they are asked for", exc_info=error)
