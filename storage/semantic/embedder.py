"""Embed texts and store their vectors, even if the worker process dies meanwhile."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial

from storage.database.database import Database
from storage.database.errors import StorageError
from storage.semantic.coverage import clear_problem
from storage.semantic.encoders.encoder import Encoder
from storage.semantic.encoders.encoding_worker import EncodingError, EncodingWorker
from storage.semantic.passages import SCOPE, VectorTable

log = logging.getLogger(__name__)

FIRST_RETRY_S = 1.0
"""How long to wait after a failure; twice as long after each that follows."""

PROBE_TEXT = "peace"
"""A text that any encoder can encode: where it fails too, no text is to blame."""

Sleep = Callable[[float], Awaitable[None]]


class Embedder:
    """A maker of vectors, which rejects texts that end the worker process.

    Args:
        worker: Makes them.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        database: Database,
        encoder_type: type[Encoder],
        worker: EncodingWorker,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._encoder_type = encoder_type
        self._vectors = VectorTable(encoder_type.name)
        self._worker = worker
        self._sleep = sleep
        self._failures = 0
        self._problem_cleared = False

    async def embed(
        self, texts: Mapping[str, str], batch: int = 0
    ) -> AsyncIterator[dict[str, bytes]]:
        """Yield vectors once they are stored, `batch` texts at a time.

        After a failure each text is tried alone, with pauses. What fails several times,
        though the process does well with others, is rejected and has no vector.

        Args:
            texts: Each with its name in logs.
            batch: Texts that are embedded again when the process was ended; those of the
                encoder if left out.

        Raises:
            StorageError: Nothing can be embedded, or the vectors can't be stored.
        """
        names = list(texts.items())
        batch = batch or self._encoder_type.batch
        for at in range(0, len(names), batch):
            some = dict(names[at : at + batch])
            try:
                made = await self._embed_and_store([*some])
            except EncodingError as error:
                self._log_failure(", ".join(some.values()), error)
                made = {}
                for text, name in some.items():
                    made |= await self._embed_alone(text, name)
            yield made

    async def _embed_alone(self, text: str, name: str) -> dict[str, bytes]:
        """Return a text's vector; nothing if it was rejected."""
        while True:
            if self._failures:
                await self._sleep(FIRST_RETRY_S * 2 ** (self._failures - 1))
                try:
                    await self._worker.encode([PROBE_TEXT])
                except EncodingError as error:
                    raise StorageError(f"nothing can be embedded: {error}") from error
            try:
                return await self._embed_and_store([text])
            except EncodingError as error:
                count_failure = partial(self._vectors.count_failure, text=text)
                if await self._database.write(count_failure, scope=SCOPE):
                    self._failures = 0  # whatever is wrong is wrong with the text
                    log.error(  # noqa: TRY400 - its traceback says no more
                        "set aside %s: it can't be embedded, only its words find it (%s)",
                        name,
                        error,
                    )
                    return {}
                self._log_failure(name, error)

    async def _embed_and_store(self, texts: list[str]) -> dict[str, bytes]:
        made = await self._worker.encode(texts)
        self._failures = 0
        insert = partial(self._vectors.insert, vectors=made)
        await self._database.write(insert, scope=SCOPE)
        if not self._problem_cleared:
            await self._database.write(
                partial(clear_problem, encoder=self._encoder_type.name), scope=SCOPE
            )
            self._problem_cleared = True
        return made

    def _log_failure(self, what: str, error: EncodingError) -> None:
        self._failures += 1
        log.warning("could not embed %s, trying again: %s", what, error)
