"""Which tables a database of ours has, once all its migrations are done."""

from collections.abc import Iterator

from storage.database.connection import Connection
from storage.database.schema import MIGRATIONS


async def missing_tables(connection: Connection) -> frozenset[str]:
    """Return the names of the tables of the newest version that are not there."""
    rows = await connection.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    return TABLES - {row["name"] for row in rows}


def _tables() -> Iterator[str]:
    gone = set()
    for statement in reversed([each for step in MIGRATIONS for each in step]):
        verb, what, *words = statement.split("(")[0].split()
        if (verb, what) == ("DROP", "TABLE"):
            gone.add(words[-1])
        elif (verb, what) == ("CREATE", "TABLE") and words[-1] not in gone:
            yield words[-1]


TABLES = frozenset(_tables())
"""Names of the tables that there are after all steps."""
