"""The version of the schema: check it, or bring it up to date."""

from abc import ABC, abstractmethod
from collections.abc import Set as AbstractSet
from contextlib import AbstractAsyncContextManager

from storage.database.errors import StorageError
from storage.database.migration_steps import MIGRATIONS, Step, Where
from storage.database.schema import SCHEMA, TABLES, VERSION

UNFINISHED_COPY = "unfinished_copy"
"""The table that a database has as long as another one is being copied into it."""


class SchemaKeeper(ABC):
    """How an engine keeps a schema and its version."""

    @abstractmethod
    async def version(self) -> int:
        """Return the version of the schema; 0 where there is none yet."""

    @abstractmethod
    async def set_version(self, version: int) -> None:
        """Keep the version, in the transaction that is open."""

    @abstractmethod
    async def tables(self) -> AbstractSet[str]:
        """Return the names of the tables."""

    @abstractmethod
    async def run(self, statement: str) -> None:
        """Run a statement of the schema, with the types of the engine."""

    @abstractmethod
    async def holds(self, condition: str) -> bool:
        """Return whether a condition of a step is true."""

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[None]:
        """Open a transaction in which no other process changes the schema."""

    @abstractmethod
    def missing_error(self, missing: AbstractSet[str]) -> StorageError:
        """Return the error for a database that lacks tables; all, if none are named."""


async def _version(keeper: SchemaKeeper) -> int:
    """Return the version of the schema; raise where it is of a newer Rostra."""
    version = await keeper.version()
    if version > VERSION:
        raise StorageError(
            f"The database is of version {version}, written by a newer Rostra; this "
            f"one knows versions up to {VERSION}. Update Rostra."
        )
    return version


def unfinished_copy_error(name: str) -> StorageError:
    """Return the error for a database that holds a part of another one."""
    return StorageError(
        f"{name} holds a part of another one: a copy into it was begun and is not "
        "finished. Type the same `rostra copy` again, and it goes on where it was."
    )


async def check_schema(keeper: SchemaKeeper, *, copying: bool = False) -> None:
    """Raise where the schema is not the newest, or the rows are a part of what they were.

    Args:
        keeper: Of the database.
        copying: Whether the rows may be a part, since the rest is about to be copied.
    """
    version = await _version(keeper)
    tables = await keeper.tables()
    if UNFINISHED_COPY in tables and not copying:
        raise unfinished_copy_error("The database")
    if 0 < version < VERSION:
        raise StorageError(
            f"The database is of version {version}, written by an older Rostra. "
            "`rostra run` or `rostra load` brings it up to date."
        )
    if missing := TABLES - tables:
        raise keeper.missing_error(missing if version else frozenset())


async def migrate(keeper: SchemaKeeper, *, copying: bool = False) -> None:
    """Make the current schema, or bring an earlier one to it, a transaction a step.

    Args:
        keeper: Of the database.
        copying: Whether the rows may be a part, since the rest is about to be copied.
    """
    version = await _version(keeper)
    if UNFINISHED_COPY in await keeper.tables():
        if not copying:
            raise unfinished_copy_error("The database")
        if version < VERSION:
            raise StorageError(
                "The copy into this database was begun by an older Rostra, and can't go "
                "on. Delete the database, and copy into a new one."
            )
    steps: dict[int, Step] = (
        {number: MIGRATIONS[number] for number in range(version + 1, VERSION + 1)}
        if version
        else {VERSION: SCHEMA}
    )
    for number, statements in steps.items():
        async with keeper.transaction():
            # Another process may have done this step while we waited for the lock.
            if await keeper.version() < number:
                for statement in statements:
                    await _run(keeper, statement)
                await keeper.set_version(number)
    await check_schema(keeper, copying=copying)


async def _run(keeper: SchemaKeeper, statement: str | Where) -> None:
    """Run a statement of a step, or those that this database needs."""
    if isinstance(statement, str):
        await keeper.run(statement)
    elif await keeper.holds(statement.condition):
        for each in statement.statements:
            await keeper.run(each)
