"""Backups of a database while it is in use, and their return to its place.

Both run in a process of their own, and do one thing after the other.
"""

import fcntl
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from storage.database.errors import (
    DISK_FULL_ERRNOS,
    StorageError,
    disk_full_error,
)
from storage.database.migrations import UNFINISHED_COPY, unfinished_copy_error
from storage.database.schema import TABLES, VERSION
from storage.database.sqlite.errors import open_error, query_error
from storage.database.sqlite.file_lock import LOCK_BYTES, LOCK_START
from storage.database.sqlite.owner_only import (
    FILE_MODE,
    SQLITE_SUFFIXES,
    make_owner_only,
    narrow_to_owner,
)

PAGES_PER_STEP = 256
"""Pages copied at a time: a mebibyte."""

BUSY_TIMEOUT_S = 10.0

Progress = Callable[[int, int], None]
"""Called with the pages that are copied, and with all."""


def back_up(
    database: Path, target: Path, *, force: bool = False, progress: Progress
) -> int:
    """Copy a database as it is at one moment, check the copy, and return its bytes.

    Whoever writes meanwhile does not wait. The copy has its name only when it is
    complete and on the disk.

    Args:
        database: The database, in use or not.
        target: Where the copy goes.
        force: Whether a file there is replaced.
        progress: Called after each step.

    Raises:
        StorageError: There is no database, or the copy can't be written or is damaged.
    """
    if not database.exists():
        raise StorageError(f"There is no database {database}: nothing was copied.")
    if target.is_dir():
        raise StorageError(
            f"{target} is a folder, so nothing was copied. Name a file in it."
        )
    if target.exists():
        if target.samefile(database):
            raise StorageError(
                f"{target} is the database itself. Name another file for the backup."
            )
        if not force:
            raise StorageError(
                f"There is a file {target} already, so nothing was copied. Name another "
                "one, or add --force to replace it."
            )
    with _complete_or_nothing(target) as draft:
        _copy(database, draft, progress)
        check_backup(draft, of=database)
    return target.stat().st_size


def restore(
    backup: Path,
    database: Path,
    *,
    now: datetime,
    force: bool = False,
    progress: Progress,
) -> Path | None:
    """Put a backup in the place of a database that nobody uses.

    Args:
        backup: A checked copy; it stays as it is.
        database: The place.
        now: For the name of what was there.
        force: Whether a file in the place is set aside that is no database of Rostra,
            or is damaged.
        progress: Called after each step.

    Returns:
        Where the database is kept that was there; None if there was none.

    Raises:
        StorageError: The backup is none, is damaged or of a newer Rostra; what is there
            is no database of Rostra; or something uses it. Nothing was changed then.
    """
    if not backup.is_file():
        raise StorageError(f"There is no file {backup}: nothing was restored.")
    if database.exists() and backup.samefile(database):
        raise StorageError(f"{backup} is the database itself: nothing was restored.")
    check_backup(backup)
    if not force:
        _check_is_ours(database)
    aside = database.with_name(f"{database.name}.before-{now:%Y%m%dT%H%M%S}")
    if aside.exists():
        raise StorageError(f"There is a file {aside} already. Try again in a second.")
    try:
        make_owner_only(database)
        narrow_to_owner(database)
    except OSError as error:
        raise open_error(error, database) from error
    was_there = database.stat().st_size > 0
    with _nobody_else(database), _complete_or_nothing(database) as draft:
        _copy(backup, draft, progress)
        check_backup(draft, of=backup)
        # The log first: a database without it would be an older one.
        for suffix in reversed(SQLITE_SUFFIXES):
            with suppress(FileNotFoundError):
                file = database.with_name(f"{database.name}{suffix}")
                if was_there:
                    file.rename(aside.with_name(f"{aside.name}{suffix}"))
                else:
                    file.unlink()
    return aside if was_there else None


def _check_is_ours(database: Path) -> None:
    """Raise where a file is there that was never a database of Rostra.

    Raises:
        StorageError: There is one.
    """
    try:
        if not database.exists() or database.stat().st_size == 0:
            return
        if not database.is_file():
            raise StorageError(
                f"{database} is no file, so nothing was restored. Name another one in "
                "ROSTRA_DATABASE."
            )
        with closing(_connect(database, _read_only_mode(database))) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            ours = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name IN ('chats', 'comments')"
            ).fetchone()
    except OSError as error:
        raise open_error(error, database) from error
    except sqlite3.DatabaseError:
        version, ours = 0, None
    if not (version and ours):
        raise StorageError(
            f"{database} is damaged, or is no database of Rostra, so nothing was "
            "restored. Name another file in ROSTRA_DATABASE, or add --force to set this "
            "one aside."
        )


def check_backup(path: Path, *, of: Path | None = None) -> None:
    """Check that a file is a whole database of Rostra.

    Args:
        path: The file.
        of: What it is a copy of, which a person knows by its name; None for itself.

    Raises:
        StorageError: It is not.
    """
    name = of or path
    try:
        with closing(_connect(path, _read_only_mode(path))) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
            tables = {name for (name,) in names}
            faults = [
                fault
                for (fault,) in connection.execute("PRAGMA integrity_check(3)")
                if fault != "ok"
            ]
    except sqlite3.DatabaseError as error:
        raise StorageError(
            f"{name} is no database or is damaged ({error}): it was not copied."
        ) from error
    if not version:
        raise StorageError(
            f"{name} is empty, or another program's database: it was not copied."
        )
    if UNFINISHED_COPY in tables:
        raise unfinished_copy_error(str(name))
    if version == VERSION and (missing := TABLES - tables):
        raise StorageError(
            f"{name} lacks what Rostra keeps in it ({', '.join(sorted(missing))}): it "
            "was not copied."
        )
    if version > VERSION:
        raise StorageError(
            f"{name} is of version {version}, written by a newer Rostra; this one knows "
            f"versions up to {VERSION}. Update Rostra."
        )
    if faults:
        raise StorageError(
            f"{name} is damaged ({'; '.join(faults)}): it was not copied."
        )


def _copy(source: Path, target: Path, progress: Progress) -> None:
    """Copy one moment of a database to a new file, by SQLite's online backup."""
    try:
        with (
            closing(_connect(source, "ro")) as reader,
            closing(_connect(target, "rw")) as writer,
        ):
            # As long as this is open, later writes don't make the copy begin anew; in a
            # log, they need not wait for it either.
            reader.execute("BEGIN")
            reader.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            reader.backup(
                writer,
                pages=PAGES_PER_STEP,
                progress=lambda _status, left, total: progress(total - left, total),
            )
            reader.execute("ROLLBACK")
            # One file, without a log beside it.
            writer.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise query_error(error, "The copy is not complete and was deleted") from error


def _read_only_mode(path: Path) -> str:
    """Return the SQLite URI mode to read a file that may be another program's.

    Without a log of writes, nothing is made beside it. What a restore has set aside may
    have one, and be empty but for that.
    """
    has_log = path.with_name(f"{path.name}-wal").exists()
    return "ro" if has_log else "ro&immutable=1"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_S,
    )


@contextmanager
def _complete_or_nothing(target: Path) -> Iterator[Path]:
    """Yield a new file that gets a name when all went well, and goes if not."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))
        yield draft
        _sync(draft)
        draft.replace(target)
        _sync(target.parent)
    except OSError as error:
        if error.errno in DISK_FULL_ERRNOS:
            raise disk_full_error(f"{target} can't be written") from error
        raise StorageError(
            f"{target} can't be written ({error.strerror}). Name a file in a folder that "
            "is there and that you may write to."
        ) from error
    finally:
        for suffix in SQLITE_SUFFIXES:
            draft.with_name(f"{draft.name}{suffix}").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _nobody_else(database: Path) -> Iterator[None]:
    """Keep every process from using a database, or raise where one does.

    Raises:
        StorageError: One does.
    """
    opened = os.open(database, os.O_RDWR)
    try:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCK_BYTES, LOCK_START)
        except OSError as error:
            raise StorageError(
                f"Something uses the database {database}, so nothing was restored. Stop "
                "the bot first."
            ) from error
        yield
    finally:
        os.close(opened)
