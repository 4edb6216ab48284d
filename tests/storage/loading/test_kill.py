"""A load that is killed leaves the old library serving, or the new; never a mixture."""

import os
import signal
from pathlib import Path

import pytest

from storage.database.address import Address
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.programs.warm import CODE, ROOT, warm_program

DIES = """
import asyncio, os, signal, sys
from pathlib import Path
import asyncpg
from storage.database.address import PostgresAddress
from storage.database.sqlite.connection import ThreadedConnection
from storage.index.writer import IndexBuilder
from storage.store import open_store
from tests.fakes.libraries.speeches import sentences, speech

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

async def main(point, path, *url):
    address = PostgresAddress(url=url[0], folder=Path(path)) if url else Path(path)
    async with open_store(address) as store:
        notice = None
        if point in {"Cutting excerpts", "Building the index"}:
            notice = lambda what, done, total: die() if what == point else None
        if point == "before the index is named":
            IndexBuilder.publish = die
        if point == "before the commit":
            connection = asyncpg.Connection if url else ThreadedConnection
            execute = connection.execute
            async def stop(self, sql, *params, **options):
                if sql == "COMMIT":
                    die()
                return await execute(self, sql, *params, **options)
            connection.execute = stop
        await store.loader.load([speech("frosts", *sentences("frost", 40))], notice)
        if point == "after the commit":
            die()

asyncio.run(main(*sys.argv[1:]))
"""


async def found(store: Store, words: str) -> int:
    return len((await store.search.find(words, count=100, merged=False)).excerpts)


@pytest.mark.parametrize(
    ("point", "serves"),
    [
        ("Cutting excerpts", "flood"),
        ("Building the index", "flood"),
        ("before the index is named", "flood"),
        ("before the commit", "flood"),
        ("after the commit", "frost"),
    ],
)
async def test_a_load_killed_on_the_way(
    point: str, serves: str, database: Address
) -> None:
    async with open_store(database) as store:
        await store.loader.load([speech("floods", *sentences("flood", 40))])
    named = (
        [database] if isinstance(database, Path) else [database.folder, database.url]
    )
    killed = warm_program().run(
        [CODE, DIES, point, *map(str, named)],
        folder=ROOT,
        environment=os.environ,
        typed=b"",
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    gone = {"flood": "frost", "frost": "flood"}[serves]
    async with open_store(database) as store:
        assert await found(store, serves) == 40
        assert await found(store, gone) == 0
        assert await store.random_excerpts.draw("terminal:0")
        await store.loader.load([speech("fires", *sentences("fire", 40))])
        assert await found(store, "fire") == 40
