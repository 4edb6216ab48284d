"""Ctrl-C stops what takes its time, at once and with a sentence."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from tests.fakes.documents.pdf import pdf, typed
from tests.fakes.programs.warm import ROOT
from tests.fakes.terminal.output import read_until

TURN = (
    "ADA BROOK: I have said that the bridge is open, and I say it again.\n\n"
    "TOM FERRO: Then we shall cross it before the winter comes.\n\n"
)
TRANSCRIPT = "---\nslug: talk\ntitle: Talk\nspeakers:\n  - name: Ada Brook\n---\n\n## Ada Brook\n\n"
MAX_PROCESSOR_SECONDS = 0.5
"""What may be computed after Ctrl-C; half of the second that is promised.

It is the same however much else a machine has to do.
"""

MAX_SECONDS = 5
"""Of a machine that runs other tests, too."""

PAGES = 600
PAGE = typed([line for line in (TURN * 12).split("\n") if line])


@cache
def long_pdf() -> bytes:
    """Return a document of many pages, made once for all commands."""
    return pdf([PAGE] * PAGES)


def processor_seconds(process: int) -> float:
    """Return what a process has computed, also one that has ended and is not reaped."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until_ended(process: int) -> None:
    """Wait until a process has ended, and leave it to be reaped."""
    ended = os.pidfd_open(process)
    try:
        assert select.select([ended], [], [], MAX_SECONDS)[0], "it goes on"
    finally:
        os.close(ended)


def stop(
    words: tuple[str, ...], drawn: str, said: str, folder: Path, **settings: str
) -> str:
    """Send Ctrl-C to a command once it has drawn something; return what it shows then."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm",
            "ROSTRA_DATABASE": str(folder / "data" / "library"),
            **settings,
        },
        # Whoever runs the tests in the background ignores Ctrl-C for them, too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    os.close(theirs)
    try:
        read_until(ours, drawn)
        sent = time.monotonic()
        before = processor_seconds(process.pid)
        process.send_signal(signal.SIGINT)
        shown = read_until(ours, said)
        wait_until_ended(process.pid)
        computed = processor_seconds(process.pid) - before
        assert computed < MAX_PROCESSOR_SECONDS
        assert process.wait(MAX_SECONDS) == 130
        assert time.monotonic() - sent < MAX_SECONDS
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert "Traceback" not in shown
    return shown


@pytest.mark.parametrize(
    ("words", "drawn", "said"),
    [
        (("segment", "talk.txt"), "Reading talk.txt", "Stopped."),
        (
            ("import", "talk.txt", "-o", "mine"),
            "Reading talk.txt",
            "Stopped. Nothing was written.",
        ),
        (("review", "talk.md", "--excerpts"), "Reading talk.md", "Stopped."),
        (("segment", "talk.pdf"), "talk.pdf … page ", "Stopped."),
        (
            ("import", "talk.pdf", "-o", "mine"),
            "talk.pdf … page ",
            "Stopped. Nothing was written.",
        ),
        (("load",), "Reading transcripts", "Stopped."),
        (("run",), "Reading transcripts", "Stopped."),
    ],
)
def test_ctrl_c_stops_a_command(
    words: tuple[str, ...], drawn: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "talk.txt").write_text(TURN * 40_000)
    (tmp_path / "talk.pdf").write_bytes(long_pdf())
    (tmp_path / "talk.md").write_text(TRANSCRIPT + TURN * 16_000)
    stop(words, drawn, said, tmp_path)
    written = {path.name for path in tmp_path.rglob("*.*")}
    kept = {name for name in written if not name.startswith("library")}
    assert kept == {"talk.txt", "talk.md", "talk.pdf"}


@pytest.mark.parametrize("command", ["load", "run"])
def test_ctrl_c_stops_the_cutting_of_one_long_transcript(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    turns = ["The bridge is open, and I say it again to all of you.\n\n"] * 6000
    (tmp_path / "mine" / "talk.md").write_text(
        TRANSCRIPT + "## Ada Brook\n\n".join(turns)
    )
    stop((command,), "/6000", "Stopped.", tmp_path, ROSTRA_LIBRARY="mine")
