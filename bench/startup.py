"""Time to the first answer and memory of the terminal face.

    python -m bench.startup [--runs N]

The rival is ``python -c "import telegram.ext"``: what a bot on that library costs
before it has done anything. Both are whole processes, run in turn; the ratio is the
median over pairs.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

RIVAL = (sys.executable, "-c", "import telegram.ext")
OURS = (sys.executable, "-m", "bot", "run")
QUESTION = b"/quote lincoln\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process cost."""

    seconds: float
    megabytes: float


def main() -> None:
    """Measure a first start, later starts, and the rival; print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        fresh = [
            start_terminal(Path(folder) / f"{n}" / "rostra.db") for n in range(runs)
        ]
        later, rival = [], []
        for _ in range(runs):
            later.append(start_terminal(Path(folder) / "0" / "rostra.db"))
            rival.append(_measure(RIVAL, b"", dict(os.environ)))
    table = Table(box=None, pad_edge=False)
    for column in ("", "seconds", "ratio", "MB", "ratio"):
        table.add_column(column, justify="right" if column else "left")
    _add(table, "first start, library loaded and indexed", fresh, rival)
    _add(table, "later start", later, rival)
    _add(table, 'python -c "import telegram.ext"', rival, rival)
    console = Console(highlight=False)
    console.print(f"One question answered, then exit; medians of {runs} runs.")
    console.print(table)


def start_terminal(database: Path) -> Run:
    """Ask one question at the terminal, of a library that is loaded if it is not there."""
    settings = {
        name: value for name, value in os.environ.items() if "ROSTRA_" not in name
    }
    settings["ROSTRA_DATABASE"] = str(database)
    settings["ROSTRA_TELEGRAM_TOKEN"] = ""
    # As on a person's machine, what was compiled once is kept.
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    return _measure(OURS, QUESTION, settings)


def _measure(command: Sequence[str], said: bytes, environment: dict[str, str]) -> Run:
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=environment,
    ) as process:
        assert process.stdin is not None  # noqa: S101 - it is piped
        process.stdin.write(said)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed")
    return Run(seconds=time.perf_counter() - started, megabytes=usage.ru_maxrss / 1024)


def _add(table: Table, name: str, runs: list[Run], rival: list[Run]) -> None:
    seconds = statistics.median(run.seconds for run in runs)
    megabytes = statistics.median(run.megabytes for run in runs)
    pairs = list(zip(runs, rival, strict=True))
    faster = statistics.median(ours.seconds / its.seconds for ours, its in pairs)
    smaller = statistics.median(ours.megabytes / its.megabytes for ours, its in pairs)
    table.add_row(
        name, f"{seconds:.2f}", f"{faster:.2f}", f"{megabytes:.0f}", f"{smaller:.2f}"
    )


if __name__ == "__main__":
    main()
