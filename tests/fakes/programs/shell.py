"""A shell in which `rostra` runs as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests.fakes.programs.typed import typed
from tests.fakes.programs.warm import ROOT, warm_program

TRANSCRIPTS = ROOT / "tests" / "fakes" / "libraries" / "village_transcripts"


class Shell:
    """A folder in which `rostra` runs, and what it printed there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = ""
        self.complaints = ""

    def types(self, *words: str, said: str = "", **settings: str) -> int:
        """Run one command with `said` on standard input; return its exit code."""
        environment = self._environment(settings)
        if all(name.startswith(("ROSTRA_", "XDG_")) for name in settings):
            done = warm_program().run(
                words, folder=self.folder, environment=environment, typed=said.encode()
            )
        else:  # the interpreter itself may read it
            done = subprocess.run(
                [sys.executable, "-m", "bot", *words],
                cwd=self.folder,
                env=environment,
                input=said.encode(),
                capture_output=True,
                check=False,
            )
        self.output = done.stdout.decode()
        self.complaints = done.stderr.decode()
        assert "Traceback" not in self.complaints, self.complaints
        return done.returncode

    def types_at_a_terminal(self, *words: str, lines: str) -> str:
        """Run one command at a terminal where all lines are typed ahead.

        Returns:
            What the terminal shows.
        """
        environment = self._environment({})
        shown = b""
        with typed(*words, folder=self.folder, environment=environment) as program:
            os.write(program.terminal, lines.encode())
            with suppress(OSError):  # it ends so, once nobody writes to it
                while part := os.read(program.terminal, 4096):
                    shown += part
        return shown.decode()

    def _environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("ROSTRA_")
        }
        environment |= {
            "PYTHONPATH": str(ROOT),
            "ROSTRA_DATABASE": str(self.folder / "data" / "rostra.db"),
            "ROSTRA_LIBRARY": str(TRANSCRIPTS),
            **settings,
        }
        return environment
