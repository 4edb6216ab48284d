"""Supervisors of several processes that share a database: one serves, others stand by."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.supervisor import Exclusions, Supervisor
from storage.database.database import Database
from storage.database.duties import Duties
from storage.database.opening import open_database
from tests.fakes.dialogues.face import FakeFace
from tests.fakes.telegram.serving import Failures
from tests.fakes.waiting import until


@dataclass
class Process:
    """One process, with the faces that it has had."""

    base: Database
    faces: list[FakeFace] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.duties = Duties(self.base, wait=lambda _seconds: asyncio.sleep(0.001))
        exclusions = Exclusions(duties=self.duties, faces={"discord": "gateway.x"})
        self.supervisor = Supervisor(
            {"discord": self._face, "telegram": FakeFace},
            exclusions=exclusions,
            failures=Failures(),
        )

    def _face(self) -> FakeFace:
        self.faces.append(FakeFace())
        return self.faces[-1]

    @property
    def story(self) -> list[str]:
        return [word for face in self.faces for word in face.story]

    async def run(self) -> None:
        await self.supervisor.run()
        await self.duties.close()


@pytest.fixture
async def base(database: Path) -> AsyncIterator[Database]:
    base = await open_database(database)
    yield base
    await base.close()


async def test_who_stands_by_serves_once_the_other_has_closed(base: Database) -> None:
    first, second = Process(base), Process(base)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(first.run())
        await until(lambda: first.story == ["serves"])
        group.create_task(second.run())
        await until(lambda: second.supervisor.standby_platforms() == {"discord"})
        # What all may do, all do.
        await until(lambda: second.supervisor.open_platforms() == {"telegram"})
        assert not second.faces
        first.supervisor.stop()
        await until(lambda: second.story == ["serves"])
        assert first.story == ["serves", "closed"]
        assert not second.supervisor.standby_platforms()
        second.supervisor.stop()


async def test_who_loses_the_server_stops_at_once_and_stands_by(base: Database) -> None:
    first, second = Process(base), Process(base)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(first.run())
        await until(lambda: first.story == ["serves"])
        group.create_task(second.run())
        await until(lambda: bool(second.supervisor.standby_platforms()))
        await (await first.duties.session()).close()
        await until(lambda: first.story[:2] == ["serves", "closed"])
        await until(lambda: len(first.story + second.story) == 3)
        for each in (first, second):
            each.supervisor.stop()


async def test_a_stop_ends_the_wait(base: Database) -> None:
    first, second = Process(base), Process(base)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(first.run())
        await until(lambda: first.story == ["serves"])
        waiting = group.create_task(second.run())
        await until(lambda: bool(second.supervisor.standby_platforms()))
        second.supervisor.stop()
        await waiting
        assert not second.faces
        first.supervisor.stop()
