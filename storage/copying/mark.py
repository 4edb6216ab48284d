"""The mark of an unfinished copy: in its target, where it comes from and how far it is.

The table is made before the first row is copied and goes with the last: as long as it is
there, nobody opens the database for anything else. How far a table has come is written in
the transaction that brings its rows.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from storage.copying.tables import Values
from storage.database.connection import Connection
from storage.database.migrations import UNFINISHED_COPY


@dataclass(frozen=True, slots=True)
class Position:
    """How far a table has come.

    Attributes:
        rows: That are copied.
        last: The key of the last of them, as the source has it; empty for none.
    """

    rows: int = 0
    last: Values = ()


async def make_mark(writer: Connection, source: str, tables: Iterable[str]) -> None:
    """Note that a copy begins.

    Args:
        writer: In a transaction.
        source: Where the rows come from, without a password.
        tables: That will be copied.
    """
    await writer.execute(
        f"""
        CREATE TABLE {UNFINISHED_COPY} (
            name TEXT PRIMARY KEY,
            source TEXT NOT NULL,
            copied BIGINT NOT NULL,
            last_key TEXT NOT NULL
        )
        """
    )
    await writer.execute_many(
        f"""
        INSERT INTO {UNFINISHED_COPY} (name, source, copied, last_key)
        VALUES (:name, :source, 0, '[]')
        """,  # noqa: S608 - a table of ours
        [{"name": name, "source": source} for name in tables],
    )


async def read_mark(reader: Connection) -> tuple[str, dict[str, Position]]:
    """Return where the rows come from, and how far each table has come."""
    rows = await reader.all(
        f"SELECT name, source, copied, last_key FROM {UNFINISHED_COPY}"  # noqa: S608 - a table of ours
    )
    positions = {
        str(row["name"]): Position(int(row["copied"]), _read_key(row["last_key"]))
        for row in rows
    }
    return str(rows[0]["source"]), positions


async def move_mark(writer: Connection, table: str, position: Position) -> None:
    """Note how far a table has come, in the transaction that brings its rows."""
    await writer.execute(
        f"""
        UPDATE {UNFINISHED_COPY} SET copied = :copied, last_key = :last
        WHERE name = :name
        """,  # noqa: S608 - a table of ours
        {"copied": position.rows, "last": _write_key(position.last), "name": table},
    )


async def remove_mark(writer: Connection) -> None:
    """Remove the mark: the database is then as any other."""
    await writer.execute(f"DROP TABLE {UNFINISHED_COPY}")


def _write_key(key: Values) -> str:
    r"""Return a key as text without NUL, whatever it holds.

    >>> _write_key((1, "a" + chr(0), b"ab"))
    '[1, "a\\u0000", {"hex": "6162"}]'
    """
    return json.dumps([{"hex": v.hex()} if isinstance(v, bytes) else v for v in key])


def _read_key(text: str) -> Values:
    values: list[Any] = json.loads(text)
    return tuple(bytes.fromhex(v["hex"]) if isinstance(v, dict) else v for v in values)
