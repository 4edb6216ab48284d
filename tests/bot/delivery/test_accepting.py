"""Updates that a platform hands over one by one, and repeats until they are taken."""

import asyncio
from collections.abc import Sequence

import pytest

from storage.database.errors import StorageError, disk_full_error
from storage.inbox.inbox import Inbox, StoredUpdate
from tests.fakes.programs.intake_desk import Desk, incoming, killed
from tests.fakes.waiting import until


@pytest.fixture
def desk(inbox: Inbox) -> Desk:
    return Desk(inbox)


class FullDisk:
    """A disk that has no space for some updates until the test says so."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.refused: set[int] = set()
        self.slow: dict[int, asyncio.Event] = {}
        self._store = desk.inbox.store
        monkeypatch.setattr(desk.inbox, "store", self.store)

    async def store(
        self, updates: Sequence[StoredUpdate], *, durable: bool = True
    ) -> None:
        for each in updates:
            if each.id in self.refused:
                raise disk_full_error("Nothing was saved")
            if gate := self.slow.get(each.id):
                await gate.wait()
        await self._store(updates, durable=durable)


async def test_it_is_on_disk_before_it_is_handled(desk: Desk) -> None:
    desk.waits = {"a"}
    async with killed(desk) as intake:
        for item in desk.say("a", "changes", 3):
            assert await intake.accept(item)
            assert item.id in [each.id for each in await desk.on_disk()]
    assert not desk.handled
    desk.waits = set()
    async with desk.process():
        pass
    assert desk.ids_of("a") == [1, 2, 3]
    assert not await desk.on_disk()


async def test_what_comes_twice_is_handled_once(desk: Desk) -> None:
    async with desk.process(confirms=True) as intake:
        (item,) = desk.say("a", "changes")
        taken = await asyncio.gather(
            *(intake.accept(incoming(item.update)) for _ in range(3))
        )
        assert sorted(taken) == [False, False, True]
    async with desk.process(confirms=True) as intake:
        assert not await intake.accept(incoming(item.update))
        intake.confirm(2)
    assert desk.ids_of("a") == [1]
    assert not await desk.on_disk()


async def test_what_can_t_be_stored_is_not_handled_until_it_comes_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(desk, monkeypatch)
    disk.refused = {1}
    async with desk.process() as intake:
        first, second = desk.say("a", "changes", 2)
        with pytest.raises(StorageError):
            await intake.accept(first)
        assert await intake.accept(second)
        await until(lambda: desk.ids_of("a") == [2])
        disk.refused.clear()
        assert await intake.accept(incoming(first.update))
    assert desk.ids_of("a") == [2, 1]
    assert not await desk.on_disk()


async def test_a_chat_s_updates_stay_in_order_and_delay_no_other_chat(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(desk, monkeypatch)
    disk.slow = {1: asyncio.Event()}
    async with desk.process() as intake:
        said = [
            *desk.say("a", "changes"),
            *desk.say("a", "asks"),
            *desk.say("b", "asks"),
        ]
        taking = [asyncio.create_task(intake.accept(item)) for item in said]
        await until(lambda: desk.ids_of("b") == [3])
        assert desk.ids_of("a") == []
        disk.slow[1].set()
        await asyncio.gather(*taking)
    assert desk.ids_of("a") == [1, 2]


async def test_what_is_cut_off_while_it_is_stored_is_taken_up_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(desk, monkeypatch)
    disk.slow = {1: asyncio.Event()}
    (item,) = desk.say("a", "changes")
    async with killed(desk) as intake:
        taking = asyncio.create_task(intake.accept(item))
        await asyncio.sleep(0)
        taking.cancel()
        disk.slow[1].set()
        await asyncio.wait([taking])
        assert taking.cancelled()
    async with desk.process() as intake:
        assert not await intake.accept(incoming(item.update))
    assert desk.ids_of("a") == [1]


async def test_more_than_a_queue_takes_is_handled_in_order(desk: Desk) -> None:
    async with desk.process() as intake:
        for item in desk.say("a", "changes", 200):
            assert await intake.accept(item)
        await until(lambda: len(desk.handled) == 200)
    assert desk.ids_of("a") == [*range(1, 201)]
    assert not await desk.on_disk()


async def test_what_waits_on_disk_is_handled_while_others_are_being_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(desk, monkeypatch)
    async with desk.process() as intake:
        (slow,) = desk.say("b", "changes")
        disk.slow = {slow.id: asyncio.Event()}
        storing = asyncio.create_task(intake.accept(slow))
        desk.waits = {"a"}
        for item in desk.say("a", "changes", 100):
            await intake.accept(item)
        assert intake.has_backlog
        desk.waits = set()
        desk.gate.set()
        await until(lambda: len(desk.handled) == 100)
        disk.slow[slow.id].set()
        assert await storing
    assert desk.ids_of("a") == [*range(2, 102)]
    assert desk.ids_of("b") == [1]
