"""The tables to be copied, as the schema has them: nobody has to name a new one here."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from storage.database.schema import SCHEMA

Values = tuple[Any, ...]
"""The values of a row, or of its key: int, float, str, bytes or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, as rows are read from it and written into it.

    Attributes:
        columns: All but those that the engine works out.
        key: The columns that tell rows apart, by which they are read in order.
        first_rows: What a new database has in it.
        parent: The column that refers to the id of another row of the table; empty for
            none. A row may come before the one that it refers to.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    first_rows: tuple[Values, ...]
    parent: str = ""

    def key_of(self, values: Values) -> Values:
        """Return the key of a row."""
        return tuple(values[self.columns.index(name)] for name in self.key)

    def refers_ahead(self, values: Values) -> bool:
        """Return whether a row refers to one that comes after it."""
        if not self.parent:
            return False
        parent = values[self.columns.index(self.parent)]
        return parent is not None and (parent,) > self.key_of(values)

    def without_parent(self, values: Values) -> Values:
        """Return a row that refers to no other one of its table."""
        at = self.columns.index(self.parent)
        return (*values[:at], None, *values[at + 1 :])


@cache
def all_tables() -> tuple[Table, ...]:
    """Return every table, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:")) as empty:
        for statement in SCHEMA:
            empty.execute(statement)
        names = sorted(
            name
            for (name,) in empty.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
        )
        references = {
            name: {
                parent
                for (parent,) in empty.execute(
                    'SELECT "table" FROM pragma_foreign_key_list(?)', (name,)
                )
                if parent != name
            }
            for name in names
        }
        order = TopologicalSorter(references).static_order()
        return tuple(_describe(empty, name) for name in order)


def _describe(empty: sqlite3.Connection, name: str) -> Table:
    described = empty.execute(
        "SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", (name,)
    ).fetchall()
    columns = tuple(column for column, _ in described)
    key = tuple(column for column, rank in sorted(described, key=_rank) if rank)
    listed = quoted(columns)
    rows = empty.execute(f'SELECT {listed} FROM "{name}"').fetchall()  # noqa: S608 - names of our own schema
    parent = empty.execute(
        'SELECT "from" FROM pragma_foreign_key_list(?) WHERE "table" = ?', (name, name)
    ).fetchone()
    return Table(
        name=name,
        columns=columns,
        key=key or columns,
        first_rows=tuple(sorted(rows)),
        parent=parent[0] if parent else "",
    )


def _rank(column: tuple[str, int]) -> int:
    return column[1]


def quoted(names: tuple[str, ...]) -> str:
    """Return names of columns for a statement.

    >>> quoted(("id", "text"))
    '"id", "text"'
    """
    return ", ".join(f'"{name}"' for name in names)
