"""Encode texts in a worker process of low priority, so that answers come first."""

import asyncio
from collections.abc import Sequence
from multiprocessing.connection import Connection as Pipe
from types import TracebackType
from typing import Self

from storage.semantic.encoders.encoder import Encoder, load_encoder
from storage.worker_process import WorkerEndedError, WorkerProcess, lower_priority

TIMEOUT_S = 300.0
"""How long a worker may take for a few texts before it is taken for stuck.

Some tenth of a second is usual; a machine that has no time for it may take minutes.
"""


class EncodingError(Exception):
    """Why texts were not encoded, in a few words."""


class EncodingWorker:
    """A process that encodes texts while the context lasts.

    It starts with the first text. One that was ended is replaced with the next text.

    Args:
        encoder_type: The encoder that it runs.
        timeout: Seconds after which it is ended, should it not come back from a call.
    """

    def __init__(self, encoder_type: type[Encoder], timeout: float = TIMEOUT_S) -> None:
        self._encoder_type = encoder_type
        self._timeout = timeout
        self._process: WorkerProcess | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        await self._end()

    async def encode(self, texts: Sequence[str]) -> dict[str, bytes]:
        """Return the vectors of a few texts.

        Raises:
            EncodingError: The process was ended meanwhile, or the encoder failed.
        """
        sent = [*texts]
        try:
            async with asyncio.timeout(self._timeout):
                if self._process is None:
                    self._process = WorkerProcess(
                        "encoder", _encode, self._encoder_type
                    )
                    await self._process.start()
                await self._process.send(sent)
                vectors: list[bytes] | EncodingError = await self._process.receive()
        except (WorkerEndedError, TimeoutError) as error:
            await self._end()
            raise EncodingError("the process that embeds was ended") from error
        except BaseException:
            await self._end()  # or its late answer would be taken for the next one
            raise
        if isinstance(vectors, EncodingError):
            raise vectors
        return dict(zip(sent, vectors, strict=True))

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            await process.end()


def _encode(pipe: Pipe, encoder_type: type[Encoder]) -> None:
    """Run the worker process: send back the vectors of each list of texts."""
    lower_priority()
    while True:
        texts = pipe.recv()
        try:
            pipe.send(load_encoder(encoder_type).encode_passages(texts))
        except Exception as error:  # noqa: BLE001 - whatever an encoder may raise
            pipe.send(EncodingError(str(error) or repr(error)))
