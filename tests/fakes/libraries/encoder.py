"""An encoder that is quick: texts are near to each other that have words in common.

What it can't do: other words for the same, other languages. A text with `DEADLY` in it
ends the process that embeds it, as the system does where memory is short.
"""

import asyncio
import hashlib
import os
import signal
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import ClassVar

from content.language.words.terms import folded_words
from storage.semantic.encoders.encoder import Encoder

DEADLY = "abracadabra"


class Quick:
    """An encoder that makes 64 numbers of the words of a text."""

    name: ClassVar[str] = "quick"
    dimensions: ClassVar[int] = 64
    batch: ClassVar[int] = 4
    texts_per_second: ClassVar[float] = 20.0

    @classmethod
    def is_installed(cls) -> bool:
        return True

    @classmethod
    def companion(cls) -> type[Encoder] | None:
        return None

    @classmethod
    def supports_language(cls, language: str) -> bool:
        return language != "xx"

    def encode_passages(self, texts: Sequence[str]) -> list[bytes]:
        if any(DEADLY in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return [self.encode_question(text) for text in texts]

    def encode_question(self, text: str) -> bytes:
        sums = [1] * self.dimensions
        for at, sign in _parts(text, self.dimensions):
            sums[at] += sign
        peak = max(map(abs, sums)) or 1
        return bytes(round(each * 127 / peak) & 0xFF for each in sums)

    def is_word(self, word: str) -> bool:
        return not word

    def is_gibberish(self, word: str) -> bool:
        return not word


class Missing(Quick):
    """An encoder that is not installed."""

    @classmethod
    def is_installed(cls) -> bool:
        return False


class Broken(Quick):
    """An encoder that is installed, but not for this machine."""

    def __init__(self) -> None:
        raise OSError("wrong ELF class")


def _parts(text: str, dimensions: int) -> Iterator[tuple[int, int]]:
    """Yield some positions for each word, and whether it adds or subtracts there."""
    digests = (
        hashlib.blake2b(f.encode(), digest_size=8).digest() for f in folded_words(text)
    )
    return ((b % dimensions, 1 if b & 0x80 else -1) for b in chain(*digests))


class Waits:
    """Waits that a test sees, and that are over when it ends them."""

    def __init__(self) -> None:
        self._begun: asyncio.Queue[float] = asyncio.Queue()
        self._over: asyncio.Queue[None] = asyncio.Queue()

    async def __call__(self, seconds: float) -> None:
        self._begun.put_nowait(seconds)
        await self._over.get()

    async def next(self) -> float:
        """Return how long the next wait is."""
        return await self._begun.get()

    def end(self) -> None:
        """End the wait."""
        self._over.put_nowait(None)
