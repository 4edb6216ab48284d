"""Embed texts though the process that does may die of one, or of something else."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial

from storage.database.database import Database
from storage.database.errors import StorageError
from storage.semantic.encoder import Encoder
from storage.semantic.problem import clear_problem
from storage.semantic.vector_table import VectorTable
from storage.semantic.worker import BATCH_TEXTS, EncodingError, EncodingWorker

log = logging.getLogger(__name__)

FIRST_RETRY_S = 1.0
"""How long is waited after a failure; twice as long after each that follows."""

PROBE_TEXT = "peace"
"""What any encoder can encode: if not even this goes, no text is to blame."""

Sleep = Callable[[float], Awaitable[None]]


class Embedder:
    """Make vectors and keep them; set texts aside that end the process that makes them.

    Args:
        worker: Makes them.
        wait: Waits for so many seconds.
    """

    def __init__(
        self,
        database: Database,
        kind: type[Encoder],
        worker: EncodingWorker,
        wait: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._kind = kind
        self._vectors = VectorTable(kind.name)
        self._worker = worker
        self._wait = wait
        self._failures = 0
        self._clear = False

    async def embed(
        self, texts: Mapping[str, str], batch: int = BATCH_TEXTS
    ) -> AsyncIterator[dict[str, bytes]]:
        """Yield vectors once they are kept, `batch` texts at a time.

        After a failure each text is tried alone, with pauses. What fails time and
        again, though the process does well with others, is set aside and has no vector.

        Args:
            texts: Each with what a log calls it.
            batch: Texts that are embedded again when the process was ended.

        Raises:
            StorageError: Nothing can be embedded, or the vectors can't be kept.
        """
        names = list(texts.items())
        for at in range(0, len(names), batch):
            some = dict(names[at : at + batch])
            try:
                made = await self._made([*some])
            except EncodingError as error:
                self._failed(", ".join(some.values()), error)
                made = {}
                for text, name in some.items():
                    made |= await self._alone(text, name)
            yield made

    async def _alone(self, text: str, name: str) -> dict[str, bytes]:
        """Return a text's vector; nothing if it was set aside."""
        while True:
            if self._failures:
                await self._wait(FIRST_RETRY_S * 2 ** (self._failures - 1))
                await self._probe()
            try:
                return await self._made([text])
            except EncodingError as error:
                refuse = partial(self._vectors.count_failure, text=text)
                if await self._database.write(refuse):
                    self._failures = 0  # whatever is wrong is wrong with the text
                    log.error(  # noqa: TRY400 - its traceback says no more
                        "set aside %s: it can't be embedded, only its words find it (%s)",
                        name,
                        error,
                    )
                    return {}
                self._failed(name, error)

    async def _probe(self) -> None:
        try:
            await self._worker.encode([PROBE_TEXT])
        except EncodingError as error:
            raise StorageError(f"nothing can be embedded: {error}") from error

    async def _made(self, texts: list[str]) -> dict[str, bytes]:
        made = await self._worker.encode(texts)
        self._failures = 0
        await self._database.write(partial(self._vectors.insert, made=made))
        if not self._clear:
            await self._database.write(partial(clear_problem, encoder=self._kind.name))
            self._clear = True
        return made

    def _failed(self, what: str, error: EncodingError) -> None:
        self._failures += 1
        log.warning("could not embed %s, trying again: %s", what, error)
