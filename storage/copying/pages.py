"""The rows of a table, read page by page in the order of their keys, and their sums.

The order is that of bytes and numbers on each engine, and each page begins with the row
after the last key, which an index finds: no page costs more than another.
"""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from storage.copying.tables import Table, Values, quoted
from storage.database.connection import Connection

FIRST_PAGE_ROWS, MAX_PAGE_ROWS = 64, 4096

PAGE_BYTES = 1 << 20
"""Pages grow as long as they have less than this, so that no row makes one too large."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for the character NUL where the engine keeps it in no text."""


async def pages(
    reader: Connection, table: Table, after: Values = ()
) -> AsyncIterator[Sequence[Values]]:
    """Yield the rows of a table, in order.

    Args:
        reader: Sees one state of the data.
        table: Whose rows they are.
        after: The key of the last row that is not wanted; empty for all rows.
    """
    size = FIRST_PAGE_ROWS
    while True:
        rows = await _page(reader, table, after, size)
        if rows:
            yield rows
            after = table.key_of(rows[-1])
        if len(rows) < size:
            return
        weight = sum(len(v) for row in rows for v in row if isinstance(v, str | bytes))
        if weight < PAGE_BYTES // 2:
            size = min(2 * size, MAX_PAGE_ROWS)
        elif weight > PAGE_BYTES:
            size = max(size // 2, 1)


async def _page(
    reader: Connection, table: Table, after: Values, size: int
) -> list[Values]:
    params = {f"key{i}": value for i, value in enumerate(after)}
    names = ", ".join(f":{name}" for name in params)
    where = f"WHERE ({quoted(table.key)}) > ({names})" if after else ""
    rows = await reader.all(
        f"""
        SELECT {quoted(table.columns)} FROM "{table.name}" {where}
        ORDER BY {quoted(table.key)} LIMIT :size
        """,  # noqa: S608 - names of our own schema
        {**params, "size": size},
    )
    return [tuple(row) for row in rows]


async def count(reader: Connection, table: Table) -> int:
    """Return how many rows a table has."""
    return int(await reader.value(f'SELECT COUNT(*) FROM "{table.name}"'))  # noqa: S608 - a name of our own schema


async def has_content(reader: Connection, table: Table) -> bool:
    """Return whether a table has other rows than that of a new database."""
    rows = await _page(reader, table, (), len(table.first_rows) + 1)
    return tuple(rows) != table.first_rows


@dataclass(slots=True)
class Sum:
    """How many rows there are, and a sum over all of their values and types.

    It depends on no order, since text whose NULs are replaced may have another one.
    """

    rows: int = 0
    total: int = 0

    def add(self, rows: Sequence[Values]) -> None:
        """Count rows in."""
        self.rows += len(rows)
        for row in rows:
            # As Python writes them, 1, 1.0, '1' and b'1' are not the same.
            written = repr(row).encode("utf-8", "surrogatepass")
            hashed = hashlib.blake2b(written, digest_size=16).digest()
            self.total = (self.total + int.from_bytes(hashed, "big")) % (1 << 128)


def without_nul(row: Values) -> Values:
    """Return a row in whose text U+FFFD stands for each NUL.

    >>> without_nul((1, "a", "b" + chr(0)))
    (1, 'a', 'b�')
    """
    return tuple(v.replace("\0", REPLACEMENT) if isinstance(v, str) else v for v in row)
