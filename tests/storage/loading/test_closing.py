"""A store that is closed while the index of its library is still being made."""

import asyncio
import gc
import shutil
from typing import Any

import pytest

from storage.corpus.rows import Generation
from storage.database.address import Address, place_beside
from storage.database.errors import StorageError
from storage.store import open_store
from tests.fakes.libraries.speeches import sentences, speech

FLOODS = speech("floods", *sentences("flood", 4))


class SlowBuild:
    """A build of an index that begins, and ends only when it is told to or cancelled."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.fails = asyncio.Event()
        self.ended = asyncio.Event()

    async def __call__(self, generation: Generation) -> None:
        """Wait, and then fail in a way that nobody expects."""
        self.begun.set()
        try:
            await self.fails.wait()
            raise RuntimeError(generation)
        finally:
            self.ended.set()


@pytest.fixture
async def loaded(database: Address) -> Address:
    """A database with a library, whose index is gone."""
    async with open_store(database) as store:
        await store.loader.load([FLOODS])
    shutil.rmtree(place_beside(database, "index"))
    return database


async def test_what_is_being_made_ends_with_its_store(loaded: Address) -> None:
    build = SlowBuild()
    async with open_store(loaded) as store:
        store.generations.build_elsewhere = build
        waiting = asyncio.create_task(store.generations.make_ready())
        await build.begun.wait()
    assert build.ended.is_set()
    with pytest.raises(StorageError, match="closed"):
        await waiting


async def test_a_failure_is_seen_though_whoever_waited_was_cancelled(
    loaded: Address,
) -> None:
    unseen: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: unseen.append(context)
    )
    build = SlowBuild()
    async with open_store(loaded) as store:
        store.generations.build_elsewhere = build
        waiting = asyncio.create_task(store.generations.make_ready())
        await build.begun.wait()
        waiting.cancel()
        await asyncio.wait([waiting])
        build.fails.set()
        await build.ended.wait()
        # What is asked next begins anew, which lets go of what has failed.
        store.generations.build_elsewhere = None
        await store.generations.make_ready()
    gc.collect()
    assert unseen == []
