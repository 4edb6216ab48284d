"""`rostra review FILE --excerpts` as a librarian meets it, with answers from a pipe."""

from pathlib import Path

import pytest

from content.excerpts.excerpts import cut_excerpts
from content.transcript_file import read_file
from tests.fakes.programs.shell import TRANSCRIPTS, Shell


@pytest.fixture
def path(shell: Shell) -> Path:
    """Return the file of a talk whose front matter names one of its five excerpts."""
    path = shell.folder / "mine" / "millford-bridge-1921.md"
    path.parent.mkdir()
    path.write_bytes((TRANSCRIPTS / path.name).read_bytes())
    return path


def offered(path: Path) -> list[str]:
    return [each.text[:17] for each in cut_excerpts(read_file(path)) if each.offered]


def test_answers_are_written_at_once_and_those_left_to_their_score_come_again(
    shell: Shell, path: Path
) -> None:
    before = path.read_bytes()
    assert shell.types("review", str(path), "--excerpts", said="b\nn\ny\nx\ns\n") == 0
    shown = " ".join(shell.output.split())
    assert "4 of 5 excerpts offered · 4 left" in shown
    assert "millford-bridge-1921.md · offered by its score, 0.9" in shown
    assert "▌ Nobody built this bridge alone. The quarry gave the stone," in shown
    assert "— Ada Brook, Mayor of Millford" in shown
    assert "> Ada Brook: Good morning, neighbours." in shown
    assert "Written: it is never offered by itself." in shown
    assert "3 of 5 excerpts offered · 3 left" in shown
    assert "Type one of the letters above." in shown
    assert "2 excerpts left to choose from: `rostra review" in shown
    transcript = read_file(path)
    assert transcript.not_offered == ("Nobody built this bridge alone. The quarry",)
    assert len(transcript.offered) == 2
    assert "Nobody built this" not in offered(path)

    # What was left to its score comes again, what was answered does not.
    said = "\n\nu\nu\n\nu\nu\nu\nu\nq\n"
    assert shell.types("review", str(path), "--excerpts", said=said) == 0
    assert "Nobody built" not in shell.output.partition("That was the last")[0]
    assert "Taken back: what was said about “Nobody built" in shell.output
    assert "There is no answer to take back in this file." in shell.output
    assert path.read_bytes() == before


def test_a_load_offers_what_was_chosen(shell: Shell, path: Path) -> None:
    said = "n\nn\nn\ny\n\n"
    assert shell.types("review", str(path), "--excerpts", said=said) == 0
    assert "That was the last of them." in shell.output
    assert shell.types("load", ROSTRA_LIBRARY=str(path.parent)) == 0
    shell.types("status", ROSTRA_LIBRARY=str(path.parent))
    assert "2 of 6 offered" in " ".join(shell.output.split())
    assert len(offered(path)) == 2
