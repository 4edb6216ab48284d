"""Files that a person at a terminal asks for, or names by their paths."""

import shlex
from pathlib import Path

import pytest

from bot.faces.terminal.local_file import local_file, stored_file
from handlers.contract.reply import File
from handlers.contract.request import AttachmentError

FILE = File(name="saves.csv", media_type="text/csv", data="näh\n".encode())


def test_a_file_is_written_for_its_owner_alone_and_replaces_none(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "rostra.db.files"
    told = [stored_file(FILE, folder).text for _ in range(2)]
    assert told == [f"It is in {folder}/saves{end}.csv" for end in ("", "-2")]
    for path in folder.iterdir():
        assert path.read_bytes() == FILE.data
        assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    told = stored_file(FILE, tmp_path / "taken" / "files").text
    assert "saves.csv can't be written to" in told
    assert "then ask again" in told


def test_without_a_folder_it_is_printed() -> None:
    assert stored_file(FILE, None).text == "näh\n"


@pytest.mark.parametrize(
    "name",
    ["talk.txt", "naïve talk .txt", "Ada's talk.txt", "back\\slash.txt", "50% off.txt"],
)
def test_a_path_may_be_typed_or_dropped(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("ADA BROOK: Good evening.")
    escaped = "".join(c if c.isalnum() or c in "/._-" else f"\\{c}" for c in str(path))
    for typed in (
        str(path),
        f"{path} ",
        f"'{path}'",
        f'"{path}"',
        shlex.quote(str(path)),
        escaped,
        path.as_uri(),
    ):
        assert local_file(typed).name == name, typed


async def test_of_what_is_not_there_the_path_is_told_as_typed(tmp_path: Path) -> None:
    with pytest.raises(AttachmentError, match=r"no such talk\.txt can't be read"):
        await local_file(f"'{tmp_path}/no such talk.txt'").fetch(1000)


async def test_of_a_very_long_path_both_ends_are_told() -> None:
    with pytest.raises(AttachmentError, match=r"^/nowhere/x+…x+\.txt can't be") as told:
        await local_file(f"/nowhere/{'x' * 100_000}.txt").fetch(1000)
    assert len(str(told.value)) < 400


@pytest.mark.parametrize("link", ["https://example.org/x.html", "HTTP://example.org/x"])
async def test_a_link_is_not_fetched(link: str) -> None:
    with pytest.raises(AttachmentError, match=r"Save the page in a browser, then name"):
        await local_file(link).fetch(1000)


async def test_of_a_link_that_is_none_the_path_is_told_as_typed() -> None:
    with pytest.raises(AttachmentError, match="can't be read"):
        await local_file("file://[x/talk.txt").fetch(1000)
