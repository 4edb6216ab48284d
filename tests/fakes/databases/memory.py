"""A folder in memory for the files of tests, where the machine has one."""

import os
import shutil
from pathlib import Path

ROOM = 1 << 30
"""Bytes that must be free: a run needs a fifth of it."""


def memory_folder() -> Path | None:
    """Return a folder in memory; None where there is none, or too little room.

    To make a small file costs some 20 µs there, and up to 1 ms on a disk; a PostgreSQL
    database is 300 of them, one of Rostra with its index 20.
    """
    folder = Path("/dev/shm")  # noqa: S108 - what is made in it gets names of its own
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ROOM:
        return None
    # Docker forbids to run programs there.
    return None if os.statvfs(folder).f_flag & os.ST_NOEXEC else folder
