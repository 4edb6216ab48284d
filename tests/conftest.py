"""What every test may use: where its database goes, and an invented library."""

from pathlib import Path

import pytest

SHELF = Path(__file__).parent / "shelf"


@pytest.fixture
def shelf() -> Path:
    """The folder of two invented transcripts."""
    return SHELF


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a test's database goes."""
    return tmp_path / "rostra.db"
