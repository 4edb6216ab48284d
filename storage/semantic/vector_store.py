"""The vectors that questions are compared with, one folder for each generation.

They are written from the vectors of texts that the database has.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage.corpus.planned_library import PlannedLibrary
from storage.corpus.rows import Generation
from storage.database.connection import Connection
from storage.database.errors import StorageError
from storage.index.generations import MAX_GENERATIONS, STALE_DRAFT_S, remove_folders
from storage.index.writer import DRAFT_SUFFIX
from storage.semantic.encoders.encoder import Encoder, with_companion
from storage.semantic.encoders.questions import QuestionEncoder, load_questions
from storage.semantic.passages import (
    NO_VECTOR,
    TranscriptPassages,
    VectorTable,
    read_passages,
)
from storage.semantic.shipped_vectors import shipped_vectors

if TYPE_CHECKING:
    from storage.semantic.vector_index import VectorIndex

log = logging.getLogger(__name__)

MAX_LOADING_WAIT_S = 10.0
"""How long questions wait for the encoder after a start; then words answer them."""


MIN_EMBEDDED_SHARE = 0.9
"""Share of the passages from which their vectors serve, though others are missing: only
words find those until they are embedded."""


class Completeness(Enum):
    """What a folder holds vectors of; each value is in the name of its folders."""

    COMPLETE = "passages"
    """All passages."""

    PARTIAL = "most"
    """Most passages, or all of them but by one of two encoders; what has no vector at all
    is found by its words alone."""

    FROM_WORDS = "words"
    """All passages, but made of the vectors of their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveVectors:
    """The vectors that a generation is searched by, and the encoders of questions."""

    vectors: "VectorIndex"
    questions: QuestionEncoder
    completeness: Completeness

    @property
    def encoder(self) -> Encoder:
        """The encoder of all languages."""
        return self.questions.main


class VectorStore:
    """The vectors of the newest generations.

    A search asks for those of the generation whose rows it sees, so that no answer is
    of two libraries.

    Args:
        index_folder: Where the indexes by words are; the vectors get a folder in it.
        encoder_type: The encoder that makes them.
    """

    def __init__(self, index_folder: Path, encoder_type: type[Encoder]) -> None:
        self.encoder_type = encoder_type
        self.encoder_types = with_companion(encoder_type)
        self._folder = index_folder / "meanings"
        self._active: dict[Generation, ActiveVectors] = {}
        self._loading: asyncio.Future[None] | None = None

    def get(self, generation: Generation) -> ActiveVectors | None:
        """Return the vectors that a generation is searched by, if any."""
        return self._active.get(generation)

    @property
    def questions(self) -> QuestionEncoder | None:
        """What encodes questions; None while there is nothing to compare them with."""
        return next((each.questions for each in self._active.values()), None)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Make questions wait while vectors are loaded in this context.

        All wait until its end, or until `MAX_LOADING_WAIT_S` after its beginning.
        """
        loop = asyncio.get_running_loop()
        loading = self._loading = loop.create_future()
        timer = loop.call_later(MAX_LOADING_WAIT_S, _stop_waiting, loading)
        try:
            yield
        finally:
            timer.cancel()
            if not loading.done():
                loading.set_result(None)

    async def wait_until_loaded(self) -> None:
        """Wait while vectors are being loaded."""
        if self._loading and not self._loading.done():
            # To await the future itself would cancel it for all who wait.
            await asyncio.wait([self._loading])

    def path(self, generation: Generation, completeness: Completeness) -> Path:
        """Return the folder of the vectors of a generation."""
        number, stamp = generation
        encoders = "+".join(each.name for each in self.encoder_types)
        name = f"{number}-{stamp}.{encoders}.{completeness.value}"
        return self._folder / name

    def find_stored(self, generation: Generation) -> Completeness | None:
        """Return what the best folder of a generation holds; None where there is none."""
        stored = (c for c in Completeness if self.path(generation, c).is_dir())
        return next(stored, None)

    def has_folders(self) -> bool:
        """Return whether there are vectors here of any generation."""
        return self._folder.is_dir() and any(self._folder.iterdir())

    def read_pace(self, encoder_type: type[Encoder]) -> float:
        """Return how many texts an encoder embeds a second here, as it did lately."""
        try:
            return max(float(self._pace_file(encoder_type).read_text("ascii")), 0.01)
        except (OSError, ValueError):
            return encoder_type.texts_per_second

    async def record_pace(
        self, encoder_type: type[Encoder], texts_per_second: float
    ) -> None:
        """Write down how many texts an encoder embeds a second, for any process to read."""
        file = self._pace_file(encoder_type)

        def write() -> None:
            with suppress(OSError):
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                file.write_text(f"{texts_per_second:.2f}", "ascii")

        await asyncio.to_thread(write)

    def _pace_file(self, encoder_type: type[Encoder]) -> Path:
        return self._folder.parent / f"pace-{encoder_type.name}"

    async def activate(
        self, generation: Generation, encoder: Encoder, *wanted: Completeness
    ) -> Completeness | None:
        """Search a generation by its vectors, as soon as its rows are seen.

        Args:
            generation: Of the library.
            encoder: What made the vectors.
            wanted: What they may be, the best first; if left out, anything.

        Returns:
            What they are; None where there are none.
        """
        # numpy comes with the extra, and so do vectors.
        from storage.semantic.vector_index import VectorIndex  # noqa: PLC0415

        for completeness in wanted or Completeness:
            active = self._active.get(generation)
            if active and active.completeness is completeness:
                return completeness
            path = self.path(generation, completeness)
            try:
                vectors = await asyncio.to_thread(VectorIndex, path)
            except (OSError, EOFError, ValueError):
                continue
            questions = await asyncio.to_thread(load_questions, encoder)
            self._active[generation] = ActiveVectors(
                vectors=vectors, questions=questions, completeness=completeness
            )
            others = sorted(self._active.keys() - {generation})
            for old in others[: 1 - MAX_GENERATIONS]:
                del self._active[old]
            return completeness
        return None

    async def prepare(self, generation: Generation) -> None:
        """Activate the vectors of a generation before its rows are written, if any."""
        if questions := self.questions:
            await self.activate(generation, questions.main)

    async def discard(self, stamp: str) -> None:
        """Remove the vectors of a load that failed."""
        for generation in [each for each in self._active if each.stamp == stamp]:
            del self._active[generation]
        await asyncio.to_thread(remove_folders, self._folder.glob(f"*-{stamp}.*"))

    async def try_write(
        self,
        snapshot: Connection,
        generation: Generation,
        planned: PlannedLibrary | None = None,
    ) -> None:
        """Write the folder of a generation as `write` does, if it can be written.

        A library is loaded without it, too: then its folder is written later.
        """
        if not self.encoder_type.is_installed():
            return
        try:
            await self.write(snapshot, generation, planned)
        except StorageError as error:
            log.warning("search goes by words until vectors are gathered: %s", error)
            await self.discard(generation.stamp)

    async def remove_replaced(self, generation: Generation, oldest_used: int) -> None:
        """Remove the folders of older generations, once there is one of this.

        Searches that use one of them have its files open and go on, where the folder is
        a disk's own.

        Args:
            generation: The newest.
            oldest_used: The number of the oldest that some process uses.
        """
        kept = self.find_stored(generation)
        if kept in {Completeness.COMPLETE, Completeness.PARTIAL}:
            path = self.path(generation, kept)
            await asyncio.to_thread(
                _remove_replaced, self._folder, generation.number, oldest_used, path
            )

    async def write(
        self,
        snapshot: Connection,
        generation: Generation,
        planned: PlannedLibrary | None = None,
    ) -> Completeness | None:
        """Write the folder of the generation that a snapshot sees, or a load plans.

        Returns:
            What it holds; None where too few vectors are stored, and nothing is written.

        Raises:
            StorageError: It can't be written.
        """
        total = await _count_servable(snapshot, planned)
        if (
            total
            and not shipped_vectors(self.encoder_type.name)
            and not await snapshot.all("SELECT 1 FROM vectors LIMIT 1")
        ):
            return None
        # numpy comes with the extra, and so do vectors.
        from storage.semantic.vector_writer import VectorWriter  # noqa: PLC0415

        max_missing = int(total * (1 - MIN_EMBEDDED_SHARE))
        missing = partly = 0
        create = partial(
            asyncio.to_thread,
            VectorWriter,
            self.path(generation, Completeness.COMPLETE),
            *(each.dimensions for each in self.encoder_types),
        )
        files: VectorWriter | None = None  # no folder is made where little is stored
        try:
            async for some in read_passages(
                snapshot, self.encoder_type.supports_language, planned
            ):
                parts = await self._read_parts(snapshot, some)
                # What no encoder has tried yet is missing; what all refused never comes.
                missing += sum(None in each and not any(each) for each in parts)
                partly += sum(None in each for each in parts)
                if missing > max_missing:
                    if files:
                        await asyncio.to_thread(files.discard)
                    return None
                files = files or await create()
                rows = [
                    (number, self._join(each))
                    for number, each in zip(some.numbers, parts, strict=True)
                    if any(each)
                ]
                numbers = [number for number, _ in rows]
                joined = b"".join(vector for _, vector in rows)
                await asyncio.to_thread(files.add, numbers, joined)
            files = files or await create()
            completeness = Completeness.PARTIAL if partly else Completeness.COMPLETE
            await asyncio.to_thread(files.finish)
            path = self.path(generation, completeness)
            await asyncio.to_thread(files.publish, path)
        except BaseException:
            if files:
                files.discard()
            raise
        return completeness

    async def _read_parts(
        self, snapshot: Connection, passages: TranscriptPassages
    ) -> list[tuple[bytes | None, ...]]:
        """Return the vectors of each passage, one of each encoder.

        `NO_VECTOR` stands for one that never comes, None for one that does not yet.
        """
        columns: list[Sequence[bytes | None]] = []
        for each in self.encoder_types:
            if each.supports_language(passages.language):
                table = VectorTable(each.name)
                columns.append(await table.get(snapshot, passages.texts))
            else:
                columns.append([NO_VECTOR] * len(passages.texts))
        return [*zip(*columns, strict=True)]

    def _join(self, parts: Sequence[bytes | None]) -> bytes:
        return b"".join(
            part or bytes(each.dimensions)
            for part, each in zip(parts, self.encoder_types, strict=True)
        )


def _stop_waiting(loading: asyncio.Future[None]) -> None:
    if not loading.done():
        log.warning(
            "the encoder is not loaded after %d s: words alone answer until it is",
            MAX_LOADING_WAIT_S,
        )
        loading.set_result(None)


def _remove_replaced(folder: Path, newest: int, oldest_used: int, kept: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            start = path.name.split("-")[0]
            number = int(start) if start.isdecimal() else None
            if path.suffix == DRAFT_SUFFIX:
                old = time.time() - path.stat().st_mtime > STALE_DRAFT_S
            else:
                old = number is not None and (number < oldest_used or number == newest)
            if old and path != kept:
                remove_folders([path])


async def _count_servable(snapshot: Connection, planned: PlannedLibrary | None) -> int:
    """Count what may be served, before a load or after it."""
    rows = await snapshot.all(
        """
        SELECT transcripts.slug, COUNT(*) AS excerpts
        FROM excerpts JOIN transcripts ON transcripts.id = excerpts.transcript_id
        WHERE excerpts.servable = 1 GROUP BY transcripts.slug
        """
    )
    touched = planned.touched_slugs if planned else frozenset()
    count: int = sum(row["excerpts"] for row in rows if row["slug"] not in touched)
    if planned:
        count += sum(row.servable for new in planned.written for row in new.excerpts)
    return count
