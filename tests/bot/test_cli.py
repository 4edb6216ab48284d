"""The command line as a person at a shell meets it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHELF = ROOT / "tests" / "fakes" / "village_shelf"

FOUND = """\
The mill and the meadow

This is what was said when the mill at Dorn was opened again, as I wrote it down.

Vera Lind: Good evening, neighbours. The wheel turns again, and with it the whole valley.

Whoever brings grain before noon will have flour before dusk.

Karl Boon: I have waited nine years for that sound. Let nobody tell me it is noise.

Vera Lind: Then let us stop talking and listen to it.
"""


class Shell:
    """Run `rostra` in a folder of its own and keep what it printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = ""
        self.complaints = ""

    def types(self, *words: str, said: str = "", **settings: str) -> int:
        """Run one command with `said` on standard input; return its exit code."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("ROSTRA_")
        }
        environment |= {
            "PYTHONPATH": str(ROOT),
            "ROSTRA_DATABASE": str(self.folder / "data" / "rostra.db"),
            "ROSTRA_LIBRARY": str(SHELF),
            **settings,
        }
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=environment,
            input=said.encode(),
            capture_output=True,
            check=False,
        )
        self.output = done.stdout.decode()
        self.complaints = done.stderr.decode()
        assert "Traceback" not in self.complaints
        return done.returncode


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def found(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(FOUND, encoding="utf-8")
    return path


def test_segment_prints_json(shell: Shell, found: Path) -> None:
    assert shell.types("segment", str(found), "--json") == 0
    segments = json.loads(shell.output)
    assert [s["speaker"] for s in segments if s["kind"] == "speech"] == [
        "Vera Lind",
        "Karl Boon",
        "Vera Lind",
    ]
    shown = "".join(s["text"] for s in segments)
    for line in FOUND.splitlines():
        words = line.split(": ", 1)[-1].strip()
        assert words in shown


def test_segment_shows_who_speaks(shell: Shell, found: Path) -> None:
    assert shell.types("segment", str(found)) == 0
    assert "Karl Boon · speech" in shell.output


def test_import_writes_a_file_that_loads(shell: Shell, found: Path) -> None:
    assert shell.types("import", str(found), "-o", "mine") == 0
    assert "Vera Lind" in shell.output
    (written,) = (shell.folder / "mine").glob("*.md")
    assert "## Vera Lind" in written.read_text(encoding="utf-8")
    code = shell.types("load", ROSTRA_LIBRARY=str(shell.folder / "mine"))
    assert code == 0, shell.complaints
    assert "1 added" in shell.output


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


def test_a_setting_that_does_not_exist_is_told(shell: Shell) -> None:
    (shell.folder / ".env").write_text("ROSTRA_LOGLEVEL=DEBUG\nROSTA_DATABASE=x\nA=b\n")
    assert shell.types("load", ROSTRA_LIBARY="x", ROSTRA_FOO="1") == 0
    lines = shell.complaints.splitlines()
    assert len(lines) == 4
    for name, hint in (
        ("ROSTRA_LIBARY in the environment", "Did you mean ROSTRA_LIBRARY?"),
        ("ROSTRA_FOO in the environment", ".env.example lists"),
        ("ROSTRA_LOGLEVEL in .env", "Did you mean ROSTRA_LOG_LEVEL?"),
        ("ROSTA_DATABASE in .env", "Did you mean ROSTRA_DATABASE?"),
    ):
        assert any(name in line and hint in line for line in lines)


def test_administrators_who_cannot_be_are_named(shell: Shell) -> None:
    listed = "telegram:12, telegram:abc, foo, 123456:not-to-be-shown-to-anybody"
    assert shell.types("load", ROSTRA_ADMINS=listed) == 2
    assert "ROSTRA_ADMINS" in shell.complaints
    assert "telegram:abc, foo" in shell.complaints
    assert "telegram:12," not in shell.complaints
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
