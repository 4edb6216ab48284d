"""Of two processes on one database one embeds; both search by what it stored."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from functools import partial

import pytest

from handlers.text.search_state import search_state
from storage.corpus.rows import Generation
from storage.database.address import PostgresAddress
from storage.database.postgres.transactions import lock_key
from storage.semantic.coverage import SearchMode
from storage.semantic.embedding_job import LOCK
from storage.semantic.encoders.encoding_worker import EncodingWorker
from storage.store import Store, open_store
from tests.fakes.databases.postgres_server import Administrator
from tests.fakes.libraries.encoder import Quick
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.programs.forked import ForkedProgram
from tests.fakes.programs.warm import CODE, ROOT
from tests.fakes.waiting import until

Addresses = tuple[PostgresAddress, PostgresAddress]

FLOODS = speech("floods", *sentences("flood", 30))
FROSTS = speech("frosts", *sentences("frost", 20), speaker="Tom Marden")

STOPS = """
import asyncio, sys
from pathlib import Path
from storage.database.address import PostgresAddress
from storage.semantic.encoders.encoding_worker import EncodingWorker
from storage.store import open_store
from tests.fakes.libraries.encoder import Quick

encode = EncodingWorker.encode
batches = iter(range(3))

async def encode_some(worker, texts):
    if next(batches) == 2:
        print("in the middle", flush=True)
        await asyncio.Event().wait()
    return await encode(worker, texts)

async def main(url, folder):
    address = PostgresAddress(url=url, folder=Path(folder))
    async with open_store(address, encoder_type=Quick) as store:
        await store.embedding.run()

EncodingWorker.encode = encode_some
asyncio.run(main(*sys.argv[1:]))
"""


@contextlib.asynccontextmanager
async def embedding(address: PostgresAddress) -> AsyncIterator[Store]:
    """Open a store whose background job polls without pauses."""
    async with open_store(address, encoder_type=Quick, sleep=briefly) as store:
        task = asyncio.create_task(store.embedding.run())
        yield store
        task.cancel()
        await asyncio.wait([task])


async def briefly(_: float) -> None:
    await asyncio.sleep(0.01)


def is_active(store: Store, generation: Generation) -> bool:
    return store.search._vector_store.get(generation) is not None  # noqa: SLF001


async def test_each_passage_is_embedded_once_and_found_by_both(
    addresses: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedded: list[str] = []
    encode = EncodingWorker.encode

    async def noted(worker: EncodingWorker, texts: list[str]) -> dict[str, bytes]:
        embedded.extend(texts)
        return await encode(worker, texts)

    monkeypatch.setattr(EncodingWorker, "encode", noted)
    async with embedding(addresses[0]) as one, embedding(addresses[1]) as other:
        await one.loader.load([FLOODS, FROSTS])
        generation = await one.embedding._generation()  # noqa: SLF001
        for store in (one, other):
            await until(partial(is_active, store, generation))
        assert len(embedded) == len(set(embedded)) == 50
    async with open_store(addresses[1], encoder_type=Quick) as store:
        coverage = await store.embedding.coverage()
        assert coverage
        assert (coverage.mode, coverage.embedded) == (SearchMode.MEANING, 50)


@pytest.mark.parametrize("end", ["kill -9", "its lock is lost"])
async def test_another_goes_on_where_the_one_that_embeds_is_gone(
    addresses: Addresses,
    postgres: Administrator,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
) -> None:
    embedded: list[str] = []
    encode = EncodingWorker.encode

    async def noted(worker: EncodingWorker, texts: list[str]) -> dict[str, bytes]:
        embedded.extend(texts)
        return await encode(worker, texts)

    monkeypatch.setattr(EncodingWorker, "encode", noted)
    one, other = addresses
    async with open_store(other, encoder_type=Quick) as store:
        await store.loader.load([FLOODS, FROSTS])
    process = await ForkedProgram.start(
        [CODE, STOPS, one.url, str(one.folder)], folder=ROOT, environment=os.environ
    )
    try:
        assert await process.stdout.readline() == b"in the middle\n"
        async with embedding(other) as store:
            generation = await store.embedding._generation()  # noqa: SLF001
            coverage = await store.embedding.coverage()
            assert coverage
            assert coverage.embedded == 2 * Quick.batch
            assert not embedded
            if end == "kill -9":
                process.kill()
            else:
                key = lock_key("public", "lock", LOCK)
                holds = f"(classid::BIGINT << 32 | objid::BIGINT) = {key}"
                end_it = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE"
                postgres.run(f"{end_it} locktype = 'advisory' AND {holds}")
            await until(partial(is_active, store, generation))
            coverage = await store.embedding.coverage()
    finally:
        await process.close()
    assert coverage
    assert (coverage.mode, coverage.embedded) == (SearchMode.MEANING, 50)
    # Nothing that was stored is embedded once more.
    assert len(embedded) == 50 - 2 * Quick.batch


async def test_status_on_a_machine_without_a_bot_says_what_bots_search_by(
    addresses: Addresses,
) -> None:
    async with open_store(addresses[0], encoder_type=Quick) as store:
        await store.loader.load([FLOODS])
    async with open_store(addresses[1], encoder_type=Quick, read_only=True) as status:
        before = await status.embedding.coverage()
    async with open_store(addresses[0], encoder_type=Quick) as store:
        assert await store.embedding.embed_all()
    async with open_store(addresses[1], encoder_type=Quick, read_only=True) as status:
        after = await status.embedding.coverage()
    assert search_state(before).startswith("by words; 0 of 30 excerpts embedded")
    assert search_state(after) == "by words and meaning"
