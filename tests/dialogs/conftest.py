"""The faces on which dialogues take place."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from zlib import crc32

import pytest

from bot.faces.port import AppPort
from tests.fakes.databases.engines import ENGINES
from tests.fakes.dialogues.dialogue import Dialogue, TalkTo
from tests.fakes.dialogues.stage import NoFace, Stage
from tests.fakes.discord.dialogue_stage import discord_stage
from tests.fakes.telegram.stage import telegram_stage
from tests.fakes.terminal.dialogue_stage import terminal_stage


@asynccontextmanager
async def no_face(app: AppPort) -> AsyncIterator[Stage]:
    yield NoFace(app)


STAGES: Mapping[str, Callable[[AppPort], AbstractAsyncContextManager[Stage]]] = {
    "app": no_face,
    "telegram": telegram_stage,
    "terminal": terminal_stage,
    "discord": discord_stage,
}
FACES = tuple(name for name in STAGES if name != "app")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let each dialogue take place on all faces, or on those that its marker names.

    On one of these faces its database is PostgreSQL's, on the others SQLite's: what a
    face does depends on no engine. Which one it is goes by the dialogue's name, so that
    each face is heard on both engines. Where there is but one face, it has both.
    """
    both = "engine_name" in metafunc.fixturenames and not (
        metafunc.definition.get_closest_marker("sqlite")
    )
    if "face" not in metafunc.fixturenames:
        if both:
            metafunc.parametrize("engine_name", ENGINES)
        return
    marker = metafunc.definition.get_closest_marker("faces")
    chosen = marker.args if marker else FACES
    assert set(chosen) <= {*STAGES}
    reason = marker.kwargs.get("reason", "") if marker else ""
    skipped = pytest.mark.skip(reason=f"not on each face: {reason}")
    listed = chosen if chosen == ("app",) else {*FACES, *chosen}
    faces = [name for name in STAGES if name in listed]
    marks = {name: () if name in chosen else skipped for name in faces}
    if not both:
        params = [pytest.param(name, marks=marks[name]) for name in faces]
        metafunc.parametrize("face", params)
        return
    params = [pytest.param(x, "sqlite", marks=marks[x], id=x) for x in faces]
    on_server = chosen[crc32(metafunc.function.__name__.encode()) % len(chosen)]
    server = pytest.param(on_server, "postgres", id=f"{on_server}-postgres")
    if len(chosen) == 1:
        params.append(server)
    else:
        params[faces.index(on_server)] = server
    metafunc.parametrize(("face", "engine_name"), params)


@pytest.fixture
def talk_to(face: str) -> TalkTo:
    @asynccontextmanager
    async def opened(app: AppPort) -> AsyncIterator[Dialogue]:
        async with STAGES[face](app) as stage:
            yield Dialogue(stage)

    return opened


@pytest.fixture
async def talk(app: AppPort, talk_to: TalkTo) -> AsyncIterator[Dialogue]:
    """A dialogue with the app on invented speeches."""
    async with talk_to(app) as talk:
        yield talk
