"""Copy a database into another one, check the copy row by row, and go on if stopped."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from storage.copying.files import copy_file, files_to_copy
from storage.copying.mark import (
    Position,
    make_mark,
    move_mark,
    read_mark,
    remove_mark,
)
from storage.copying.pages import Sum, count, has_content, pages, without_nul
from storage.copying.tables import Table, Values, all_tables, quoted
from storage.database.address import HIDDEN, Address
from storage.database.connection import Connection, Params
from storage.database.database import Database
from storage.database.errors import StorageError
from storage.database.migrations import UNFINISHED_COPY
from storage.database.opening import is_in_use, open_database

CopyProgress = Callable[[str, str, int, int], None]
"""Called with the step, the table, the rows that are done and all rows of the step."""

COPYING, CHECKING = "Copying", "Checking"
"""The steps."""


@dataclass(slots=True)
class Copied:
    """What a copy brought.

    Attributes:
        tables: How many there are.
        rows: In all of them, each compared.
        before: The rows of them that an earlier run had brought.
        files: Beside the database.
        replaced: How many texts of a column had the character NUL, which U+FFFD
            replaces, by ``table.column``.
        stale: Whether a process used the source, so that what came later may be missing.
        unsure: Whether nobody could tell, as the source was lost after all was copied.
    """

    tables: int = 0
    rows: int = 0
    before: int = 0
    files: int = 0
    replaced: dict[str, int] = field(default_factory=dict)
    stale: bool = False
    unsure: bool = False


async def copy_database(
    source: Address,
    target: Address,
    *,
    progress: CopyProgress,
    while_used: bool = False,
    anew: bool = False,
) -> Copied:
    """Bring all that a database holds, as it is at one moment, into an empty one.

    The source is only read. Stopped at any point, the target is refused by everything but
    another run of this, which goes on behind the last row.

    Args:
        source: What is copied.
        target: Where it goes: nothing, an empty database, or the copy that was begun.
        progress: Called after each page of rows.
        while_used: Whether to copy although a process uses the source.
        anew: Whether to begin a copy again that was begun.

    Raises:
        StorageError: The source can't be read, is in use or of another version; the target
            can't be written, or has other content.
    """
    _check_apart(source, target)
    with _typed_as("SOURCE"):
        used = await is_in_use(source)
    if used and not while_used:
        raise StorageError(
            f"A process uses {source}, and what it writes from now on would be missing "
            "from the copy. Stop it first. For a copy of what is there now, as a backup "
            "is, add --while-used."
        )
    with _typed_as("TARGET"):
        if await is_in_use(target):
            raise StorageError(f"A process uses {target}: stop it first.")
    with _typed_as("SOURCE"):
        opened = await open_database(source, read_only=True)
    try:
        with _typed_as("TARGET"):
            into = await open_database(target, copying=True)
        try:
            copied = await _copy_alone(opened, into, progress, anew=anew)
        finally:
            await into.close()
    finally:
        await opened.close()
    # What was written since the moment of the copy is in the source alone.
    try:
        copied.stale = used or await is_in_use(source)
    except StorageError:
        copied.unsure = True
    return copied


@contextmanager
def _typed_as(word: str) -> Iterator[None]:
    """Name, in errors about an address, what was typed to set it."""
    try:
        yield
    except StorageError as error:
        said = str(error).replace("ROSTRA_DATABASE", word)
        raise type(error)(said) from error


def _check_apart(source: Address, target: Address) -> None:
    """Raise where there is nothing to copy, or it would be copied into itself."""
    if isinstance(source, Path) and not source.is_file():
        raise StorageError(f"There is no database {source}: nothing was copied.")
    same = source == target
    if isinstance(source, Path) and isinstance(target, Path) and target.exists():
        same = source.samefile(target)
    if same:
        raise StorageError(f"{target} is what is to be copied. Name another database.")


async def _copy_alone(
    source: Database, target: Database, progress: CopyProgress, *, anew: bool
) -> Copied:
    """Copy while no other process copies into the target."""
    lock = await target.try_lock("copy")
    if lock is None:
        raise StorageError(f"Another process is copying into {target.address}.")
    try:
        files = await asyncio.to_thread(files_to_copy, source.address, target.address)
        positions = await _begin(source, target, anew=anew)
        copied = Copied(
            tables=len(positions),
            before=sum(each.rows for each in positions.values()),
        )
        async with source.snapshot() as rows:
            await _Copier(rows, source, target, copied, progress).run(positions)
        for file in files:
            await asyncio.to_thread(copy_file, file)
        copied.files = len(files)
        async with target.transaction() as writer:
            await writer.catch_up()
            await remove_mark(writer)
        await target.checkpoint()
        await target.sync()
        return copied
    finally:
        await lock.release()


async def _begin(
    source: Database, target: Database, *, anew: bool
) -> dict[str, Position]:
    """Mark the target as a copy under way, if it is none, and return how far it is.

    Raises:
        StorageError: It has content, or is the copy of something else.
    """
    # Whether a password was typed or taken from a file is no difference.
    name = str(source.address).replace(f":{HIDDEN}@", "@")

    async with target.transaction() as writer:
        if await writer.has_table(UNFINISHED_COPY):
            begun, positions = await read_mark(writer)
            if not anew and begun == name:
                return positions
            if not anew:
                raise StorageError(
                    f"{target.address} holds a part of {begun}, not of {name}. Copy that "
                    "on, or add --anew to empty it and begin."
                )
            await remove_mark(writer)
        else:
            for table in all_tables():
                if await has_content(writer, table):
                    raise StorageError(
                        f"{target.address} has content already ({table.name}), so "
                        "nothing was copied. Name an empty database, or a new file."
                    )
        for table in reversed(all_tables()):
            await writer.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - a name of our own schema
        await make_mark(writer, name, (each.name for each in all_tables()))
    return {each.name: Position() for each in all_tables()}


async def _run_many(statement: str, rows: Sequence[Params], writer: Connection) -> None:
    await writer.execute_many(statement, rows)


class _Copier:
    """One run of a copy.

    Args:
        rows: Sees the source as it is at one moment.
        source: What is copied.
        target: Where it goes.
        copied: Takes in what comes of it.
        progress: Called after each page.
    """

    def __init__(
        self,
        rows: Connection,
        source: Database,
        target: Database,
        copied: Copied,
        progress: CopyProgress,
    ) -> None:
        self._rows = rows
        self._target = target
        self._copied = copied
        self._progress = progress
        self._replaces_nul = source.keeps_nul and not target.keeps_nul
        self._totals: dict[str, int] = {}
        self._done = 0

    async def run(self, positions: dict[str, Position]) -> None:
        """Copy what is not there yet, and compare all."""
        for table in all_tables():
            self._totals[table.name] = await count(self._rows, table)
        self._copied.rows = sum(self._totals.values())
        for table in all_tables():
            await self._copy(table, positions[table.name])
        self._done = 0
        async with self._target.snapshot() as written:
            for table in all_tables():
                await self._check(table, written)

    async def _copy(self, table: Table, position: Position) -> None:
        self._note(COPYING, table, position.rows)
        async for rows in pages(self._rows, table, position.last):
            position = Position(position.rows + len(rows), table.key_of(rows[-1]))
            await self._write(table, rows, position)
            self._note(COPYING, table, len(rows))
        if table.parent:
            await self._set_parents(table)

    async def _write(
        self, table: Table, rows: Sequence[Values], position: Position
    ) -> None:
        values = ", ".join(f":{column}" for column in table.columns)

        async def write(writer: Connection) -> None:
            await writer.execute_many(
                f"""
                INSERT INTO "{table.name}" ({quoted(table.columns)}) VALUES ({values})
                """,  # noqa: S608 - names of our own schema
                [
                    dict(zip(table.columns, each, strict=True))
                    for row in rows
                    for each in [
                        table.without_parent(row) if table.refers_ahead(row) else row
                    ]
                ],
            )
            await move_mark(writer, table.name, position)

        try:
            await self._target.write(write)
        except StorageError:
            raise
        except Exception as error:
            # A row that the source's engine took and the target's does not.
            said = " ".join(str(error).split())
            raise StorageError(
                f"The target does not take rows of {table.name} after the "
                f"{position.rows - len(rows):,} that it has ({said})."
            ) from error

    async def _set_parents(self, table: Table) -> None:
        """Set references of rows to rows that came after them; no store writes such rows."""
        (key,) = table.key
        statement = f"""
            UPDATE "{table.name}" SET "{table.parent}" = :{table.parent}
            WHERE "{key}" = :{key}
            """  # noqa: S608 - names of our own schema
        async for rows in pages(self._rows, table):
            ahead = [
                dict(zip(table.columns, row, strict=True))
                for row in rows
                if table.refers_ahead(row)
            ]
            if ahead:
                await self._target.write(partial(_run_many, statement, ahead))

    async def _check(self, table: Table, written: Connection) -> None:
        """Compare all rows of a table, and count what was replaced.

        Raises:
            StorageError: They differ.
        """
        expected, found = Sum(), Sum()
        async for rows in pages(self._rows, table):
            expected.add(self._as_written(table, rows))
            self._note(CHECKING, table, len(rows))
        async for rows in pages(written, table):
            found.add(rows)
        if expected != found:
            raise StorageError(
                f"The copy differs from its source in {table.name} ({found.rows:,} rows, "
                f"of {expected.rows:,}). Where the source was changed since the copy was "
                "begun, add --anew to begin again."
            )

    def _as_written(self, table: Table, rows: Sequence[Values]) -> Sequence[Values]:
        if not self._replaces_nul:
            return rows
        written = [without_nul(row) for row in rows]
        for row, as_written in zip(rows, written, strict=True):
            if row == as_written:
                continue
            for column, was, now in zip(table.columns, row, as_written, strict=True):
                if was != now:
                    name = f"{table.name}.{column}"
                    self._copied.replaced[name] = self._copied.replaced.get(name, 0) + 1
        return written

    def _note(self, step: str, table: Table, rows: int) -> None:
        self._done += rows
        self._progress(step, table.name, self._done, self._copied.rows)
