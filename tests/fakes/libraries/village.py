"""A small library of invented speeches, and the real app on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from storage.database.address import Address, files_of
from storage.store import open_store

VILLAGE = Path(__file__).parent / "village_transcripts"


@asynccontextmanager
async def village_app(address: Address) -> AsyncIterator[App]:
    """Open a copy of the village's library, beside which its transcripts are."""
    async with open_store(address) as store:
        yield App(store, files_of(address).parent / "speeches")
