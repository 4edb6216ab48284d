"""What the command line's tests share: a shell, and a document found somewhere."""

from pathlib import Path

import pytest

from tests.fakes.shell import Shell

FOUND = """\
The mill and the meadow

This is what was said when the mill at Dorn was opened again, as I wrote it down.

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the whole valley.

Whoever brings grain before noon will have flour before dusk.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.

Vera Lind: Then let us stop talking and listen to it.
"""


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def found(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(FOUND, encoding="utf-8")
    return path
