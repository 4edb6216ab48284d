"""A small library of invented speeches, and the real app on it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from storage.store import open_store
from tests.fakes.loaded_library import DATABASE, copy_library

VILLAGE = Path(__file__).parent / "village_transcripts"


@asynccontextmanager
async def village_app(folder: Path, *, loaded: Path) -> AsyncIterator[App]:
    """Open the village's library in a folder; copy it there if it is not there yet.

    Args:
        folder: Where this library goes, with its transcripts.
        loaded: Where it is loaded once, to be copied.
    """
    if not (folder / DATABASE).exists():
        shutil.copytree(VILLAGE, folder / "speeches")
        copy_library(loaded, folder)
    async with open_store(folder / DATABASE) as store:
        yield App(store, folder / "speeches")
