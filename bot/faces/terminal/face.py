"""The terminal face: a conversation at a prompt, or commands through a pipe."""

import asyncio
import getpass
import os
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.text import MAX_COLUMNS, Capabilities, renderable
from bot.rendering.sanitize import one_line
from content.excerpts.ids import normalise_id
from handlers.contract.request import Person
from storage.database.time import utc_now

MAX_LINE_BYTES = 1_000_000
"""Bytes of a line that are read; no command is longer."""

_CHUNK_BYTES = 65536


async def serve(
    app: AppPort,
    *,
    history: Path | None = None,
    files: Path | None = None,
    stdin: IO[Any] | None = None,
    stdout: IO[str] | None = None,
    now: Callable[[], datetime] = utc_now,
) -> int:
    """Talk until the person leaves or the input ends; return the exit code.

    A person at a terminal gets a prompt; otherwise each line is a command, and the
    answers go to `stdout` as plain text.

    Args:
        app: Answers what is asked.
        history: The file of the lines typed earlier, made if missing.
        files: The folder for files that are asked for, made if missing; None to print
            them.
        stdin: A file with a descriptor; standard input if left out.
        stdout: Where answers go; standard output if left out.
        now: Returns the present moment, aware.
    """
    source: IO[Any] | None = stdin or sys.stdin
    sink: IO[str] | None = stdout or sys.stdout
    if source is None or sink is None:  # closed by whoever started the program
        return 0
    person = Person(key="terminal:local", name=_user_name(), admin=True)
    conversation = Conversation(app, person, now=now, files=files)
    if isinstance(sink, TextIOWrapper):
        sink.reconfigure(errors="replace")
    if source.isatty() and sink.isatty():
        from bot.faces.terminal.prompt import converse  # noqa: PLC0415 - slow, not for pipes

        # rich would trust these over the window's own size, which may change.
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)
        screen = _Screen(file=sink, highlight=False)
        await converse(app, conversation, screen, history=history)
        return 0
    return await answer_lines(conversation, source.fileno(), _console(sink))


async def answer_lines(
    conversation: Conversation, descriptor: int, console: Console
) -> int:
    """Answer each line of an open file, with an empty line between answers.

    Returns:
        0, also where the reader of the answers went away; 1 where they can't be
        written.
    """
    capabilities = Capabilities(colours=console.color_system is not None)
    first = True
    try:
        async with aclosing(read_lines(descriptor)) as typed:
            async for line in typed:
                asked = line.strip()
                passed_over = not asked or _is_comment(asked)
                if passed_over and conversation.field is None:
                    continue
                if conversation.asks_to_quit(asked):
                    break
                reply = await conversation.answer(asked)
                above = () if first else (Text(),)
                for part in (*above, renderable(reply, capabilities)):
                    console.print(part, crop=False)
                console.file.flush()
                first = False
    except BrokenPipeError:
        _discard_output(console.file)
    except OSError as error:
        _discard_output(console.file)
        sys.stderr.write(f"The answers can't be written: {error.strerror}.\n")
        return 1
    return 0


def _is_comment(line: str) -> bool:
    """Return whether a line is a script's own: "# peace", and not "#7K3M9QXA"."""
    # An id is one word; letters alone are rather a word as well.
    is_id = len(line.split()) == 1 and any(map(str.isdigit, line))
    return line.startswith("#") and not (is_id and normalise_id(line))


class _Screen(Console):
    """A console that raises an error where the reader of its output went away."""

    def on_broken_pipe(self) -> None:
        """Raise the error that rich would turn into an exit."""
        raise  # noqa: PLE0704 - rich calls this where the error is handled


def _console(sink: IO[str]) -> Console:
    forced = os.environ.get("FORCE_COLOR", "") not in {"", "0"} and not os.environ.get(
        "NO_COLOR"
    )
    return _Screen(
        file=sink,
        highlight=False,
        force_terminal=forced,
        color_system="auto" if forced else None,
        width=_columns(sink),
    )


def _columns(sink: IO[str]) -> int:
    """Return the width of the output; ``COLUMNS`` overrides all else."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < 6 and int(columns):
        return int(columns)
    known = os.get_terminal_size(sink.fileno()).columns if sink.isatty() else 0
    return min(known, MAX_COLUMNS) or 80


def _discard_output(sink: IO[str]) -> None:
    """Discard what is still to be flushed at exit, so that Python does not complain."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - it is a device
        os.dup2(nowhere.fileno(), sink.fileno())


def _user_name() -> str:
    try:
        return one_line(getpass.getuser()) or "you"
    except (OSError, KeyError):  # no such user, as in a container
        return "you"


async def read_lines(descriptor: int) -> AsyncGenerator[str, None]:
    """Yield the lines of an open file without blocking the event loop.

    They are decoded as UTF-8, with bad bytes replaced.

    A line longer than `MAX_LINE_BYTES` is cut. Cancelling is safe: nothing that blocks
    the end of the process is left behind.
    """
    kept = bytearray()
    async with aclosing(_chunks(descriptor)) as chunks:
        async for chunk in chunks:
            *ended, rest = chunk.split(b"\n")
            for part in ended:
                kept += part
                yield _decoded(kept)
                kept.clear()
            kept += rest[: max(MAX_LINE_BYTES - len(kept), 0)]
    if kept:
        yield _decoded(kept)


def _decoded(line: bytearray) -> str:
    return (
        line[:MAX_LINE_BYTES].decode("utf-8", "replace").lstrip("\ufeff").rstrip("\r")
    )


async def _chunks(descriptor: int) -> AsyncGenerator[bytes, None]:
    loop = asyncio.get_running_loop()
    while True:
        got: asyncio.Future[bytes] = loop.create_future()
        # The thread reads from a copy: when nobody waits for it any more, it must not
        # read from another file that got the same number meanwhile.
        try:
            copy = os.dup(descriptor)
        except OSError:
            return  # a closed input has no lines
        # A thread of the loop's own pool would keep the process from ending while it
        # waits for a silent writer, and the event loop can't watch files.
        threading.Thread(
            target=_read_chunk, args=(copy, loop, got), name="stdin", daemon=True
        ).start()
        if not (chunk := await got):
            return
        yield chunk


def _read_chunk(
    descriptor: int, loop: asyncio.AbstractEventLoop, got: "asyncio.Future[bytes]"
) -> None:
    try:
        chunk = os.read(descriptor, _CHUNK_BYTES)
    except OSError:
        chunk = b""  # an unreadable input, such as a folder, has no lines
    finally:
        os.close(descriptor)
    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(_set_result, got, chunk)


def _set_result(got: "asyncio.Future[bytes]", chunk: bytes) -> None:
    if not got.done():
        got.set_result(chunk)
