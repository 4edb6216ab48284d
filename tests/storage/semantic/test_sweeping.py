"""Vectors go with their texts, a generation later, while others write."""

import asyncio
import random
from pathlib import Path

import pytest

pytest.importorskip("numpy", reason="numpy comes with the extra semantic")

from storage.database.address import Address
from storage.database.database import Database
from storage.database.opening import open_database
from storage.semantic.embedding_job import POLL_INTERVAL_S, START_DELAY_S
from storage.semantic.passages import VectorTable
from storage.semantic.sweeping import WRITE_ROWS
from storage.store import open_store
from tests.fakes.libraries.encoder import DEADLY, Quick, Waits
from tests.fakes.libraries.speeches import edited, sentences, speech

FLOODS = speech("floods", *sentences("flood", 3))
FROSTS = speech("frosts", *sentences("frost", 4))
FIRES = speech("fires", *sentences("fire", 5))


async def counted(base: Database, table: str = "vectors") -> int:
    async with base.snapshot() as snapshot:
        number = await snapshot.value(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 - fixed tables, no input
    return int(number)


async def count(address: Address, table: str = "vectors") -> int:
    base = await open_database(address, read_only=True)
    try:
        return await counted(base, table)
    finally:
        await base.close()


async def test_they_outlast_their_texts_by_one_generation(database: Address) -> None:
    async with open_store(database, encoder_type=Quick) as store:
        for transcripts, removed, kept in (
            ([FLOODS, FROSTS], 0, 7),
            ([FROSTS], 0, 7),
            ([FROSTS, FIRES], 3, 9),
            ([FIRES], 0, 9),
            ([FLOODS], 4, 8),
        ):
            await store.loader.load(transcripts)
            await store.embedding.embed_all()
            assert await store.embedding.remove_unused() == removed
            assert await store.embedding.remove_unused() == 0
            assert await count(database) == kept


async def test_what_comes_back_with_the_next_reload_is_not_embedded_anew(
    database: Address,
) -> None:
    told: list[tuple[int, int]] = []
    async with open_store(database, encoder_type=Quick) as store:
        for transcripts in ([FLOODS, FROSTS], [FROSTS], [FLOODS, FROSTS]):
            told.clear()
            await store.loader.load(transcripts)
            await store.embedding.embed_all(lambda *done: told.append(done))
            await store.embedding.remove_unused()
        assert not told
        # From here on they count as used: once more they outlast a generation.
        await store.loader.load([FROSTS])
        assert await store.embedding.remove_unused() == 0
    assert await count(database) == 7


async def test_what_was_set_aside_is_swept_too(database: Address) -> None:
    async def wait(_: float) -> None:
        await asyncio.sleep(0)

    deadly = edited(FLOODS, "number 0", DEADLY)
    async with open_store(database, encoder_type=Quick, sleep=wait) as store:
        for transcripts, kept in (([deadly], 1), ([FROSTS], 1), ([FIRES], 0)):
            await store.loader.load(transcripts)
            await store.embedding.embed_all()
            await store.embedding.remove_unused()
            assert await count(database, "refused") == kept


async def test_others_write_between_its_portions(database: Address) -> None:
    many = speech("many", *sentences("storm", 8 * WRITE_ROWS))
    seen: set[int] = set()
    watching = await open_database(database)
    async with open_store(database, encoder_type=Quick) as store:
        for transcripts in ([many], [FROSTS], [FLOODS]):
            await store.loader.load(transcripts)
            await store.embedding.embed_all()
            sweeping = asyncio.create_task(store.embedding.remove_unused())
            while not sweeping.done():
                assert await store.random_excerpts.draw("terminal:0")
                seen.add(await counted(watching))
            await sweeping
        await watching.close()
    assert len(seen) > 3


@pytest.mark.sqlite(reason="folds SQLite's log")
async def test_nobody_who_writes_has_to_fold_what_it_wrote(database: Path) -> None:
    dice = random.Random(1)
    lost = {f"lost {n}": dice.randbytes(384) for n in range(3_000)}
    async with open_store(database, encoder_type=Quick) as store:
        await store.loader.load([FLOODS])
        await store.embedding.embed_all()
        base = await open_database(database)
        async with base.transaction() as writer:
            await VectorTable(Quick.name).insert(writer, lost)
        await base.close()
        assert await store.embedding.remove_unused() == 0
        await store.loader.load([FROSTS])
        await store.embedding.embed_all()
    async with open_store(database, encoder_type=Quick) as store:
        assert await store.embedding.remove_unused() == len(lost)
        # The log, which is as long as it ever was: SQLite folds it from 1,000 pages on.
        log = database.with_name(f"{database.name}-wal").stat().st_size
    assert log < 1_000 * 4_096


async def test_the_background_sweeps(database: Address) -> None:
    waits = Waits()
    async with open_store(database, encoder_type=Quick, sleep=waits) as store:
        keeping = asyncio.create_task(store.embedding.run())
        assert await waits.next() == START_DELAY_S
        for transcripts, kept in (([FLOODS], 3), ([FROSTS], 7), ([FIRES], 9)):
            await store.loader.load(transcripts)
            waits.end()
            assert await waits.next() == POLL_INTERVAL_S
            assert await count(database) == kept
        keeping.cancel()
        await asyncio.wait([keeping])
