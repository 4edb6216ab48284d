"""A command at a dumb terminal, in a fork of the warm process.

What draws on a terminal has looked at the warm process's streams when it was imported,
and draws nothing here; where a test is about that, it starts the program itself.
"""

import os
import pty
import select
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.programs.warm import warm_program


class TypedProgram:
    """A command whose three streams are a terminal.

    Attributes:
        terminal: Its other end, at which one types, and sees what is shown.
    """

    def __init__(
        self, words: Sequence[str], *, folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.terminal, theirs = pty.openpty()
        status = warm_program().start(
            words,
            folder=folder,
            environment={**environment, "TERM": "dumb"},
            streams=[theirs, os.dup(theirs), os.dup(theirs)],
        )
        self._status = os.fdopen(status, "rb", buffering=0)
        self._process = int(self._status.readline())

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.kill(self._process, signal.SIGINT)

    def wait(self, seconds: float) -> int:
        """Wait until it has ended; return its exit code."""
        assert select.select([self._status], [], [], seconds)[0], "it goes on"
        return int(self._status.readline())

    def close(self) -> None:
        """Look at it no more, which ends it if it goes on."""
        self._status.close()
        os.close(self.terminal)


@contextmanager
def typed(
    *words: str, folder: Path, environment: Mapping[str, str]
) -> Iterator[TypedProgram]:
    """Run a command at a terminal."""
    program = TypedProgram(words, folder=folder, environment=environment)
    try:
        yield program
    finally:
        program.close()
