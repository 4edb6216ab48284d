"""An empty store of the test's own, on each engine in turn."""

from collections.abc import AsyncIterator

import pytest

from storage.database.address import Address
from storage.store import Store, open_store
from tests.fakes.databases.engines import ENGINES


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that has a database on both engines, unless it is SQLite's alone."""
    if "engine_name" not in metafunc.fixturenames:
        return
    if not metafunc.definition.get_closest_marker("sqlite"):
        metafunc.parametrize("engine_name", ENGINES)


@pytest.fixture
async def store(database: Address) -> AsyncIterator[Store]:
    async with open_store(database) as opened:
        yield opened
