"""The program with its imports done: each command runs in a fork, in a tenth of the time.

`WarmProgram` starts this file as a process, which imports all of Rostra, and forks for each
command that it is asked to run. A fork has the working directory, the environment and the
three standard streams of its command, and ends as ``python -m bot`` does. Whoever asked
for it is told which process it is, and how it ended. All processes of a run of tests ask
the same one, which ends with the run.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[3]

MAX_REQUEST_BYTES = 1 << 20

CODE = "-c"
"""The first word, where the second one is code that uses Rostra, and runs instead."""

LATER = ("rich._emoji_codes", "structlog.dev")
"""What commands import when they first print in colour, or log."""


class WarmProgram:
    """A process that runs commands in forks of itself; it ends with the run of tests."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MAX_REQUEST_BYTES)
        while not self._connects():
            with (
                socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener,
                suppress(OSError),  # another process was faster
            ):
                listener.bind(_address())
                listener.listen()
                _start_process(listener.fileno())

    def _connects(self) -> bool:
        """Connect, where the process is there."""
        try:
            self._socket.connect(_address())
        except ConnectionRefusedError:
            return False
        return True

    def start(
        self,
        words: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        streams: Sequence[int],
    ) -> int:
        """Start a command; return a pipe, on which come its process and its exit code.

        Args:
            words: What follows ``rostra``, or ``python`` where the first is `CODE`.
            folder: Where it runs.
            environment: All that it has.
            streams: Standard input, output and error; they are closed here.
        """
        status, theirs = os.pipe()
        request = {
            "words": list(words),
            "folder": str(folder),
            "environment": dict(environment),
        }
        data = json.dumps(request).encode()
        assert len(data) <= MAX_REQUEST_BYTES, "Write what is that long to a file."
        socket.send_fds(self._socket, [data], [*streams, theirs])
        for each in (*streams, theirs):
            os.close(each)
        return status

    def run(
        self,
        words: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        typed: bytes,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end, with `typed` on standard input."""
        pipes = [os.pipe() for _ in range(3)]
        with ThreadPoolExecutor(3) as threads:
            status = self.start(
                words,
                folder=folder,
                environment=environment,
                streams=[pipes[0][0], pipes[1][1], pipes[2][1]],
            )
            threads.submit(_write, pipes[0][1], typed)
            read = [threads.submit(_read, pipe[0]) for pipe in pipes[1:]]
            _, code = map(int, _read(status).split())
        output, complaints = (each.result() for each in read)
        return subprocess.CompletedProcess(words, code, output, complaints)


@cache
def warm_program() -> WarmProgram:
    """Return the process whose forks run commands, which the first of a run starts."""
    return WarmProgram()


def _address() -> str:
    """Return the name, known to Linux alone, of the socket that a run of tests has."""
    return f"\0rostra-warm-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}"


def _run_process() -> int:
    """Return the process whose end is the end of the run: this one, or what started it."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def _start_process(listener: int) -> None:
    program = [sys.executable, "-m", "tests.fakes.programs.warm"]
    process = subprocess.Popen(
        [*program, str(listener), str(_run_process())], cwd=ROOT, pass_fds=[listener]
    )
    atexit.register(process.poll)  # Python complains of one that nobody looks at again


def _write(pipe: int, data: bytes) -> None:
    try:
        with os.fdopen(pipe, "wb") as file:
            file.write(data)
    except BrokenPipeError:
        pass  # the command reads nothing


def _read(pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as file:
        return file.read()


def _import_everything() -> None:
    for package in ("content", "storage", "handlers", "bot"):
        path = [str(ROOT / package)]
        for module in pkgutil.walk_packages(path, f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    for name in LATER:
        importlib.import_module(name)


@dataclass(frozen=True, slots=True)
class _Command:
    """A fork that runs a command, a file that tells of its end, and who wants to know."""

    process: int
    end: int
    status: int


class _Server:
    """Runs the commands that it is asked for, until the run of tests has ended.

    Whoever asked is told which process a command is, and its exit code once it has ended;
    where nobody is there any more to read that, the command is killed.
    """

    def __init__(self, listener: socket.socket, run: int) -> None:
        """Listen.

        Args:
            listener: Where whoever asks connects.
            run: A file that tells of the end of the run.
        """
        self._listener = listener
        self._run = run
        self._clients: dict[int, socket.socket] = {}
        self._running: dict[int, _Command] = {}  # by each of their two files
        self._ready = select.poll()
        for file in (listener.fileno(), run):
            self._ready.register(file, select.POLLIN)

    def serve(self) -> None:
        """Run commands until the run has ended, and kill those that go on."""
        while (file := self._ready.poll()[0][0]) != self._run:
            if file == self._listener.fileno():
                client, _ = self._listener.accept()
                self._clients[client.fileno()] = client
                self._ready.register(client, select.POLLIN)
            elif file in self._clients:
                self._hear(file)
            else:
                self._end(file, self._running[file])
        for command in self._running.values():
            os.kill(command.process, signal.SIGKILL)

    def _hear(self, client: int) -> None:
        """Start the command that somebody asks for, who may have gone instead."""
        message, files, *_ = socket.recv_fds(
            self._clients[client], MAX_REQUEST_BYTES, 4
        )
        if not message:
            self._ready.unregister(client)
            self._clients.pop(client).close()
            return
        *streams, status = files
        if not (process := os.fork()):
            self._listener.close()
            for each in (*self._clients, *self._running, self._run, status):
                os.close(each)
            _become(streams, **json.loads(message))
        for each in streams:
            os.close(each)
        command = _Command(process, os.pidfd_open(process), status)
        self._running |= {command.end: command, status: command}
        self._ready.register(command.end, select.POLLIN)
        self._ready.register(status, select.POLLERR)
        _tell(status, process)

    def _end(self, file: int, command: _Command) -> None:
        """Tell how a command has ended, or end it where nobody wants to know."""
        self._ready.unregister(file)
        if file == command.status:
            os.kill(command.process, signal.SIGKILL)
            return
        with suppress(KeyError):  # it was killed
            self._ready.unregister(command.status)
        _, how = os.waitpid(command.process, 0)
        _tell(command.status, os.waitstatus_to_exitcode(how))
        for each in (command.end, command.status):
            os.close(each)
            del self._running[each]


def _tell(status: int, number: int) -> None:
    with suppress(BrokenPipeError):  # nobody wants to know
        os.write(status, f"{number}\n".encode())


def _become(
    streams: Sequence[int],
    *,
    words: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
) -> NoReturn:
    """Run a command in this process, which was forked for it, and end as it does."""
    for number, (stream, name) in enumerate(
        zip(streams, ("stdin", "stdout", "stderr"), strict=True)
    ):
        os.dup2(stream, number)
        os.close(stream)
        before = getattr(sys, name)
        # What was there is of another kind: a pipe can't be sought in.
        after = open(  # noqa: SIM115 - it is there to the end
            number,
            "r" if name == "stdin" else "w",
            buffering=1 if name == "stderr" else -1,
            encoding=before.encoding,
            errors=before.errors,
            closefd=False,
        )
        setattr(sys, name, after)
        setattr(sys, f"__{name}__", after)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = words
    # The first entry of the path, which ``-m`` makes of where one stands.
    sys.path[0] = folder
    code = 0
    try:
        if words[:1] == [CODE]:
            sys.argv = [CODE, *words[2:]]
            sys.modules["__main__"] = main = ModuleType("__main__")
            exec(words[1], vars(main))  # noqa: S102 - a test's own
        else:
            runpy.run_module("bot", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if not isinstance(end.code, int | None):
            raise
        code = end.code or 0
    # What Python does at its end, but for taking all modules apart: three quarters of the
    # time of a short command.
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other
    atexit._run_exitfuncs()  # noqa: SLF001 - nor here
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        sys.exit(code)  # complains of it
    os._exit(code)


def main() -> None:
    """Import everything, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # what is imported stays: to look for garbage in it is a sixth of the time
    with warnings.catch_warnings(action="ignore"):
        _import_everything()
        importlib.import_module("tests.fakes.programs.ready_patterns")
    listener, run = map(int, sys.argv[1:])
    _Server(socket.socket(fileno=listener), os.pidfd_open(run)).serve()


if __name__ == "__main__":
    main()
