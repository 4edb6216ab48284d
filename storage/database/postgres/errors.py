"""Errors of PostgreSQL, and of the way to it, as sentences that say what to do next."""

import ssl
from socket import gaierror

import asyncpg
from asyncpg import exceptions as pg

from storage.database.address import PostgresAddress
from storage.database.errors import ServerLostError, StorageError, disk_full_error

OLDEST_VERSION = 14
"""The oldest server that is used: those before it get no updates any more."""

CONNECTION_ERRORS = (
    OSError,  # among them TimeoutError
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    pg.AdminShutdownError,
    pg.CrashShutdownError,
    pg.CannotConnectNowError,
    pg.TooManyConnectionsError,
    pg.IdleSessionTimeoutError,
    pg.IdleInTransactionSessionTimeoutError,
)
"""The server is not there, or not for us: what was under way there is undone."""

OPENING_ERRORS = (ValueError, pg.UndefinedObjectError, pg.InvalidParameterValueError)
"""An address is none, or asks the server for what it does not know."""

CONFLICT_ERRORS = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
"""Others were in the way just now."""

POOLER_ERRORS = (pg.DuplicatePreparedStatementError, pg.InvalidSQLStatementNameError)
"""What comes of a pooler that changes the server connection between transactions."""

_TRANSLATED = (
    *CONNECTION_ERRORS,
    *CONFLICT_ERRORS,
    *POOLER_ERRORS,
    pg.InsufficientPrivilegeError,
    pg.InsufficientResourcesError,
    pg.OperatorInterventionError,
    pg.PostgresSystemError,
    pg.InternalServerError,
    pg.ConfigurationLimitExceededError,
    pg.LockNotAvailableError,
    pg.DataCorruptedError,
    pg.InvalidAuthorizationSpecificationError,
    pg.InvalidCatalogNameError,
    pg.ReadOnlySQLTransactionError,
    pg.UndefinedTableError,  # temporary tables go with the connection
)
"""Errors that are no bugs in Rostra."""


def is_translated(error: BaseException) -> bool:
    """Return whether an error comes of the server, its setup or the network."""
    return isinstance(error, _TRANSLATED)


def query_error(  # noqa: PLR0911 - one a cause
    error: BaseException, outcome: str
) -> StorageError:
    """Return the error for a statement that failed."""
    if isinstance(error, pg.DiskFullError):
        return disk_full_error(outcome)
    if isinstance(error, pg.InsufficientPrivilegeError):
        return StorageError(f"{outcome}: {_said(error)}. {_RIGHTS}")
    if isinstance(error, POOLER_ERRORS):
        return StorageError(f"{outcome}: {_said(error)}. {_POOLER}")
    if isinstance(error, pg.TooManyConnectionsError):
        return StorageError(f"{outcome}: {_said(error)}. {_FULL}")
    if isinstance(error, CONFLICT_ERRORS):
        return StorageError(f"{outcome}: others kept changing the same. Try again.")
    if isinstance(error, CONNECTION_ERRORS):
        return ServerLostError(
            f"{outcome}: the database server can't be reached ({_said(error)}). Try "
            "again in a minute; if that does not help, see whether it runs."
        )
    return StorageError(f"{outcome}: the database answered “{_said(error)}”.")


def unknown_outcome_error(error: BaseException) -> StorageError:
    """Return the error for a commit of which nobody can tell what came of it."""
    return ServerLostError(
        f"The database server was lost as it was saving ({_said(error)}), and it is not "
        "known whether it did. See what is there before you try again."
    )


def open_error(error: BaseException, address: PostgresAddress) -> StorageError:  # noqa: PLR0911 - one a cause
    """Return the error for a database that can't be opened; no password is in it."""
    place = f"The database {address}"
    match error:
        case pg.InvalidAuthorizationSpecificationError():
            return StorageError(
                f"{place} does not let us in: its user or password is wrong, or the "
                "server does not allow them from here. Correct ROSTRA_DATABASE."
            )
        case pg.InvalidCatalogNameError():
            return StorageError(
                f"{place} does not exist on its server. Create it there, or correct its "
                "name in ROSTRA_DATABASE."
            )
        case pg.InsufficientPrivilegeError():
            return StorageError(f"{place} can't be used: {_said(error)}. {_RIGHTS}")
        case pg.TooManyConnectionsError():
            return StorageError(f"{place} takes no more connections. {_FULL}")
        case pg.CannotConnectNowError():
            return StorageError(f"{place} is starting up or stopping. Try again soon.")
        # First, since one of a certificate is a ValueError, too.
        case _ if isinstance(error, ssl.SSLError) or "SSL upgrade" in str(error):
            return StorageError(
                f"{place} can't be reached over TLS ({_said(error)}). Correct sslmode and "
                "sslrootcert in ROSTRA_DATABASE."
            )
        case _ if isinstance(error, OPENING_ERRORS):
            return _address_error(error, place)
        case gaierror():
            return StorageError(
                f"{place} can't be reached: its host is not known here. Correct the host "
                "in ROSTRA_DATABASE."
            )
        case _ if isinstance(error, CONNECTION_ERRORS):
            return StorageError(
                f"{place} can't be reached ({_said(error)}). See that the server runs, "
                "and that host and port in ROSTRA_DATABASE are right."
            )
    return query_error(error, f"{place} can't be used")


def pooler_error(address: PostgresAddress) -> StorageError:
    """Return the error for a pooler that does not leave us our sessions."""
    return StorageError(
        f"The database {address} can't be used: {_POOLER[0].lower()}{_POOLER[1:]}"
    )


def old_server_error(address: PostgresAddress, version: str) -> StorageError:
    """Return the error for a server that is too old."""
    return StorageError(
        f"The database {address} is on PostgreSQL {version}; Rostra needs version "
        f"{OLDEST_VERSION} or newer. Update the server."
    )


def _address_error(error: BaseException, place: str) -> StorageError:
    """Return the error for an address of which something can't be followed."""
    if not isinstance(error, ValueError):
        return StorageError(
            f"{place} can't be used: {_said(error)}. Take out of ROSTRA_DATABASE, behind "
            "the question mark, what is no setting of the server."
        )
    # What else the driver says of an address may show a part of its password.
    if any(word in str(error) for word in ("ssl", "TLS", "root certificate")):
        return StorageError(
            f"{place} can't be used: {_said(error)}. Correct sslmode and sslrootcert in "
            "ROSTRA_DATABASE."
        )
    return StorageError(
        f"{place} can't be used: its address does not say how to reach it. Write "
        "postgresql://USER:PASSWORD@HOST:PORT/DATABASE in ROSTRA_DATABASE."
    )


def encoding_error(address: PostgresAddress, encoding: str) -> StorageError:
    """Return the error for a database that can't hold every character."""
    return StorageError(
        f"The database {address} keeps text as {encoding}, which lacks most characters. "
        "Create one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0."
    )


_RIGHTS = (
    "Make the role the owner of the database, or give it the rights to make and change "
    "tables: GRANT ALL ON SCHEMA public TO the role."
)
_POOLER = (
    "A pooler seems to change connections between transactions. Set its pool_mode to "
    "session, or name the server itself in ROSTRA_DATABASE."
)
_FULL = "Stop what else uses the server, or raise its max_connections."


def _said(error: BaseException) -> str:
    """Return what an error says, in one line."""
    words = getattr(error, "message", "") or getattr(error, "strerror", "")
    said = str(words or "") or str(error) or type(error).__name__
    return " ".join(said.split()).rstrip(".")
