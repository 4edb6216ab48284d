"""The PostgreSQL server that tests share is real, and never outlives them."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.fakes.databases.postgres_server import Administrator, Psql
from tests.fakes.programs.process import ROOT
from tests.fakes.waiting import until

USER = """
import sys, time
from pathlib import Path
from tests.fakes.databases.postgres_server import running_server
with running_server(Path(sys.argv[1])) as server:
    print(server.pid, server.data, server.address("postgres"), flush=True)
    time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def answers(address: str) -> bool:
    with Psql(address) as psql:
        try:
            return psql.run("SELECT 1") == "1\n"
        except (AssertionError, BrokenPipeError):
            return False


def test_databases_are_apart_and_their_owner_has_no_other_right(
    postgres: Administrator,
) -> None:
    with Psql(postgres.create("one")) as psql:
        psql.run("CREATE TABLE mill (wheel text)")
        psql.run("INSERT INTO mill VALUES ('turns'), (NULL)")
        assert psql.run("SELECT wheel FROM mill ORDER BY wheel") == "turns\n\n"
    with Psql(postgres.create("another")) as psql:
        assert psql.run("SELECT count(*) FROM pg_tables WHERE tablename = 'mill'") == (
            "0\n"
        )
        assert psql.run("SELECT usesuper FROM pg_user WHERE usename = user") == "f\n"
    postgres.drop("one")
    postgres.drop("another")


async def test_killed_server_is_started_again_and_ends_with_its_last_user(
    tmp_path: Path,
) -> None:
    user = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", USER, tmp_path),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert user.stdout
        word, data, address = (await user.stdout.readline()).decode().split()
        pid = int(word)
        os.kill(pid, signal.SIGKILL)
        await until(lambda: not is_alive(pid))
        await until(lambda: answers(address))
        pid = int((Path(data) / "postmaster.pid").read_text().split()[0])
    finally:
        user.kill()
        await user.wait()
    await until(lambda: not is_alive(pid) and not Path(data).exists())
