"""What the newest generation of the library means, once vectors of it are there."""

import asyncio
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storage.derived import STALE_S
from storage.encoder import Encoder
from storage.index import DRAFT

if TYPE_CHECKING:
    from storage.meanings import Meanings


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Hold the vectors of one generation, and what encodes questions to them.

    Attributes:
        share: How much they weigh beside the words; see `storage.fusion`.
    """

    generation: int
    vectors: "Meanings"
    encoder: Encoder
    share: float


class Understanding:
    """Keep the vectors that search goes by, a folder a generation."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._meaning: Meaning | None = None

    def of(self, generation: int) -> Meaning | None:
        """Return what a generation means, once it was taken up."""
        found = self._meaning
        return found if found and found.generation == generation else None

    def path(
        self, generation: int, stamp: str, encoder: str, *, first: bool = False
    ) -> Path:
        """Return the folder of the vectors that an encoder made of a generation.

        Args:
            generation: Its number; it begins the folder's name.
            stamp: Its stamp.
            encoder: The encoder's name.
            first: Whether those made of words are meant.
        """
        end = "words" if first else "passages"
        return self._folder / f"{generation}-{stamp}.{encoder}.{end}"

    async def take_up(
        self, generation: int, folder: Path, encoder: Encoder, share: float
    ) -> bool:
        """Search a generation by its vectors; return whether the folder has them."""
        # numpy comes with the extra, and so do vectors.
        from storage.meanings import Meanings  # noqa: PLC0415

        try:
            found = await asyncio.to_thread(Meanings, folder)
        except (OSError, EOFError, ValueError):
            return False
        self._meaning = Meaning(
            generation=generation, vectors=found, encoder=encoder, share=share
        )
        return True

    async def tidy(self, generation: int, kept: Path) -> None:
        """Remove the folders that `kept`, of a generation, replaces.

        Whoever searches by one of them has its files open and goes on.
        """
        await asyncio.to_thread(_tidy, self._folder, generation, kept)


def _tidy(folder: Path, generation: int, kept: Path) -> None:
    with suppress(OSError):
        for path in folder.iterdir():
            number = path.name.split("-")[0]
            if path.suffix == DRAFT:
                old = time.time() - path.stat().st_mtime > STALE_S
            else:
                old = number.isdecimal() and int(number) <= generation
            if old and path != kept:
                shutil.rmtree(path, ignore_errors=True)
