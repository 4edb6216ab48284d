"""What is made from the rows and swapped with them: the index and the names."""

import asyncio
import hashlib
import logging
import shutil
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from content.names.index import NameIndex
from storage.corpus.summary import LibrarySummary, SpeakerNames, current_summary
from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.index.building import Progress, add_stored_excerpts
from storage.index.reader import Index
from storage.index.writer import DRAFT_SUFFIX, IndexBuilder

log = logging.getLogger(__name__)

T = TypeVar("T")

MAX_GENERATIONS = 2
"""Generations kept: the one that serves, and the one that slow readers still use."""

STALE_DRAFT_S = 3600.0
"""Seconds after which a draft that nobody finished is swept away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedData:
    """Hold what was made from one generation of the rows.

    Attributes:
        people_hash: A fingerprint of what `names` was made of.
    """

    generation: int
    stamp: str
    index: Index
    names: NameIndex
    people_hash: bytes
    languages: tuple[str, ...]


DerivedWork = Callable[[Connection, DerivedData], Awaitable[T]]
"""Awaits nothing but the connection that it is lent; see `Database.read`."""


class Generations:
    """Keep what is derived beside the rows it was derived from.

    A reader learns the generation inside its snapshot and asks for what belongs to
    it, so that rows and index are never of two different libraries.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.folder = folder
        self._ready: dict[tuple[int, str], DerivedData] = {}
        self._expected: DerivedData | None = None
        self._lock = asyncio.Lock()

    def path(self, generation: int, stamp: str) -> Path:
        """Return the index folder of a generation."""
        return self.folder / f"{generation}-{stamp}"

    async def current(self, snapshot: Connection) -> tuple[int, str]:
        """Return the number of a snapshot's generation, and its stamp."""
        row = await snapshot.one("SELECT generation, stamp FROM library")
        assert row is not None  # noqa: S101 - the schema puts it there
        return int(row["generation"]), row["stamp"]

    async def read(self, work: DerivedWork[T]) -> T:
        """Run a short work on the rows and on what was derived from them, in one go.

        Raises:
            StorageError: The rows can't be read.
        """

        async def whole(snapshot: Connection) -> tuple[T] | None:
            derived = self._ready.get(await self.current(snapshot))
            return (await work(snapshot, derived),) if derived else None

        while (found := await self._database.read(whole)) is None:
            async with self._database.snapshot() as snapshot:
                await self.get(snapshot)
        return found[0]

    @property
    def newest(self) -> DerivedData | None:
        """Return what is derived from the newest generation that was used."""
        return max(self._ready.values(), key=lambda each: each.generation, default=None)

    async def get(
        self, snapshot: Connection, progress: Progress | None = None
    ) -> DerivedData:
        """Return what belongs to the rows of a snapshot, making it if it is missing."""
        key = await self.current(snapshot)
        if ready := self._known(key):
            return ready
        async with self._lock:
            if ready := self._known(key):
                return ready
            now = await current_summary(snapshot)
            try:
                derived = await self._open(now)
            except (ValueError, OSError) as error:
                none = isinstance(error, FileNotFoundError)
                why = "there is none yet" if none else error
                log.info("building the index of generation %d: %s", key[0], why)
                await self._build(snapshot, self.path(*key), progress)
                derived = await self._open(now)
            self._keep(derived)
            return derived

    async def _build(
        self, snapshot: Connection, path: Path, progress: Progress | None
    ) -> None:
        builder = await asyncio.to_thread(IndexBuilder, path)
        try:
            await add_stored_excerpts(
                snapshot, builder, skip=frozenset(), progress=progress
            )
            await asyncio.to_thread(builder.finish)
            await asyncio.to_thread(builder.publish)
        except BaseException:
            # It would fill a disk, draft by draft, with each question.
            await asyncio.to_thread(builder.discard)
            raise

    async def prepare(self, summary: LibrarySummary) -> None:
        """Make ready what readers will need as soon as a swap is done.

        Raises:
            StorageError: The index of that generation is not there, or broken.
        """
        async with self._lock:
            try:
                expected = await self._open(summary)
            except (ValueError, OSError) as error:
                raise StorageError(
                    f"The new search index can't be read ({error}). Load again."
                ) from error
            await asyncio.to_thread(expected.index.warm)
            self._expected = expected

    async def _open(self, summary: LibrarySummary) -> DerivedData:
        path = self.path(summary.generation, summary.stamp)
        index = await asyncio.to_thread(Index, path, summary.languages)
        people = await asyncio.to_thread(_fingerprint, summary.people)
        # Most loads bring nobody new, and many names take a while.
        known = next((d for d in self._ready.values() if d.people_hash == people), None)
        names = (
            known.names if known else await asyncio.to_thread(NameIndex, summary.people)
        )
        return DerivedData(
            generation=summary.generation,
            stamp=summary.stamp,
            index=index,
            names=names,
            people_hash=people,
            languages=summary.languages,
        )

    def _known(self, key: tuple[int, str]) -> DerivedData | None:
        expected = self._expected
        if expected and (expected.generation, expected.stamp) == key:
            self._expected = None
            self._keep(expected)
        return self._ready.get(key)

    def _keep(self, derived: DerivedData) -> None:
        key = derived.generation, derived.stamp
        for old in sorted(self._ready.keys() - {key})[: 1 - MAX_GENERATIONS]:
            del self._ready[old]
        self._ready[key] = derived

    async def remove_old(self) -> tuple[int, str]:
        """Remove the folders of generations that nobody reads any more.

        Returns:
            The number of the one that serves, and its stamp.
        """
        async with self._database.snapshot() as snapshot:
            generation, stamp = await self.current(snapshot)
        await asyncio.to_thread(_tidy, self.folder, generation, stamp)
        return generation, stamp

    async def discard(self, stamp: str) -> bool:
        """Remove what a load left behind, unless its library is the one that serves.

        Returns:
            Whether it was given up.
        """
        async with self._database.snapshot() as snapshot:
            if stamp == await snapshot.value("SELECT stamp FROM library"):
                return False
        self._expected = None  # or its index would be kept from closing
        await asyncio.to_thread(_remove, self.folder.glob(f"*-{stamp}*"))
        return True


def _fingerprint(people: Iterable[SpeakerNames]) -> bytes:
    found = hashlib.blake2b(digest_size=16)
    for person in people:
        found.update(repr(person).encode("utf-8", "surrogatepass"))
    return found.digest()


def _tidy(folder: Path, generation: int, stamp: str) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            number = path.name.split("-")[0]
            if not number.isdecimal():
                continue
            left = generation - int(number)
            # Of another who planned the same generation and came too late.
            late = (
                left == 0
                and path.suffix != DRAFT_SUFFIX
                and path.name != f"{number}-{stamp}"
            )
            # Of a load that was killed; one that is at work is younger.
            dead = (
                path.suffix == DRAFT_SUFFIX
                and time.time() - path.stat().st_mtime > STALE_DRAFT_S
            )
            if left >= MAX_GENERATIONS or late or dead:
                _remove([path])


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
