"""A small library of invented speeches, and the real app on it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from content.transcript_file import read_folder
from storage.store import open_store

VILLAGE = Path(__file__).parent / "village_transcripts"


@asynccontextmanager
async def village_app(folder: Path, *, loaded: Path) -> AsyncIterator[App]:
    """Open the village's library in a folder; copy it there if it is not there yet.

    Args:
        folder: Where this library goes, with its transcripts.
        loaded: Where it is loaded once, to be copied.
    """
    if not (loaded / "rostra.db").exists():
        shutil.copytree(VILLAGE, loaded / "speeches")
        async with open_store(loaded / "rostra.db") as store:
            await store.loader.load(read_folder(loaded / "speeches"))
    if not (folder / "rostra.db").exists():
        shutil.copytree(loaded, folder, dirs_exist_ok=True)
    async with open_store(folder / "rostra.db") as store:
        yield App(store, folder / "speeches")
