"""A strict local Discord."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.discord.server import Discord


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord() as server:
        yield server
