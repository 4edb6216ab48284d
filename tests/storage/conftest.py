"""A store of the test's own, on each engine in turn: empty, or with a small library."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.address import Address
from storage.store import Store, open_store
from tests.fakes.databases.engines import ENGINES, Engine, loaded_copy


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that has a database on both engines, unless it is SQLite's alone."""
    if "engine_name" not in metafunc.fixturenames:
        return
    if not metafunc.definition.get_closest_marker("sqlite"):
        metafunc.parametrize("engine_name", ENGINES)


@pytest.fixture
def database(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Address:
    """Where a test's database is, which has the library that its marker names."""
    marker = request.node.get_closest_marker("library")
    if marker:
        return loaded_copy(engine, marker.args, tmp_path)
    return engine.empty(tmp_path)


@pytest.fixture
async def store(database: Address) -> AsyncIterator[Store]:
    async with open_store(database) as opened:
        yield opened
