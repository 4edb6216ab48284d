"""What every test may use: where its database goes, and an invented library."""

from pathlib import Path

import pytest
from hypothesis import settings

# The suite looks at the same cases in each run; look further afield with
# `pytest --hypothesis-profile default`.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

SHELF = Path(__file__).parent / "shelf"


@pytest.fixture
def shelf() -> Path:
    """The folder of two invented transcripts."""
    return SHELF


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a test's database goes."""
    return tmp_path / "rostra.db"
