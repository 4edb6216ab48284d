"""Open a database with the engine that its address asks for."""

from pathlib import Path

from storage.database.address import Address
from storage.database.database import Database
from storage.database.errors import translate_write_errors
from storage.database.sqlite.database import SqliteDatabase
from storage.database.sqlite.owner_only import FOLDER_MODE


async def open_database(
    address: Address, *, bulk: bool = False, read_only: bool = False
) -> Database:
    """Open (or create) a database and bring its schema up to date.

    Args:
        address: Where it is.
        bulk: Whether to use much memory, so that much is written at once.
        read_only: Whether to create nothing and leave the schema as it is.

    Raises:
        StorageError: It can't be used, or is not ours.
    """
    if isinstance(address, Path):
        return await SqliteDatabase.open(address, bulk=bulk, read_only=read_only)
    # Who keeps to files need not wait for the client library.
    from storage.database.postgres.database import PostgresDatabase  # noqa: PLC0415

    if not read_only:
        with translate_write_errors(f"the folder {address.folder}"):
            address.folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return await PostgresDatabase.open(address, read_only=read_only)
