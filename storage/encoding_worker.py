"""Encode texts in a process of its own, which yields to those that answer."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Self

from storage.encoder import encode, step_back

BATCH = 4
"""Texts encoded before they are kept: what leaving may have to wait for."""


class EncodingWorker:
    """Run the worker while the context lasts; it starts with the first text."""

    async def __aenter__(self) -> Self:
        # A forked worker would inherit the threads' locks and the database.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, context, initializer=step_back)
        return self

    async def __aexit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def encode(
        self, texts: Sequence[str], batch: int = BATCH
    ) -> AsyncIterator[dict[str, bytes]]:
        """Yield texts and their vectors, `batch` at a time."""
        loop = asyncio.get_running_loop()
        for at in range(0, len(texts), batch):
            part = texts[at : at + batch]
            vectors = await loop.run_in_executor(self._pool, encode, part)
            yield dict(zip(part, vectors, strict=True))
