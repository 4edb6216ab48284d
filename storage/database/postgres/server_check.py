"""Check a server before it is used, and bring its schema up to date."""

from storage.database.address import PostgresAddress
from storage.database.errors import StorageError
from storage.database.migrations import check_schema, migrate
from storage.database.postgres.clock import ServerClock
from storage.database.postgres.connection import Raw, close_quietly, connect
from storage.database.postgres.errors import (
    OLDEST_VERSION,
    encoding_error,
    old_server_error,
    pooler_error,
)
from storage.database.postgres.pooler import shares_backends
from storage.database.postgres.schema_keeper import PostgresSchema


async def check_server(
    reader: Raw,
    clock: ServerClock,
    address: PostgresAddress,
    *,
    read_only: bool,
    copying: bool,
) -> str:
    """Check a server and its schema on a connection of its own; return the schema's name.

    Args:
        reader: A connection that is open beside it.
        clock: What asks the server for its time.
        address: Where it is.
        read_only: Whether to create nothing and leave the schema as it is.
        copying: Whether another database is to be copied into it.

    Raises:
        StorageError: The server is too old, the schema is not ours, or a pooler does not
            leave us our sessions.
    """
    raw = await connect(address, command_timeout=None, read_only=read_only)
    try:
        if await shares_backends(raw, reader):
            raise pooler_error(address)
        await clock.ask(raw)
        return await _set_up(raw, address, read_only=read_only, copying=copying)
    finally:
        await close_quietly(raw)


async def _set_up(
    raw: Raw, address: PostgresAddress, *, read_only: bool, copying: bool
) -> str:
    """Check the server and its schema; return the name of the schema.

    Raises:
        StorageError: The server is too old, or the schema is not ours.
    """
    version = raw.get_server_version()
    if version.major < OLDEST_VERSION:
        raise old_server_error(address, f"{version.major}.{version.minor}")
    encoding = raw.get_settings().server_encoding
    if encoding != "UTF8":
        raise encoding_error(address, encoding)
    schema = await raw.fetchval("SELECT CURRENT_SCHEMA()")
    if schema is None:
        raise StorageError(
            f"The database {address} has no schema for tables: create one, and name it "
            "in the search_path of the role."
        )
    keeper = PostgresSchema(raw, address)
    if read_only:
        await check_schema(keeper)
    else:
        await migrate(keeper, copying=copying)
    return str(schema)
