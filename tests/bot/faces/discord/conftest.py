"""A strict local Discord, and a bot that answers from a script among people."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.server import Discord
from tests.fakes.discord.stage import Stage, serving


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as server:
        yield server


@pytest.fixture
def scripted() -> ScriptedApp:
    return ScriptedApp(speakers=("Ada Brook", "Ivo Reed"))


@pytest.fixture
async def stage(scripted: ScriptedApp) -> AsyncIterator[Stage]:
    async with serving(scripted) as stage:
        yield stage
