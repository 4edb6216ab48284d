"""Databases for tests on both engines: empty ones, and copies of loaded libraries."""

import asyncio
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from content.model import Transcript
from content.transcript_file import read_folder, serialize
from storage.copying.copier import copy_database
from storage.database.address import Address, PostgresAddress, place_beside
from storage.database.opening import open_database
from storage.store import open_store
from tests.fakes.databases.copies import copy_folder
from tests.fakes.databases.postgres_server import Administrator

ENGINES = ("sqlite", "postgres")

_SCHEMA = "of_schema"

Prepare = Callable[[Address], Coroutine[Any, Any, None]]
"""Makes of an empty database one to copy."""


class Engine(Protocol):
    """Makes databases of one kind."""

    def empty(self, folder: Path) -> Address:
        """Return the address of a test's own database, whose files go into a folder."""

    def copy(self, name: str, prepare: Prepare, folder: Path) -> Address:
        """Return the address of a copy of a database that is prepared once for a run."""


@contextmanager
def once(done: Path) -> Iterator[bool]:
    """Yield whether something must be done that one process of a run has to do.

    Args:
        done: A file that is there once it is done; who comes meanwhile waits.
    """
    with done.with_name(f"{done.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine on a loop that is not made the current one."""
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(work)
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()


def loading(speeches: Path) -> Prepare:
    """Return what prepares a database by loading a folder of transcripts."""

    async def load(address: Address) -> None:
        await _load(address, read_folder(speeches))

    return load


def copying(source: Address) -> Prepare:
    """Return what prepares a database as an operator would who changes engines.

    Args:
        source: A loaded database of any engine, which nobody uses.
    """

    async def copy(address: Address) -> None:
        await copy_database(source, address, progress=lambda *_: None)
        shutil.copytree(place_beside(source, "index"), place_beside(address, "index"))

    return copy


def loaded_copy(
    engine: Engine, transcripts: Sequence[Transcript], folder: Path
) -> Address:
    """Return the address of a copy of a database with transcripts, loaded once a run."""
    texts = "\0".join(f"{one.slug}\0{serialize(one)}" for one in transcripts)
    name = f"library_{hashlib.sha256(texts.encode()).hexdigest()[:16]}"
    return engine.copy(name, partial(_load, transcripts=transcripts), folder)


async def _load(address: Address, transcripts: Sequence[Transcript]) -> None:
    async with open_store(address) as store:
        await store.loader.load(transcripts)


@dataclass(frozen=True)
class Sqlite:
    """Files.

    Args:
        run_folder: A folder that all processes of a run share.
    """

    run_folder: Path

    def empty(self, folder: Path) -> Path:
        return folder / "rostra.db"

    def copy(self, name: str, prepare: Prepare, folder: Path) -> Path:
        loaded = self.run_folder / name
        with once(self.run_folder / f"{name}.loaded") as first:
            if first:
                shutil.rmtree(loaded, ignore_errors=True)  # of one who did not finish
                loaded.mkdir()
                run_apart(prepare(loaded / "rostra.db"))
        copy_folder(loaded, folder)
        return folder / "rostra.db"


@dataclass
class Postgres:
    """Databases on the server that a run shares; they are copies, which takes 7 ms.

    Args:
        run_folder: A folder that all processes of a run share.
        administrator: Creates them, and drops what `clear` is called for.
    """

    run_folder: Path
    administrator: Administrator
    _numbers: Iterator[int] = field(default_factory=count)
    _made: list[str] = field(default_factory=list)

    def empty(self, folder: Path) -> PostgresAddress:
        url = self.administrator.server.address(self._copy(self._schema()))
        return PostgresAddress(url=url, folder=folder)

    def copy(self, name: str, prepare: Prepare, folder: Path) -> PostgresAddress:
        template, files = f"of_{name}", self.run_folder / f"{name}.postgres"
        url = self.administrator.server.address(template)
        loaded = PostgresAddress(url=url, folder=files)
        with once(self.run_folder / f"{name}.postgres.loaded") as first:
            if first:
                self.administrator.create(template, template=self._schema())
                run_apart(prepare(loaded))
        url = self.administrator.server.socket_address(self._copy(template))
        copy = PostgresAddress(url=url, folder=folder)
        copy_folder(place_beside(loaded, "index"), place_beside(copy, "index"))
        return copy

    def clear(self) -> None:
        """Drop the databases that were made since the last time."""
        while self._made:
            self.administrator.drop(self._made.pop())

    def _schema(self) -> str:
        """Return the name of a database that has our tables, and nothing in them."""
        with once(self.run_folder / "postgres.schema") as first:
            if first:
                url = self.administrator.create(_SCHEMA)
                address = PostgresAddress(url=url, folder=self.run_folder)
                run_apart(_make_schema(address))
                self.administrator.pack(_SCHEMA)
        return _SCHEMA

    def _copy(self, template: str) -> str:
        """Make a database, and return its name."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self.administrator.create(name, template=template)
        self._made.append(name)
        return name


async def _make_schema(address: PostgresAddress) -> None:
    await (await open_database(address)).close()
