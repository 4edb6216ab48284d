"""Encode texts in a process of its own, which yields to those that answer."""

import asyncio
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from storage.semantic.encoder import Encoder, encode, init_worker

BATCH_TEXTS = 4
"""Texts encoded before they are kept: what is done again when the process was ended."""

TIMEOUT_S = 300.0
"""Seconds after which a worker that encodes a few texts is taken for stuck.

Some tenth of a second is usual; a machine that has no time for it may take minutes.
"""


class EncodingError(Exception):
    """Say in a few words why texts were not encoded."""


class EncodingWorker:
    """Run the worker while the context lasts; it starts with the first text.

    One that was ended is replaced by another with the next text.

    Args:
        kind: The encoder that it runs.
        longest: Seconds after which it is ended, should it not come back from a call.
    """

    def __init__(self, kind: type[Encoder], longest: float = TIMEOUT_S) -> None:
        self._kind = kind
        self._longest = longest
        self._pool: ProcessPoolExecutor | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        self._end()

    async def encode(self, texts: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors of a few texts.

        Raises:
            EncodingError: The process was ended meanwhile, or the encoder failed.
        """
        if self._pool is None:
            # A forked worker would inherit the threads' locks and the database.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, context, initializer=init_worker)
        loop = asyncio.get_running_loop()
        asked = [*texts]
        try:
            async with asyncio.timeout(self._longest):
                vectors = await loop.run_in_executor(
                    self._pool, encode, self._kind, asked
                )
        except (BrokenProcessPool, TimeoutError) as error:
            self._end()
            raise EncodingError("the process that embeds was ended") from error
        except Exception as error:  # whatever an encoder may raise
            raise EncodingError(str(error) or repr(error)) from error
        return dict(zip(asked, vectors, strict=True))

    def _end(self) -> None:
        if self._pool:
            # Python itself can't leave before its pools have: one that is stuck, or
            # at a long text, would keep the bot. Python 3.14 has `kill_workers`.
            for process in [*self._pool._processes.values()]:  # noqa: SLF001
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
