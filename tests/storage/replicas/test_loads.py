"""Loads of two processes on one PostgreSQL database, each with an index of its own."""

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from content.model import Transcript
from content.transcript_file import serialize
from storage.corpus.planned_library import (
    PlannedLibrary,
    read_planned_stamps,
    write_planned,
)
from storage.corpus.rows import Generation, read_generation
from storage.corpus.summary import LibrarySummary
from storage.database.address import PostgresAddress
from storage.database.errors import StorageError
from storage.database.postgres import notices
from storage.loading.index_worker import IndexJob, OnSteps, build_in_worker
from storage.loading.replicas import CHANNEL, MAX_WAIT_S, Membership, Replicas
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.waiting import until

Stores = tuple[Store, Store]

FLOODS = speech("floods", *sentences("flood", 9))
FROSTS = speech("frosts", *sentences("frost", 7), speaker="Tom Marden")
FIRES = speech("fires", *sentences("fire", 5), speaker="Ruth Oakley")


async def found(store: Store, words: str) -> int:
    return len((await store.search.find(words, count=100, merged=False)).excerpts)


async def test_of_two_loads_at_once_one_waits_for_the_other(stores: Stores) -> None:
    told: list[tuple[str, int, int]] = []

    async def load(store: Store, transcripts: Sequence[Transcript]) -> None:
        await store.loader.load(transcripts, lambda *progress: told.append(progress))

    await asyncio.gather(load(stores[0], [FLOODS]), load(stores[1], [FLOODS, FROSTS]))
    assert ("Waiting for another load", 1, 1) in told
    both = [(await found(each, "flood"), await found(each, "frost")) for each in stores]
    assert both in ([(9, 0)] * 2, [(9, 7)] * 2)
    # The one that came second compared with what the first one wrote: two generations.
    assert [each.generations.loaded_number for each in stores] == [2, 2]
    counts = [await each.library.counts() for each in stores]
    drawn = [
        await each.random_excerpts.draw("telegram:1")
        for each in stores
        for _ in range(counts[0].excerpts // 2)
    ]
    assert len({each.excerpt.id for each in drawn if each}) == len(drawn)


async def question(store: Store) -> tuple[int, int]:
    """Ask for both words at once: the rows of an answer are those of its index."""
    page = await store.search.find("flood frost", count=100, merged=False)
    kinds = Counter(each.slug for each in page.excerpts)
    assert sum(kinds.values()) == page.total
    return kinds["floods"], kinds["frosts"]


async def test_a_load_changes_the_rows_when_all_have_built_their_index(
    stores: Stores, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "storage.loading.follower")
    one, other = stores
    await one.loader.load([FLOODS])
    assert [await question(each) for each in stores] == [(9, 0)] * 2
    async with one.follower.following(), other.follower.following():
        loading = asyncio.create_task(one.loader.load([FROSTS]))
        seen: set[tuple[int, int]] = set()
        while not loading.done():
            seen |= set(await asyncio.gather(*map(question, stores)))
        await loading
        assert "prepared for generation 2" in caplog.text
        assert [await question(each) for each in stores] == [(0, 7)] * 2
    assert seen <= {(9, 0), (0, 7)}
    assert await rows(other, "planned_transcripts") == 0
    assert await rows(other, "replicas") == 0


async def test_a_reload_in_one_bot_prepares_the_other(
    stores: Stores, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "storage.loading.follower")
    one, other = stores
    folder = tmp_path / "transcripts"
    folder.mkdir()
    (folder / "frosts.md").write_text(serialize(FROSTS), encoding="utf-8")
    await one.loader.load([FLOODS])
    assert [await question(each) for each in stores] == [(9, 0)] * 2
    tasks: set[str] = set()
    async with one.follower.following(), other.follower.following():
        await one.reloader.reload(folder, lambda task, *_: tasks.add(task))
        assert [await question(each) for each in stores] == [(0, 7)] * 2
    # The bot itself was prepared by its own load.
    assert caplog.text.count("prepared for generation 2") == 1
    assert "Preparing other processes" in tasks


async def test_a_process_that_can_not_build_its_index_tries_again(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = stores
    await one.loader.load([FLOODS])
    await other.library.warm_up()
    monkeypatch.setattr("storage.loading.follower.LOOK_INTERVAL_S", 0.05)
    failures = [StorageError("the disk is full"), RuntimeError("a bug")]

    async def fails_twice(job: IndexJob, on_steps: OnSteps | None) -> bool:
        if failures:
            raise failures.pop()
        return await build_in_worker(job, on_steps)

    monkeypatch.setattr("storage.loading.follower.build_in_worker", fails_twice)
    async with other.follower.following():
        await one.loader.load([FROSTS])
        assert other.generations.is_prepared(await newest(one)) or (
            other.generations.loaded_number == 2
        )
        assert await question(other) == (0, 7)
    assert "a new library may not be seen: the disk is full" in caplog.text


async def test_what_a_killed_load_had_planned_is_forgotten(stores: Stores) -> None:
    one, other = stores
    await one.loader.load([FLOODS])
    await other.library.warm_up()
    killed = LibrarySummary(
        generation=Generation(2, "killed"), languages=("en",), people=()
    )
    database = one.library._database  # noqa: SLF001
    async with other.follower.following():
        planned = PlannedLibrary(touched_slugs=frozenset({"floods"}), written=())
        await write_planned(database, planned, killed)
        await database.notify(CHANNEL)
        await until(lambda: other.generations.is_prepared(killed.generation))
        # It is prepared for what never comes, and answers from what is there.
        assert await question(other) == (9, 0)
        await one.loader.load([FROSTS])
        assert await question(other) == (0, 7)
    assert await rows(one, "planned_library") == 0


async def test_a_load_that_goes_on_without_the_lock_leaves_what_another_has_planned(
    stores: Stores,
) -> None:
    one, _ = stores
    database = one.library._database  # noqa: SLF001
    await one.loader.load([FLOODS])
    slow = Membership(database, "slow")
    await slow.keep(1)
    planned = PlannedLibrary(touched_slugs=frozenset({"floods"}), written=())

    def summary(stamp: str) -> LibrarySummary:
        return LibrarySummary(
            generation=Generation(2, stamp), languages=("en",), people=()
        )

    stopped, running = Replicas(database), Replicas(database)
    await write_planned(database, planned, summary("killed"))
    await stopped.note_left()
    preparing = [
        asyncio.create_task(running.prepare(planned, summary("running"))),
    ]
    await until_planned(one, {"killed", "running"})
    # It was stopped before it had planned anything, and goes on.
    preparing.append(asyncio.create_task(stopped.prepare(planned, summary("stopped"))))
    await until_planned(one, {"running", "stopped"})
    await stopped.announce("stopped")
    await until_planned(one, {"running"})
    for each in preparing:
        each.cancel()
    await asyncio.gather(*preparing, return_exceptions=True)
    await running.announce("running")
    await until_planned(one, set())
    await slow.leave()


async def test_a_process_that_is_gone_is_not_waited_for(stores: Stores) -> None:
    one, other = stores
    gone = Membership(other.library._database, "gone")  # noqa: SLF001
    await gone.keep(1)
    assert gone._lock  # noqa: SLF001
    await gone._lock.release()  # noqa: SLF001 - as the server does when one is killed
    async with asyncio.timeout(30):
        await one.loader.load([FLOODS])
    assert await rows(one, "replicas") == 0


async def test_a_process_that_hangs_is_not_waited_for_until_it_goes_on(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = stores
    hanging = Membership(other.library._database, "hanging")  # noqa: SLF001
    with monkeypatch.context() as stopped:
        stopped.setattr(notices, "FROZEN_MS", 50)
        stopped.setattr(notices, "HEARTBEAT_S", 60.0)
        await hanging.keep(1)
    async with asyncio.timeout(30):
        await one.loader.load([FLOODS])
    assert await rows(one, "replicas") == 0
    await hanging.keep(1)
    assert await rows(one, "replicas") == 1
    await hanging.leave()


async def test_a_process_is_waited_for_as_long_as_it_gets_further(
    stores: Stores, caplog: pytest.LogCaptureFixture
) -> None:
    one, other = stores
    await one.loader.load([FLOODS])
    slow = Membership(other.library._database, "slow")  # noqa: SLF001
    await slow.keep(1)
    now = 0.0
    polls = 0

    def note(*_: object) -> None:
        nonlocal polls
        polls += 1

    async def is_seen() -> None:
        after = polls + 2  # of two more looks, the first one is over
        await until(lambda: polls >= after or waiting.done())

    replicas = Replicas(one.library._database, clock=lambda: now)  # noqa: SLF001
    summary = LibrarySummary(
        generation=Generation(2, "stamp"), languages=("en",), people=()
    )
    planned = PlannedLibrary(touched_slugs=frozenset({"floods"}), written=())
    waiting = asyncio.create_task(replicas.prepare(planned, summary, note))
    for steps in range(1, 6):
        await slow.set_building(1, "stamp", steps)
        await is_seen()
        now += 0.7 * MAX_WAIT_S
        await is_seen()
        assert not waiting.done()
    # As where it begins anew, since the disk is full at the end.
    await slow.set_building(1, "stamp", 2)
    await is_seen()
    now += 0.7 * MAX_WAIT_S
    await waiting
    assert "1 processes were not prepared in time" in caplog.text
    await slow.leave()


async def test_who_builds_an_index_says_how_far_it_is(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = stores
    await one.loader.load([FLOODS, FROSTS])
    said: list[tuple[str, int]] = []
    tell = Membership.set_building

    async def noted(member: Membership, serving: int, stamp: str, steps: int) -> None:
        said.append((stamp, steps))
        await tell(member, serving, stamp, steps)

    monkeypatch.setattr(Membership, "set_building", noted)
    async with other.follower.following():
        await one.loader.load([FLOODS, FIRES])
        assert await question(other) == (9, 0)
    assert said == [((await newest(one)).stamp, 1)]


async def test_a_library_that_was_not_announced_is_seen(stores: Stores) -> None:
    one, other = stores
    await one.loader.load([FLOODS])
    await other.library.warm_up()
    async with other.follower.following():
        # As if the way to the server had been lost while it was planned.
        await one.library._database.write(  # noqa: SLF001
            lambda writer: writer.execute("DELETE FROM replicas")
        )
        await one.loader.load([FROSTS])
        answers = await asyncio.gather(*(question(other) for _ in range(10)))
        assert answers == [(0, 7)] * 10
        assert other.generations.loaded_number == 2


async def test_a_folder_that_two_use_is_written_once(
    addresses: tuple[PostgresAddress, PostgresAddress], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    async with (
        open_store(addresses[0], cache=cache) as one,
        open_store(addresses[1], cache=cache) as other,
        one.follower.following(),
        other.follower.following(),
    ):
        for library in ([FLOODS], [FROSTS], [FIRES], [FLOODS, FROSTS]):
            await one.loader.load(library)
            await asyncio.gather(question(one), question(other))
        assert one.generations.folder == other.generations.folder
        assert one.generations.folder.is_relative_to(cache)
        names = {each.name for each in one.generations.folder.iterdir()}
        assert names >= {one.generations.path(await newest(one)).name}
        # The one before is kept for slow readers, and none is half a one.
        assert len(names) <= 3
        assert not any(each.endswith(".draft") for each in names)


async def newest(store: Store) -> Generation:
    return await store.library._database.read(read_generation)  # noqa: SLF001


async def until_planned(store: Store, stamps: Collection[str]) -> None:
    """Wait until just these loads have planned a library."""
    database = store.library._database  # noqa: SLF001
    async with asyncio.timeout(10):
        while await database.read(read_planned_stamps) != stamps:
            pass


async def rows(store: Store, table: str) -> int:
    return int(
        await store.library._database.read(  # noqa: SLF001
            lambda reader: reader.value(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
        )
    )
