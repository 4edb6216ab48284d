"""The command line as a person at a shell meets it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.fakes.shell import SHELF, Shell


def test_segment_prints_json(shell: Shell, found: Path) -> None:
    assert shell.types("segment", str(found), "--json") == 0
    segments = json.loads(shell.output)
    assert [s["speaker"] for s in segments if s["kind"] == "speech"] == [
        "Vera Lind",
        "Karl Boon",
        "Vera Lind",
    ]
    shown = "".join(s["text"] for s in segments)
    for line in found.read_text(encoding="utf-8").splitlines():
        words = line.split(": ", 1)[-1].strip()
        assert words in shown


def test_segment_shows_who_speaks(shell: Shell, found: Path) -> None:
    assert shell.types("segment", str(found)) == 0
    assert "Karl Boon · speech" in shell.output


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_is_no_document_is_named(shell: Shell, name: str) -> None:
    assert shell.types("segment", name) == 2
    assert shell.complaints.startswith(name)
    assert len(shell.complaints.strip().splitlines()) == 1


def test_load_tells_the_difference_before_and_after(shell: Shell) -> None:
    assert shell.types("load", "--dry-run") == 0
    assert "Would load: 3 added" in shell.output
    assert shell.types("load") == 0
    assert "Loaded: 3 added" in shell.output
    assert shell.types("load") == 0
    assert "Nothing to do: 3 transcripts" in shell.output


def test_a_fault_loads_nothing_and_names_its_line(shell: Shell) -> None:
    bad = shell.folder / "shelf"
    bad.mkdir()
    (bad / "a.md").write_text("---\nslug: a\ntitel: A\n---\n\nWho says this?\n")
    assert shell.types("load", ROSTRA_LIBRARY=str(bad)) == 1
    assert "a.md:3: " in shell.complaints
    assert "a.md:6: " in shell.complaints
    assert "nothing was loaded" in shell.complaints


def test_run_answers_what_is_piped_in(shell: Shell) -> None:
    assert shell.types("run", said="/quote reed\n/topic peace\n") == 0
    assert "— Ivo Reed, Miller" in shell.output
    assert "“peace”: " in shell.output
    assert shell.complaints == ""


def test_run_serves_the_old_library_while_a_file_has_a_fault(shell: Shell) -> None:
    assert shell.types("load") == 0
    bad = shell.folder / "shelf"
    bad.mkdir()
    (bad / "a.md").write_text("half written")
    code = shell.types("run", said="/quote reed\n", ROSTRA_LIBRARY=str(bad))
    assert code == 0
    assert "— Ivo Reed, Miller" in shell.output
    assert "Serving the library as it was" in shell.complaints


def test_a_database_that_cannot_be_used_ends_in_one_line(shell: Shell) -> None:
    (shell.folder / "file").touch()
    path = str(shell.folder / "file" / "rostra.db")
    assert shell.types("run", ROSTRA_DATABASE=path) == 2
    assert "ROSTRA_DATABASE" in shell.complaints
    assert len(shell.complaints.strip().splitlines()) == 1


def test_a_wrong_setting_is_named_and_a_token_never_shown(shell: Shell) -> None:
    code = shell.types(
        "run",
        ROSTRA_LOG_LEVEL="loud",
        ROSTRA_TELEGRAM_TOKEN="123456:not-to-be-shown-to-anybody",
    )
    assert code == 2
    assert "ROSTRA_LOG_LEVEL" in shell.complaints
    assert "not-to-be-shown" not in shell.complaints


def test_a_folder_is_no_database(shell: Shell) -> None:
    for _ in range(4):
        assert shell.types("run", ROSTRA_DATABASE=str(shell.folder)) == 2
        assert len(shell.complaints.strip().splitlines()) == 1


def test_settings_in_another_encoding_are_told(shell: Shell) -> None:
    (shell.folder / ".env").write_bytes("ROSTRA_LOG_LEVEL=INFO".encode("utf-16"))
    assert shell.types("run") == 2
    assert "UTF-8" in shell.complaints
    assert len(shell.complaints.strip().splitlines()) == 1


def test_a_blank_setting_is_none(shell: Shell) -> None:
    code = shell.types("run", said="/quote reed\n", ROSTRA_LOG_LEVEL="")
    assert code == 0
    assert "— Ivo Reed" in shell.output


def test_a_file_that_is_cut_off_or_gone_removes_nothing(shell: Shell) -> None:
    mine = shell.folder / "shelf"
    shutil.copytree(SHELF, mine)
    assert shell.types("load", ROSTRA_LIBRARY=str(mine)) == 0
    bridge, hall = mine / "millford-bridge-1921.md", mine / "harvest-hall-1934.md"
    text = hall.read_text(encoding="utf-8")
    hall.write_text(text[: text.index("## ")], encoding="utf-8")
    bridge.unlink()
    bridge.symlink_to(mine / "nowhere.md")
    assert shell.types("load", ROSTRA_LIBRARY=str(mine)) == 1
    assert "harvest-hall-1934.md:1: nobody says anything" in shell.complaints
    assert "millford-bridge-1921.md" in shell.complaints
    assert "nothing was loaded" in shell.complaints
