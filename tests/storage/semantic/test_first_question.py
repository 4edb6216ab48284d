"""The first questions after a start wait for the encoder, not long, and not all of them."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from bot.app import App
from handlers.text.search_state import search_state
from storage.database.address import Address
from storage.semantic.embedding_job import START_DELAY_S
from storage.semantic.encoders.encoder import Encoder
from storage.store import Store, open_store
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.encoder import Broken, Quick, Waits
from tests.fakes.libraries.speeches import sentences, speech


class Gate:
    """A blocker of a thread that signals when it blocks."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.opened.set()  # or a test that fails would never end


def slow(gate: Gate) -> type[Encoder]:
    """Return an encoder that loads once the gate is opened."""

    class Slow(Quick):
        def __init__(self) -> None:
            gate.reached.set()
            gate.opened.wait()

    return Slow


@pytest.fixture
async def embedded(database: Address) -> Address:
    """A database whose vectors are complete."""
    async with open_store(database, encoder_type=Quick) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        await store.embedding.embed_all()
    return database


@asynccontextmanager
async def started(
    path: Address, kind: type[Encoder], waits: Waits
) -> AsyncIterator[Store]:
    """Open a store as a bot does that starts."""
    async with open_store(path, encoder_type=kind, sleep=waits) as store:
        await store.library.warm_up()
        keeping = asyncio.create_task(store.embedding.run())
        await asyncio.sleep(0)
        try:
            yield store
        finally:
            keeping.cancel()
            await asyncio.wait([keeping])


async def test_questions_wait_and_quotes_do_not(
    embedded: Address, gate: Gate, tmp_path: Path
) -> None:
    async with started(embedded, slow(gate), Waits()) as store:
        talk = Dialogue(NoFace(App(store, tmp_path)))
        asking = [
            asyncio.create_task(store.search.find_ids_by_meaning("flood", 99))
            for _ in range(3)
        ]
        await asyncio.to_thread(gate.reached.wait)
        await talk.says("/quote marden")
        assert "flood" in talk.text
        # Who wants these very words needs no encoder.
        assert (await store.search.find('"winter number"', count=1)).total
        assert not any(task.done() for task in asking)
        asking[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking[0]
        assert not any(task.done() for task in asking[1:])
        gate.opened.set()
        assert [len(each) for each in await asyncio.gather(*asking[1:])] == [9, 9]


async def test_after_a_while_words_answer(
    embedded: Address,
    gate: Gate,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("storage.semantic.vector_store.MAX_LOADING_WAIT_S", 0.0)
    waits = Waits()
    async with started(embedded, slow(gate), waits) as store:
        found = await store.search.find("flood", count=1)
        assert found.total
        assert not await store.search.find_ids_by_meaning("flood", 99)
        assert "words alone answer until it is" in caplog.text
        gate.opened.set()
        assert await waits.next() == START_DELAY_S
        assert len(await store.search.find_ids_by_meaning("flood", 99)) == 9


async def test_where_no_vectors_are_ready_nobody_waits(
    database: Address, gate: Gate
) -> None:
    waits = Waits()
    async with started(database, slow(gate), waits) as store:
        await store.loader.load([speech("floods", *sentences("flood", 9))])
        assert (await store.search.find("flood", count=1)).total
        assert await waits.next() == START_DELAY_S
        assert not gate.reached.is_set()


async def test_an_encoder_that_can_not_be_loaded_is_not_waited_for(
    embedded: Address, caplog: pytest.LogCaptureFixture
) -> None:
    waits = Waits()
    async with started(embedded, Broken, waits) as store:
        assert (await store.search.find("flood", count=1)).total
        assert not await store.search.find_ids_by_meaning("flood", 99)
        assert await waits.next() == START_DELAY_S
        assert "can't be loaded (wrong ELF class)" in caplog.text
        waits.end()
        await waits.next()
        found = await store.embedding.coverage()
        assert found
        state = search_state(found)
        assert state.startswith("by words and meaning, but stuck since")
        assert "wrong ELF class" in state
