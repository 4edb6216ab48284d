import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.database.address import Address
from storage.database.batches import MAX_BATCH
from storage.database.connection import Connection
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.database.opening import open_database


@asynccontextmanager
async def opened(path: Address) -> AsyncIterator[Database]:
    base = await open_database(path)
    try:
        yield base
    finally:
        await base.close()


@pytest.fixture
async def base(database: Address) -> AsyncIterator[Database]:
    async with opened(database) as base:
        yield base


async def add(base: Database, key: str) -> int:
    async def work(writer: Connection) -> int:
        await writer.execute("INSERT INTO chats (key) VALUES (:key)", {"key": key})
        return int(await writer.value("SELECT COUNT(*) FROM chats"))

    return await base.write(work)


async def keys(base: Database) -> list[str]:
    async def work(reader: Connection) -> list[str]:
        rows = await reader.all("SELECT key FROM chats ORDER BY key")
        return [row["key"] for row in rows]

    return await base.read(work)


async def test_works_that_wait_run_in_their_order(base: Database) -> None:
    many = [f"{number:04}" for number in range(3 * MAX_BATCH + 1)]
    counts = await asyncio.gather(*(add(base, key) for key in many))
    assert counts == list(range(1, len(many) + 1))
    assert await keys(base) == many


async def test_a_work_that_fails_is_undone_alone(base: Database) -> None:
    async def regretted(writer: Connection) -> None:
        await writer.execute("INSERT INTO chats (key) VALUES ('b')")
        raise ValueError("changed my mind")

    ends = await asyncio.gather(
        add(base, "a"), base.write(regretted), add(base, "c"), return_exceptions=True
    )
    assert isinstance(ends[1], ValueError)
    assert await keys(base) == ["a", "c"]


async def test_what_a_constraint_refuses_harms_nobody(base: Database) -> None:
    ends = await asyncio.gather(
        add(base, "a"), add(base, "a"), add(base, "b"), return_exceptions=True
    )
    assert isinstance(
        ends[1], sqlite3.IntegrityError | asyncpg.IntegrityConstraintViolationError
    )
    assert await keys(base) == ["a", "b"]


async def added(key: str, writer: Connection) -> int:
    await writer.execute("INSERT INTO chats (key) VALUES (:key)", {"key": key})
    return int(await writer.value("SELECT COUNT(*) FROM chats"))


async def regretted(key: str, writer: Connection) -> int:
    await writer.execute("DELETE FROM chats WHERE key <> :key", {"key": key})
    raise ValueError(await writer.value("SELECT COUNT(*) FROM chats"))


async def removed(key: str, writer: Connection) -> int:
    return await writer.execute("DELETE FROM chats WHERE key = :key", {"key": key})


@settings(max_examples=30, deadline=None)
@given(
    asked=st.lists(
        st.tuples(
            st.sampled_from([added, regretted, removed]), st.sampled_from("abcd")
        ),
        max_size=12,
    )
)
async def test_works_together_end_as_they_do_one_after_the_other(
    tmp_path_factory: pytest.TempPathFactory,
    asked: list[tuple[Callable[[str, Connection], Coroutine[None, None, int]], str]],
) -> None:
    works = [partial(work, key) for work, key in asked]
    folder = tmp_path_factory.mktemp("batches")
    async with opened(folder / "one") as one, opened(folder / "other") as other:
        together = await asyncio.gather(*map(one.write, works), return_exceptions=True)
        alone = [
            end
            for work in works
            for end in await asyncio.gather(other.write(work), return_exceptions=True)
        ]
        assert list(map(repr, together)) == list(map(repr, alone))
        assert await keys(one) == await keys(other)


@pytest.mark.sqlite(reason="sets how long a file may be")
async def test_a_full_disk_keeps_none_and_tells_each(base: Database) -> None:
    async def full(writer: Connection) -> None:
        pages = await writer.value("PRAGMA page_count")
        await writer.value(f"PRAGMA max_page_count = {pages}")

    async def long(writer: Connection) -> None:
        await writer.execute(
            "INSERT INTO phrases (key, words) VALUES ('=', :words)",
            {"words": "x" * 100_000},
        )

    await base.write(full)
    ends = await asyncio.gather(
        add(base, "a"), base.write(long), add(base, "b"), return_exceptions=True
    )
    failed = [isinstance(end, StorageError) for end in ends]
    # As SQLite likes it, the whole transaction is undone, or the long work alone.
    assert failed[1]
    assert await keys(base) == [
        key for key, no in zip("axb", failed, strict=True) if not no
    ]


async def test_a_work_whose_waiter_left_is_not_begun(base: Database) -> None:
    async with base.transaction():
        late = asyncio.create_task(add(base, "late"))
        kept = asyncio.create_task(add(base, "kept"))
        await asyncio.sleep(0)
        late.cancel()
    await kept
    with pytest.raises(asyncio.CancelledError):
        await late
    assert await keys(base) == ["kept"]


async def test_where_all_waiters_left_those_after_them_have_their_turn(
    base: Database,
) -> None:
    async with base.transaction():
        late = [asyncio.create_task(add(base, key)) for key in "ab"]
        await asyncio.sleep(0)
        for each in late:
            each.cancel()
    ends = await asyncio.gather(*late, add(base, "c"), return_exceptions=True)
    assert [type(end) for end in ends] == [asyncio.CancelledError] * 2 + [int]
    assert await keys(base) == ["c"]


async def test_closing_right_after_a_work_ends(database: Address) -> None:
    base = await open_database(database)
    await add(base, "a")
    async with asyncio.timeout(5):
        await base.close()
    base = await open_database(database)
    assert await keys(base) == ["a"]
    await base.close()


async def test_a_read_sees_what_was_written_before_it(base: Database) -> None:
    await add(base, "a")
    assert await keys(base) == ["a"]


async def test_a_reader_can_t_write(base: Database) -> None:
    async def work(reader: Connection) -> None:
        await reader.execute("INSERT INTO chats (key) VALUES ('a')")

    with pytest.raises(StorageError, match=r"readonly|read-only"):
        await base.read(work)


@pytest.mark.sqlite(reason="its works run on a thread without an event loop")
async def test_a_work_may_wait_for_nothing_else(base: Database) -> None:
    async def dawdles(_writer: Connection) -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing but its connection"):
        await base.write(dawdles)
    assert await add(base, "a") == 1


async def test_closing_finishes_what_is_under_way(database: Address) -> None:
    base = await open_database(database)
    under_way = asyncio.create_task(add(base, "a"))
    await asyncio.sleep(0)
    await base.close()
    assert await under_way == 1
