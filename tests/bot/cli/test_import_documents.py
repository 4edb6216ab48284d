"""`rostra import` as an administrator meets it."""

import os
from pathlib import Path

import pytest

from tests.fakes.shell import Shell


def test_import_writes_a_file_that_loads(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found), "-o", "mine") == 0
    assert "Vera Lind" in shell.output
    (written,) = (shell.folder / "mine").glob("*.md")
    assert "## Vera Lind" in written.read_text(encoding="utf-8")
    code = shell.types("load", ROSTRA_LIBRARY=str(shell.folder / "mine"))
    assert code == 0, shell.complaints
    assert "1 added" in shell.output


def test_who_is_called_by_office_and_surname_can_be_quoted(shell: Shell) -> None:
    (shell.folder / "fen.txt").write_text(
        "MAYOR HOLLIS: The bridge was painted in 1974, and the colour was yours.\n\n"
        "Ada Brook: I have never seen it painted in all of my sixty years here.\n\n"
        "MAYOR HOLLIS: Then it shall be painted again before the summer comes.\n"
    )
    assert shell.types("import", "fen.txt", "-o", "mine") == 0
    said = "/quote hollis\n/quote Mayor Hollis\n/speakers\n"
    shell.types("run", said=said, ROSTRA_LIBRARY=str(shell.folder / "mine"))
    assert shell.output.count("— Hollis, Mayor") == 2
    assert "\nHollis, Mayor · " in shell.output


def test_import_tells_what_an_administrator_should_look_at(shell: Shell) -> None:
    (shell.folder / "a.txt").write_bytes(
        "NARRATOR: The café is shut, and I see it.\n\n"
        "BOB: Yes, and that is rude to me.\n\n"
        "NARRATOR: So it is, as all can see.\n".encode("cp1252")
    )
    (shell.folder / "b.txt").write_text("It was a dark and stormy night; it rained.\n")
    assert shell.types("import", ".", "-o", "out") == 0
    lines = shell.output.splitlines()
    assert "a.txt:" in lines
    assert "b.txt:" in lines
    assert "read as windows-1252, which is a guess" in shell.output
    assert "Narrator: who is this?" in shell.output
    assert "1 doubtful place, marked in the file" in shell.output
    assert "Nobody is given any words" in shell.output


def test_a_transcript_that_cannot_be_written_is_not_its_documents_fault(
    shell: Shell, found: Path
) -> None:
    (shell.folder / "out" / "the-mill-and-the-meadow.md").mkdir(parents=True)
    assert shell.types("import", str(found), "-o", "out", "--force") == 2
    assert "meadow.md can't be written" in shell.complaints
    assert "Name another folder with -o" in shell.complaints


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(shell: Shell, found: Path) -> None:
    (shell.folder / "shut").mkdir(mode=0o555)
    assert shell.types("import", str(found), "-o", "shut") == 2
    assert shell.complaints.startswith("shut: this folder can't be written to")


def test_import_overwrites_only_when_told(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found)) == 0
    (written,) = shell.folder.glob("*.md")
    written.write_text("my corrections", encoding="utf-8")
    assert shell.types("import", str(found)) == 2
    assert "--force" in shell.complaints
    assert written.read_text(encoding="utf-8") == "my corrections"
    assert shell.types("import", str(found), "--force") == 0
    assert "my corrections" not in written.read_text(encoding="utf-8")


def test_one_bad_document_does_not_stop_the_rest(shell: Shell, found: Path) -> None:
    (shell.folder / "empty.txt").touch()
    (shell.folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    assert shell.types("import", str(shell.folder), "-o", "out") == 2
    assert len(list((shell.folder / "out").glob("*.md"))) == 1
    assert "empty.txt" in shell.complaints
    assert "noise.txt" in shell.complaints
    assert "1 of 3 documents imported" in shell.complaints
    assert found.exists()
