"""Open a database with the engine that its address asks for."""

import asyncio
from pathlib import Path

from storage.database.address import Address
from storage.database.database import Database
from storage.database.errors import translate_write_errors
from storage.database.sqlite.database import SqliteDatabase
from storage.database.sqlite.file_lock import is_file_in_use
from storage.database.sqlite.owner_only import FOLDER_MODE


async def open_database(
    address: Address,
    *,
    bulk: bool = False,
    read_only: bool = False,
    copying: bool = False,
) -> Database:
    """Open (or create) a database and bring its schema up to date.

    Args:
        address: Where it is.
        bulk: Whether to use much memory, so that much is written at once.
        read_only: Whether to create nothing and leave the schema as it is.
        copying: Whether another database is to be copied into it, of which it may hold a
            part already.

    Raises:
        StorageError: It can't be used, or is not ours.
    """
    if isinstance(address, Path):
        return await SqliteDatabase.open(
            address, bulk=bulk, read_only=read_only, copying=copying
        )
    # Who keeps to files need not wait for the client library.
    from storage.database.postgres.database import PostgresDatabase  # noqa: PLC0415

    if not read_only:
        with translate_write_errors(f"the folder {address.folder}"):
            address.folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    return await PostgresDatabase.open(address, read_only=read_only, copying=copying)


async def is_in_use(address: Address) -> bool:
    """Return whether a process has a database open, as far as can be told.

    Ask while this process has it not: it would see itself, or free SQLite's locks.

    Raises:
        StorageError: The server can't be reached.
    """
    if isinstance(address, Path):
        return await asyncio.to_thread(is_file_in_use, address)
    from storage.database.postgres.users import is_server_in_use  # noqa: PLC0415

    return await is_server_in_use(address)
