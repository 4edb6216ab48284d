"""All that a database holds comes over, whatever happens on the way."""

import asyncio
import os
import signal
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from storage import worker_process
from storage.copying.copier import CHECKING, Copied, CopyProgress, copy_database
from storage.copying.pages import FIRST_PAGE_ROWS
from storage.copying.tables import all_tables
from storage.database.address import Address, PostgresAddress, place_beside
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.database.schema import TABLES, VERSION
from storage.store import open_store
from tests.fakes.databases.cutting_proxy import cutting_proxy
from tests.fakes.databases.engines import Postgres
from tests.fakes.databases.postgres_server import Administrator
from tests.storage.copying.conftest import NOW

TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9
)
"""What PostgreSQL keeps: all but NUL."""

VALUES = {
    "TEXT": TEXT,
    "INTEGER": st.integers(-(2**63), 2**63 - 1),
    "REAL": st.floats(allow_nan=False),
    "BLOB": st.binary(max_size=9),
}


def quiet(_step: str, _table: str, _done: int, _total: int) -> None:
    """Draw no progress."""


async def copy(
    source: Address,
    target: Address,
    progress: CopyProgress = quiet,
    *,
    while_used: bool = False,
    anew: bool = False,
) -> Copied:
    return await copy_database(
        source, target, progress=progress, while_used=while_used, anew=anew
    )


def rows_of(path: Path) -> dict[str, list[Any]]:
    """Return all rows of a file's tables, also the columns that are worked out."""
    with closing(sqlite3.connect(path)) as base:
        names = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(base.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608 - names of our own schema
            for (name,) in names.fetchall()
        }


def fill(path: Path, data: st.DataObject) -> None:
    """Put rows of any values into each table; those that don't fit stay out."""
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        for table in all_tables():
            described = base.execute(
                'SELECT name, type, "notnull" FROM pragma_table_info(?)', (table.name,)
            ).fetchall()
            parents = {
                column: [
                    key
                    for (key,) in base.execute(f"SELECT id FROM {parent}")  # noqa: S608 - a name of our own schema
                ]
                for parent, column in base.execute(
                    'SELECT "table", "from" FROM pragma_foreign_key_list(?)',
                    (table.name,),
                ).fetchall()
            }
            row = st.tuples(
                *(
                    st.sampled_from(parents[name] or [None])
                    if name in parents
                    else VALUES[kind]
                    for name, kind, _ in described
                )
            )
            marks = ", ".join("?" for _ in described)
            names = ", ".join(f'"{name}"' for name, _, _ in described)
            base.executemany(
                f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608 - names of our own schema
                data.draw(st.lists(row, min_size=2, max_size=4)),
            )
        base.commit()


# To make a failing example smaller would take minutes.
@settings(
    max_examples=2,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
@given(data=st.data())
def test_there_and_back_again_every_row_is_the_same(
    data: st.DataObject, used_database: Path, postgres_engine: Postgres
) -> None:
    async def run(folder: Path, server: PostgresAddress) -> None:
        source, back = folder / "source.db", folder / "back.db"
        source.write_bytes(used_database.read_bytes())
        fill(source, data)
        rows = rows_of(source)
        assert rows.keys() == TABLES
        assert all(rows.values()), "each table has something to be copied"
        there = await copy(source, server)
        assert there.rows == sum(map(len, rows.values()))
        await copy(server, back)
        assert rows_of(back) == rows == rows_of(source)

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder), postgres_engine.empty(Path(folder))))
    postgres_engine.clear()


async def test_people_find_everything_and_go_on(
    source: Path, server: PostgresAddress
) -> None:
    drafts = place_beside(source, "drafts")
    (drafts / "mill").mkdir(parents=True)
    (drafts / "mill" / "mill.md").write_text("# Mill")
    (drafts / ".check-1").mkdir()
    (drafts / ".check-1" / "left.md").touch()
    copied = await copy(source, server)
    assert copied.files == 1
    (draft,) = place_beside(server, "drafts").rglob("*.md")
    assert draft.read_text() == "# Mill"
    assert draft.stat().st_mode & 0o077 == 0
    async with open_store(server) as store:
        assert (await store.search.find("flood", count=9, merged=False)).excerpts
        (saved,) = await store.saves.all("telegram:0")
        assert saved.in_library
        # Numbers go on behind those that came over.
        said = await store.comments.add(
            slug=saved.excerpt.slug,
            excerpt_id=saved.excerpt.id,
            parent=None,
            chat_key="telegram:-100120",
            author="Bob",
            author_key="telegram:8",
            text="Indeed.",
            now=NOW + timedelta(days=1),
        )
        assert said == max(id_ for id_, *_ in rows_of(source)["comments"]) + 1
        assert await store.random_excerpts.draw("telegram:new", 0)


def copy_and_die(source: Path, target: Address, table: str, page: int) -> None:
    """Copy, and be killed once so many pages of a table are there."""
    pages = 0

    def die(_step: str, at: str, _done: int, _total: int) -> None:
        nonlocal pages
        pages += at == table
        if pages > page:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(copy(source, target, die))


def kill_a_copy(source: Path, target: Address, table: str, page: int) -> None:
    process = worker_process.CONTEXT.Process(
        target=copy_and_die, args=(source, target, table, page)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.fixture(params=["a file", "a server"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    if request.param == "a file":
        return tmp_path / "target" / "rostra.db"
    server: PostgresAddress = request.getfixturevalue("server")
    return server


async def test_a_killed_copy_is_taken_for_none_and_goes_on(
    source: Path, target: Address, tmp_path: Path
) -> None:
    before = rows_of(source)
    await asyncio.to_thread(kill_a_copy, source, target, "excerpts", 1)
    for read_only in (True, False):
        with pytest.raises(StorageError, match="holds a part of another one"):
            await open_database(target, read_only=read_only)
    with pytest.raises(StorageError, match="holds a part of another one"):
        await copy(target, tmp_path / "third.db")
    another = tmp_path / "another.db"
    another.write_bytes(source.read_bytes())
    with pytest.raises(
        StorageError, match=r"holds a part of .*source.db, not of .*ano"
    ):
        await copy(another, target)
    copied = await copy(source, target)
    assert FIRST_PAGE_ROWS < copied.before < copied.rows
    back = tmp_path / "back.db"
    await copy(target, back)
    assert rows_of(back) == before == rows_of(source)


async def test_what_changes_between_two_runs_is_noticed(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target.db"
    await asyncio.to_thread(kill_a_copy, source, target, "saves", 1)
    with closing(sqlite3.connect(source)) as base:
        base.execute("UPDATE comments SET text = 'Otherwise.' WHERE id = 1")
        base.commit()
    with pytest.raises(
        StorageError, match=r"differs from its source in comments.*--an"
    ):
        await copy(source, target)
    with pytest.raises(StorageError, match="holds a part"):
        await open_database(target)
    assert (await copy(source, target, anew=True)).before == 0
    assert rows_of(target) == rows_of(source)


async def test_a_copy_that_is_stopped_has_ended_when_it_returns(
    source: Path, server: PostgresAddress
) -> None:
    reached = asyncio.Event()
    copying = asyncio.create_task(
        copy(source, server, progress=lambda *_: reached.set())
    )
    await reached.wait()
    copying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copying
    copied = await copy(source, server)
    assert not copied.stale


@pytest.mark.parametrize("forwards", [True, False])
async def test_connections_that_are_cut_are_made_anew(
    source: Path, server: PostgresAddress, postgres: Administrator, *, forwards: bool
) -> None:
    port = postgres.server.port
    async with cutting_proxy(port) as proxy:

        def cut(_step: str, table: str, _done: int, _total: int) -> None:
            if table == "excerpts" and not proxy.cuts:
                proxy.cut_at, proxy.forwards = b"COMMIT\0", forwards

        through = replace(
            server, url=server.url.replace(f":{port}/", f":{proxy.port}/")
        )
        copied = await copy(source, through, cut)
        assert proxy.cuts == 1
    assert copied.rows == sum(map(len, rows_of(source).values()))


async def test_nothing_is_copied_over_what_is_there(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target.db"
    base = await open_database(target)
    await base.write(lambda it: it.execute("INSERT INTO chats (key) VALUES ('a:1')"))
    await base.close()
    for anew in (False, True):
        with pytest.raises(StorageError, match=r"has content already \(chats\)"):
            await copy(source, target, anew=anew)
    assert rows_of(target)["chats"]
    with pytest.raises(StorageError, match="is what is to be copied"):
        await copy(source, source)
    (tmp_path / "link.db").symlink_to(source)
    with pytest.raises(StorageError, match="is what is to be copied"):
        await copy(source, tmp_path / "link.db")
    with pytest.raises(StorageError, match="There is no database"):
        await copy(tmp_path / "nothing.db", target)


async def test_a_draft_of_the_same_name_is_not_overwritten(
    source: Path, tmp_path: Path
) -> None:
    target = tmp_path / "target.db"
    for base, text in ((source, "one"), (target, "other")):
        place_beside(base, "drafts").mkdir()
        (place_beside(base, "drafts") / "mill.md").write_text(text)
    with pytest.raises(StorageError, match="is another file than"):
        await copy(source, target)
    assert (place_beside(target, "drafts") / "mill.md").read_text() == "other"


def open_until_told(path: Path, ready: Event, done: Event) -> None:
    async def hold() -> None:
        base = await open_database(path)
        ready.set()
        done.wait()
        await base.close()

    asyncio.run(hold())


async def test_a_bot_that_runs_on_the_source_is_noticed(
    source: Path, tmp_path: Path
) -> None:
    another = tmp_path / "another.db"
    another.write_bytes(source.read_bytes())
    ready, done = (worker_process.CONTEXT.Event() for _ in range(2))
    bot = worker_process.CONTEXT.Process(
        target=open_until_told, args=(source, ready, done)
    )
    bot.start()
    try:
        await asyncio.to_thread(ready.wait)
        with pytest.raises(StorageError, match=r"A process uses .*Stop it first"):
            await copy(source, tmp_path / "target.db")
        assert not (tmp_path / "target.db").exists()
        with pytest.raises(StorageError, match=r"A process uses .*source.db"):
            await copy(another, source)
        copied = await copy(source, tmp_path / "target.db", while_used=True)
        assert copied.stale
    finally:
        done.set()
        await asyncio.to_thread(bot.join)
    assert rows_of(tmp_path / "target.db") == rows_of(source)


async def test_a_bot_on_a_server_is_noticed(
    server: PostgresAddress, tmp_path: Path
) -> None:
    async with open_store(server) as bot:
        assert await bot.health.generation() == 0
        with pytest.raises(StorageError, match=r"A process uses postgresql://.*\*\*\*"):
            await copy(server, tmp_path / "target.db")
        copied = await copy(server, tmp_path / "target.db", while_used=True)
    assert copied.stale


async def test_nul_is_replaced_and_told(
    source: Path, server: PostgresAddress, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(source)) as base:
        base.execute("UPDATE comments SET text = 'a' || CHAR(0) || 'b' WHERE id < 3")
        base.execute("INSERT INTO button_words VALUES ('k' || CHAR(0), 'w', '')")
        base.commit()
    copied = await copy(source, server)
    assert copied.replaced == {"button_words.key": 1, "comments.text": 2}
    back = tmp_path / "back.db"
    await copy(server, back)
    texts = {row[0]: row[8] for row in rows_of(back)["comments"]}
    assert texts[1] == texts[2] == "a\N{REPLACEMENT CHARACTER}b"
    # Between files, all stays as it is.
    assert not (await copy(source, tmp_path / "file.db")).replaced
    assert rows_of(tmp_path / "file.db") == rows_of(source)


async def test_what_the_server_does_not_take_is_told(
    source: Path, server: PostgresAddress
) -> None:
    with closing(sqlite3.connect(source)) as base:
        base.execute("UPDATE comments SET answered = 'yes' WHERE id = 2")
        base.commit()
    with pytest.raises(StorageError, match="does not take rows of comments"):
        await copy(source, server)


async def test_an_older_source_is_left_as_it_is(source: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(source)) as base:
        base.execute(f"PRAGMA user_version = {VERSION - 1}")
    with pytest.raises(StorageError, match=r"an older Rostra.*brings it up to date"):
        await copy(source, tmp_path / "target.db")
    assert not (tmp_path / "target.db").exists()


async def test_each_row_is_copied_and_compared_in_the_progress(
    source: Path, tmp_path: Path
) -> None:
    seen: dict[str, tuple[int, int]] = {}

    def note(step: str, _table: str, done: int, total: int) -> None:
        seen[step] = (done, total)

    copied = await copy(source, tmp_path / "target.db", progress=note)
    assert len(seen) == 2
    assert set(seen.values()) == {(copied.rows, copied.rows)}
    assert CHECKING in seen
