"""PostgreSQL as an engine: values, snapshots, retries, locks, notices, refusals."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from storage.database.address import PostgresAddress
from storage.database.batches import Work
from storage.database.connection import Connection
from storage.database.errors import StorageError
from storage.database.opening import open_database
from storage.database.postgres import notices, retries
from storage.database.postgres.database import PostgresDatabase
from storage.database.postgres.errors import open_error, query_error
from storage.database.schema import TABLES, VERSION
from tests.fakes.databases.cutting_proxy import cutting_proxy
from tests.fakes.databases.postgres_server import Administrator, Psql
from tests.fakes.waiting import until


@pytest.fixture
def address(
    postgres_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PostgresAddress:
    # As where people say nothing of it: TLS is tried first.
    monkeypatch.delenv("PGSSLMODE", raising=False)
    return PostgresAddress(url=postgres_address, folder=tmp_path)


@pytest.fixture
async def base(address: PostgresAddress) -> AsyncIterator[PostgresDatabase]:
    opened = await PostgresDatabase.open(address)
    yield opened
    await opened.close()


def adding(key: str) -> Work[int]:
    async def add(writer: Connection) -> int:
        return await writer.execute("INSERT INTO chats (key) VALUES (:k)", {"k": key})

    return add


async def keys(base: PostgresDatabase) -> list[str]:
    rows = await base.read(lambda it: it.all("SELECT key FROM chats ORDER BY key"))
    return [row["key"] for row in rows]


async def end_sessions(address: PostgresAddress) -> None:
    """Have the server end all sessions of a database but the one that asks."""
    raw = await asyncpg.connect(address.url)
    await raw.execute(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = CURRENT_DATABASE() AND pid <> pg_backend_pid()
        """
    )
    await raw.close()


async def test_several_that_open_a_new_database_at_once_make_one_schema(
    address: PostgresAddress,
) -> None:
    opened = await asyncio.gather(*(open_database(address) for _ in range(4)))
    for each in opened:
        await each.close()
    with Psql(address.url) as psql:
        tables = psql.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert set(tables.split()) == {*TABLES, "schema_version"}
        assert psql.run("SELECT version FROM schema_version") == f"{VERSION}\n"


async def test_values_come_back_as_they_were(base: PostgresDatabase) -> None:
    row = {
        "text": "Éa 𝒳 — “x”; 'y' :z ::w $1",
        "none": None,
        "blob": bytes(range(256)),
        "big": 2**62,
        "real": 0.1,
        "flag": True,
    }

    async def work(writer: Connection) -> list[object]:
        await writer.execute(
            """
            CREATE TEMPORARY TABLE kept (text TEXT, none TEXT, blob BYTEA, big BIGINT,
                real DOUBLE PRECISION, flag BIGINT)
            """
        )
        await writer.execute(
            "INSERT INTO kept VALUES (:text, :none, :blob, :big, :real, :flag)", row
        )
        found = await writer.one("SELECT * FROM kept")
        assert found is not None
        await writer.execute("DROP TABLE kept")
        return [*found]

    assert await base.write(work) == [*row.values()]


async def test_text_is_kept_without_nul_and_sorted_by_its_bytes(
    base: PostgresDatabase,
) -> None:
    for key in ("é", "a", "Z", "b\0c"):
        await base.write(adding(key))
    assert await keys(base) == ["Z", "a", "b\N{REPLACEMENT CHARACTER}c", "é"]


async def test_chats_have_platforms_and_partitions(base: PostgresDatabase) -> None:
    server = 5 << 22
    for key in (f"discord:{server + 7}/9", "discord:x/9", "telegram:-100", "odd"):
        await base.write(adding(key))
    rows = await base.read(
        lambda it: it.all("SELECT platform, partition FROM chats ORDER BY id")
    )
    assert [tuple(row) for row in rows] == [
        ("discord", 5),
        ("discord", 0),
        ("telegram", 0),
        ("", 0),
    ]


async def test_a_work_that_fails_is_undone_alone(base: PostgresDatabase) -> None:
    async def fail(writer: Connection) -> None:
        await writer.execute("INSERT INTO chats (key) VALUES ('half')")
        raise RuntimeError("no")

    ends = await asyncio.gather(
        base.write(adding("a")),
        base.write(fail),
        base.write(adding("a")),
        base.write(adding("b")),
        return_exceptions=True,
    )
    assert [type(end) for end in ends] == [
        int,
        RuntimeError,
        asyncpg.UniqueViolationError,
        int,
    ]
    assert await keys(base) == ["a", "b"]


async def test_a_snapshot_sees_one_moment(base: PostgresDatabase) -> None:
    async with base.snapshot() as snapshot:
        assert await snapshot.value("SELECT COUNT(*) FROM chats") == 0
        await base.write(adding("a"))
        assert await snapshot.value("SELECT COUNT(*) FROM chats") == 0
    assert await keys(base) == ["a"]


async def test_a_reader_can_t_write(base: PostgresDatabase) -> None:
    with pytest.raises(StorageError, match=r"Nothing was read: .*read-only"):
        await base.read(adding("a"))


async def test_temporary_tables_last_between_transactions(
    base: PostgresDatabase,
) -> None:
    async with base.transaction(temporary=True) as writer:
        await writer.execute("CREATE TEMPORARY TABLE staged (id TEXT)")
    async with base.transaction() as writer:
        assert await writer.value("SELECT COUNT(*) FROM staged") == 0


@pytest.mark.parametrize("scopes", [("", ""), ("a", "a"), ("a", "")])
async def test_works_that_could_meet_run_one_after_the_other(
    base: PostgresDatabase, address: PostgresAddress, scopes: tuple[str, str]
) -> None:
    other = await PostgresDatabase.open(address)
    await base.write(adding("counted"))

    async def count(writer: Connection) -> None:
        found = await writer.value("SELECT showings FROM chats")
        await asyncio.sleep(0.005)
        await writer.execute("UPDATE chats SET showings = :n", {"n": found + 1})

    await asyncio.gather(
        *(
            each.write(count, scope=scope)
            for _ in range(5)
            for each, scope in zip((base, other), scopes, strict=True)
        )
    )
    assert await base.read(lambda it: it.value("SELECT showings FROM chats")) == 10
    await other.close()


async def test_works_of_other_scopes_don_t_wait(
    base: PostgresDatabase, address: PostgresAddress
) -> None:
    other = await PostgresDatabase.open(address)
    both = asyncio.Barrier(2)

    async def meet(_: Connection) -> None:
        await both.wait()

    async with asyncio.timeout(10):
        await asyncio.gather(
            base.write(meet, scope="one"), other.write(meet, scope="other")
        )
    await other.close()


async def test_a_work_whose_session_ends_runs_again(base: PostgresDatabase) -> None:
    runs = 0

    async def dies_once(writer: Connection) -> None:
        nonlocal runs
        runs += 1
        await writer.execute("INSERT INTO chats (key) VALUES (:key)", {"key": "a"})
        if runs == 1:
            await writer.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    await base.write(dies_once)
    assert runs == 2
    assert await keys(base) == ["a"]


async def test_all_sessions_may_end_between_works(
    base: PostgresDatabase, address: PostgresAddress
) -> None:
    await asyncio.gather(*(base.write(adding(str(n)), scope=str(n)) for n in range(9)))
    await asyncio.gather(*(keys(base) for _ in range(9)))
    await end_sessions(address)
    await base.write(adding("9"))
    assert len(await keys(base)) == 10


async def test_what_loses_against_others_runs_again(base: PostgresDatabase) -> None:
    runs = 0

    async def loses(writer: Connection) -> None:
        nonlocal runs
        runs += 1
        await writer.execute("INSERT INTO chats (key) VALUES ('a')")
        if runs < 3:
            raise asyncpg.SerializationError

    await base.write(loses)
    assert (runs, await keys(base)) == (3, ["a"])


@pytest.mark.parametrize("forwards", [True, False])
async def test_a_commit_whose_answer_is_lost_is_done_once(
    postgres: Administrator, address: PostgresAddress, forwards: bool
) -> None:
    port = postgres.server.port
    async with cutting_proxy(port) as proxy:
        through = address.url.replace(f":{port}/", f":{proxy.port}/")
        base = await PostgresDatabase.open(
            PostgresAddress(url=through, folder=address.folder)
        )
        runs = 0

        async def work(writer: Connection) -> int:
            nonlocal runs
            runs += 1
            await writer.execute(
                "INSERT INTO message_parts VALUES ('', :n, '', '', '')",
                {"n": str(runs)},
            )
            return runs

        proxy.cut_at, proxy.forwards = b"COMMIT\0", forwards
        result = await base.write(work)
        stored = await base.read(lambda it: it.all("SELECT message FROM message_parts"))
        assert proxy.cuts == 1
        assert [row["message"] for row in stored] == [str(result)]
        assert runs == (1 if forwards else 2)

        proxy.cut_at, proxy.forwards = b"COMMIT\0", True
        async with base.transaction() as writer:
            await writer.execute("DELETE FROM message_parts")
        assert proxy.cuts == 2
        await base.close()


async def test_a_lock_is_taken_also_where_the_server_is_lost_meanwhile(
    postgres: Administrator, address: PostgresAddress
) -> None:
    port = postgres.server.port
    async with cutting_proxy(port) as proxy:
        through = address.url.replace(f":{port}/", f":{proxy.port}/")
        base = await PostgresDatabase.open(
            PostgresAddress(url=through, folder=address.folder)
        )
        proxy.cut_at, proxy.forwards = b"pg_try_advisory_lock", False
        lock = await base.try_lock("load")
        assert proxy.cuts == 1
        assert lock
        assert lock.is_held
        await lock.release()
        await base.close()


async def test_a_server_that_stays_away_is_told(
    address: PostgresAddress, postgres: Administrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "RETRY_FOR_S", 0.1)
    port = postgres.server.port
    async with cutting_proxy(port) as proxy:
        through = address.url.replace(f":{port}/", f":{proxy.port}/")
        base = await PostgresDatabase.open(
            PostgresAddress(url=through, folder=address.folder)
        )
    for work in (base.write(adding("a")), keys(base)):
        with pytest.raises(StorageError, match=r"Nothing was .*Try again in a minute"):
            await work
    with pytest.raises(StorageError, match=r"Nothing was saved.*Try again in a minute"):
        async with base.transaction():
            pass
    await base.close()


async def test_a_lock_is_one_process_s_until_its_session_ends(
    base: PostgresDatabase, address: PostgresAddress
) -> None:
    other = await PostgresDatabase.open(address)
    lock = await base.try_lock("digests")
    assert lock
    assert lock.is_held
    assert await other.try_lock("digests") is None
    second = await other.try_lock("polls")
    assert second
    await second.release()
    assert not second.is_held
    await end_sessions(address)
    async with asyncio.timeout(5):
        await lock.wait_lost()
        assert not lock.is_held
        # A session that ends tells its client before it lets go.
        while not (taken := await other.try_lock("digests")):
            pass
    await lock.release()
    assert taken.is_held
    await taken.release()
    await other.close()


async def test_notices_reach_other_processes_also_after_a_lost_session(
    base: PostgresDatabase, address: PostgresAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "RECONNECT_S", 0.01)
    monkeypatch.setattr(notices, "HEARTBEAT_S", 0.01)
    other = await PostgresDatabase.open(address)
    heard: list[str] = []
    async with other.listen("generation", heard.append):
        await until(lambda: heard == [""])
        await base.notify("generation", "7")
        await until(lambda: heard == ["", "7"])
        await end_sessions(address)
        await until(lambda: heard == ["", "7", ""])
        await base.notify("generation", "8")
        await until(lambda: heard == ["", "7", "", "8"])
    await base.notify("generation", "9")
    await other.close()
    assert heard[-1] == "8"


async def refusal(address: PostgresAddress, *, read_only: bool = False) -> str:
    with pytest.raises(StorageError) as refused:
        await open_database(address, read_only=read_only)
    password = address.url.split(":")[2].split("@")[0]
    assert password not in str(refused.value)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "to", "told"),
    [
        (r":[^:]+@", ":wrong-password@", "user or password is wrong"),
        (r"//\w+:", "//nobody:", "user or password is wrong"),
        (r"/\w+$", "/no_such_database", "does not exist on its server"),
        (r"@127.0.0.1:\d+", "@127.0.0.1:1", "can't be reached"),
        (r"$", "?sslmode=require", "can't be reached"),
        (r"$", "?sslmode=maybe", "`sslmode` parameter must be one of"),
        (r"$", "?sslmode=verify-ca&sslrootcert=/none.crt", "/none.crt"),
        (r"$", "?sslkeylog=5", "Take out of ROSTRA_DATABASE, behind the question mark"),
    ],
)
async def test_an_address_that_is_wrong_is_told(
    address: PostgresAddress, change: str, to: str, told: str
) -> None:
    url = re.sub(change, to, address.url, count=1)
    assert told in await refusal(PostgresAddress(url=url, folder=address.folder))


async def test_a_database_that_is_empty_newer_or_incomplete_is_told(
    address: PostgresAddress,
) -> None:
    assert "is empty" in await refusal(address, read_only=True)
    await (await open_database(address)).close()
    await (await open_database(address, read_only=True)).close()
    version = "UPDATE schema_version SET version = {}"
    with Psql(address.url) as psql:
        psql.run(version.format(VERSION + 1))
        assert "Update Rostra" in await refusal(address)
        psql.run(version.format(VERSION - 1))
        assert "older Rostra" in await refusal(address, read_only=True)
        psql.run(version.format(VERSION))
        psql.run("DROP TABLE saves")
        assert "lacks what Rostra keeps in it (saves)" in await refusal(address)


async def test_a_role_without_rights_is_told(
    address: PostgresAddress, postgres: Administrator
) -> None:
    name = address.url.rpartition("/")[2]
    with Psql(postgres.server.address(name, role="postgres")) as psql:
        psql.run("REVOKE ALL ON SCHEMA public FROM rostra, PUBLIC")
        psql.run("ALTER SCHEMA public OWNER TO postgres")
    told = await refusal(address)
    assert "no schema for tables" in told or "GRANT ALL ON SCHEMA" in told


async def test_a_database_that_lacks_characters_is_told(
    postgres: Administrator, tmp_path: Path
) -> None:
    postgres.run(
        "CREATE DATABASE latin OWNER rostra TEMPLATE template0 ENCODING LATIN1 "
        "LOCALE_PROVIDER libc LOCALE 'C' STRATEGY FILE_COPY"
    )
    try:
        url = postgres.server.address("latin")
        told = await refusal(PostgresAddress(url=url, folder=tmp_path))
    finally:
        postgres.drop("latin")
    assert "keeps text as LATIN1" in told


async def test_an_old_server_is_told(
    address: PostgresAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.postgres.server_check.OLDEST_VERSION", 99)
    assert "or newer. Update the server" in await refusal(address)


def test_a_certificate_that_is_refused_is_told(address: PostgresAddress) -> None:
    refused = ssl.SSLCertVerificationError(1, "certificate verify failed")
    told = str(open_error(refused, address))
    assert "over TLS (certificate verify failed). Correct sslmode" in told


def test_what_a_pooler_breaks_is_told() -> None:
    broken = asyncpg.InvalidSQLStatementNameError("no statement “__asyncpg_1”")
    assert "pool_mode to session" in str(query_error(broken, "Nothing was saved"))
