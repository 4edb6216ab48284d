"""A connection to a database: SQL with named parameters, whichever engine runs it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Params = Mapping[str, Any]


class Row(Protocol):
    """A row, read by column name or by position; iterating yields its values."""

    def keys(self) -> Any:  # noqa: ANN401 - a list on one engine, an iterator on the other
        """Return the names of the columns, in order."""

    def __getitem__(self, key: Any, /) -> Any: ...  # noqa: ANN401 - a column may be of any type

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...


class Connection(ABC):
    """A database connection; its statements have named parameters, such as ``:name``.

    A statement runs on every engine. Flags are compared as numbers (``removed = 1``), and
    a parameter whose type nothing beside it tells is cast: ``CAST(:key AS TEXT)``.
    """

    @abstractmethod
    async def execute(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and return the number of rows it changed."""

    @abstractmethod
    async def execute_many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run a statement once a row of parameters."""

    @abstractmethod
    async def all(self, sql: str, params: Params | None = None) -> list[Row]:
        """Return every row."""

    @abstractmethod
    async def referencing_tables(self, table: str, column: str) -> Sequence[str]:
        """Return the tables of which a column refers to a table, by name."""

    @abstractmethod
    async def has_table(self, name: str) -> bool:
        """Return whether there is a table of a name."""

    @abstractmethod
    async def catch_up(self) -> None:
        """Update the engine's own counters and statistics after rows were copied in.

        Needed once many rows came with ids of their own; in the transaction that is open.
        """

    async def one(self, sql: str, params: Params | None = None) -> Row | None:
        """Return the first row, or None."""
        rows = await self.all(sql, params)
        return rows[0] if rows else None

    async def value(self, sql: str, params: Params | None = None) -> Any:  # noqa: ANN401 - a column may be of any type
        """Return the first column of the first row, or None."""
        row = await self.one(sql, params)
        return row[0] if row else None


def in_clause(prefix: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return ``(:p0, :p1, …)`` for an SQL IN clause, and its parameters."""
    params = {f"{prefix}{i}": v for i, v in enumerate(values)}
    return "(" + ", ".join(f":{name}" for name in params) + ")", params
