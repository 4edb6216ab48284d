"""Poolers before a server: one that leaves us our sessions, and one that does not."""

import asyncio
import os
import shutil
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage.database.address import PostgresAddress
from storage.database.errors import StorageError
from storage.database.postgres.connection import connect
from storage.database.postgres.database import PostgresDatabase
from storage.database.postgres.pooler import shares_backends
from tests.fakes.databases.postgres_server import Administrator

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")


@pytest.fixture
def address(postgres_address: str, tmp_path: Path) -> PostgresAddress:
    return PostgresAddress(url=postgres_address, folder=tmp_path)


async def test_a_backend_that_two_connections_have_is_noticed(
    address: PostgresAddress,
) -> None:
    one, other = await connect(address), await connect(address)
    assert not await shares_backends(one, other)
    # What such a pooler gives to two of us is the same session.
    assert await shares_backends(one, one)
    await one.close()
    await other.close()


@asynccontextmanager
async def pooling(server_port: int, password: str, mode: str) -> AsyncIterator[int]:
    """Run PgBouncer before a server; yield its port."""
    assert PGBOUNCER
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with TemporaryDirectory() as home:
        folder, user = Path(home), "nobody" if os.geteuid() == 0 else None
        (folder / "users").write_text(f'"rostra" "{password}"\n')
        (folder / "ini").write_text(
            f"[databases]\n* = host=127.0.0.1 port={server_port}\n[pgbouncer]\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = scram-sha-256\nauth_file = {folder}/users\n"
            f"pool_mode = {mode}\n"
        )
        if user:  # it refuses root
            for each in (folder, *folder.iterdir()):
                shutil.chown(each, user)
        process = await asyncio.create_subprocess_exec(
            PGBOUNCER,
            str(folder / "ini"),
            user=user,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            assert process.stderr
            while b"process up" not in (line := await process.stderr.readline()):
                assert line, "PgBouncer ended"
            yield port
        finally:
            process.send_signal(signal.SIGQUIT)
            await process.communicate()


@pytest.mark.skipif(not PGBOUNCER, reason="there is no PgBouncer")
@pytest.mark.parametrize("mode", ["session", "transaction", "statement"])
async def test_pgbouncer_has_to_leave_us_our_sessions(
    address: PostgresAddress, postgres: Administrator, mode: str
) -> None:
    server = postgres.server
    async with pooling(server.port, server.password, mode) as port:
        url = address.url.replace(f":{server.port}/", f":{port}/")
        through = replace(address, url=url)
        if mode == "session":
            base = await PostgresDatabase.open(through)
            assert await base.try_lock("load")
            await base.close()
            return
        for read_only in (False, True):
            with pytest.raises(StorageError, match="pool_mode to session") as refused:
                await PostgresDatabase.open(through, read_only=read_only)
            assert server.password not in str(refused.value)
