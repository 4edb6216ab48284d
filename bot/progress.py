"""Show long work as a bar, where somebody is looking."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from storage.load import Notice

err = Console(stderr=True, highlight=False)
"""Where progress, reports and complaints go; standard output is for answers."""


@contextmanager
def bar() -> Iterator[Notice]:
    """Lend a notice that draws a bar a kind of work, gone when the work is done."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    ) as progress:
        tasks = {}

        def notice(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        yield notice
