"""Each benchmark says how it is run, and does nothing else when it is asked for that."""

import runpy
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
SCRIPTS = sorted(
    path
    for path in BENCH.rglob("*.py")
    if 'if __name__ == "__main__":' in path.read_text("utf-8")
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.stem))
def test_help(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [str(path), "--help"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(path), run_name="__main__")
    assert not left.value.code
    assert capsys.readouterr().out.startswith("usage: ")
