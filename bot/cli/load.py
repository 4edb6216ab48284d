"""`rostra load`: replace the library in the database by the transcript files."""

import asyncio
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.cli.progress import err, print_wrapped, progress_bar
from bot.rendering.sanitize import one_line
from bot.settings import Settings
from content.model import Transcript
from content.transcript_file import TranscriptFaults, describe_ignored, read_folder
from handlers.text.wording import format_count
from storage.corpus.comparison import Change, Difference
from storage.store import open_store

out = Console(highlight=False)

MAX_LISTED = 10
"""How many unresolved speakers are listed; the others are counted."""

EXIT_FAULTS = 1
"""The exit code where files have faults."""


async def load(settings: Settings, *, dry_run: bool) -> int:
    """Load the library, or only compare, and print the difference; return the exit code.

    Raises:
        StorageError: The database can't be used.
    """
    with progress_bar(lines=settings.log_format != "json") as progress:

        async def read() -> Sequence[Transcript]:
            return await asyncio.to_thread(
                read_folder,
                settings.library,
                lambda done, total: progress("Reading transcripts", done, total),
            )

        try:
            async with open_store(settings.database, cache=settings.cache) as store:
                if dry_run:
                    difference = await store.loader.difference(await read(), progress)
                else:
                    difference = await store.loader.load_from(read, progress)
        except TranscriptFaults as error:
            for fault in error.faults:
                print_wrapped(err, one_line(str(fault)))
            err.print(
                f"{format_count(len(error.faults), 'fault')}; nothing was loaded.",
                style="bold red",
            )
            return EXIT_FAULTS
    _print(difference, dry_run=dry_run)
    for sentence in await asyncio.to_thread(describe_ignored, settings.library):
        out.print(one_line(sentence), markup=False)
    return 0


def _print(difference: Difference, *, dry_run: bool) -> None:
    if difference.empty:
        out.print(
            f"Nothing to do: {format_count(difference.unchanged, 'transcript')}, as served."
        )
    else:
        out.print(_table(difference))
        verb = "Would load" if dry_run else "Loaded"
        out.print(
            f"{verb}: {len(difference.added)} added, {len(difference.changed)} "
            f"changed, {len(difference.removed)} removed, "
            f"{difference.unchanged} unchanged."
        )
    if difference.doubtful:
        passages = format_count(difference.doubtful, "passage")
        are = "is" if difference.doubtful == 1 else "are"
        out.print(
            f"{passages} {are} marked for checking and served to nobody until the mark "
            "is deleted."
        )
    for sentence in (*difference.copies, *difference.unmatched)[:MAX_LISTED]:
        out.print(one_line(sentence), markup=False)
    for unsure in difference.unresolved[:MAX_LISTED]:
        out.print(f"Speaker unresolved: {one_line(unsure)}", markup=False)
    if (more := len(difference.unresolved) - MAX_LISTED) > 0:
        out.print(f"… and {format_count(more, 'speaker')} more unresolved")


def _table(difference: Difference) -> Table:
    every = (*difference.added, *difference.changed, *difference.removed)
    has_comments = any(map(_comments, every))
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    table.add_column("transcript")
    for column in ("added", "changed", "removed"):
        table.add_column(column, justify="right")
    if has_comments:
        table.add_column("comments", justify="right")
    for label, changes in (
        ("[green]added", difference.added),
        ("[yellow]changed", difference.changed),
        ("[red]removed", difference.removed),
    ):
        for change in changes:
            numbers = (change.added, change.changed, change.removed)
            counts = [f"{n:,}" if n else "" for n in numbers]
            counts += [_comments(change)] if has_comments else []
            table.add_row(label, change.slug, *counts)
    return table


def _comments(change: Change) -> str:
    """Format how many of a transcript's own comments come and go.

    >>> _comments(Change(slug="fen", title="Fen", comments_added=2, comments_removed=1))
    '+2 −1'
    """
    counts = (("+", change.comments_added), ("−", change.comments_removed))
    return " ".join(f"{sign}{count:,}" for sign, count in counts if count)
