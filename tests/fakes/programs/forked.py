"""A program in a fork of the warm process, used as one of `asyncio.subprocess` is."""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from tests.fakes.programs.warm import warm_program


class ForkedProgram:
    """A process, its output, and how it has ended."""

    def __init__(self, status: "_Pipe", stdout: "_Pipe", stderr: "_Pipe") -> None:
        self._pipes = (status, stdout, stderr)
        self.stdout = stdout.reader
        self.stderr = stderr.reader
        self.pid = 0
        self.returncode: int | None = None
        self._end: asyncio.Task[int]

    @classmethod
    async def start(
        cls, words: Sequence[str], *, folder: Path, environment: Mapping[str, str]
    ) -> Self:
        """Start a command without input."""
        stdin = os.open(os.devnull, os.O_RDONLY)
        (out, program_out), (errors, program_errors) = os.pipe(), os.pipe()
        status = warm_program().start(
            words,
            folder=folder,
            environment=environment,
            streams=[stdin, program_out, program_errors],
        )
        program = cls(*[await _Pipe.open(each) for each in (status, out, errors)])
        program.pid = int(await program._pipes[0].reader.readline())
        program._end = asyncio.create_task(program._wait())
        return program

    async def _wait(self) -> int:
        self.returncode = int(await self._pipes[0].reader.readline())
        return self.returncode

    async def wait(self) -> int:
        """Wait until it has ended; return its exit code."""
        return await asyncio.shield(self._end)

    async def communicate(self) -> tuple[bytes, bytes]:
        """Wait until it has ended; return what it printed that nobody has read."""
        printed = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return printed

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it has not ended."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    async def close(self) -> None:
        """Kill it if it has not ended, and read no more of what it printed."""
        self.kill()
        await self.wait()
        for each in self._pipes:
            each.transport.close()


class _Pipe:
    """The end of a pipe at which one reads."""

    def __init__(
        self, reader: asyncio.StreamReader, transport: asyncio.ReadTransport
    ) -> None:
        self.reader = reader
        self.transport = transport

    @classmethod
    async def open(cls, pipe: int) -> Self:
        reader = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(pipe, "rb")
        )
        return cls(reader, transport)
