"""The program with its imports done: each command runs in a fork, in a tenth of the time.

`WarmProgram` starts this file as a process, which imports all of Rostra, and forks for each
command that it is asked to run. A fork has the working directory, the environment and the
three standard streams of its command, and ends as ``python -m bot`` does. Its parent, a
fork as well, tells whoever asked for it which process it is, and how it ended.
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
import warnings
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[3]

MAX_REQUEST_BYTES = 1 << 20

CODE = "-c"
"""The first word, where the second one is code that uses Rostra, and runs instead."""


class WarmProgram:
    """A process that runs commands in forks of itself; it ends with this one."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MAX_REQUEST_BYTES)
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.fakes.programs.warm",
                    str(theirs.fileno()),
                ],
                cwd=ROOT,
                pass_fds=[theirs.fileno()],
            )

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

    def close(self) -> None:
        """End the process."""
        self._socket.close()
        self._process.wait()


@cache
def warm_program() -> WarmProgram:
    """Start the process whose forks run commands, once for all tests."""
    program = WarmProgram()
    atexit.register(program.close)
    return program


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


def _serve(requests: socket.socket) -> None:
    """Run commands until nobody is there to ask for them; a fork returns once it ran."""
    while True:
        message, files, *_ = socket.recv_fds(requests, MAX_REQUEST_BYTES, 4)
        if not message:
            return
        if not os.fork():
            requests.close()
            *streams, status = files
            if command := os.fork():
                _watch(command, streams, status)
            os.close(status)
            _become(streams, **json.loads(message))
            return
        for each in files:
            os.close(each)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _watch(command: int, streams: Sequence[int], status: int) -> NoReturn:
    """Tell of a command which process it is, and its exit code once it has ended.

    Where nobody is there any more to read it, the command is killed.
    """
    for each in streams:
        os.close(each)
    os.write(status, f"{command}\n".encode())
    ends = select.poll()
    ends.register(os.pidfd_open(command), select.POLLIN)
    ends.register(status, select.POLLERR)
    if (status, select.POLLERR) in ends.poll():  # whoever asked was killed
        os.kill(command, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(command, 0)[1])
    with suppress(BrokenPipeError):  # nobody wants to know
        os.write(status, f"{code}\n".encode())
    os._exit(0)  # what a process does at its end is the command's


def _become(
    streams: Sequence[int],
    *,
    words: Sequence[str],
    folder: str,
    environment: Mapping[str, str],
) -> None:
    """Run a command in this process, which was forked for it."""
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
    if words[:1] == [CODE]:
        sys.argv = [CODE, *words[2:]]
        sys.modules["__main__"] = main = ModuleType("__main__")
        exec(words[1], vars(main))  # noqa: S102 - a test's own
        return
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


def main() -> None:
    """Import everything, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with warnings.catch_warnings(action="ignore"):
        _import_everything()
    gc.freeze()
    _serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
