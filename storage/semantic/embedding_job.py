"""Embed the library in the background, so that it can be searched by meaning."""

import asyncio
import logging
import time
from array import array
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from functools import partial

from storage.corpus.rows import (
    Generation,
    get_texts,
    read_generation,
    read_oldest_used,
)
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.index.generations import Generations
from storage.index.locations import id_from_number
from storage.index.writer import Progress
from storage.semantic.coverage import (
    Coverage,
    clear_problem,
    measure_coverage,
    record_problem,
)
from storage.semantic.embedder import Embedder, Sleep
from storage.semantic.encoders.encoder import Encoder, load_encoder
from storage.semantic.encoders.encoding_worker import EncodingWorker
from storage.semantic.passages import READ_BATCH, SCOPE, VectorTable, read_passages
from storage.semantic.vector_store import Completeness, VectorStore

log = logging.getLogger(__name__)

START_DELAY_S = 1.0
"""How long the first answers have the machine to themselves after a start."""

POLL_INTERVAL_S = 5.0
"""How often the library is checked for a new generation."""

LOCK = "embedding"
"""The lock of the process that embeds: of several, one does."""

CHANNEL = "vectors"
"""Notices on it say that more of the library is embedded."""

LOOK_INTERVAL_S = 60.0
"""Seconds between two looks at what another process has embedded, should a notice be lost."""

MAX_RETRY_S = 300.0
"""The longest wait after failures, each of which may cost minutes of work."""

MIN_BRIDGED_S = 600.0
"""Time of embedding from which vectors made of words are used until it is done."""

PACE_INTERVAL_S = 10.0
"""How often it is written down how many texts are embedded a second."""

Missing = dict[type[Encoder], "array[int]"]
"""The numbers of excerpts to embed with each encoder."""


class Pace:
    """The recent speed of embedding, in texts a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._count = 0
        self.per_second = 0.0

    def add(self, count: int) -> bool:
        """Count texts; return whether the pace was measured anew."""
        self._count += count
        passed = self._clock() - self._since
        if passed < PACE_INTERVAL_S:
            return False
        self.per_second = self._count / passed
        self._since, self._count = self._clock(), 0
        return True


class EmbeddingJob:
    """The job that embeds what has no vector yet, and gives each generation its vectors.

    Of several processes on one database, one embeds, and the others use what it stores.
    Nothing is done where the encoder is not installed.
    """

    def __init__(
        self,
        database: Database,
        generations: Generations,
        vector_store: VectorStore,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._database = database
        self._generations = generations
        self._vector_store = vector_store
        self._encoder_type = vector_store.encoder_type
        self._sleep = sleep
        self._is_noticed = False
        self._looked = 0.0

    async def run(self, progress: Progress | None = None) -> None:
        """Embed each generation as it comes, until cancelled.

        Until a generation's vectors are complete, or nearly so, it is searched by words
        alone, or with vectors made of words where there is much to embed.
        """
        if not self._encoder_type.is_installed():
            return
        with self._vector_store.loading():
            await self._activate_stored()
        await self._sleep(START_DELAY_S)
        async with self._database.listen(CHANNEL, self._notice):
            await self._embed_newest(progress)

    def _notice(self, _: str) -> None:
        self._is_noticed = True

    async def _embed_newest(self, progress: Progress | None) -> None:
        """Embed the newest generation, and each that comes, whatever fails meanwhile."""
        done, pause, logged = -1, POLL_INTERVAL_S, ""
        while True:
            try:
                number = (await self._generation()).number
                if number != done and await self._catch_up(progress):
                    done = number
                pause, logged = POLL_INTERVAL_S, ""
            except (StorageError, OSError) as error:
                if str(error) != logged:
                    log.warning("vectors could not be kept, trying again: %s", error)
                pause, logged = min(2 * pause, MAX_RETRY_S), str(error)
                name = self._encoder_type.name
                record = partial(record_problem, encoder=name, reason=logged)
                with suppress(StorageError):
                    await self._database.write(record, scope=SCOPE)
            await self._sleep(pause)

    async def _catch_up(self, progress: Progress | None) -> bool:
        """Embed what is missing, unless another process does; return whether all is there.

        Raises:
            StorageError: The encoder fails, or the vectors can't be stored.
        """
        if lock := await self._database.try_lock(LOCK, ends_in_silence=True):
            try:
                await self.embed_all(progress)
                await self.remove_unused()
            finally:
                await lock.release()
            return True
        encoder = await asyncio.to_thread(load_encoder, self._encoder_type)
        found = await self._vector_store.activate(
            await self._generation(), encoder, Completeness.COMPLETE
        )
        # To read all vectors, in vain where few are there, takes a while.
        is_time = time.monotonic() - self._looked > LOOK_INTERVAL_S
        if found is None and (self._is_noticed or is_time):
            self._is_noticed, self._looked = False, time.monotonic()
            found = await self._activate_or_write(encoder)
        return found is Completeness.COMPLETE

    async def embed_all(self, progress: Progress | None = None) -> bool:
        """Embed all that is missing, then search by meaning too.

        Returns:
            Whether there is an encoder.

        Raises:
            StorageError: The encoder fails, or the vectors can't be stored.
        """
        if not self._encoder_type.is_installed():
            return False
        encoder = await asyncio.to_thread(load_encoder, self._encoder_type)
        while await self._activate_or_write(encoder) is not Completeness.COMPLETE:
            missing = await self._find_missing()
            if (
                not self._vector_store.get(await self._generation())
                and self._seconds(missing) > MIN_BRIDGED_S
            ):
                await self.embed_words()
            await self._embed(missing, progress)
            await self._write_folder()
            await self._database.notify(CHANNEL)
        async with self._database.snapshot() as snapshot:
            generation = await read_generation(snapshot)
            oldest = await read_oldest_used(snapshot)
        await self._vector_store.remove_replaced(generation, oldest)
        await self._database.write(
            partial(clear_problem, encoder=self._encoder_type.name), scope=SCOPE
        )
        return True

    async def remove_unused(self) -> int:
        """Remove the vectors of what is not in the library any more; return how many.

        Raises:
            StorageError: They can't be removed.
        """
        # numpy comes with the extra.
        from storage.semantic.sweeping import VectorSweeper  # noqa: PLC0415

        sweeper = VectorSweeper(self._database, self._generations, self._encoder_type)
        removed = await sweeper.sweep()
        if removed:
            log.info("removed %d vectors of what is not in the library", removed)
        return removed

    async def embed_words(self) -> bool:
        """Embed the words of the library and search by vectors made of those.

        Returns:
            Whether there is an encoder.

        Raises:
            StorageError: The encoder fails, or the vectors can't be stored.
        """
        if not self._encoder_type.is_installed():
            return False
        encoder = await asyncio.to_thread(load_encoder, self._encoder_type)
        from storage.semantic.word_vectors import (  # noqa: PLC0415 - as above
            write_word_vectors,
        )

        async with EncodingWorker(self._encoder_type) as worker:
            generation = await write_word_vectors(
                self._database,
                self._generations,
                self._vector_store,
                encoder,
                self._embedder(worker),
            )
        from_words = Completeness.FROM_WORDS
        if await self._vector_store.activate(generation, encoder, from_words):
            log.info("search goes by the meaning of words until passages are embedded")
        return True

    async def coverage(self) -> Coverage | None:
        """Return how far the embedding is, or None where no encoder is installed."""
        if not self._encoder_type.is_installed():
            return None
        async with self._database.snapshot() as snapshot:
            is_elsewhere = self._database.is_on_server and (
                not self._vector_store.has_folders()
            )
            return await measure_coverage(
                snapshot, self._vector_store, is_elsewhere=is_elsewhere
            )

    async def _generation(self) -> Generation:
        async with self._database.snapshot() as snapshot:
            return await read_generation(snapshot)

    async def _activate_stored(self) -> None:
        """Activate the vectors that were written before this start, if any."""
        try:
            generation = await self._generation()
            if self._vector_store.find_stored(generation):
                encoder = await asyncio.to_thread(load_encoder, self._encoder_type)
                await self._vector_store.activate(generation, encoder)
        except StorageError as error:
            log.error("search goes by words alone: %s", error)  # noqa: TRY400 - a known one

    async def _activate_or_write(self, encoder: Encoder) -> Completeness | None:
        """Activate the vectors of the newest generation; write its folder if need be."""
        generation = await self._generation()
        wanted = Completeness.COMPLETE, Completeness.PARTIAL
        found = await self._vector_store.activate(generation, encoder, *wanted)
        if found is None and await self._write_folder():
            found = await self._vector_store.activate(generation, encoder, *wanted)
        return found

    async def _write_folder(self) -> Completeness | None:
        async with self._database.snapshot() as snapshot:
            generation = await read_generation(snapshot)
            return await self._vector_store.write(snapshot, generation)

    async def _find_missing(self) -> Missing:
        """Return what is to be embedded next: the numbers of excerpts, each text once.

        Every passage gets a vector of one encoder first, the quicker one that knows its
        language; when all have one, they get those of the other.
        """
        kinds = self._vector_store.encoder_types
        first: Missing = {kind: array("q") for kind in reversed(kinds)}
        then: Missing = {kind: array("q") for kind in reversed(kinds)}
        seen: set[bytes] = set()
        async with self._database.snapshot() as snapshot:
            async for some in read_passages(
                snapshot, self._encoder_type.supports_language
            ):
                able = [k for k in first if k.supports_language(some.language)]
                for kind in able:
                    table = VectorTable(kind.name)
                    stored = await table.get(snapshot, some.texts)
                    into = first if kind is able[0] else then
                    for number, text, vector in zip(
                        some.numbers, some.texts, stored, strict=True
                    ):
                        if vector is None and (key := table.key(text)) not in seen:
                            seen.add(key)
                            into[kind].append(number)
        return first if any(map(len, first.values())) else then

    async def _embed(self, missing: Missing, progress: Progress | None) -> None:
        total = sum(map(len, missing.values()))
        done = 0
        for kind, numbers in missing.items():
            async for count in self._embed_with(kind, numbers):
                done += count
                if progress:
                    progress(done, total)

    async def _embed_with(
        self, kind: type[Encoder], numbers: Sequence[int]
    ) -> AsyncIterator[int]:
        """Embed excerpts with one encoder, and yield how many each time they are stored."""
        pace = Pace()
        async with EncodingWorker(kind) as worker:
            embedder = Embedder(self._database, kind, worker, self._sleep)
            for at in range(0, len(numbers), READ_BATCH):
                ids = [id_from_number(n) for n in numbers[at : at + READ_BATCH]]
                async with self._database.snapshot() as snapshot:
                    texts = await get_texts(snapshot, ids)
                left = len(ids)
                names = {texts[key]: f"excerpt {key}" for key in ids if key in texts}
                async for _ in embedder.embed(names):
                    count = min(kind.batch, left)
                    left -= count
                    if pace.add(count):
                        await self._vector_store.record_pace(kind, pace.per_second)
                    yield count

    def _seconds(self, missing: Missing) -> float:
        """Return about how long it takes to embed what is missing."""
        return sum(
            len(numbers) / self._vector_store.read_pace(kind)
            for kind, numbers in missing.items()
        )

    def _embedder(self, worker: EncodingWorker) -> Embedder:
        return Embedder(self._database, self._encoder_type, worker, self._sleep)
