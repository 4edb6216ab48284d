"""The files of a database, for their owner alone: they hold what people said and chose."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700

SQLITE_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Of the files that SQLite makes; those that it makes itself get the database's mode."""

OUR_NAMES = {"history"}
"""Files beside the database that do not begin with its name."""

log = logging.getLogger(__name__)


def make_owner_only(database: Path) -> None:
    """Make the file and its folder where they are missing, for their owner alone.

    Raises:
        OSError: The folder or the file can't be made.
    """
    database.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    # SQLite would make it by the process's mask, for everybody to read.
    os.close(os.open(database, os.O_RDWR | os.O_CREAT, FILE_MODE))


def narrow_to_owner(database: Path) -> None:
    """Remove other users' permissions on a database that is known to be ours.

    A folder in which others keep files is left as it is: what is ours in it is closed.
    """
    for path in _ours(database):
        _narrow(path)
    folder = database.parent
    if all(_is_ours(each, database) for each in folder.iterdir()):
        _narrow(folder)


def _ours(database: Path) -> Iterator[Path]:
    """Yield the files and folders that others could read, without those inside folders."""
    for suffix in SQLITE_SUFFIXES:
        yield database.with_name(f"{database.name}{suffix}")
    yield from database.parent.glob(f"{_escaped(database.name)}.*")


def _is_ours(path: Path, database: Path) -> bool:
    return path.name.startswith(database.name) or path.name in OUR_NAMES


def _escaped(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _narrow(path: Path) -> None:
    """Remove others' permissions on a path; log it, or that it can't be done."""
    try:
        found = path.lstat().st_mode
    except FileNotFoundError:
        return
    wide = stat.S_IMODE(found)
    if not wide & 0o077 or not (stat.S_ISREG(found) or stat.S_ISDIR(found)):
        return
    if wide & stat.S_ISVTX:
        return  # such a folder is meant for everybody, as /tmp is
    narrow = wide & ~0o077
    try:
        path.chmod(narrow)
    except OSError as error:
        log.warning(
            "others may read %s (mode %03o), and that can't be changed: %s",
            path,
            wide,
            error.strerror,
        )
    else:
        log.warning("%s was open to others: mode %03o, now %03o", path, wide, narrow)
