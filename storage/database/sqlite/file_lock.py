"""Locks of files, which the system takes from a process that dies."""

import asyncio
import fcntl
import os
from pathlib import Path
from typing import Self

from storage.database.database import Lock
from storage.database.errors import StorageError
from storage.database.sqlite.owner_only import FILE_MODE

LOCK_START, LOCK_BYTES = 0x40000000, 512
"""The bytes that SQLite locks; each connection to a log of writes holds some of them.

https://www.sqlite.org/fileformat.html says that they are never used for anything else.
"""


def is_file_in_use(path: Path) -> bool:
    """Return whether another process has a database file open.

    A file that this process may not write to counts as unused, as a copy on a shelf is.
    """
    try:
        opened = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCK_BYTES, LOCK_START)
    except OSError:
        return True
    finally:
        os.close(opened)
    return False


class FileLock(Lock):
    """The lock of one opened file; it can't be lost.

    Args:
        file: Its descriptor, which is locked.
    """

    def __init__(self, file: int) -> None:
        self._file: int | None = file
        self._released = asyncio.Event()

    @property
    def is_held(self) -> bool:
        """Return whether it was not let go."""
        return self._file is not None

    async def wait_lost(self) -> None:
        """Return once it was released."""
        await self._released.wait()

    async def release(self) -> None:
        """Release it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
            self._released.set()

    @classmethod
    def try_lock(cls, path: Path) -> Self | None:
        """Return the lock of a file, or None while something else holds it.

        Raises:
            StorageError: The file can't be made.
        """
        try:
            file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, FILE_MODE)
        except OSError as error:
            raise StorageError(
                f"{path} can't be made ({error.strerror}), so whether another process "
                "runs is not known. Make its folder one that Rostra may write to."
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return None
        return cls(file)
