"""Libraries that are loaded once for all tests of a run, and copied for each."""

import asyncio
import fcntl
import shutil
from pathlib import Path

from content.transcript_file import read_folder
from storage.store import open_store

DATABASE = "rostra.db"


def load_once(folder: Path, speeches: Path) -> Path:
    """Load speeches into a database in a folder, unless another process of the run has.

    Args:
        folder: Where the database goes; whoever comes second waits for the first.
        speeches: A folder of transcripts.

    Returns:
        The folder.
    """
    folder.mkdir(exist_ok=True)
    done = folder.with_name(f"{folder.name}.loaded")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            # On a loop that is nobody else's, and is not made the current one.
            loop = asyncio.new_event_loop()
            loop.run_until_complete(_load(folder / DATABASE, speeches))
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
            done.touch()
    return folder


async def _load(database: Path, speeches: Path) -> None:
    async with open_store(database) as store:
        await store.loader.load(read_folder(speeches))


def copy_library(loaded: Path, folder: Path) -> Path:
    """Copy a loaded library to a test's folder; return the path of its database."""
    shutil.copytree(loaded, folder, dirs_exist_ok=True)
    return folder / DATABASE
