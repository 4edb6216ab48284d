"""Two processes' stores on one PostgreSQL database, each on a machine of its own."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.database.address import postgres_address as read_address
from storage.store import Store, open_store


@pytest.fixture
async def stores(
    postgres_address: str, tmp_path: Path
) -> AsyncIterator[tuple[Store, Store]]:
    async with AsyncExitStack() as opened:
        one, other = [
            await opened.enter_async_context(
                open_store(read_address(postgres_address, tmp_path / name))
            )
            for name in ("one", "other")
        ]
        yield one, other
