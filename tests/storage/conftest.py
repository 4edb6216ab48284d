"""An empty store of the test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.store import Store, open_store


@pytest.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    async with open_store(database) as opened:
        yield opened
