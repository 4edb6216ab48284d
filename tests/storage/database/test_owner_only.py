import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from content.transcript_file import read_folder
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.database.schema import VERSION
from storage.store import open_store
from tests.fakes.libraries.village import VILLAGE

pytestmark = pytest.mark.sqlite(reason="a file has a mode")


@pytest.fixture(autouse=True)
def _open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_what_is_made_is_for_its_owner_alone(tmp_path: Path) -> None:
    database = tmp_path / "data" / "rostra.db"
    async with open_store(database) as store:
        await store.loader.load(read_folder(VILLAGE))
        await store.drafts.discard("none")
        found = {path.name: mode(path) for path in database.parent.iterdir()}
    assert mode(database.parent) == 0o700
    assert found == {
        "rostra.db": 0o600,
        "rostra.db-wal": 0o600,
        "rostra.db-shm": 0o600,
        "rostra.db.load.lock": 0o600,
        "rostra.db.index": 0o700,
    }


async def test_what_was_open_to_others_is_narrowed_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = tmp_path / "data" / "rostra.db"
    async with open_store(database) as store:
        await store.loader.load(read_folder(VILLAGE))
    index = database.with_name("rostra.db.index")
    database.chmod(0o644)
    index.chmod(0o755)
    database.parent.chmod(0o755)
    with caplog.at_level(logging.WARNING):
        await (await open_database(database)).close()
    assert (mode(database), mode(index), mode(database.parent)) == (
        0o600,
        0o700,
        0o700,
    )
    assert "rostra.db was open to others: mode 644, now 600" in caplog.text
    caplog.clear()
    await (await open_database(database)).close()
    assert not caplog.text


async def test_a_log_that_another_process_holds_is_narrowed_too(tmp_path: Path) -> None:
    database = tmp_path / "data" / "rostra.db"
    await (await open_database(database)).close()
    with closing(sqlite3.connect(database)) as other:
        other.execute("SELECT COUNT(*) FROM chats").fetchone()
        wal, shm = (database.with_name(f"rostra.db{end}") for end in ("-wal", "-shm"))
        wal.chmod(0o666)
        shm.chmod(0o666)
        await (await open_database(database)).close()
        assert (mode(wal), mode(shm)) == (0o600, 0o600)


async def test_a_folder_that_others_use_stays_open(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir(mode=0o755)
    (folder / "shopping list").write_text("eggs")
    database = folder / "rostra.db"
    await (await open_database(database)).close()
    assert (mode(folder), mode(database)) == (0o755, 0o600)
    assert mode(folder / "shopping list") == 0o666


async def test_a_folder_for_everybody_stays_so(tmp_path: Path) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    folder.chmod(0o1777)
    await (await open_database(folder / "rostra.db")).close()
    assert (mode(folder), mode(folder / "rostra.db")) == (0o1777, 0o600)


@pytest.mark.parametrize("version", [0, 1, 5, 15, VERSION, 99])
async def test_a_file_of_another_program_is_left_as_it_is(
    tmp_path: Path, version: int, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o755)
    theirs = folder / "places.sqlite"
    with closing(sqlite3.connect(theirs)) as other:
        other.execute("CREATE TABLE places (url)")
        other.execute(f"PRAGMA user_version = {version}")
    theirs.chmod(0o644)
    before = theirs.read_bytes()
    with pytest.raises(StorageError, match="another program's"):
        await open_database(theirs)
    assert theirs.read_bytes() == before
    assert (mode(theirs), mode(folder)) == (0o644, 0o755)
    assert not caplog.text


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    theirs = tmp_path / "passwords"
    theirs.write_text("root:x:0:0:root:/root:/bin/sh\n" * 40)
    theirs.chmod(0o644)
    with pytest.raises(StorageError, match="is no database"):
        await open_database(theirs)
    assert mode(theirs) == 0o644
