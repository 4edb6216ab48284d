"""Data derived from the rows of a generation: the index and the names."""

import asyncio
import hashlib
import logging
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from content.names.index import NameIndex
from storage.corpus.rows import Generation, read_generation, read_oldest_used
from storage.corpus.summary import LibrarySummary, SpeakerNames, current_summary
from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.index.reader import Index
from storage.index.writer import DRAFT_SUFFIX, IndexBuilder, Progress, fill_index

log = logging.getLogger(__name__)

T = TypeVar("T")

MAX_GENERATIONS = 2
"""Generations kept: the one that serves, and the one that slow readers still use."""

STALE_DRAFT_S = 3600.0
"""Age from which an unfinished folder is removed: no load takes as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedData:
    """What was made from the rows of one generation.

    Attributes:
        people_hash: Of what `names` was made of.
    """

    generation: Generation
    index: Index
    names: NameIndex
    people_hash: bytes


BuildElsewhere = Callable[[Generation], Awaitable[None]]
"""Builds the index folder of the newest generation, if it is still this one."""

DerivedWork = Callable[[Connection, DerivedData], Awaitable[T]]
"""A unit of work: awaits nothing but the connection that it is given."""


class Generations:
    """The derived data of the newest generations.

    A reader asks for that of the generation that its snapshot sees, so that rows and
    index are never of two different libraries.

    Attributes:
        folder: Where the indexes are; other processes may use it as well.
        build_elsewhere: Builds a missing index in another process, where one answers.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.folder = folder
        self._ready: dict[Generation, DerivedData] = {}
        self._prepared: DerivedData | None = None
        self._lock = asyncio.Lock()
        self._making: asyncio.Task[None] | None = None
        self.build_elsewhere: BuildElsewhere | None = None

    @property
    def loaded_number(self) -> int | None:
        """Return the number of the newest generation that is ready; None for none."""
        return max((each.number for each in self._ready), default=None)

    def path(self, generation: Generation) -> Path:
        """Return the index folder of a generation."""
        return self.folder / f"{generation.number}-{generation.stamp}"

    async def read(self, work: DerivedWork[T]) -> T:
        """Run a short unit of work on the rows and on what was derived from them.

        Raises:
            StorageError: The rows can't be read.
        """

        async def if_ready(snapshot: Connection) -> tuple[T] | None:
            derived = self._ready.get(await read_generation(snapshot))
            return (await work(snapshot, derived),) if derived else None

        while (result := await self._database.read(if_ready)) is None:
            await self.make_ready()
        return result[0]

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[tuple[Connection, DerivedData]]:
        """Yield a snapshot, and what was derived from the rows that it sees.

        Raises:
            StorageError: The rows can't be read.
        """
        while True:
            async with self._database.snapshot() as snapshot:
                if derived := self._get_ready(await read_generation(snapshot)):
                    yield snapshot, derived
                    return
            await self.make_ready()

    async def make_ready(self) -> None:
        """Make the data of the newest generation; all who wait share one making.

        They hold no connection meanwhile, so that what needs no index is answered.

        Raises:
            StorageError: The rows can't be read, or all is being closed.
        """
        if self._making is None or self._making.done():
            self._making = asyncio.create_task(self._make_ready())
            self._making.add_done_callback(_see_failure)
        making = self._making
        # Whoever is cancelled takes nothing from the others.
        await asyncio.wait([making])
        if making.cancelled():
            raise StorageError("The database was closed before its index was ready.")
        making.result()

    async def close(self) -> None:
        """End what is being made; whoever waits for it is told."""
        if self._making:
            self._making.cancel()
            await asyncio.wait([self._making])

    async def _make_ready(self) -> None:
        async with self._database.snapshot() as snapshot:
            generation = await read_generation(snapshot)
        if self._get_ready(generation):
            return
        if self.build_elsewhere and not self.path(generation).exists():
            try:
                await self.build_elsewhere(generation)
            except StorageError as error:
                log.warning("the index is built here: %s", error)
        async with self._database.snapshot() as snapshot:
            await self.get(snapshot)

    async def get(
        self, snapshot: Connection, progress: Progress | None = None
    ) -> DerivedData:
        """Return the data of the generation that a snapshot sees; make it if need be."""
        generation = await read_generation(snapshot)
        if ready := self._get_ready(generation):
            return ready
        async with self._lock:
            if ready := self._get_ready(generation):
                return ready
            summary = await current_summary(snapshot)
            try:
                derived = await self._open(summary)
            except (ValueError, OSError) as error:
                none = isinstance(error, FileNotFoundError)
                why = "there is none yet" if none else error
                await asyncio.to_thread(_set_aside, self.path(generation))
                log.info(
                    "building the index of generation %d: %s", generation.number, why
                )
                await self._build(snapshot, self.path(generation), progress)
                derived = await self._open(summary)
            self._keep(derived)
            return derived

    async def _build(
        self, snapshot: Connection, path: Path, progress: Progress | None
    ) -> None:
        builder = await asyncio.to_thread(IndexBuilder, path)
        try:
            await fill_index(snapshot, builder, progress)
            await asyncio.to_thread(builder.publish)
        except BaseException:
            # It would fill a disk, draft by draft, with each question.
            await asyncio.to_thread(builder.discard)
            raise

    async def prepare(self, summary: LibrarySummary) -> None:
        """Prepare the data of a generation before its rows are written.

        Raises:
            StorageError: The index of that generation is not there, or broken.
        """
        async with self._lock:
            try:
                prepared = await self._open(summary)
            except (ValueError, OSError) as error:
                raise StorageError(
                    f"The new search index can't be read ({error}). Load again."
                ) from error
            await asyncio.to_thread(prepared.index.vocabulary.warm)
            self._prepared = prepared

    async def _open(self, summary: LibrarySummary) -> DerivedData:
        path = self.path(summary.generation)
        index = await asyncio.to_thread(Index, path, summary.languages)
        people_hash = await asyncio.to_thread(_hash_people, summary.people)
        # Most loads bring nobody new, and an index of many names takes a while.
        known = (d.names for d in self._ready.values() if d.people_hash == people_hash)
        names = next(known, None)
        if names is None:
            names = await asyncio.to_thread(NameIndex, summary.people)
        return DerivedData(
            generation=summary.generation,
            index=index,
            names=names,
            people_hash=people_hash,
        )

    def _get_ready(self, generation: Generation) -> DerivedData | None:
        prepared = self._prepared
        if prepared and prepared.generation == generation:
            self._prepared = None
            self._keep(prepared)
        return self._ready.get(generation)

    def is_serving(self, generation: Generation) -> bool:
        """Return whether a generation was answered from."""
        return generation in self._ready

    def is_prepared(self, generation: Generation) -> bool:
        """Return whether a generation will be answered from as soon as its rows are there."""
        return bool(self._prepared and self._prepared.generation == generation)

    def forget_prepared(self, generation: Generation) -> None:
        """Close what was prepared for a load that failed."""
        if self.is_prepared(generation):
            self._prepared = None

    def _keep(self, derived: DerivedData) -> None:
        generation = derived.generation
        for old in sorted(self._ready.keys() - {generation})[: 1 - MAX_GENERATIONS]:
            del self._ready[old]
        self._ready[generation] = derived

    async def remove_old(self) -> tuple[Generation, int]:
        """Remove the folders of generations that nobody reads.

        Returns:
            The newest generation, and the number of the oldest that is in use.
        """
        async with self._database.snapshot() as snapshot:
            generation = await read_generation(snapshot)
            oldest = await read_oldest_used(snapshot)
        await asyncio.to_thread(_remove_old, self.folder, generation, oldest)
        return generation, oldest

    async def discard(self, stamp: str) -> bool:
        """Remove the index of a load that failed, unless its library is serving.

        Returns:
            Whether it was removed.
        """
        async with self._database.snapshot() as snapshot:
            if stamp == (await read_generation(snapshot)).stamp:
                return False
        self._prepared = None  # or its index would be kept from closing
        await asyncio.to_thread(remove_folders, self.folder.glob(f"*-{stamp}*"))
        return True


def _see_failure(making: asyncio.Task[None]) -> None:
    """Take note of a failure; whoever waited may have been cancelled and never sees it."""
    if not making.cancelled() and (error := making.exception()):
        log.debug("the index was not made", exc_info=error)


def _hash_people(people: Iterable[SpeakerNames]) -> bytes:
    hashed = hashlib.blake2b(digest_size=16)
    for person in people:
        hashed.update(repr(person).encode("utf-8", "surrogatepass"))
    return hashed.digest()


def _remove_old(folder: Path, current: Generation, oldest_used: int) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            number, _, stamp = path.name.partition("-")
            if not number.isdecimal():
                continue
            age = current.number - int(number)
            is_old = age >= MAX_GENERATIONS and int(number) < oldest_used
            if path.suffix == DRAFT_SUFFIX:
                # Of a load that was killed; one that is at work is younger.
                unused = time.time() - path.stat().st_mtime > STALE_DRAFT_S
            else:
                # Of a load that had planned the same generation and came too late.
                unused = age == 0 and stamp != current.stamp
            if is_old or unused:
                remove_folders([path])


def _set_aside(path: Path) -> None:
    """Remove a broken index, if there is one, at once: others may look for it."""
    if not path.exists():
        return
    with suppress(OSError):
        aside = Path(
            tempfile.mkdtemp(
                prefix=f"{path.name}.", suffix=DRAFT_SUFFIX, dir=path.parent
            )
        )
        path.rename(aside / path.name)
        shutil.rmtree(aside, ignore_errors=True)


def remove_folders(paths: Iterable[Path]) -> None:
    """Remove folders, those that are not there aside."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
