"""What a person at a shell is told of the library's folder."""

import shutil

from tests.fakes.programs.shell import TRANSCRIPTS, Shell


def test_load_tells_the_difference_before_and_after(shell: Shell) -> None:
    assert shell.types("load", "--dry-run") == 0
    assert "Would load: 3 added" in shell.output
    assert shell.types("load") == 0
    assert "Loaded: 3 added" in shell.output
    assert shell.types("load") == 0
    assert "Nothing to do: 3 transcripts" in shell.output


def test_a_fault_loads_nothing_and_names_its_line(shell: Shell) -> None:
    bad = shell.folder / "speeches"
    bad.mkdir()
    (bad / "a.md").write_text("---\nslug: a\ntitel: A\n---\n\nWho says this?\n")
    assert shell.types("load", ROSTRA_LIBRARY=str(bad)) == 1
    assert "a.md:3: " in shell.complaints
    assert "a.md:6: " in shell.complaints
    assert "nothing was loaded" in shell.complaints


def test_run_serves_the_old_library_while_a_file_has_a_fault(shell: Shell) -> None:
    assert shell.types("load") == 0
    bad = shell.folder / "speeches"
    bad.mkdir()
    (bad / "a.md").write_text("half written")
    code = shell.types("run", said="/quote reed\n", ROSTRA_LIBRARY=str(bad))
    assert code == 0
    assert "— Ivo Reed, Miller" in shell.output
    assert "Serving the library as it was" in shell.complaints


def test_a_first_start_says_why_there_is_nothing_to_serve(shell: Shell) -> None:
    nowhere = str(shell.folder / "nowhere")
    said = "/quote reed\n"
    assert shell.types("run", said=said, ROSTRA_LIBRARY=nowhere) == 1
    assert shell.output == ""
    assert shell.complaints == (
        f"There is nothing to serve: {nowhere}: there is no such folder; make it, or "
        "name another folder in ROSTRA_LIBRARY.\n"
    )
    (shell.folder / "nowhere").mkdir()
    assert shell.types("run", said=said, ROSTRA_LIBRARY=nowhere) == 0
    assert "may send a first document with /import" in shell.complaints
    (shell.folder / "nowhere").rmdir()
    assert shell.types("load") == 0
    assert shell.types("run", said=said, ROSTRA_LIBRARY=nowhere) == 0
    assert "Serving the library as it was: " in shell.complaints
    assert "there is no such folder" in shell.complaints


def test_a_start_warns_of_what_was_moved_out_of_reach(shell: Shell) -> None:
    mine = shell.folder / "speeches"
    shutil.copytree(TRANSCRIPTS, mine)
    assert shell.types("run", ROSTRA_LIBRARY=str(mine)) == 0
    (mine / "old").mkdir()
    (mine / "river-school-2003.md").rename(mine / "old" / "river-school-2003.md")
    assert shell.types("run", ROSTRA_LIBRARY=str(mine)) == 0
    assert "old/ is not read" in shell.complaints
    assert shell.types("run", ROSTRA_LIBRARY=str(mine)) == 0
    assert shell.complaints == ""


def test_load_names_what_it_leaves_aside(shell: Shell) -> None:
    mine = shell.folder / "speeches"
    shutil.copytree(TRANSCRIPTS, mine)
    (mine / "README.md").write_text("# Our speeches", encoding="utf-8")
    assert shell.types("load", ROSTRA_LIBRARY=str(mine)) == 0
    assert "Loaded: 3 added" in shell.output
    assert "README.md has no front matter: it is left aside." in shell.output


def test_a_file_that_is_cut_off_or_gone_removes_nothing(shell: Shell) -> None:
    mine = shell.folder / "speeches"
    shutil.copytree(TRANSCRIPTS, mine)
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
