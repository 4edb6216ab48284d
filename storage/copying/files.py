"""What people keep in files beside a database, copied beside another one."""

import filecmp
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.database.address import Address, files_of, place_beside
from storage.database.errors import StorageError, translate_write_errors
from storage.database.sqlite.owner_only import FILE_MODE, FOLDER_MODE

FOLDERS = ("drafts", "files")
"""Kept beside a database. The index is not: it is made of the rows."""

HISTORY = "history"
"""The lines that were typed at a terminal, for all databases of a folder."""


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file, and where its copy goes."""

    source: Path
    target: Path


def files_to_copy(source: Address, target: Address) -> list[FileCopy]:
    """Return what is beside one database and not yet beside another.

    Raises:
        StorageError: Other files of the same names are there.
    """
    missing = []
    for each in _files(source, target):
        if not each.target.exists():
            missing.append(each)
        elif not filecmp.cmp(each.source, each.target, shallow=False):
            raise StorageError(
                f"{each.target} is another file than {each.source}, so nothing was "
                "copied. Move it away, then copy again."
            )
    return missing


def _files(source: Address, target: Address) -> Iterator[FileCopy]:
    for name in FOLDERS:
        folder = place_beside(source, name)
        for path in sorted(folder.rglob("*")):
            # What begins with a dot is under way, and nobody comes back to it.
            inside = path.relative_to(folder)
            if path.is_file() and not any(part[0] == "." for part in inside.parts):
                yield FileCopy(path, place_beside(target, name) / inside)
    history = FileCopy(
        files_of(source).with_name(HISTORY), files_of(target).with_name(HISTORY)
    )
    # A terminal that was used with the other database has a history of its own.
    if history.source.is_file() and not history.target.exists():
        yield history


def copy_file(copy: FileCopy) -> None:
    """Copy a file, for its owner alone; it has its name once it is complete.

    Raises:
        StorageError: It can't be read or written.
    """
    draft = copy.target.with_name(f".{copy.target.name}.copy")
    with translate_write_errors(f"the file {copy.target}"):
        copy.target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
        shutil.copyfile(copy.source, draft)
        draft.replace(copy.target)
