"""Of two processes on one database one embeds; both search by what it stored."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial

import pytest

from handlers.text.search_state import search_state
from storage.corpus.rows import Generation
from storage.database.address import PostgresAddress
from storage.semantic.coverage import SearchMode
from storage.semantic.encoding_worker import EncodingWorker
from storage.store import Store, open_store
from tests.fakes.encoder import Quick
from tests.fakes.speeches import sentences, speech
from tests.fakes.waiting import until

Addresses = tuple[PostgresAddress, PostgresAddress]

FLOODS = speech("floods", *sentences("flood", 30))
FROSTS = speech("frosts", *sentences("frost", 20), speaker="Tom Marden")


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
