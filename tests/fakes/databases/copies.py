"""Copies of a folder that stays as it is: its files are read once, and kept in memory."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

KEPT_FOLDERS = 8
"""Those that were copied last are kept."""


@dataclass(frozen=True, slots=True)
class _File:
    """What is in a file, and what is known of it."""

    name: str
    data: bytes
    mode: int
    times_ns: tuple[int, int]


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder that nobody changes any more into one that may be there.

    Args:
        source: Its path; what is there at the first copy is what all copies have.
        target: Where its files go.
    """
    folders, files = _contents(source)
    target.mkdir(exist_ok=True)
    begin = f"{target}{os.sep}"
    for name in folders:
        Path(begin + name).mkdir(exist_ok=True)
    for file in files:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
        copy = os.open(begin + file.name, flags, file.mode)
        try:
            with os.fdopen(copy, "wb", buffering=0, closefd=False) as opened:
                opened.write(file.data)
            os.utime(copy, ns=file.times_ns)
        finally:
            os.close(copy)


@lru_cache(KEPT_FOLDERS)
def _contents(source: Path) -> tuple[list[str], list[_File]]:
    folders: list[str] = []
    files: list[_File] = []
    for path in sorted(source.rglob("*")):  # a folder comes before what is in it
        name = str(path.relative_to(source))
        if path.is_dir():
            folders.append(name)
            continue
        known = path.stat()
        times = known.st_atime_ns, known.st_mtime_ns
        files.append(_File(name, path.read_bytes(), known.st_mode & 0o777, times))
    return folders, files
