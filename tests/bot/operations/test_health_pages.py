"""What a process tells whoever restarts it, or sends requests to it."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.addresses import ListenAddress
from bot.app import App
from bot.faces.port import SetupRefusedError
from bot.operations import process_health
from bot.operations.health_pages import serve_health
from bot.operations.metrics import Metrics, serve_metrics
from bot.operations.process_health import ProcessHealth
from bot.supervisor import Supervisor
from content.transcript_file import read_folder
from storage.database.errors import disk_full_error
from storage.store import Store, open_store
from tests.fakes.dialogues.dialogue import Dialogue
from tests.fakes.dialogues.face import FakeFace
from tests.fakes.dialogues.stage import NoFace
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.telegram.serving import Failures
from tests.fakes.waiting import until

LOOPBACK = ListenAddress(host="127.0.0.1")


class Clock:
    """Seconds that pass when the test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def empty(database: Path) -> AsyncIterator[Store]:
    async with open_store(database) as store:
        yield store


async def asked(page: str, where: ListenAddress) -> tuple[int, Any]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://{where}/{page}") as answer,
    ):
        assert answer.content_type == "application/json"
        return answer.status, await answer.json()


async def test_a_process_is_ready_from_when_it_can_answer_until_it_stops(
    empty: Store, tmp_path: Path
) -> None:
    clock = Clock()
    health = ProcessHealth(empty, ["discord", "telegram"], clock=clock)
    async with serve_health(health, LOOPBACK) as where:
        status, told = await asked("readyz", where)
        assert status == 503
        assert told["faults"] == ["it is starting", "no library is loaded"]
        assert (told["loaded"], told["stored"]) == (None, 0)
        assert (await asked("healthz", where))[0] == 200

        await empty.loader.load(read_folder(VILLAGE))
        await empty.library.warm_up()
        app = App(
            empty, tmp_path, on_heard=health.note_heard, on_asked=health.note_asked
        )
        faces = {
            name: FakeFace(app=app, platform=name) for name in ("discord", "telegram")
        }
        supervisor = Supervisor(
            {name: partial(faces.__getitem__, name) for name in faces},
            failures=Failures(),
            on_stop=health.stop,
        )
        health.serve(supervisor.open_platforms)
        _, told = await asked("readyz", where)
        assert told["faults"] == ["discord is not reached", "telegram is not reached"]
        serving = asyncio.create_task(supervisor.run())
        await until(lambda: len(supervisor.open_platforms()) == 2)
        status, told = await asked("readyz", where)
        assert (status, told["ready"], told["faults"]) == (200, True, [])
        assert (told["loaded"], told["stored"]) == (1, 1)

        clock.now += 60
        await Dialogue(NoFace(app)).says("/quote")
        await app.record_heartbeat("discord")
        clock.now += 31
        status, told = await asked("readyz", where)
        assert (status, told["faults"]) == (503, ["telegram is silent for 91 s"])
        status, told = await asked("healthz", where)
        assert (status, told["phase"], told["uptime_s"]) == (200, "serving", 91)
        assert told["loop_delay_s"] >= 0
        heard = {name: each["heard_s"] for name, each in told["platforms"].items()}
        assert heard == {"discord": 31, "telegram": 91}

        faces["telegram"].answer = asyncio.Event()
        supervisor.stop()
        await faces["telegram"].stops.wait()
        status, told = await asked("readyz", where)
        assert (status, told["faults"][0]) == (503, "it is stopping")
        assert (await asked("healthz", where))[1]["phase"] == "stopping"
        faces["telegram"].answer.set()
        await serving
        assert not supervisor.open_platforms()


async def test_a_platform_that_fails_is_not_ready_at_once(empty: Store) -> None:
    health = ProcessHealth(empty, ["telegram"])
    face = FakeFace(platform="telegram", ends=True)
    waits = asyncio.Event()

    async def wait(_seconds: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    supervisor = Supervisor({"telegram": lambda: face}, failures=Failures(), wait=wait)
    health.serve(supervisor.open_platforms)
    serving = asyncio.create_task(supervisor.run())
    await waits.wait()
    health.note_heard("telegram")
    assert "telegram is not reached" in (await health.readiness()).faults
    supervisor.stop()
    await serving


async def test_a_database_that_fails_or_is_silent_is_not_ready(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    await empty.loader.load(read_folder(VILLAGE))
    await empty.library.warm_up()
    health = ProcessHealth(empty, ())
    health.serve(tuple)
    assert (await health.readiness()).ready

    async def full() -> int:
        raise disk_full_error("Nothing was read from /srv/rostra.db")

    async def silent() -> int:
        await asyncio.Event().wait()
        return 1

    async with serve_health(health, LOOPBACK) as where:
        monkeypatch.setattr(empty.health, "generation", full)
        status, told = await asked("readyz", where)
        assert (status, told["faults"]) == (503, ["the database does not answer"])
        assert (told["loaded"], told["stored"]) == (1, None)
        monkeypatch.setattr(empty.health, "generation", silent)
        monkeypatch.setattr(process_health, "DATABASE_TIMEOUT_S", 0.01)
        status, told = await asked("readyz", where)
        assert (status, told["faults"]) == (503, ["the database is silent for 0 s"])


async def test_health_is_beside_the_figures_too_and_tells_of_a_port_that_is_taken(
    empty: Store,
) -> None:
    health = ProcessHealth(empty, ())
    free = ListenAddress(host="127.0.0.1", port=0)
    async with serve_metrics(Metrics(empty.health), free, health) as beside:
        assert (await asked("healthz", beside))[0] == 200
        assert (await asked("readyz", beside))[0] == 503
        with pytest.raises(SetupRefusedError, match="ROSTRA_HEALTH_LISTEN"):
            async with serve_health(health, beside):
                pass
