"""Progress bars and error messages on standard error."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from logging import Logger
from time import monotonic
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape

from bot.logs import LogFormat
from bot.rendering.sanitize import clean, one_line
from handlers.text.wording import describe_page

if TYPE_CHECKING:  # every command of `rostra` imports this module
    from storage.corpus.plan import TaskProgress

err = Console(stderr=True, highlight=False)
"""Where progress and errors go; standard output is for answers."""


FIRST_LINE_S, NEXT_LINES_S = 5.0, 10.0
"""Seconds until a task is told of in a pipe, and between the lines on it."""


_BETWEEN_WORDS = re.compile(r" (?=(?:[^`]*`[^`]*`)*[^`]*$)")
"""A blank that is not inside a command, which stands between backticks."""


def report_error(message: str, log: Logger, *, form: LogFormat) -> None:
    """Print an error for a person, or log it where logs are JSON."""
    if form == "json":
        log.error("%s", message.strip())
    else:
        print_wrapped(err, clean(message))


def print_wrapped(console: Console, text: str, style: str = "") -> None:
    """Print sentences, at a terminal in lines that end between words.

    In a pipe a line is left whole; at a terminal words and commands are, to be copied.
    """
    if console.is_terminal:
        lines = text.splitlines()
        text = "\n".join(_wrap(line, console.width) for line in lines)
    console.print(text, markup=False, style=style, soft_wrap=True)


def _wrap(line: str, width: int) -> str:
    r"""Break a line between words where it would be wider than so many columns.

    >>> _wrap("  a line of words", 10)
    '  a line\nof words'
    >>> _wrap("see /a/long/path/to/it", 10)
    'see\n/a/long/path/to/it'
    >>> _wrap("do `rostra load` now", 10)
    'do\n`rostra load`\nnow'
    """
    words = _BETWEEN_WORDS.split(line.lstrip(" "))
    words[0] = " " * (len(line) - len(line.lstrip(" "))) + words[0]
    wrapped = [words[0]]
    for word in words[1:]:
        if cell_len(wrapped[-1]) + 1 + cell_len(word) <= width:
            wrapped[-1] += f" {word}"
        else:
            wrapped.append(word)
    return "\n".join(wrapped)


@dataclass(frozen=True, slots=True)
class Reading:
    """A line that shows how much of a document is read.

    Attributes:
        show: Shows it in words.
    """

    show: Callable[[str], None]

    def page(self, done: int, total: int) -> None:
        """Show how many pages are read, before anybody asks whose words they hold."""
        self.show(describe_page(done, total))

    def share(self, share: float) -> None:
        """Show what share is read."""
        self.show(f"{share:.0%}")


@dataclass(slots=True)
class LinesNowAndThen:
    """What is told in a pipe of work that takes long, whatever it is at.

    Attributes:
        clock: Returns seconds.
    """

    clock: Callable[[], float] = monotonic
    _next: float | None = None

    def show(self, line: str) -> None:
        """Print a line if it is time for one."""
        now = self.clock()
        if self._next is None:
            self._next = now + FIRST_LINE_S
        if now >= self._next:
            self._next = now + NEXT_LINES_S
            err.print(line, markup=False, soft_wrap=True)


@contextmanager
def reading(
    name: str, *, place: str = "", lines: LinesNowAndThen | None = None
) -> Iterator[Reading]:
    """Yield what shows how much of a document is read.

    Args:
        name: Of the document.
        place: Its place among others: "file 2 of 9".
        lines: What prints where standard error is no terminal; None for nothing there.
    """
    told = f"Reading {one_line(name)}{place and f' ({place})'} …"
    if lines and not err.is_terminal:
        yield Reading(lambda words: lines.show(f"{told} {words}"))
        return
    told = escape(told)
    with err.status(told) as status:
        yield Reading(lambda words: status.update(f"{told} {words}"))


@contextmanager
def step_bars() -> "Iterator[Callable[[str, str, int, int], None]]":
    """Yield a callback that draws a bar a step, with what it is at and the time left.

    It takes the step, what it is at, what is done and all. Nothing is drawn where
    standard error is no terminal.
    """
    if not err.is_terminal:
        yield lambda _step, _what, _done, _total: None
        return
    from rich.progress import (  # noqa: PLC0415 - see below
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[what]}"),
        console=err,
        transient=True,
    ) as progress:
        tasks = {}

        def update(step: str, what: str, done: int, total: int) -> None:
            if step not in tasks:
                # What an earlier run has done tells nothing of how fast this one is.
                tasks[step] = progress.add_task(
                    step, total=total, completed=done, what=""
                )
            progress.update(tasks[step], completed=done, total=total, what=what)

        yield update


def _say_nothing(task: str, done: int, total: int) -> None:
    """Show nothing of a task."""


@dataclass(slots=True)
class PlainLines:
    """Progress in lines, now and then, of tasks that take long.

    Attributes:
        clock: Returns seconds.
    """

    clock: Callable[[], float] = monotonic
    _next: dict[str, float] = field(default_factory=dict)

    def update(self, task: str, done: int, total: int) -> None:
        """Print a line where it is time for one; there is none at a task's end."""
        now = self.clock()
        due = self._next.setdefault(task, now + FIRST_LINE_S)
        if now >= due and done < total:
            self._next[task] = now + NEXT_LINES_S
            err.print(f"{task}: {done:,} of {total:,}", markup=False, soft_wrap=True)


@contextmanager
def progress_bar(*, lines: bool = True) -> "Iterator[TaskProgress]":
    """Yield a progress callback that draws one transient bar per task.

    Where standard error is no terminal, a task that takes long is told of in plain lines.

    Args:
        lines: Whether it may be; in a log of JSON it may not.
    """
    if not err.is_terminal:
        yield PlainLines().update if lines else _say_nothing
        return
    # Imported only here: it takes a third of the time to the first answer.
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
    ) as progress:
        tasks = {}

        def update(task: str, done: int, total: int) -> None:
            if task not in tasks:
                tasks[task] = progress.add_task(task, total=total)
            progress.update(tasks[task], completed=done, total=total)

        yield update
