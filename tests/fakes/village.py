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
async def village_app(folder: Path) -> AsyncIterator[App]:
    """Load a copy of the village's transcripts into a new database in a folder."""
    speeches = folder / "speeches"
    if not speeches.exists():
        shutil.copytree(VILLAGE, speeches)
    async with open_store(folder / "rostra.db") as store:
        await store.loader.load(read_folder(speeches))
        yield App(store, speeches)
