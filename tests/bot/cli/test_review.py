"""`rostra review` as an administrator meets it, with answers from a pipe."""

import os
from pathlib import Path

import pytest

from content.transcript_file import read_file
from tests.fakes.documents.doubts import doubtful_file
from tests.fakes.programs.shell import Shell
from tests.fakes.programs.typed import typed
from tests.fakes.programs.warm import ROOT
from tests.fakes.terminal.output import read_until


@pytest.fixture
def path(shell: Shell) -> Path:
    return doubtful_file(shell.folder / "bridge.md", doubts=3)


def speakers(path: Path) -> list[str | None]:
    return [turn.speaker for turn in read_file(path).turns]


def test_a_document_has_to_be_imported_first(shell: Shell) -> None:
    (shell.folder / "talk.txt").write_text("Ada Brook: Good evening.\n")
    assert shell.types("review", "talk.txt") == 2
    assert (
        "turn the document into a transcript with 'rostra import'" in shell.complaints
    )


def test_a_passage_is_shown_between_its_neighbours(shell: Shell, path: Path) -> None:
    assert shell.types("review", str(path)) == 0
    shown = shell.output
    assert "1 of 3" in shown
    assert "bridge.md · line 19" in shown
    assert "Ada Brook: Certain words 0" in shown
    assert "▌ Doubtful words 0" in shown
    assert "— Tomás Ferro?" in shown
    assert "Ada Brook: Certain words 1" in shown
    assert "Doubtful: one-off label" in shown
    assert "1, r  Right: Tomás Ferro" in shown
    assert "2, b  Ada Brook (before and after)" in shown
    assert "All 3 like this at once" in shown
    assert "3 doubtful passages left. `rostra review" in shown


def test_an_answer_has_the_same_number_whichever_others_fit(
    shell: Shell, path: Path
) -> None:
    """Nobody speaks otherwise before or after: 2 is no answer, and 6 is commentary."""
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Tomás Ferro", "## Ada Brook"))
    assert shell.types("review", str(path), said="2\n6\nq\n") == 0
    assert "1, r  Right: Ada Brook" in shell.output
    assert "2, b" not in shell.output
    assert "4, o  Another speaker" in shell.output
    assert "6, c  Commentary" in shell.output
    assert "Type one of the letters or numbers above." in shell.output
    assert [turn.kind.value for turn in read_file(path).turns].count("commentary") == 1


def test_the_example_of_an_answer_to_all_is_one_that_fits(
    shell: Shell, path: Path
) -> None:
    assert shell.types("review", str(path), said="q\n") == 0
    assert "such as c*" in " ".join(shell.output.split())
    text = path.read_text(encoding="utf-8")
    for number in range(3):
        words = f"Doubtful words {number}, which somebody said of the bridge."
        told = f"::: commentary\n<!-- check: one-off label -->\n\n{words}\n:::"
        said = f"## Tomás Ferro\n\n<!-- check: one-off label -->\n\n{words}"
        assert said in text
        text = text.replace(said, told)
    path.write_text(text, encoding="utf-8")
    assert shell.types("review", str(path), said="r*\n") == 0
    assert "6, c  Commentary" not in shell.output
    assert "such as r*" in " ".join(shell.output.split())
    assert "Written: 3 passages settled" in shell.output


def test_answers_are_written_one_by_one_and_the_review_is_taken_up_again(
    shell: Shell, path: Path
) -> None:
    assert shell.types("review", str(path), said="b\n") == 0
    assert "1 passage settled; 2 doubtful passages left" in shell.output
    ada, tomas = "Ada Brook", "Tomás Ferro"
    assert speakers(path) == [ada, ada, tomas, ada, tomas, ada]
    assert shell.types("review", str(path), said="o 1\n4\n2\nq\n") == 0
    assert "  1  Tomás Ferro" in shell.output
    assert speakers(path) == [ada, ada, tomas, ada, ada]


def test_what_nobody_was_given_is_asked_about_too(shell: Shell, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    commentary = "::: commentary\nIt rained on the bridge.\n:::"
    path.write_text(
        text.replace("Certain words 1, of", f"{commentary}\n\nCertain words 1, of")
    )
    assert shell.types("review", str(path), said="b*\n\n") == 0
    hint = "1 passage is nobody's: `rostra review"
    assert hint in shell.output
    assert "▌ It rained" not in shell.output
    assert shell.types("review", str(path), "--all", said="u\nq\n") == 0
    assert hint not in shell.output
    assert "1 of 4" in shell.output, "the doubts are open again"
    assert shell.types("review", str(path), "--all", said="b*\n\nq\n") == 0
    assert "▌ It rained on the bridge." in shell.output
    assert "Given to nobody." in shell.output
    assert "Enter leave it so" in shell.output
    assert "Right: commentary" not in shell.output
    assert shell.types("review", str(path), "--all", said="b\nu\n\n") == 0
    assert "1 passage settled; no doubtful passage left, 0 passages are nobody's." in (
        shell.output
    )
    assert "Taken back: 1 passage." in shell.output
    assert shell.output.count("▌ It rained on the bridge.") == 2
    assert shell.types("review", str(path), "--all", said="n Jo Field\n\n") == 0
    assert "Jo Field" in speakers(path)


def test_a_folders_files_are_asked_about_one_after_the_other(shell: Shell) -> None:
    folder = shell.folder / "my talks"
    folder.mkdir()
    assert shell.types("review", "my talks") == 2
    assert (
        "my talks: there is no transcript file; `rostra import` makes one of a document."
    ) in shell.complaints
    doubtful_file(folder / "a.md", doubts=1)
    second = doubtful_file(folder / "b.md", doubts=1)
    third = folder / "c.md"
    third.write_text(second.read_text().replace("<!-- check: one-off label -->\n", ""))
    for path in (second, third):
        said = path.read_text().replace("slug: bridge", f"slug: {path.stem}")
        path.write_text(said)
    assert shell.types("review", "my talks", said="b\n\nq\n") == 0
    assert "a.md: no doubtful passage left. " in shell.output
    assert "1 file left; Enter goes on, q stops" in shell.output
    assert "b.md · line" not in shell.output
    load = "`ROSTRA_LIBRARY='my talks' rostra load` puts it into the library."
    assert load in shell.output
    assert shell.types("review", "my talks", said="b\n\n") == 0
    assert "b.md: no doubtful passage left." in shell.output
    assert shell.types("review", "my talks") == 0
    assert "my talks: no doubtful passage left. `ROSTRA_LIB" in shell.output
    shell.types(
        "review", "my talks", "--names", said="\n\n\n\n\n", ROSTRA_LIBRARY="my talks"
    )
    assert shell.output.count("Enter when all are right") == 3
    assert "c.md: no doubtful passage left. `rostra load` puts" in shell.output


def test_files_that_are_no_transcripts_are_named(shell: Shell) -> None:
    folder = shell.folder / "notes"
    folder.mkdir()
    (folder / "README.md").write_text("# Notes\n")
    assert shell.types("review", "notes") == 2
    assert (
        "notes: there is no transcript file (*.md) in this folder" in shell.complaints
    )
    for name in ("mill.md", "quay.md"):
        (folder / name).write_text("# Plans\n\nWe shall see.\n")
    assert shell.types("review", "notes") == 2
    for name in ("mill.md", "quay.md"):
        assert f"{name}:1: " in shell.complaints
    assert "rostra load" not in shell.output


def test_other_answers(shell: Shell, path: Path) -> None:
    said = "x\n?\nn\nJo Field\nl\nc\n\n"
    assert shell.types("review", str(path), said=said) == 0
    assert "Type one of the letters or numbers above" in shell.output
    assert "1 passage left aside" in shell.output
    found = read_file(path)
    assert [speaker.name for speaker in found.speakers][-1] == "Jo Field"
    assert [(turn.kind.value, turn.speaker, turn.doubt) for turn in found.turns] == [
        ("speech", "Ada Brook", ""),
        ("speech", "Jo Field", ""),
        ("speech", "Ada Brook", ""),
        ("speech", "Tomás Ferro", "one-off label"),
        ("speech", "Ada Brook", ""),
        ("commentary", None, ""),
        ("speech", "Ada Brook", ""),
    ]


def test_somebody_who_is_not_declared_is_named_anew(shell: Shell, path: Path) -> None:
    assert shell.types("review", str(path), said="o Jo Field\nn Jo Field\nq\n") == 0
    said = " ".join(shell.output.split())
    assert "is called “Jo Field”. Type n Jo Field to add them" in said
    assert "1 passage settled" in said
    assert speakers(path)[1] == "Jo Field"


def test_every_line_of_a_passage_stands_behind_the_bar(
    shell: Shell, path: Path
) -> None:
    words = "Doubtful words 0"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(words, f"{words} {'of the bridge ' * 20}"), "utf-8")
    assert shell.types("review", str(path)) == 0
    quoted = [line for line in shell.output.splitlines() if "of the bridge" in line]
    assert len(quoted) > 3
    assert all(line.startswith("▌ ") for line in quoted)


def test_all_that_are_alike_are_settled_together_and_taken_back(
    shell: Shell, path: Path
) -> None:
    before = path.read_bytes()
    assert shell.types("review", str(path), said="s*\n\n") == 0
    assert "3 passages settled; no doubtful passage left" in shell.output
    assert shell.types("review", str(path), said="u\nq\n") == 0
    assert "Taken back: 3 passages" in shell.output
    assert path.read_bytes() == before


def test_what_was_left_aside_stays_so_when_those_like_it_are_settled(
    shell: Shell, path: Path
) -> None:
    assert shell.types("review", str(path), said="l\nc*\n\n") == 0
    assert "All 2 like this at once" in shell.output
    assert "2 passages settled; 1 doubtful passage left" in shell.output
    assert "The others are settled; 1 passage left aside." in shell.output
    turns = read_file(path).turns
    assert [turn.kind.value for turn in turns].count("commentary") == 2
    assert turns[1].doubt == "one-off label"


def test_passages_are_alike_whatever_names_their_reasons_hold(
    shell: Shell, path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    for reason in ("read out for Jane Hall", "read out for Owen Bryce", "who says it?"):
        text = text.replace("one-off label", reason, 1)
    path.write_text(text, encoding="utf-8")
    assert shell.types("review", str(path), said="c*\nr*\n\n") == 0
    said = " ".join(shell.output.split())
    assert "All 2 like this at once (read out for …)" in said
    assert "2 passages settled; 1 doubtful passage left" in said
    assert "No passage below is in doubt for this reason. Written: 1 passage" in said


def test_what_cannot_be_reviewed_says_why(shell: Shell, path: Path) -> None:
    assert shell.types("review", "nothing.md") == 2
    assert "the file can't be read: no such file" in shell.complaints
    path.write_text(path.read_text().replace("slug:", "slag:"))
    assert shell.types("review", str(path)) == 2
    assert "bridge.md:2: the front matter has no key 'slag'" in shell.complaints


PROMPT = "\r\n> "
"""What a terminal shows last when it waits: Ctrl-C before that may be seen a key later."""


def test_at_a_terminal_it_stops_at_once_and_notices_other_editors(path: Path) -> None:
    """The file is edited while a question is open; Ctrl-C then ends the review."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with typed("review", str(path), folder=ROOT, environment=environment) as program:
        terminal = program.terminal
        read_until(terminal, PROMPT)
        path.write_text(path.read_text().replace("Doubtful words 0", "Other words 0"))
        os.write(terminal, b"b\n")
        shown = read_until(terminal, PROMPT)
        assert "changed by others meanwhile" in shown
        assert "▌ Other words 0" in shown
        # A signal that comes just before the prompt begins to read is seen at the next
        # key only; a person presses Ctrl-C again.
        shown = read_until(terminal, "goes on there", insist=program.interrupt)
        assert "3 doubtful passages left" in " ".join(shown.split())
        assert program.wait(10) == 130
    assert len([turn for turn in read_file(path).turns if turn.doubt]) == 3
