import asyncio
import errno
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest

from storage.database.address import Address
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.database.schema import TABLES, VERSION
from storage.database.sqlite.database import READER_COUNT, sync_file
from storage.store import open_store
from tests.fakes.databases.old_database import SCHEMAS, make_schema


@pytest.fixture
async def base(database: Address) -> AsyncIterator[Database]:
    opened = await open_database(database)
    yield opened
    await opened.close()


async def add(base: Database, key: str) -> None:
    async with base.transaction() as writer:
        await writer.execute("INSERT INTO chats (key) VALUES (:key)", {"key": key})


async def keys(base: Database) -> list[str]:
    async with base.snapshot() as snapshot:
        rows = await snapshot.all("SELECT key FROM chats ORDER BY key")
    return [row["key"] for row in rows]


async def test_a_failed_transaction_keeps_nothing(base: Database) -> None:
    await add(base, "a")
    with pytest.raises(ValueError, match="changed my mind"):
        async with base.transaction() as writer:
            await writer.execute("INSERT INTO chats (key) VALUES ('b')")
            raise ValueError("changed my mind")
    await add(base, "c")
    assert await keys(base) == ["a", "c"]


@pytest.mark.sqlite(reason="a server syncs its own log")
async def test_who_waits_for_the_disk_shares_it(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, synced = threading.Event(), []

    def slowly(path: Path) -> None:
        assert may_end.wait(20)
        synced.append(path.name)
        sync_file(path)

    monkeypatch.setattr("storage.database.sqlite.database.sync_file", slowly)
    waiting = [asyncio.create_task(base.sync()) for _ in range(20)]
    await asyncio.sleep(0)
    # It gives up the wait, and takes nothing from the others.
    waiting[3].cancel()
    may_end.set()
    done = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(each) for each in done if each] == [asyncio.CancelledError]
    # The first one began before the others came; these share the next.
    assert synced.count("rostra.db-wal") == 2
    await base.sync()
    assert synced.count("rostra.db-wal") == 3


@pytest.mark.sqlite(reason="a server syncs its own log")
async def test_a_disk_that_fails_is_asked_again_by_the_next(
    base: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [OSError(errno.EIO, "Input/output error")]

    def fails_once(path: Path) -> None:
        if failures:
            raise failures.pop()
        sync_file(path)

    monkeypatch.setattr("storage.database.sqlite.database.sync_file", fails_once)
    first, *others = await asyncio.gather(
        *(base.sync() for _ in range(3)), return_exceptions=True
    )
    assert isinstance(first, StorageError)
    assert others == [None, None]


async def test_a_cancelled_transaction_keeps_nothing(base: Database) -> None:
    inside = asyncio.Event()

    async def never_ends() -> None:
        async with base.transaction() as writer:
            await writer.execute("INSERT INTO chats (key) VALUES ('lost')")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await add(base, "kept")
    assert await keys(base) == ["kept"]


async def test_cancelling_while_waiting_for_the_writer_harms_nobody(
    base: Database,
) -> None:
    async with base.transaction() as writer:
        waiting = asyncio.create_task(add(base, "late"))
        await asyncio.sleep(0)
        waiting.cancel()
        await writer.execute("INSERT INTO chats (key) VALUES ('first')")
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await keys(base) == ["first"]


async def test_a_snapshot_sees_one_moment(base: Database) -> None:
    await add(base, "a")
    async with base.snapshot() as snapshot:
        before = await snapshot.value("SELECT COUNT(*) FROM chats")
        await add(base, "b")
        after = await snapshot.value("SELECT COUNT(*) FROM chats")
    assert (before, after) == (1, 1)
    assert await keys(base) == ["a", "b"]


async def test_readers_cannot_write(base: Database) -> None:
    with pytest.raises(StorageError, match=r"readonly|read-only"):
        async with base.snapshot() as snapshot:
            await snapshot.execute("INSERT INTO chats (key) VALUES ('x')")
    await add(base, "a")
    assert await keys(base) == ["a"]


@pytest.mark.sqlite(reason="takes all readers but one")
async def test_readers_are_lent_in_the_order_of_asking(base: Database) -> None:
    order: list[int] = []

    async def read(number: int) -> None:
        async with base.snapshot() as snapshot:
            order.append(number)
            await snapshot.value("SELECT 1")

    async with AsyncExitStack() as stack:
        # All but one are lent out, so that whoever comes first is served first.
        for _ in range(READER_COUNT - 1):
            await stack.enter_async_context(base.snapshot())
        async with asyncio.TaskGroup() as group:
            for number in range(20):
                group.create_task(read(number))
    assert order == list(range(20))


async def test_what_was_kept_is_there_after_opening_again(database: Address) -> None:
    base = await open_database(database)
    await add(base, "a")
    await base.close()
    base = await open_database(database)
    assert await keys(base) == ["a"]
    await base.close()


@pytest.mark.sqlite(reason="writes into the file")
async def test_a_newer_database_is_left_alone(database: Path) -> None:
    await (await open_database(database)).close()
    with sqlite3.connect(database) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(StorageError, match="Update Rostra"):
        await open_database(database)


@pytest.mark.sqlite(reason="writes into the file")
async def test_a_file_that_is_no_database_is_refused_and_kept(
    database: Path,
) -> None:
    database.write_text("This is my shopping list, not a database.\n" * 40)
    with pytest.raises(
        StorageError, match=r"no database.*ROSTRA_DATABASE.*move it away"
    ):
        await open_database(database)
    assert database.read_text().startswith("This is my shopping list")


@pytest.mark.sqlite(reason="writes into the file")
async def test_a_damaged_database_is_called_so(database: Path) -> None:
    base = await open_database(database)
    await add(base, "a")
    await base.close()
    data = bytearray(database.read_bytes())
    data[100:4096] = bytes(b ^ 0xFF for b in data[100:4096])
    database.write_bytes(data)
    with pytest.raises(StorageError, match=r"is damaged.*Restore a copy") as raised:
        await open_database(database)
    assert "may write to" not in str(raised.value)


@pytest.mark.sqlite(reason="writes into the file")
async def test_a_database_of_another_program_is_left_alone(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.close()
    with pytest.raises(
        StorageError, match=r"another program's.*ROSTRA_DATABASE"
    ) as told:
        await open_database(database)
    assert str(database) in str(told.value)
    with sqlite3.connect(database) as connection:
        found = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert found == [("bookmarks",)]


NEVER_ALONE = {13}
"""Versions that no Rostra ever left a database at: they came with the next."""


def described(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns, foreign keys and indexes of each table, in a fixed order."""
    with closing(sqlite3.connect(path)) as opened:

        def rows(pragma: str, name: str) -> list[tuple[object, ...]]:
            found = opened.execute(f"SELECT * FROM pragma_{pragma}(?)", (name,))  # noqa: S608 - one of two
            return sorted((row[1:] for row in found), key=repr)

        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        made = opened.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        )
        return {
            "indexes": sorted((" ".join(sql.split()),) for (sql,) in made),
            **{
                name: [*rows("table_xinfo", name), *rows("foreign_key_list", name)]
                for (name,) in names.fetchall()
            },
        }


async def test_each_version_has_a_schema_that_it_made() -> None:
    made = {int(path.stem[:2]) for path in SCHEMAS.glob("*.sql")}
    missing = {*range(1, VERSION)} - made - NEVER_ALONE
    assert not missing, (
        "`python -m tests.fakes.databases.old_database` writes the current one"
    )


@pytest.mark.parametrize("name", sorted(path.stem for path in SCHEMAS.glob("*.sql")))
@pytest.mark.sqlite(reason="the schemas are scripts of SQLite")
async def test_a_database_of_any_schema_is_brought_to_the_current_one(
    database: Path, tmp_path: Path, name: str
) -> None:
    make_schema(database, name)
    async with open_store(database) as store:
        chosen = await store.subscriptions.get("telegram:1", "")
        page = await store.comments.page(
            "floods", "abcd1234", "telegram:1", number=0, size=6
        )
        assert await store.button_words.expand("=0011") == "long words"
    assert chosen is not None
    assert (chosen.active, chosen.time, chosen.zone) == (True, "08:30", "Europe/Berlin")
    assert [(each.text, each.depth) for each in page.comments] == [
        ("Comment 1.", 0),
        ("Comment 2.", 1),
    ]
    await (await open_database(tmp_path / "new.db")).close()
    assert described(database) == described(tmp_path / "new.db")


@pytest.mark.sqlite(reason="asks as SQLite wants it")
async def test_tables_names_what_the_schema_makes(database: Path) -> None:
    base = await open_database(database)
    async with base.snapshot() as snapshot:
        rows = await snapshot.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert {row["name"] for row in rows} == TABLES
    await base.close()


@pytest.mark.sqlite(reason="asks as SQLite wants it")
async def test_a_closed_connection_is_told_at_once(database: Path) -> None:
    base = await open_database(database)
    await base.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        await base.read(lambda reader: reader.all("SELECT 1"))


@pytest.mark.sqlite(reason="writes into the file")
async def test_a_database_that_lacks_a_table_is_told(database: Path) -> None:
    await (await open_database(database)).close()
    with sqlite3.connect(database) as connection:
        connection.execute("DROP TABLE vectors")
    connection.close()
    with pytest.raises(StorageError, match=r"lacks .*\(vectors\)"):
        await open_database(database)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="ROSTRA_DATABASE"):
        await open_database(tmp_path / "file" / "rostra.db")


async def test_missing_folders_are_made(tmp_path: Path) -> None:
    base = await open_database(tmp_path / "a" / "b" / "rostra.db")
    assert await keys(base) == []
    await base.close()
