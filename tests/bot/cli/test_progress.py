"""What is told of long tasks where there is no terminal."""

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli import progress as told
from bot.cli.load import load
from bot.cli.progress import (
    FIRST_LINE_S,
    NEXT_LINES_S,
    LinesNowAndThen,
    PlainLines,
    print_wrapped,
    progress_bar,
    reading,
)
from bot.logs import LogFormat
from tests.fakes.given_settings import GivenSettings
from tests.fakes.programs.shell import TRANSCRIPTS

ERASED_LINE_ABOVE = "\x1b[1A\x1b[2K"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_long_task_is_told_of_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    lines = PlainLines(clock=clock)
    for done in range(31):
        lines.update("Cutting excerpts", 1_000 * done, 30_000)
        clock.now += 1
    told = [int(FIRST_LINE_S), int(FIRST_LINE_S + NEXT_LINES_S), 25]
    assert capsys.readouterr().err.splitlines() == [
        f"Cutting excerpts: {done},000 of 30,000" for done in told
    ]


def test_one_line_says_which_document_is_read_and_how_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = StringIO()
    monkeypatch.setattr(told, "err", Console(file=screen, force_terminal=True))
    with reading("talk[1].pdf", place="file 2 of 9") as status:
        status.page(3, 9)
        told.err.print("now")
    _, _, after = screen.getvalue().partition("now")
    assert "Reading talk[1].pdf (file 2 of 9) … page 3 of 9" in after
    assert after.endswith(ERASED_LINE_ABOVE), "nothing of it stays"


def test_in_a_pipe_many_documents_are_told_of_now_and_then(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    lines = LinesNowAndThen(clock=clock)
    for number in range(1, 18):
        with reading("talk.txt", place=f"file {number} of 17", lines=lines) as status:
            status.share(0.0)
            status.share(0.5)
        clock.now += 1
    assert capsys.readouterr().err.splitlines() == [
        "Reading talk.txt (file 6 of 17) … 0%",
        "Reading talk.txt (file 16 of 17) … 0%",
    ]


def test_a_short_task_is_not_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as progress:
        for done in range(3):
            progress("Cutting excerpts", done, 2)
    assert capsys.readouterr().err == ""


def test_the_end_of_a_task_needs_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    lines = PlainLines(clock=clock)
    lines.update("Cutting excerpts", 0, 2)
    clock.now += 60
    lines.update("Cutting excerpts", 2, 2)
    assert capsys.readouterr().err == ""


def test_a_log_of_json_has_no_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar(lines=False) as progress:
        progress("Cutting excerpts", 0, 2)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["console", "json"])
async def test_a_load_tells_of_itself_but_in_a_log_of_json(
    form: LogFormat,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(told, "FIRST_LINE_S", 0.0)
    settings = GivenSettings(
        database=tmp_path / "rostra.db", library=TRANSCRIPTS, log_format=form
    )
    assert await load(settings, dry_run=True) == 0
    assert ("Cutting excerpts: " in capsys.readouterr().err) == (form != "json")


def test_a_complaint_breaks_between_words_at_a_terminal_and_nowhere_in_a_pipe() -> None:
    said = (
        "Serving the library as it was: /home/ada/speeches/bridge-opening.md:3: no date; "
        "`rostra load --dry-run` lists all of them."
    )
    screen, pipe = StringIO(), StringIO()
    terminal = Console(file=screen, force_terminal=True, width=40, highlight=False)
    print_wrapped(terminal, said)
    print_wrapped(Console(file=pipe, width=40), said)
    assert screen.getvalue().splitlines() == [
        "Serving the library as it was:",
        "/home/ada/speeches/bridge-opening.md:3:",
        "no date; `rostra load --dry-run` lists",
        "all of them.",
    ]
    assert pipe.getvalue() == f"{said}\n"


async def test_a_load_of_one_long_transcript_moves_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(told, "FIRST_LINE_S", 0.0)
    monkeypatch.setattr(told, "NEXT_LINES_S", 0.0)
    said = "## Ada Brook\n\nThe bridge is open at last, and all of us may cross it.\n\n"
    (tmp_path / "talk.md").write_text(
        "---\nslug: talk\ntitle: Talk\nspeakers:\n"
        "  - name: Ada Brook\n  - name: Tom Ferro\n---\n\n"
        + (said + "## Tom Ferro\n\nThen I shall cross it before the winter.\n\n")
        * 300
    )
    settings = GivenSettings(database=tmp_path / "rostra.db", library=tmp_path)
    assert await load(settings, dry_run=False) == 0
    lines = capsys.readouterr().err.splitlines()
    assert "Cutting excerpts: 299 of 600" in lines
    assert "Building the index: 500 of 600" in lines
