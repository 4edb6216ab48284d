"""What the library means, a generation at a time, once vectors of it are there."""

import asyncio
import logging
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Self

from storage.index.generations import MAX_GENERATIONS, STALE_DRAFT_S
from storage.index.writer import DRAFT_SUFFIX
from storage.semantic.encoder import Encoder
from storage.semantic.fusion import MEANING_WEIGHT, WORD_VECTORS_WEIGHT

if TYPE_CHECKING:
    from storage.semantic.nearest import VectorIndex

log = logging.getLogger(__name__)

MAX_LOADING_WAIT_S = 10.0
"""How long questions wait for the encoder after a start; then words answer them."""


class Completeness(Enum):
    """Say of what a folder holds vectors: all passages, most of them, or their words."""

    COMPLETE = "passages"
    PARTIAL = "most"
    FROM_WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActiveVectors:
    """Hold the vectors of one generation, and what encodes questions to them.

    Attributes:
        weight: How much they weigh beside the words; see `storage.semantic.fusion`.
    """

    vectors: "VectorIndex"
    encoder: Encoder
    completeness: Completeness

    @property
    def weight(self) -> float:
        """Return how much they weigh beside the words; see `storage.semantic.fusion`."""
        return (
            WORD_VECTORS_WEIGHT
            if self.completeness is Completeness.FROM_WORDS
            else MEANING_WEIGHT
        )


class VectorStore:
    """Keep the vectors that search goes by, a folder a generation.

    Who searches asks for those of the generation whose rows it sees, so that no answer
    is of two libraries.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._meanings: dict[tuple[int, str], ActiveVectors] = {}
        self._coming: asyncio.Future[None] | None = None

    @classmethod
    def beside(cls, index: Path) -> Self:
        """Keep them in a folder among those of the index."""
        return cls(index / "meanings")

    def get(self, generation: int, stamp: str) -> ActiveVectors | None:
        """Return what a generation means, once it was taken up."""
        return self._meanings.get((generation, stamp))

    def has_generation(self, generation: int) -> bool:
        """Tell whether anything of a generation was taken up."""
        return any(taken == generation for taken, _ in self._meanings)

    @property
    def encoder(self) -> Encoder | None:
        """Return what encodes questions, once there is something to compare them to."""
        return next((each.encoder for each in self._meanings.values()), None)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Have questions wait for what is taken up meanwhile, all of them as long.

        They are let go at the end, or `MAX_LOADING_WAIT_S` after the beginning.
        """
        loop = asyncio.get_running_loop()
        coming = self._coming = loop.create_future()
        patience = loop.call_later(MAX_LOADING_WAIT_S, _let_go, coming)
        try:
            yield
        finally:
            patience.cancel()
            if not coming.done():
                coming.set_result(None)

    async def wait_until_loaded(self) -> None:
        """Wait for what is coming, if anything is."""
        if self._coming and not self._coming.done():
            await asyncio.wait([self._coming])  # who is cancelled cancels nobody else

    def path(
        self, generation: int, stamp: str, encoder: str, made: Completeness
    ) -> Path:
        """Return the folder of the vectors that an encoder made of a generation."""
        return self._folder / f"{generation}-{stamp}.{encoder}.{made.value}"

    async def activate(
        self, generation: int, stamp: str, encoder: Encoder, *made: Completeness
    ) -> Completeness | None:
        """Search a generation by its vectors from when its rows are seen.

        Args:
            generation: Its number.
            stamp: Its stamp.
            encoder: What made the vectors.
            made: Of what they may be, the best first; if left out, of anything.

        Returns:
            Of what they are; None where there are none.
        """
        # numpy comes with the extra, and so do vectors.
        from storage.semantic.nearest import VectorIndex  # noqa: PLC0415

        key = generation, stamp
        for each in made or Completeness:
            known = self._meanings.get(key)
            if known and known.completeness is each:
                return each
            path = self.path(generation, stamp, encoder.name, each)
            try:
                found = await asyncio.to_thread(VectorIndex, path)
            except (OSError, EOFError, ValueError):
                continue
            self._meanings[key] = ActiveVectors(
                vectors=found, encoder=encoder, completeness=each
            )
            for old in sorted(self._meanings.keys() - {key})[: 1 - MAX_GENERATIONS]:
                del self._meanings[old]
            return each
        return None

    async def prepare(self, generation: int, stamp: str) -> None:
        """Take up a generation ahead of its swap, if its vectors were written."""
        if encoder := self.encoder:
            await self.activate(generation, stamp, encoder)

    async def discard(self, stamp: str) -> None:
        """Remove what was written for a swap that did not come about."""
        for key in [key for key in self._meanings if key[1] == stamp]:
            del self._meanings[key]
        await asyncio.to_thread(_remove, self._folder.glob(f"*-{stamp}.*"))

    async def remove_replaced(self, generation: int, kept: Path) -> None:
        """Remove the folders that `kept`, of a generation, replaces.

        Whoever searches by one of them has its files open and goes on.
        """
        await asyncio.to_thread(_tidy, self._folder, generation, kept)


def _let_go(coming: asyncio.Future[None]) -> None:
    if not coming.done():
        log.warning(
            "the encoder is not loaded after %d s: words alone answer until it is",
            MAX_LOADING_WAIT_S,
        )
        coming.set_result(None)


def _tidy(folder: Path, generation: int, kept: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            number = path.name.split("-")[0]
            if path.suffix == DRAFT_SUFFIX:
                old = time.time() - path.stat().st_mtime > STALE_DRAFT_S
            else:
                old = number.isdecimal() and int(number) <= generation
            if old and path != kept:
                _remove([path])


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)
