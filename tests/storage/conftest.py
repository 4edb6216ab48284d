"""The invented library, loaded into a store of the test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from content.model import Transcript
from content.shelf import read_shelf
from storage.store import Store, open_store


@pytest.fixture
def transcripts(shelf: Path) -> tuple[Transcript, ...]:
    return read_shelf(shelf)


@pytest.fixture
async def store(
    database: Path, transcripts: tuple[Transcript, ...]
) -> AsyncIterator[Store]:
    async with open_store(database) as opened:
        await opened.loader.load(transcripts)
        yield opened
