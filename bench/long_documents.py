"""Measure how time and memory grow with a document, and how soon Ctrl-C ends a command.

    python -m bench.long_documents [--lines N] [--turns N] [--stop SECONDS ...]

Documents of nothing but labels are read and segmented with a quarter, a half, and all of
N lines, and talks of as many turns; each row has the seconds of the processor, the peak
of memory, and how many times as long it took as the one before. With `--stop`, `rostra
segment` and `rostra import` are started on a talk of 10 MB instead, and stopped by Ctrl-C
after so many seconds; each row has the time until the command ended, its exit code, its
last words, and how many files it left.
"""

import argparse
import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.segmentation import seconds_and_megabytes

_SPEAKERS = ("Ada Brook", "Tom Ferro", "Jane Hall")
_MEGABYTES = 10
_SIGNS = re.compile(r"\x1b\[[?0-9;]*[a-zA-Z]")


def one_label(count: int) -> bytes:
    """Return lines of one label."""
    return b"A: b\n" * count


def many_labels(count: int) -> bytes:
    """Return lines of labels that take turns."""
    return b"".join(b"%c: b\n" % (65 + n % 26) for n in range(count))


def talk(count: int) -> bytes:
    """Return a talk of so many turns."""
    return "".join(
        f"{_SPEAKERS[n % 3]}: That is all I have to say of item {n}, and of what we do.\n\n"
        for n in range(count)
    ).encode()


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", type=int, default=200_000, metavar="N")
    parser.add_argument("--turns", type=int, default=100_000, metavar="N")
    parser.add_argument("--stop", type=float, nargs="+", metavar="SECONDS")
    options = parser.parse_args()
    if options.stop:
        return stop(options.stop)
    for name, make, most in (
        ("lines A: b", one_label, options.lines),
        ("lines of 26 labels", many_labels, options.lines),
        ("turns", talk, options.turns),
    ):
        grow(name, make, most)
    return 0


def grow(name: str, make: Callable[[int], bytes], most: int) -> None:
    """Print what a document takes at a quarter, a half and all of its length."""
    before = 0.0
    for count in (most // 4, most // 2, most):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            work = pool.submit(seconds_and_megabytes, make(count), "talk.txt")
            seconds, megabytes = work.result()
        times = f"×{seconds / before:4.1f}" if before else ""
        row = f"{count:9,} {name:20} {seconds:7.1f} s {megabytes:6,.0f} MB {times}"
        print(row, flush=True)
        before = seconds


def stop(moments: list[float]) -> int:
    """Stop commands after so many seconds; return 1 if one left a file or a traceback."""
    code = 0
    unit = talk(3)
    for words in (("segment", "talk.txt"), ("import", "talk.txt", "-o", "mine")):
        for moment in moments:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "talk.txt"
                path.write_bytes(unit * (_MEGABYTES * 1_000_000 // len(unit)))
                seconds, exit_code, shown = _stop_one(words, moment, Path(folder))
                left = [one for one in path.parent.rglob("*.*") if one != path]
            last = (_SIGNS.sub("", shown).split("\r\n")[-2:] or [""])[0].strip()
            code |= bool(left) or "Traceback" in shown
            row = f"{words[0]:8} after {moment:4.1f} s: ended in {seconds:.2f} s"
            print(f"{row}, exit {exit_code}, {len(left)} files left, {last!r}")
    return code


def _stop_one(
    words: tuple[str, ...], moment: float, folder: Path
) -> tuple[float, int, str]:
    """Return how long a command went on after Ctrl-C, its exit code, and what it showed."""
    ours, theirs = pty.openpty()
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "TERM": "xterm"},
        # Whoever measures in the background ignores Ctrl-C for it, too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    os.close(theirs)
    sent, shown = 0.0, ""
    while process.poll() is None or select.select([ours], [], [], 0)[0]:
        if not sent and time.monotonic() - start >= moment:
            process.send_signal(signal.SIGINT)
            sent = time.monotonic()
        try:
            if select.select([ours], [], [], 0.01)[0]:
                shown += os.read(ours, 65536).decode(errors="replace")
        except OSError:  # the terminal closes with who writes to it
            break
    code = process.wait()
    os.close(ours)
    return (time.monotonic() - sent if sent else 0.0), code, shown


if __name__ == "__main__":
    sys.exit(main())
