"""The vectors that questions are compared with, one folder for each generation."""

import asyncio
import logging
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from storage.corpus.rows import Generation
from storage.index.generations import MAX_GENERATIONS, STALE_DRAFT_S
from storage.index.writer import DRAFT_SUFFIX
from storage.semantic.encoder import Encoder

if TYPE_CHECKING:
    from storage.semantic.vector_index import VectorIndex

log = logging.getLogger(__name__)

MAX_LOADING_WAIT_S = 10.0
"""How long questions wait for the encoder after a start; then words answer them."""


class Completeness(Enum):
    """What a folder holds vectors of; each value is in the name of its folders."""

    COMPLETE = "passages"
    """All passages."""

    PARTIAL = "most"
    """Most passages; the others are found by their words alone."""

    FROM_WORDS = "words"
    """All passages, but made of the vectors of their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveVectors:
    """The vectors that a generation is searched by, and the encoder of questions."""

    vectors: "VectorIndex"
    encoder: Encoder
    completeness: Completeness


class VectorStore:
    """The vectors of the newest generations.

    A search asks for those of the generation whose rows it sees, so that no answer is
    of two libraries.

    Args:
        index_folder: Where the indexes by words are; the vectors get a folder in it.
    """

    def __init__(self, index_folder: Path) -> None:
        self._folder = index_folder / "meanings"
        self._active: dict[Generation, ActiveVectors] = {}
        self._loading: asyncio.Future[None] | None = None

    def get(self, generation: Generation) -> ActiveVectors | None:
        """Return the vectors that a generation is searched by, if any."""
        return self._active.get(generation)

    @property
    def encoder(self) -> Encoder | None:
        """What encodes questions; None while there is nothing to compare them with."""
        return next((each.encoder for each in self._active.values()), None)

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

    def path(
        self, generation: Generation, encoder: str, completeness: Completeness
    ) -> Path:
        """Return the folder of the vectors that an encoder made of a generation."""
        number, stamp = generation
        return self._folder / f"{number}-{stamp}.{encoder}.{completeness.value}"

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
            path = self.path(generation, encoder.name, completeness)
            try:
                vectors = await asyncio.to_thread(VectorIndex, path)
            except (OSError, EOFError, ValueError):
                continue
            self._active[generation] = ActiveVectors(
                vectors=vectors, encoder=encoder, completeness=completeness
            )
            others = sorted(self._active.keys() - {generation})
            for old in others[: 1 - MAX_GENERATIONS]:
                del self._active[old]
            return completeness
        return None

    async def prepare(self, generation: Generation) -> None:
        """Activate the vectors of a generation before its rows are written, if any."""
        if encoder := self.encoder:
            await self.activate(generation, encoder)

    async def discard(self, stamp: str) -> None:
        """Remove the vectors of a load that failed."""
        for generation in [each for each in self._active if each.stamp == stamp]:
            del self._active[generation]
        await asyncio.to_thread(_remove, self._folder.glob(f"*-{stamp}.*"))

    async def remove_replaced(self, generation: Generation, kept: Path) -> None:
        """Remove the folders that `kept`, of a generation, replaces.

        Searches that use one of them have its files open and go on.
        """
        await asyncio.to_thread(_remove_replaced, self._folder, generation, kept)


def _stop_waiting(loading: asyncio.Future[None]) -> None:
    if not loading.done():
        log.warning(
            "the encoder is not loaded after %d s: words alone answer until it is",
            MAX_LOADING_WAIT_S,
        )
        loading.set_result(None)


def _remove_replaced(folder: Path, generation: Generation, kept: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            number = path.name.split("-")[0]
            if path.suffix == DRAFT_SUFFIX:
                old = time.time() - path.stat().st_mtime > STALE_DRAFT_S
            else:
                old = number.isdecimal() and int(number) <= generation.number
            if old and path != kept:
                _remove([path])


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
