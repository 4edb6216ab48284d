"""What a document, a folder or a setting is called does not act on a terminal."""

import re
from pathlib import Path

import pytest

from tests.fakes.programs.shell import Shell

# Clears a screen, sets its title, and reverses what follows; a line of its own.
EVIL = "a\x1b[2J\x1b]0;t\x07\u202eb\r\x9bc"
_ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WORDS = "We say what we mean, and we mean what we say."


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def check(shell: Shell, *expected: str) -> None:
    """Check that nothing printed acts on a terminal, and that all of this was said."""
    said = shell.output + shell.complaints
    assert not _ACTS.search(said), repr(said)
    for each in expected:
        assert each in said, said


def test_names_of_files_and_folders(shell: Shell) -> None:
    folder = shell.folder / f"{EVIL} in"
    folder.mkdir()
    (folder / f"{EVIL}.txt").write_text(f"Ann: {WORDS}\n\nBo: {WORDS}\n")
    (folder / f"forged\n1 of 1 documents imported.{EVIL}.pdf").write_text("no")
    (folder / f"{EVIL}.md").write_text(f"---\nlanguage: {EVIL!r}\n---\n\nAnn: {WORDS}")
    assert shell.types("import", folder.name, "-o", f"{EVIL} out") == 2
    check(shell, "a␛[2J", "2 of 3 documents imported.")
    assert "1 of 1 documents" not in shell.complaints.splitlines()
    assert shell.types("import", folder.name, "-o", f"{EVIL} out") == 2
    check(shell, "Nothing changed")
    shell.types("segment", folder.name)
    check(shell, "=== a␛[2J")
    assert shell.types("segment", f"{EVIL}.txt") == 2
    check(shell, "No such file")


def test_keys_of_a_transcript_and_names_in_its_folder(shell: Shell) -> None:
    library = shell.folder / f"library {EVIL}"
    (library / f"{EVIL} inner").mkdir(parents=True)
    (library / f"{EVIL} inner" / "a.md").write_text("---")
    (library / f"{EVIL}.md").write_text(
        '---\nslug: a\ntitle: T\n"k\\e[2J\\u202Ey": v\n---\n\n## \u202eZoe\n\nWords.\n'
    )
    assert shell.types("load", ROSTRA_LIBRARY=str(library)) == 1
    check(shell, "has no key", "2 faults")
    assert shell.types("review", str(library / f"{EVIL}.md")) == 2
    check(shell, "has no key")


def test_settings_and_words_of_the_command_line(shell: Shell) -> None:
    code = shell.types(
        "load",
        ROSTRA_LIBRARY=f"/nowhere/{EVIL}",
        **{f"ROSTRA_X{EVIL}": "1", "ROSTRA_LOG_FORMAT": "console"},
    )
    assert code == 1
    check(shell, "no such folder", "is no setting")
    assert shell.types("load", ROSTRA_LOG_LEVEL=EVIL) == 2
    check(shell, "ROSTRA_LOG_LEVEL")
    assert shell.types("status", EVIL) == 2
    check(shell, "unrecognized arguments")
