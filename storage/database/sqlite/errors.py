"""Errors of SQLite as sentences that say what to do next."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from storage.database.errors import DISK_FULL_ERRNOS, StorageError, disk_full_error

RESTORE_ADVICE = (
    "Restore a copy of it, or move it away: a new one is made, and the library in it "
    "anew from its files; comments and daily excerpts are in the database alone."
)
"""What to do about a file that can't be read as a database of Rostra."""

OTHER_FILE_ADVICE = (
    "If it was not meant for Rostra, name another file in ROSTRA_DATABASE."
)


def foreign_database_error(path: Path, missing: Iterable[str] = ()) -> StorageError:
    """Return the error for a database of another program, or one that lacks tables."""
    lacks = ", ".join(sorted(missing))
    what = (
        f"The database {path} lacks what Rostra keeps in it ({lacks})."
        if lacks
        else f"The database {path} is empty, or another program's."
    )
    return StorageError(f"{what} {OTHER_FILE_ADVICE} {RESTORE_ADVICE}")


def query_error(error: sqlite3.Error, outcome: str) -> StorageError:
    """Return the error for a statement that failed."""
    if _code(error) == sqlite3.SQLITE_FULL:
        return disk_full_error(outcome)
    if _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StorageError(
            f"{outcome}: the database is damaged ({error}). {RESTORE_ADVICE}"
        )
    return StorageError(f"{outcome}: the database answered “{error}”.")


def open_error(error: OSError | sqlite3.Error, path: Path) -> StorageError:
    """Return the error for a database that can't be opened."""
    code = _code(error)
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in DISK_FULL_ERRNOS:
        return disk_full_error(f"The database {path} can't be opened")
    if code == sqlite3.SQLITE_NOTADB:
        return StorageError(
            f"The file {path} is no database. {OTHER_FILE_ADVICE} {RESTORE_ADVICE}"
        )
    if code == sqlite3.SQLITE_CORRUPT:
        return StorageError(
            f"The database {path} is damaged ({error}). {RESTORE_ADVICE}"
        )
    return StorageError(
        f"The database {path} can't be opened ({error}). Name a file in a folder that "
        "Rostra may write to in ROSTRA_DATABASE."
    )


def _code(error: Exception) -> int:
    """Return the engine's primary error code; 0 for other errors."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
