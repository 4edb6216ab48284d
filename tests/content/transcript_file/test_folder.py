"""A folder of transcripts is read whole, and what is none of them is named."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from content.transcript_file import TranscriptFaults, describe_ignored, read_folder
from tests.fakes.libraries.village import VILLAGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VILLAGE, tmp_path / "speeches"))


@pytest.mark.parametrize("name", ["README.md", "ReadMe.md"])
def test_a_readme_is_left_aside(folder: Path, name: str) -> None:
    (folder / name).write_text("# Our speeches\n\nPut yours here.\n", encoding="utf-8")
    assert len(read_folder(folder)) == 3
    assert describe_ignored(folder) == (
        f"{name} has no front matter: it is left aside.",
    )


def test_a_readme_that_is_a_transcript_is_read(folder: Path) -> None:
    (folder / "river-school-2003.md").rename(folder / "README.md")
    assert len(read_folder(folder)) == 3
    assert describe_ignored(folder) == ()


def test_letters_of_an_extension_may_be_large(folder: Path) -> None:
    (folder / "river-school-2003.md").rename(folder / "river-school-2003.MD")
    assert len(read_folder(folder)) == 3
    (folder / "README.MD").write_text("# Our speeches\n", encoding="utf-8")
    assert describe_ignored(folder) == (
        "README.MD has no front matter: it is left aside.",
    )


def test_folders_within_are_named_and_not_read(folder: Path) -> None:
    for name in ("old", ".git"):
        (folder / name).mkdir()
        (folder / name / "notes.md").touch()
    (folder / "river-school-2003.md").rename(folder / "old" / "river-school-2003.md")
    assert len(read_folder(folder)) == 2
    (said,) = describe_ignored(folder)
    assert said.startswith("old/ is not read, though it holds 2 *.md: move")


def test_what_is_no_regular_file_is_a_fault(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "null.md").symlink_to(os.devnull)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.md"))
        with pytest.raises(TranscriptFaults) as caught:
            read_folder(folder)
    assert [Path(fault.file).name for fault in caught.value.faults] == [
        "null.md",
        "pipe.md",
        "socket.md",
    ]
    assert all("no regular file" in fault.problem for fault in caught.value.faults)


def test_why_there_is_nothing_to_read_is_said(tmp_path: Path) -> None:
    def said(folder: Path) -> str:
        with pytest.raises(TranscriptFaults) as caught:
            read_folder(folder)
        return str(caught.value).removeprefix(str(folder))

    assert said(tmp_path / "none").startswith(": there is no such folder; make it, or")
    assert said(tmp_path).startswith(": there is no transcript file (*.md) in this")
    (tmp_path / "README.md").write_text("Soon.", encoding="utf-8")
    assert said(tmp_path / "README.md").startswith(": this is no folder; name a")
    shutil.copytree(VILLAGE, tmp_path / "speeches")
    assert said(tmp_path).startswith(
        ": there is no transcript file (*.md) in this folder, only 3 in speeches/; put"
    )
