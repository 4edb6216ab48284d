"""The faces on which dialogues take place."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.faces.port import AppPort
from tests.fakes.dialogue import Dialogue, TalkTo
from tests.fakes.discord.dialogue_stage import discord_stage
from tests.fakes.stage import NoFace, Stage
from tests.fakes.telegram.stage import telegram_stage
from tests.fakes.terminal_stage import terminal_stage


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
    """Let each dialogue take place on all faces, or on those that its marker names."""
    if "face" not in metafunc.fixturenames:
        return
    marker = metafunc.definition.get_closest_marker("faces")
    chosen = marker.args if marker else FACES
    assert set(chosen) <= {*STAGES}
    reason = marker.kwargs.get("reason", "") if marker else ""
    skipped = pytest.mark.skip(reason=f"not on each face: {reason}")
    listed = chosen if chosen == ("app",) else {*FACES, *chosen}
    metafunc.parametrize(
        "face",
        [
            pytest.param(name, marks=() if name in chosen else skipped)
            for name in STAGES
            if name in listed
        ],
    )


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
