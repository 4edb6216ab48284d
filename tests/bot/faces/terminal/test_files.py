"""Files that a person at a terminal asks for."""

from pathlib import Path

from bot.faces.terminal.local_file import stored_file
from handlers.contract.reply import File

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
