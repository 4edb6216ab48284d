import asyncio
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.database.database import Database
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.database.schema import VERSION
from storage.database.sqlite.backup import PAGES_PER_STEP, back_up, restore

pytestmark = pytest.mark.sqlite(reason="backups copy a file")

NOW = datetime(2026, 11, 26, 18, 30, 5, tzinfo=UTC)


def ignore(done: int, total: int) -> None:
    del done, total


@pytest.fixture
async def base(database: Path) -> AsyncIterator[Database]:
    opened = await open_database(database)
    yield opened
    await opened.close()


async def add(base: Database, number: int) -> None:
    """Write a row of some four pages."""
    await base.write(
        lambda writer: writer.execute(
            "INSERT INTO chats (key, last_excerpt) VALUES (:key, :text)",
            {"key": f"telegram:{number}", "text": "x" * 16_000},
        )
    )


async def count(path: Path) -> int:
    opened = await open_database(path)
    async with opened.snapshot() as snapshot:
        found = int(await snapshot.value("SELECT COUNT(*) FROM chats"))
    await opened.close()
    return found


async def test_a_backup_is_of_one_moment_while_others_write(
    base: Database, database: Path, tmp_path: Path
) -> None:
    for number in range(200):
        await add(base, number)
    loop = asyncio.get_running_loop()
    steps: list[int] = []

    def write_on(done: int, total: int) -> None:
        # Each step of the copy waits for a write, which does not wait for the copy.
        steps.append(total)
        assert done <= total
        added = add(base, 1000 + len(steps))
        asyncio.run_coroutine_threadsafe(added, loop).result(timeout=5)

    target = tmp_path / "backup.db"
    size = await asyncio.to_thread(back_up, database, target, progress=write_on)
    assert len(steps) > 200 * 4 / PAGES_PER_STEP
    assert size == target.stat().st_size
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} >= {"backup.db"}
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert await count(target) == 200


async def test_a_backup_takes_the_place_of_the_database(
    base: Database, database: Path, tmp_path: Path
) -> None:
    target = tmp_path / "backups" / "monday.db"
    target.parent.mkdir()
    await add(base, 1)
    await asyncio.to_thread(back_up, database, target, progress=ignore)
    await add(base, 2)
    # Their locks are those of this process, so that only another one is refused.
    aside = restore(target, database, now=NOW, progress=ignore)
    assert aside == database.with_name("rostra.db.before-20261126T183005")
    assert (await count(database), await count(aside)) == (1, 2)
    assert await count(target) == 1
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


async def test_a_backup_is_put_where_there_was_no_database(
    base: Database, database: Path, tmp_path: Path
) -> None:
    await add(base, 1)
    target, place = tmp_path / "backup.db", tmp_path / "new" / "rostra.db"
    await asyncio.to_thread(back_up, database, target, progress=ignore)
    assert restore(target, place, now=NOW, progress=ignore) is None
    assert await count(place) == 1
    assert {path.name for path in place.parent.iterdir()} == {"rostra.db"}


async def test_what_a_killed_bot_left_is_restored_with_its_log(
    base: Database, database: Path, tmp_path: Path
) -> None:
    await add(base, 1)
    left, place = tmp_path / "left.db", tmp_path / "new" / "rostra.db"
    for suffix in ("", "-wal"):
        copied = database.with_name(f"{database.name}{suffix}").read_bytes()
        left.with_name(f"{left.name}{suffix}").write_bytes(copied)
    assert restore(left, place, now=NOW, progress=ignore) is None
    assert await count(place) == 1


async def test_what_is_no_database_of_ours_is_set_aside_only_by_force(
    base: Database, database: Path, tmp_path: Path
) -> None:
    await add(base, 1)
    target, place = tmp_path / "backup.db", tmp_path / "new" / "accounts.db"
    await asyncio.to_thread(back_up, database, target, progress=ignore)
    place.parent.mkdir()
    with closing(sqlite3.connect(place)) as others:
        others.execute("CREATE TABLE accounts (number INTEGER)")
        others.execute("PRAGMA user_version = 7")
        others.commit()
    theirs = place.read_bytes()
    for what in (theirs, b"A shopping list. " * 400):
        place.write_bytes(what)
        with pytest.raises(StorageError, match="no database of Rostra, so nothing"):
            restore(target, place, now=NOW, progress=ignore)
        assert {path.name: path.read_bytes() for path in place.parent.iterdir()} == {
            "accounts.db": what
        }
    aside = restore(target, place, now=NOW, force=True, progress=ignore)
    assert aside
    assert aside.read_bytes() == b"A shopping list. " * 400
    assert await count(place) == 1


async def test_what_is_no_whole_backup_changes_nothing(
    base: Database, database: Path, tmp_path: Path
) -> None:
    for number in range(50):
        await add(base, number)
    target, place = tmp_path / "backup.db", tmp_path / "new" / "rostra.db"
    await asyncio.to_thread(back_up, database, target, progress=ignore)
    with pytest.raises(StorageError, match=r"There is a file .* already"):
        back_up(database, target, progress=ignore)
    with pytest.raises(StorageError, match="is the database itself"):
        back_up(database, database, progress=ignore)
    with pytest.raises(StorageError, match="There is no file"):
        restore(tmp_path / "none.db", place, now=NOW, progress=ignore)
    with pytest.raises(StorageError, match="There is no file"):
        restore(tmp_path, place, now=NOW, progress=ignore)
    whole = target.read_bytes()
    for damaged, words in (
        (b"A shopping list. " * 400, "no database"),
        (b"", "another program's"),
        (whole[: len(whole) // 2], "damaged"),
        (whole[:20_480] + b"\xff" * 4096 + whole[24_576:], "damaged"),
        (whole[:60] + (VERSION + 1).to_bytes(4, "big") + whole[64:], "Update Rostra"),
    ):
        target.write_bytes(damaged)
        with pytest.raises(StorageError, match=words) as refused:
            restore(target, place, now=NOW, progress=ignore)
        # It is the backup that is wrong, and no setting.
        assert "ROSTRA_DATABASE" not in str(refused.value)
        assert str(target) in str(refused.value)
    assert not place.exists()


async def test_a_copy_that_has_no_room_leaves_nothing_behind(
    base: Database, database: Path, tmp_path: Path
) -> None:
    await add(base, 1)
    with pytest.raises(
        StorageError, match=r"can't be written .* Name a file in a folder"
    ):
        back_up(database, tmp_path / "none" / "backup.db", progress=ignore)
    with pytest.raises(StorageError, match="is a folder"):
        back_up(database, tmp_path, force=True, progress=ignore)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        back_up(database, tmp_path / "backup.db", progress=stop)
    assert {path.name for path in tmp_path.iterdir()} == {
        "rostra.db",
        "rostra.db-wal",
        "rostra.db-shm",
    }
