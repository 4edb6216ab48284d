"""The terminal face: a conversation at a prompt, or commands through a pipe."""

import getpass
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import aclosing
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Talk, leaves, utc_now
from bot.faces.terminal.pipe import lines
from bot.faces.terminal.text import WIDEST, Sight, renderable
from bot.rendering.sanitize import one_line
from handlers.contract.request import Person


async def serve(
    app: AppPort,
    *,
    history: Path | None = None,
    stdin: IO[Any] | None = None,
    stdout: IO[str] | None = None,
    now: Callable[[], datetime] = utc_now,
    environ: Mapping[str, str] = os.environ,
) -> int:
    """Talk until the person leaves or the input ends; return the exit code.

    A person at a terminal gets a prompt; otherwise each line is a command, and the
    answers go to `stdout` as plain text.

    Args:
        app: AppPort what is asked.
        history: The file of the lines typed earlier, made if missing.
        stdin: A file with a descriptor; standard input if left out.
        stdout: Where answers go; standard output if left out.
        now: Returns the present moment, aware.
        environ: Names the terminal and says whether colours are wanted.
    """
    source: IO[Any] | None = stdin or sys.stdin
    sink: IO[str] | None = stdout or sys.stdout
    if source is None or sink is None:  # closed by whoever started the program
        return 0
    person = Person(key="terminal:local", name=_user(), admin=True)
    talk = Talk(app, person, now=now)
    if isinstance(sink, TextIOWrapper):
        sink.reconfigure(errors="replace")
    if source.isatty() and sink.isatty():
        from bot.faces.terminal.prompt import converse  # noqa: PLC0415 - slow, not for pipes

        screen = _Screen(file=sink, highlight=False, _environ=_unsized(environ))
        await converse(app, talk, screen, environ, history=history)
        return 0
    return await obey(talk, source.fileno(), _page(sink, environ))


async def obey(talk: Talk, descriptor: int, page: Console) -> int:
    """Answer each line of an open file on a page, an empty line between answers.

    Returns:
        0, also where the reader of the page went away; 1 where it can't be written.
    """
    sight = Sight(colours=page.color_system is not None)
    first = True
    try:
        async with aclosing(lines(descriptor)) as typed:
            async for line in typed:
                asked = line.strip()
                if not asked or asked.startswith("#"):
                    continue
                if leaves(asked):
                    break
                reply = await talk.take(asked)
                above = () if first else (Text(),)
                for part in (*above, renderable(reply, sight)):
                    page.print(part, crop=False)
                page.file.flush()
                first = False
    except BrokenPipeError:
        _abandon(page.file)
    except OSError as error:
        _abandon(page.file)
        sys.stderr.write(f"The answers can't be written: {error.strerror}.\n")
        return 1
    return 0


class _Screen(Console):
    """Leave a reader's going away to whoever prints."""

    def on_broken_pipe(self) -> None:
        """Raise the error that rich would turn into an exit."""
        raise  # noqa: PLE0704 - rich calls this where the error is handled


def _page(sink: IO[str], environ: Mapping[str, str]) -> Console:
    forced = environ.get("FORCE_COLOR", "") not in {"", "0"} and not environ.get(
        "NO_COLOR"
    )
    return _Screen(
        file=sink,
        highlight=False,
        force_terminal=forced,
        color_system="auto" if forced else None,
        width=_columns(sink, environ),
        _environ=_unsized(environ),
    )


def _columns(sink: IO[str], environ: Mapping[str, str]) -> int:
    """Return how wide a page is; ``COLUMNS`` has the last word."""
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < 6 and int(columns):
        return int(columns)
    known = os.get_terminal_size(sink.fileno()).columns if sink.isatty() else 0
    return min(known, WIDEST) or 80


def _unsized(environ: Mapping[str, str]) -> dict[str, str]:
    """Leave out sizes that rich would believe even when the window has another."""
    return {k: v for k, v in environ.items() if k not in {"COLUMNS", "LINES"}}


def _abandon(sink: IO[str]) -> None:
    """Let what is still to be flushed at exit go nowhere, without complaint."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - it is a device
        os.dup2(nowhere.fileno(), sink.fileno())


def _user() -> str:
    try:
        return one_line(getpass.getuser()) or "you"
    except (OSError, KeyError):  # no such user, as in a container
        return "you"
