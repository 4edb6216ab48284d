"""What is made from the rows and swapped with them: the index and the names."""

import asyncio
import logging
import shutil
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from content.names import NameIndex
from storage.database import Connection, Database, Row
from storage.index import DRAFT, Entry, IndexBuilder
from storage.search_index import Index

log = logging.getLogger(__name__)

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

KEPT = 2
"""Generations kept: the one that serves, and the one that slow readers still use."""


STALE_S = 3600.0
"""Seconds after which a draft that nobody finished is swept away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Hold what was made from one generation of the rows."""

    generation: int
    index: Index
    names: NameIndex
    languages: tuple[str, ...]


Work = Callable[[Connection, Derived], Awaitable[T]]
"""Awaits nothing but the connection that it is lent; see `Database.read`."""


class Generations:
    """Keep what is derived beside the rows it was derived from.

    A reader learns the generation inside its snapshot and asks for what belongs to
    it, so that rows and index are never of two different libraries.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._ready: dict[int, Derived] = {}
        self._lock = asyncio.Lock()

    def path(self, generation: int, stamp: str) -> Path:
        """Return the index folder of a generation."""
        return self._folder / f"{generation}-{stamp}"

    async def current(self, snapshot: Connection) -> tuple[int, str]:
        """Return the number of a snapshot's generation, and its stamp."""
        row = await snapshot.one("SELECT generation, stamp FROM library")
        assert row is not None  # noqa: S101 - the schema puts it there
        return int(row["generation"]), row["stamp"]

    async def read(self, work: Work[T]) -> T:
        """Run a short work on the rows and on what was derived from them, in one go.

        Raises:
            StorageError: The rows can't be read.
        """

        async def whole(snapshot: Connection) -> tuple[T] | None:
            generation, _ = await self.current(snapshot)
            derived = self._ready.get(generation)
            return (await work(snapshot, derived),) if derived else None

        while (found := await self._database.read(whole)) is None:
            async with self._database.snapshot() as snapshot:
                await self.of(snapshot)
        return found[0]

    @property
    def newest(self) -> Derived | None:
        """Return what is derived from the newest generation that was used."""
        return self._ready.get(max(self._ready, default=0))

    async def of(
        self, snapshot: Connection, progress: Progress | None = None
    ) -> Derived:
        """Return what belongs to the rows of a snapshot, making it if it is missing."""
        generation, stamp = await self.current(snapshot)
        if ready := self._ready.get(generation):
            return ready
        async with self._lock:
            if ready := self._ready.get(generation):
                return ready
            path = self.path(generation, stamp)
            derived = await self._derive(snapshot, generation, path, progress)
            self._keep(derived)
            return derived

    async def _derive(
        self,
        snapshot: Connection,
        generation: int,
        path: Path,
        progress: Progress | None,
    ) -> Derived:
        languages = tuple(
            row[0]
            for row in await snapshot.all(
                "SELECT DISTINCT language FROM transcripts ORDER BY language"
            )
        )
        try:
            index = await asyncio.to_thread(Index, path, languages)
        except (ValueError, OSError) as error:
            log.info("building the index of generation %d (%s)", generation, error)
            builder = await asyncio.to_thread(IndexBuilder, path)
            await add_rows(snapshot, builder, skip=frozenset(), progress=progress)
            await asyncio.to_thread(builder.finish)
            await asyncio.to_thread(builder.publish)
            index = await asyncio.to_thread(Index, path, languages)
        rows = await snapshot.all(NAMES)
        names = await asyncio.to_thread(lambda: NameIndex(_people(rows)))
        return Derived(
            generation=generation, index=index, names=names, languages=languages
        )

    def _keep(self, derived: Derived) -> None:
        self._ready[derived.generation] = derived
        for old in sorted(self._ready)[:-KEPT]:
            del self._ready[old]

    async def tidy(self, generation: int) -> None:
        """Remove the folders of generations that nobody reads any more."""
        await asyncio.to_thread(_tidy, self._folder, generation)


def _tidy(folder: Path, generation: int) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            number = path.name.split("-")[0]
            old = number.isdecimal() and int(number) <= generation - KEPT
            # Of a load that was killed; one that is at work is younger.
            dead = path.suffix == DRAFT and time.time() - path.stat().st_mtime > STALE_S
            if old or dead:
                shutil.rmtree(path, ignore_errors=True)


async def add_rows(
    snapshot: Connection,
    builder: IndexBuilder,
    *,
    skip: frozenset[str],
    progress: Progress | None = None,
) -> None:
    """Give a builder the attributed excerpts of all transcripts but those in `skip`."""
    transcripts = await snapshot.all(
        "SELECT id, slug, title, place, date, language FROM transcripts"
    )
    for number, transcript in enumerate(transcripts, start=1):
        if transcript["slug"] not in skip:
            rows = await snapshot.all(
                """
                SELECT excerpts.id, excerpts.position, excerpts.text, excerpts.slot,
                    speakers.name
                FROM excerpts JOIN speakers ON speakers.id = excerpts.speaker_id
                WHERE excerpts.transcript_id = :transcript
                ORDER BY excerpts.position
                """,
                {"transcript": transcript["id"]},
            )
            # A generator, so that it is the thread that makes the entries.
            entries = (
                Entry(
                    id=row["id"],
                    transcript=transcript["slug"],
                    position=row["position"],
                    speaker=row["name"],
                    title=transcript["title"],
                    place=transcript["place"],
                    date=transcript["date"],
                    text=row["text"],
                    language=transcript["language"],
                    servable=row["slot"] is not None,
                )
                for row in rows
            )
            await asyncio.to_thread(builder.add, entries)
        if progress:
            progress(number, len(transcripts))


NAMES = """
        SELECT speakers.id, speakers.name, appearances.printed AS alias
        FROM speakers JOIN appearances ON appearances.speaker_id = speakers.id
        WHERE speakers.voice = 0
        UNION
        SELECT speakers.id, speakers.name, aliases.alias
        FROM speakers JOIN aliases ON aliases.speaker_id = speakers.id
        WHERE speakers.voice = 0
        ORDER BY 1
"""


def _people(rows: Iterable[Row]) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return every person with each name that some transcript knows them by."""
    people: dict[int, tuple[str, list[str]]] = {}
    for row in rows:
        people.setdefault(row["id"], (row["name"], []))[1].append(row["alias"])
    return [(key, name, tuple(aliases)) for key, (name, aliases) in people.items()]
