"""`rostra copy`: all of a database, brought into another one."""

import asyncio
from collections.abc import Iterator

from bot.cli.progress import err, print_wrapped, step_bars
from bot.rendering.sanitize import clean, one_line
from handlers.text.wording import format_count
from storage.copying.copier import CHECKING, Copied, copy_database
from storage.database.address import Address
from storage.database.errors import StorageError

EXIT_STALE = 1
"""The exit code where something may have been written that the copy lacks."""


async def copy(
    source: Address, target: Address, *, while_used: bool, anew: bool
) -> int:
    """Copy a database, and say what came of it; return the exit code.

    Args:
        source: What to copy.
        target: Where to.
        while_used: Whether to copy although a process uses the source.
        anew: Whether to begin an unfinished copy again.

    Raises:
        StorageError: It is not copied, or not all of it.
    """
    where = ""

    def note(step: str, table: str, done: int, total: int) -> None:
        nonlocal where
        if step != CHECKING:
            where = f"{done:,} of {format_count(total, 'row')}, up to the table {table}"
        else:
            where = f"all rows, of which {done:,} were compared again"
        draw(step, table, done, total)

    try:
        with step_bars() as draw:
            copied = await copy_database(
                source, target, progress=note, while_used=while_used, anew=anew
            )
    except (StorageError, asyncio.CancelledError):
        if where:
            again = "it again without --anew" if anew else "the same again"
            _tell(
                f"{target} has {where}. Type {again}, and it goes on from there; until "
                "then nothing else can use it."
            )
        raise
    for sentence in _sentences(copied, source, target, while_used=while_used):
        print(one_line(sentence))  # noqa: T201 - the answer
    if while_used:
        return 0
    return EXIT_STALE if copied.stale or copied.unsure else 0


def _sentences(
    copied: Copied, source: Address, target: Address, *, while_used: bool
) -> Iterator[str]:
    earlier = f", {copied.before:,} of them by an earlier run" if copied.before else ""
    files = f", and {format_count(copied.files, 'file')}" if copied.files else ""
    yield (
        f"{target} holds all of {source}: {format_count(copied.tables, 'table')}, "
        f"{format_count(copied.rows, 'row')}{earlier}, each compared{files}."
    )
    for column, count in sorted(copied.replaced.items()):
        yield (
            f"{format_count(count, 'text')} in {column} had the character NUL, which "
            "PostgreSQL keeps in no text: U+FFFD (�) stands there "
            "for it."
        )
    if copied.stale:
        begin = "A process uses" if while_used else "Meanwhile a process used"
        yield f"{begin} {source}: what it wrote after the copy began is not in the copy."
    if copied.unsure:
        yield (
            f"{source} could not be reached afterwards. If a process used it meanwhile, "
            "what it wrote is not in the copy."
        )
    yield (
        "The index is made of the rows at the next start. Name the copy in "
        "ROSTRA_DATABASE to use it, and don't let two bots go on with one token."
    )


def _tell(sentence: str) -> None:
    print_wrapped(err, clean(sentence))
