"""Two processes' stores on one PostgreSQL database, each on a machine of its own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database.address import PostgresAddress
from storage.store import Store, open_store
from tests.fakes.databases.engines import Postgres


@pytest.fixture
def addresses(
    postgres_engine: Postgres, tmp_path: Path
) -> Iterator[tuple[PostgresAddress, PostgresAddress]]:
    """One database, with the folders of two machines."""
    address = postgres_engine.empty(tmp_path)
    yield (
        replace(address, folder=tmp_path / "one"),
        replace(address, folder=tmp_path / "other"),
    )
    postgres_engine.clear()


@pytest.fixture
async def stores(
    addresses: tuple[PostgresAddress, PostgresAddress],
) -> AsyncIterator[tuple[Store, Store]]:
    async with AsyncExitStack() as opened:
        one, other = [
            await opened.enter_async_context(open_store(each)) for each in addresses
        ]
        yield one, other
