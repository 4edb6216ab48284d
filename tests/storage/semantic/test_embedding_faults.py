"""The process that embeds may die at any time: it is started again, words answer."""

import asyncio
import logging
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from handlers.text.search_state import search_state
from storage.database.address import Address
from storage.semantic.coverage import Coverage, SearchMode
from storage.semantic.embedding_job import POLL_INTERVAL_S, START_DELAY_S
from storage.semantic.encoders.encoding_worker import EncodingError, EncodingWorker
from storage.store import Store, open_store
from tests.fakes.libraries.encoder import DEADLY, Quick, Waits
from tests.fakes.libraries.speeches import edited, sentences, speech
from tests.fakes.telegram.world import TIMEOUT_S

FLOODS = speech("floods", *sentences("flood", 9))


def lacking_room(process: int | None) -> Path:
    """Return the file that is there while workers of a process have no room."""
    return Path(tempfile.gettempdir()) / f"no-room-{process}"


class Failing(Quick):
    """Fail in the worker as long as there is no room."""

    def encode_passages(self, texts: Sequence[str]) -> list[bytes]:
        asks = multiprocessing.parent_process()
        assert asks
        if lacking_room(asks.pid).exists():
            raise MemoryError("no room")
        return super().encode_passages(texts)


class Stuck(Quick):
    """Come back from no text with its name in it."""

    def encode_passages(self, texts: Sequence[str]) -> list[bytes]:
        if any("stuck" in text for text in texts):
            threading.Event().wait()
        return super().encode_passages(texts)


async def coverage(store: Store) -> Coverage:
    found = await store.embedding.coverage()
    assert found
    return found


async def test_a_process_that_was_killed_is_started_again(
    database: Address, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    def kill(done: int, _: int) -> None:
        if done == 4:
            (worker,) = multiprocessing.active_children()
            assert worker.pid
            os.kill(worker.pid, signal.SIGKILL)
            worker.join()

    async with open_store(database, encoder_type=Quick, sleep=wait) as store:
        await store.loader.load([FLOODS])
        ids = await store.search.find_ids("flood", count=9)
        assert await store.embedding.embed_all(kill)
        found = await coverage(store)
        assert len(await store.search.find_ids_by_meaning("flood", 99)) == 9
    assert (found.mode, found.embedded, found.rejected) == (SearchMode.MEANING, 9, 0)
    assert waits == [1.0]
    (told,) = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert "the process that embeds was ended" in told
    assert sum(key in told for key in ids) == 4


async def test_a_process_that_is_stuck_is_ended() -> None:
    async with EncodingWorker(Stuck, timeout=0.0) as worker:
        with pytest.raises(EncodingError, match="was ended"):
            await worker.encode(["flood", "stuck"])
        for process in multiprocessing.active_children():
            process.join(TIMEOUT_S)
        assert not multiprocessing.active_children()


async def test_who_leaves_waits_for_no_text() -> None:
    async with EncodingWorker(Stuck) as worker:
        await worker.encode(["flood"])
        (process,) = multiprocessing.active_children()
        encoding = asyncio.create_task(worker.encode(["stuck"]))
        await asyncio.sleep(0)
        encoding.cancel()
        await asyncio.wait([encoding])
    process.join(TIMEOUT_S)
    assert not process.is_alive()


async def test_a_passage_that_ends_it_each_time_is_set_aside(
    database: Address, caplog: pytest.LogCaptureFixture
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    deadly = edited(FLOODS, "number 0", DEADLY)
    async with open_store(database, encoder_type=Quick, sleep=wait) as store:
        await store.loader.load([deadly])
        (key,) = await store.search.find_ids(DEADLY, count=1)
        assert await store.embedding.embed_all()
        assert waits == [1.0, 2.0, 4.0]
        near = await store.search.find_ids_by_meaning("flood", 99)
        assert len(near) == 8
        assert key not in near
        found = await store.search.find(DEADLY, count=1)
        assert [excerpt.id for excerpt in found.excerpts] == [key]
        state = search_state(await coverage(store))
        # With other texts it is not tried again.
        await store.loader.load([deadly, speech("frosts", *sentences("frost", 2))])
        assert await store.embedding.embed_all()
        assert len(await store.search.find_ids_by_meaning("flood", 99)) == 10
    assert len(waits) == 3
    assert "1 excerpt can’t be embedded and is found by words alone" in state
    (told,) = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert key in told


@pytest.fixture
def no_room() -> Iterator[Path]:
    """The file without which there is room."""
    path = lacking_room(os.getpid())
    path.touch()
    yield path
    path.unlink(missing_ok=True)


async def test_where_nothing_can_be_embedded_words_answer_until_it_can(
    database: Address, no_room: Path, caplog: pytest.LogCaptureFixture
) -> None:
    waits = Waits()
    async with open_store(database, encoder_type=Failing, sleep=waits) as store:
        await store.loader.load([FLOODS])
        keeping = asyncio.create_task(store.embedding.run())
        seen = [await waits.next()]
        while len(seen) < 5:
            waits.end()
            seen.append(await waits.next())
        # After the first start: before the probe, and between tries of the whole.
        assert seen == [
            START_DELAY_S,
            1.0,
            2 * POLL_INTERVAL_S,
            1.0,
            4 * POLL_INTERVAL_S,
        ]
        assert (await store.search.find("flood", count=1)).total
        stuck = await coverage(store)
        assert "0 of 9 excerpts embedded, stuck since" in search_state(stuck)
        assert "no room" in search_state(stuck)
        no_room.unlink()
        waits.end()
        assert await waits.next() == POLL_INTERVAL_S
        found = await coverage(store)
        assert (found.mode, found.rejected, found.problem) == (
            SearchMode.MEANING,
            0,
            None,
        )
        assert len(await store.search.find_ids_by_meaning("flood", 99)) == 9
        keeping.cancel()
        await asyncio.wait([keeping])
    told = [
        r.getMessage() for r in caplog.records if "nothing can be" in r.getMessage()
    ]
    assert len(told) == 1
