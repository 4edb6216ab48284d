"""Processes that take in updates of the same chats, over one PostgreSQL database."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import orjson
import pytest

from bot.delivery import shared_intake
from bot.delivery.base_intake import PAGE_SIZE
from bot.delivery.incoming import Incoming
from bot.delivery.shared_intake import SharedIntake
from storage.copying.copier import copy_database
from storage.database.address import postgres_address as address_of
from storage.database.database import Database
from storage.database.duties import Duties
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.inbox.inbox import Inbox, StoredUpdate
from tests.fakes.databases.postgres_server import Administrator
from tests.fakes.programs.intake_desk import Said, incoming, weigh
from tests.fakes.telegram.world import TIMEOUT_S
from tests.fakes.waiting import until


@dataclass
class Office:
    """What several processes have handled: chat, id, questions skipped, process."""

    address: str
    folder: Path
    handled: list[tuple[str, int, int, str]] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    queued: list[int] = field(default_factory=list)

    def hold(self, id_: int) -> asyncio.Event:
        """Have an update take until the event is set."""
        return self.gates.setdefault(id_, asyncio.Event())

    @property
    def ids(self) -> list[int]:
        return [id_ for _, id_, _, _ in self.handled]


@dataclass
class Process:
    """One of the processes."""

    name: str
    office: Office
    database: Database

    def __post_init__(self) -> None:
        self.duties = Duties(self.database)
        self.inbox = Inbox(self.database, duties=self.duties)
        self.intake: SharedIntake[Said] = SharedIntake(
            "test",
            self.inbox,
            self.duties,
            read=incoming,
            handle=self.handle,
            weigh=weigh,
            on_queued=lambda item: self.office.queued.append(item.id),
            now=self.database.now,
        )

    async def handle(self, item: Incoming[Said]) -> None:
        self.office.begun.append(item.id)
        if gate := self.office.gates.get(item.id):
            await gate.wait()
        chat = item.update["chat"]
        self.office.handled.append((chat, item.id, item.skipped, self.name))

    async def hear(self, chat: str, id_: int, kind: str = "changes") -> bool:
        """Take an update in; return whether it is new."""
        return await self.intake.accept(
            incoming({"id": id_, "chat": chat, "kind": kind})
        )

    async def hear_move(self, old: str, new: str, id_: int) -> bool:
        """Take in that a chat moves, as it is said under its old key."""
        said: Said = {"id": id_, "chat": old, "kind": "moves", "moves_to": new}
        return await self.intake.accept(incoming(said))

    async def hear_arrival(self, old: str, new: str, id_: int) -> bool:
        """Take in that a chat has moved, as it is said under its new key."""
        said: Said = {"id": id_, "chat": new, "kind": "moves", "moves_from": old}
        return await self.intake.accept(incoming(said))

    async def on_disk(self) -> Sequence[StoredUpdate]:
        page = await self.inbox.page("test", after=None, limit=9_999)
        return [each for each in page if not each.is_done]

    async def has_left(self, *ids: int) -> None:
        """Wait until no other updates than these are unfinished in the database."""
        async with asyncio.timeout(TIMEOUT_S):
            while {each.id for each in await self.on_disk()} != {*ids}:  # noqa: ASYNC110 - nothing signals the change
                await asyncio.sleep(0.01)

    async def kill(self) -> None:
        """End without another word to the database."""
        error = asyncio.CancelledError()
        await self.intake.__aexit__(asyncio.CancelledError, error, None)
        await self.duties.close()


@pytest.fixture
def office(postgres_address: str, tmp_path: Path) -> Office:
    return Office(postgres_address, tmp_path)


@asynccontextmanager
async def processes(office: Office, *names: str) -> AsyncIterator[list[Process]]:
    """Run processes; at the end, what is queued is finished."""
    async with AsyncExitStack() as ends:
        running = []
        for name in names:
            database = await open_database(address_of(office.address, office.folder))
            ends.push_async_callback(database.close)
            process = Process(name, office, database)
            ends.push_async_callback(process.duties.close)
            ends.push_async_callback(process.intake.close)
            await ends.enter_async_context(process.intake)
            await process.intake.take_up()
            running.append(process)
        yield running


@asynccontextmanager
async def one_then_another(
    office: Office, chat: str
) -> AsyncIterator[tuple[Process, Process]]:
    """Run a process that has begun with update 1, and then another, which leaves it that."""
    async with processes(office, "a") as (a,):
        await a.hear(chat, 1)
        await until(lambda: office.begun == [1])
        async with processes(office, "b") as (b,):
            yield a, b


END_LOCKS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = '{}' AND state = 'idle'
        AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')
    """
"""Ends the sessions that hold locks beyond a transaction."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_intake, "LOOK_INTERVAL_S", 0.02)


async def test_one_chat_is_answered_in_order_whoever_hears_it(office: Office) -> None:
    first = office.hold(1)
    async with processes(office, "a", "b") as (a, b):
        for id_ in range(1, 21):
            assert await (a if id_ % 2 else b).hear("x", id_)
        await until(lambda: office.begun == [1])
        assert await b.hear("y", 21)
        await until(lambda: office.ids == [21])
        assert office.begun == [1, 21]
        first.set()
        await until(lambda: len(office.handled) == 21)
        assert office.ids == [21, *range(1, 21)]
        assert not await a.hear("x", 4)
        assert not await b.hear("x", 20)
    assert len(office.handled) == 21


async def test_what_a_killed_process_had_is_taken_up_in_order(office: Office) -> None:
    office.hold(1)
    async with one_then_another(office, "x") as (a, b):
        for id_ in range(2, 7):
            await (b if id_ == 3 else a).hear("x", id_)
        office.gates.clear()  # for who comes next
        await a.kill()
        await until(lambda: len(office.handled) == 6)
        assert [(id_, who) for _, id_, _, who in office.handled] == [
            (id_, "b") for id_ in range(1, 7)
        ]
        assert not await b.hear("x", 5)


async def test_what_is_read_while_a_process_is_killed_is_not_begun(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, reads, killed = Inbox.chat_page, 0, asyncio.Event()

    class Gate(asyncio.Event):
        async def wait(self) -> Literal[True]:
            try:
                return await super().wait()
            finally:
                killed.set()

    async def read_until_killed(
        inbox: Inbox, chat: str, *, after: int, limit: int, done: bool
    ) -> Sequence[StoredUpdate]:
        nonlocal reads
        page = await read(inbox, chat, after=after, limit=limit, done=done)
        reads += 1
        if reads == 2:
            await killed.wait()
        return page

    monkeypatch.setattr(Inbox, "chat_page", read_until_killed)
    office.gates[1] = Gate()
    async with processes(office, "a") as (a,):
        await a.hear("x", 1)
        await until(lambda: office.begun == [1])
        await a.hear("x", 2)
        await until(lambda: reads == 2)
        await a.kill()
        await asyncio.sleep(0)
        assert office.begun == [1]
        assert [stored.id for stored in await a.on_disk()] == [1, 2]


async def test_who_loses_the_server_begins_nothing_more(
    office: Office, postgres: Administrator
) -> None:
    first = office.hold(1)
    async with one_then_another(office, "x") as (a, b):
        for id_ in (2, 3):
            await a.hear("x", id_)
        locks = await a.duties.session()
        postgres.run(END_LOCKS.format(office.address.rpartition("/")[2]))
        await until(lambda: not locks.is_held)
        first.set()
        await until(lambda: {1, 2, 3} <= {*office.ids})
        # What was under way may be answered once more; nothing else is.
        assert sorted(office.ids)[-2:] == [2, 3]
        assert office.ids.count(2) == office.ids.count(3) == 1
        await b.hear("x", 4)
        await until(lambda: office.ids[-1] == 4)


async def test_what_was_queued_when_the_server_was_lost_comes_before_what_came_later(
    office: Office, postgres: Administrator
) -> None:
    first = office.hold(1)
    async with processes(office, "a") as (a,):
        await a.hear("x", 1)
        await until(lambda: office.begun == [1])
        for id_ in (2, 3):
            await a.hear("x", id_)
            await until(lambda: office.queued[-1] == id_)  # noqa: B023 - awaited at once
        before = await a.duties.session()
        postgres.run(END_LOCKS.format(office.address.rpartition("/")[2]))
        await until(lambda: a.intake._locks is not before)  # noqa: SLF001
        for id_ in (4, 5):
            await a.hear("x", id_)
        await until(lambda: 4 in office.queued)
        first.set()
        await until(lambda: {*office.ids} == {1, 2, 3, 4, 5})
    assert office.ids == [1, 2, 3, 4, 5]


async def test_what_is_answered_while_its_chat_is_read_is_not_answered_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, slow = office.hold(1), asyncio.Event()
    async with processes(office, "a") as (a,):
        await a.hear("x", 1)
        await until(lambda: office.begun == [1])
        read, pages = a.inbox.chat_page, []

        async def read_slowly(
            chat: str, *, after: int, limit: int, done: bool
        ) -> Sequence[StoredUpdate]:
            pages.append(await read(chat, after=after, limit=limit, done=done))
            await slow.wait()
            return pages[-1]

        monkeypatch.setattr(a.inbox, "chat_page", read_slowly)
        await a.hear("x", 2)
        await until(lambda: bool(pages))
        assert [stored.id for stored in pages[0]] == [1, 2]
        first.set()
        while [stored.id for stored in await a.on_disk()] != [2]:
            pass
        slow.set()
        await until(lambda: 2 in office.ids)
    assert office.ids == [1, 2]


async def test_of_a_flood_of_questions_the_last_is_answered(office: Office) -> None:
    first = office.hold(1)
    count = PAGE_SIZE + 30
    async with processes(office, "a", "b") as (a, b):
        await a.hear("x", 1)
        await until(lambda: office.begun == [1])
        for id_ in range(2, count + 1):
            await b.hear("x", id_, "asks")
        await b.hear("x", count + 1)
        first.set()
        await until(lambda: count + 1 in office.ids)
    assert office.ids == [*range(1, PAGE_SIZE + 2), count, count + 1]
    assert office.handled[-2][:3] == ("x", count, count - PAGE_SIZE - 2)


async def test_updates_in_no_chat_wait_for_nobody(office: Office) -> None:
    office.hold(1)
    async with one_then_another(office, "") as (a, b):
        assert not await b.hear("", 1)
        for id_ in (2, 3):
            assert await a.hear("", id_)
            assert not await b.hear("", id_)
        await until(lambda: {*office.ids} == {2, 3})
        await a.has_left(1)  # What is handled, and not yet done, is handled again.
        office.gates.clear()  # for who comes next
        await a.kill()
        await until(lambda: 1 in office.ids)
    assert sorted(office.ids) == [1, 2, 3]


async def test_a_chat_that_moved_waits_for_what_another_process_has(
    office: Office,
) -> None:
    first = office.hold(1)
    async with processes(office, "a", "b") as (a, b):
        await a.hear("old", 1)
        await until(lambda: office.begun == [1])
        assert await b.hear_move("old", "new", 2)
        assert await b.hear("new", 3)
        await b.hear("other", 4)
        await until(lambda: office.ids == [4])
        assert not await a.hear_move("old", "new", 2)
        assert office.begun == [1, 4]
        first.set()
        await until(lambda: {1, 2, 3} <= {*office.ids})
        await until(lambda: len(office.ids) == 5)
    # Whoever comes first to the move makes it, and all that is said afterwards finds it made.
    assert office.ids[:2] == [4, 1]
    assert office.ids.count(2) == 2
    assert office.ids.index(2) < office.ids.index(3)


async def test_a_chat_that_moved_is_taken_up_in_order_after_a_kill(
    office: Office,
) -> None:
    office.hold(1)
    async with processes(office, "a") as (a,):
        await a.hear("old", 1)
        await a.hear_move("old", "new", 2)
        await a.hear("new", 3)
        await a.hear("new", 4)
        await until(lambda: office.begun == [1])
        await a.kill()
    again, office.begun = office.hold(1), []
    async with processes(office, "b", "c") as (b, c):
        await until(lambda: office.begun == [1])
        await b.hear("new", 5)
        await c.hear("other", 6)
        await until(lambda: office.ids == [6])
        assert office.begun == [1, 6]
        again.set()
        await until(lambda: len(office.ids) == 7)
    assert [id_ for id_ in office.ids if id_ > 2] == [6, 3, 4, 5]
    assert office.ids.index(1) < office.ids.index(2) < office.ids.index(3)


async def test_a_chat_that_was_to_move_on_sqlite_does_so_in_order_after_a_copy(
    office: Office, tmp_path: Path
) -> None:
    alone = tmp_path / "rostra.db"
    file = await open_database(alone)
    kinds = {1: ("old", "changes"), 2: ("old", "moves"), 3: ("new", "changes")}
    await Inbox(file).store(
        [
            StoredUpdate(
                chat=f"test:{chat}",
                id=id_,
                body=orjson.dumps(
                    {"id": id_, "chat": chat, "kind": kind}
                    | ({"moves_to": "new"} if kind == "moves" else {})
                ),
                received=file.now(),
            )
            for id_, (chat, kind) in kinds.items()
        ]
    )
    await file.close()
    await copy_database(
        alone,
        address_of(office.address, office.folder),
        progress=lambda *_: None,
    )
    first = office.hold(1)
    async with processes(office, "a", "b") as (a, b):
        await b.hear("new", 4)
        await until(lambda: 1 in office.begun)
        await a.hear("other", 5)
        await until(lambda: 5 in office.ids)
        first.set()
        await until(lambda: {1, 2, 3, 4} <= {*office.ids})
    assert office.ids.index(1) < office.ids.index(2) < office.ids.index(3)
    assert office.ids.index(3) < office.ids.index(4)


async def test_what_says_that_a_chat_has_moved_may_come_before_what_moves_it(
    office: Office,
) -> None:
    first = office.hold(1)
    async with processes(office, "a", "b") as (a, b):
        await a.hear("old", 1)
        await until(lambda: office.begun == [1])
        await b.hear_arrival("old", "new", 3)
        await b.hear("new", 4)
        await a.hear_move("old", "new", 2)
        await b.hear("other", 5)
        await until(lambda: office.ids == [5])
        assert office.begun == [1, 5]
        first.set()
        await until(lambda: len(office.ids) == 6)
    assert office.ids.index(1) < office.ids.index(3) < office.ids.index(4)


async def test_who_stops_leaves_a_chat_that_waits_for_its_old_one(
    office: Office,
) -> None:
    first = office.hold(1)
    async with processes(office, "a") as (a,):
        await a.hear("old", 1)
        await until(lambda: office.begun == [1])
        async with processes(office, "b") as (b,):
            await b.hear_move("old", "new", 2)
            await until(lambda: 2 in office.queued)
            await b.hear("new", 3)
        assert office.begun == [1]
        first.set()
        await until(lambda: len(office.ids) == 4)
    assert office.ids in ([1, 2, 2, 3], [1, 2, 3, 2])
    assert {who for _, _, _, who in office.handled} == {"a"}


async def test_nothing_is_taken_that_can_t_be_stored(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with processes(office, "a") as (a,):

        async def refuse(*_: object, **__: object) -> None:
            raise StorageError("The server is gone.")

        with monkeypatch.context() as broken:
            broken.setattr(a.inbox, "add", refuse)
            with pytest.raises(StorageError):
                await a.hear("x", 1)
        assert not office.begun
        assert await a.hear("x", 1)
        await until(lambda: office.ids == [1])
        await until(lambda: not a.intake._lines)  # noqa: SLF001 - it lets go
        assert not await a.on_disk()
