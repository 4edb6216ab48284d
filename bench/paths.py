"""How many files a request passes on its way through the bot, and how often it changes.

    python -m bench.paths

Counts, for each kind of work, the files of Rostra in which a function was entered, and the
switches between them: a call from one file into another is one, the way back another. A
reader who follows the work opens so many files, and turns over so often. The real program
runs on the local Bot API; what its other processes do is not counted.
"""

import argparse
import ast
import asyncio
import collections
import inspect
import json
import os
import runpy
import signal
import sys
import tempfile
import threading
import time
import tokenize
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import CodeType, FrameType

from bench.processes.bots import bot, prepare, settled, soon
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = tuple(
    f"{ROOT / name}/" for name in ("bot", "content", "handlers", "storage")
)
EVENT_LOOP = str(Path(asyncio.__file__).parent)

REQUESTS = {
    "/topic": "/topic liberty",
    "/quote": "/quote",
    "/daily on": "/daily on 08:30 Europe/Berlin",
    "reload": "/reload",
}

FINISHED = 0.5
"""Seconds after which what was sent is recorded as sent, too."""

DOCUMENT = """\
The mill and the meadow

Vera Lind: Good evening, neighbours. The wheel turns again, and the valley with it.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.
"""


class Tracer:
    """A record of which files' functions were entered, and from where."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.switches = 0
        self._seen: set[FrameType] = set()
        self._ours: dict[CodeType, str] = {}

    def start(self, *_signal: object) -> None:
        """Begin to count; what was counted before is forgotten."""
        self.files, self.switches = set(), 0
        self._seen = set()
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def follow_threads(self) -> None:
        """Trace every thread that starts from now on."""
        threading.setprofile(self._note)

    def write(self, path: Path) -> None:
        """Write what was counted; a reader never sees half of it."""
        draft = path.with_suffix(".draft")
        counted = {"files": sorted(self.files), "switches": self.switches}
        draft.write_text(json.dumps(counted), encoding="utf-8")
        draft.replace(path)

    def _note(self, frame: FrameType, event: str, _argument: object) -> None:
        # A coroutine is entered once, however often it goes on after a wait.
        if event != "call" or not self._file(frame) or frame in self._seen:
            return
        self._seen.add(frame)
        file = self._file(frame)
        self.files.add(file)
        caller = frame.f_back
        while caller and not self._file(caller):
            # What the event loop calls back is followed from where it was made.
            if caller.f_code.co_filename.startswith(EVENT_LOOP):
                return
            caller = caller.f_back
        if caller and self._file(caller) != file:
            self.switches += 2

    def _file(self, frame: FrameType) -> str:
        """Return the file of Rostra that defines a function; empty for all others."""
        code = frame.f_code
        if code not in self._ours:
            # Bodies of modules and classes run once, with their import.
            ours = code.co_flags & inspect.CO_OPTIMIZED
            ours = ours and code.co_filename.startswith(PACKAGES)
            self._ours[code] = code.co_filename if ours else ""
        return self._ours[code]


def trace(path: Path, arguments: list[str]) -> None:
    """Run the program in this process; SIGUSR1 begins a count, SIGUSR2 writes it.

    What ends by itself runs twice and is counted the second time: as with requests,
    nothing is met for the first time then.
    """
    tracer = Tracer()
    tracer.follow_threads()
    signal.signal(signal.SIGUSR1, tracer.start)
    signal.signal(signal.SIGUSR2, lambda *_signal: tracer.write(path))
    sys.argv = ["rostra", *arguments]
    if arguments[0] == "run":
        runpy.run_module("bot", run_name="__main__")
    for count in (False, True):
        if count:
            tracer.start()
        with suppress(SystemExit):
            runpy.run_module("bot", run_name="__main__")
    sys.setprofile(None)
    tracer.write(path)


def counted(pid: int, path: Path) -> str:
    """Return ``files/switches`` of what a traced process did since its SIGUSR1."""
    os.kill(pid, signal.SIGUSR2)
    while not path.exists():
        time.sleep(0.02)
    return read(path)


def read(path: Path) -> str:
    """Return ``files/switches`` as a traced process wrote them, and forget them."""
    found = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    if os.environ.get("PATHS_LISTED"):
        rooms = collections.Counter(
            str(Path(file).relative_to(ROOT).parent) for file in found["files"]
        )
        print("   ", dict(rooms), file=sys.stderr)
    return f"{len(found['files'])}/{found['switches']}"


async def ask(user: User, text: str, pid: int, path: Path) -> str:
    """Ask once untraced, so that nothing is met for the first time, then count."""
    for traced in (False, True):
        if traced:
            os.kill(pid, signal.SIGUSR1)
        await user.says(text)
        await user.next_reply()
        await asyncio.sleep(FINISHED)
    return await asyncio.to_thread(counted, pid, path)


def code_lines(path: Path) -> int:
    """Count the lines that hold code: no comment, no docstring, nothing empty."""
    starts = {tokenize.ENCODING, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    held: set[int] = set()
    begins = True
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type in {tokenize.NL, tokenize.COMMENT}:
                continue
            if token.type in starts:
                begins = True
                continue
            # A text that is a statement of its own says something and does nothing.
            if not (begins and token.type == tokenize.STRING):
                held.update(range(token.start[0], token.end[0] + 1))
            begins = False
    return len(held)


def structure() -> dict[str, str]:
    """Return how much code there is, and how much of it one other file alone uses."""
    trees = {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path
        for package in PACKAGES
        for path in Path(package).rglob("*.py")
    }
    importers: dict[str, set[str]] = {name: set() for name in trees}
    for name, path in trees.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                targets = {f"{node.module}.{alias.name}" for alias in node.names}
                for target in targets & trees.keys() or {node.module} & trees.keys():
                    importers[target].add(name)
    modules = [name for name in trees if not name.endswith("__init__")]
    single = sum(len(importers[name]) == 1 for name in modules)
    lines = sum(path.read_bytes().count(b"\n") for path in trees.values())
    code = sum(code_lines(path) for path in trees.values())
    return {
        "files": str(len(modules)),
        "with one importer": f"{single / len(modules):.0%}",
        "lines": f"{lines:,}",
        "lines of code": f"{code:,}",
    }


async def run() -> dict[str, str]:
    """Return ``files/switches`` by the kind of work."""
    table: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, path = folder / "rostra.db", folder / "trace.json"
        command = ("-m", "bench.paths", "--traced", str(path))
        async with BotApi() as server:
            ann, due = server.user("Ann"), soon()
            await prepare(database, (f"telegram:{ann.id}",), due)
            admins = {"ROSTRA_ADMINS": f"telegram:{ann.id}"}
            async with bot(
                server, database, command=(*command, "run"), how=admins
            ) as process:
                await settled(process.pid)
                await asyncio.sleep((due - datetime.now(UTC)).total_seconds() - 1)
                os.kill(process.pid, signal.SIGUSR1)
                await ann.next_reply()
                await asyncio.sleep(FINISHED)
                table["digest"] = await asyncio.to_thread(counted, process.pid, path)
                for kind, text in REQUESTS.items():
                    table[kind] = await ask(ann, text, process.pid, path)
        document = folder / "mill.txt"
        document.write_text(DOCUMENT, encoding="utf-8")
        imported = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            *("import", "--force", str(document)),
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.DEVNULL,
        )
        await imported.wait()
        table["import"] = read(path)
    return table


def main() -> None:
    """Print the table, or be the process that is traced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--traced", type=Path, help=argparse.SUPPRESS)
    options, arguments = parser.parse_known_args()
    if options.traced:
        trace(options.traced, arguments)
        return
    for kind, figures in (structure() | asyncio.run(run())).items():
        print(f"{kind:<20}{figures:>10}")


if __name__ == "__main__":
    main()
