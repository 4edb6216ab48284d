"""What one process at a time does, on a real server."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from bot.operations import clock_watch
from storage.database import duties as module
from storage.database.address import postgres_address as address_of
from storage.database.duties import Duties
from storage.database.opening import open_database
from storage.database.postgres import clock as clock_module
from storage.database.postgres import lock_set, notices
from storage.database.time import utc_now
from storage.store import open_store
from tests.fakes.databases.postgres_server import Administrator

SLOW = timedelta(minutes=10)


@pytest.fixture
async def three(
    postgres_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[Duties]]:
    """Three processes that share a database."""
    monkeypatch.setattr(module, "RETRY_S", 0.01)
    async with AsyncExitStack() as stack:
        processes = []
        for _ in range(3):
            database = await open_database(address_of(postgres_address, tmp_path))
            stack.push_async_callback(database.close)
            processes.append(Duties(database))
            stack.push_async_callback(processes[-1].close)
        yield processes


async def test_a_duty_is_handed_over_when_its_process_ends(
    three: list[Duties], postgres: Administrator, postgres_address: str
) -> None:
    waits: list[int] = []
    has = await three[0].take("digests.x", lambda: waits.append(0))
    others = [
        asyncio.create_task(each.take("digests.x", lambda: waits.append(1)))
        for each in three[1:]
    ]
    other_bot = await three[2].take("digests.y", lambda: waits.append(2))
    while waits != [1, 1]:  # noqa: ASYNC110 - each is told once
        await asyncio.sleep(0.001)
    database = postgres_address.rpartition("/")[2]
    of_ours = f"datname = '{database}' AND locktype = 'advisory'"
    oldest = (
        "SELECT pid FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE "  # noqa: S608 - our own name
        + of_ours
        + " ORDER BY backend_start LIMIT 1"
    )
    postgres.run("SELECT pg_terminate_backend((" + oldest + "))")
    async with asyncio.timeout(10):
        await has.wait_lost()
        done, waiting = await asyncio.wait(others, return_when=asyncio.FIRST_COMPLETED)
        assert len(done) == len(waiting) == 1
        await has.release()
        await done.pop().result().release()
        await (await waiting.pop()).release()
    await other_bot.release()


async def test_a_process_that_hangs_has_no_duty_any_more(
    three: list[Duties], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hanging:
        hanging.setattr(notices, "FROZEN_MS", 50)
        hanging.setattr(lock_set, "HEARTBEAT_S", 60.0)
        await three[0].take("digests.x", lambda: None)
    async with asyncio.timeout(10):
        await three[1].take("digests.x", lambda: None)
    assert not await (await three[2].session()).try_lock(["digests.x"])


async def test_no_machine_goes_by_its_own_clock(
    postgres_address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    address = address_of(postgres_address, tmp_path)

    waits = 0

    async def wait(_seconds: float) -> None:
        nonlocal waits
        waits += 1
        if waits == 2:
            monkeypatch.setattr(clock_module, "utc_now", utc_now)
        if waits == 3:
            raise asyncio.CancelledError

    async with open_store(address) as first:
        monkeypatch.setattr(clock_module, "utc_now", lambda: utc_now() - SLOW)
        async with open_store(address) as second:
            assert abs(first.now() - second.now()) < timedelta(seconds=5)
            with pytest.raises(asyncio.CancelledError):
                await clock_watch.watch_clock(second, wait=wait)
    told = [each.message for each in caplog.records if "clock" in each.message]
    assert len(told) == 2
    # The way to the server and back takes a moment.
    assert re.search(r"(599|60[0-9]) s behind", told[0])
    assert "agrees" in told[1]
