"""Show long work as a bar, where somebody is looking."""

from collections.abc import Iterator
from contextlib import contextmanager
from logging import Logger

from rich.console import Console

from bot.logs import LogFormat
from storage.loading.loader import TaskProgress

err = Console(stderr=True, highlight=False)
"""Where progress, reports and complaints go; standard output is for answers."""


def report_error(message: str, log: Logger, *, form: LogFormat) -> None:
    """Tell a person what is to be mended, or the log where programs read that."""
    if form == "json":
        log.error("%s", message.strip())
    else:
        err.print(message, markup=False, soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[TaskProgress]:
    """Lend a notice that draws a bar a kind of work, gone when the work is done."""
    if not err.is_terminal:
        yield lambda _what, _done, _total: None
        return
    # Imported where it is drawn: it takes a third of the time to the first answer.
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

        def notice(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        yield notice
