"""Commands through a pipe: lines in, plain text out."""

import asyncio
import os
import pty
from collections.abc import Mapping
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import pytest

from bot.faces.terminal.face import serve
from handlers.contract.action import Action
from handlers.contract.reply import (
    Button,
    Paragraph,
    ParagraphRole,
    Reply,
    Span,
    SpanStyle,
    actions,
)
from tests.fakes.dialogues.scripted_app import ScriptedApp

QUOTE = Reply(
    paragraphs=(
        Paragraph(
            spans=(
                Span("Mend the "),
                Span("road", SpanStyle.MATCH),
                Span(" first, then " * 9),
            ),
            role=ParagraphRole.QUOTATION,
        ),
        Paragraph(
            spans=(Span("Ada Brook, mayor", SpanStyle.SMALL),),
            role=ParagraphRole.BYLINE,
        ),
    ),
    groups=(
        actions(
            Button(
                label="Context", action=Action(command="context", excerpt="7k3m9qpx")
            ),
            Button(label="Source", url="https://example.org/bridge"),
        ),
    ),
)


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp(script={"quote": QUOTE})


async def piped(
    app: ScriptedApp, typed: bytes, environ: Mapping[str, str] | None = None
) -> str:
    """Return what comes out for what goes in."""
    with TemporaryFile() as source, TemporaryFile() as raw:
        source.write(typed)
        source.seek(0)
        sink = TextIOWrapper(raw, "utf-8", "strict")
        with pytest.MonkeyPatch.context() as patch:
            for name, value in (environ or {}).items():
                patch.setenv(name, value)
            assert await serve(app, stdin=source, stdout=sink) == 0
        sink.seek(0)
        return sink.read()


def asked(app: ScriptedApp) -> list[str]:
    return [f"{request.command} {request.words}".strip() for request in app.asked]


async def test_two_commands_and_a_button(app: ScriptedApp) -> None:
    lines = b"# a comment\n/quote ada\n\n2\n1\n   \n/topic peace\n2"
    assert await piped(app, lines) == (
        """\
▌ Mend the *road* first, then  first, then  first, then  first, then  first,
▌ then  first, then  first, then  first, then  first, then
  Ada Brook, mayor

[1] Context
[2] Source: https://example.org/bridge

https://example.org/bridge

context<>

topic<peace>

The latest answer has no buttons, and those above it are done with; /quote
brings an excerpt with some. To search for a number, type /topic 2.
"""
    )
    assert asked(app) == ["quote ada", "context", "topic peace"]


async def test_nothing_in_nothing_out(app: ScriptedApp) -> None:
    assert await piped(app, b"") == ""
    assert await piped(app, b"\n# only a comment\n\n") == ""


async def test_an_id_as_cards_print_it_is_no_comment(app: ScriptedApp) -> None:
    assert await piped(app, b"#7k3m9qxa\n#1 of these\n")
    assert asked(app) == ["topic #7k3m9qxa"]


async def test_quit_ends_it_early(app: ScriptedApp) -> None:
    assert await piped(app, b"/help\n/quit\n/topic peace\n") == "help<>\n"


async def test_odd_bytes_and_long_lines_survive(app: ScriptedApp) -> None:
    odd = b"/topic caf\xe9\x1b[2J\n/topic " + b"x" * 12_000 + b"\n\x00\xff\n/help"
    out = await piped(app, odd)
    assert asked(app)[0] == "topic caf�\x1b[2J"
    assert asked(app)[1] == "topic " + "x" * 12_000
    assert "topic<caf�␛[2J>" in out
    assert out.endswith("help<>\n")


async def test_width_follows_the_columns_asked_for(app: ScriptedApp) -> None:
    narrow = await piped(app, b"/quote", {"COLUMNS": "40"})
    assert max(map(len, narrow.splitlines()[:-1])) <= 40
    endless = await piped(app, b"/quote", {"COLUMNS": "5000"})
    assert endless.count("▌") == 1
    for nonsense in ("0", "1", "-3", "many", "9" * 100):
        assert await piped(app, b"/quote", {"COLUMNS": nonsense}) != ""


async def test_colours_only_when_forced(app: ScriptedApp) -> None:
    term = {"TERM": "xterm-256color"}
    assert "\x1b" not in await piped(app, b"/quote", term)
    forced = await piped(app, b"/quote", {**term, "FORCE_COLOR": "1"})
    assert "\x1b[30;43mroad\x1b[0m" in forced
    assert "\x1b" not in await piped(app, b"/quote", {**term, "FORCE_COLOR": ""})
    unwilling = {**term, "FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b" not in await piped(app, b"/quote", unwilling)


async def test_a_sink_that_knows_few_letters_gets_question_marks(
    app: ScriptedApp,
) -> None:
    with TemporaryFile() as source, TemporaryFile() as raw:
        source.write("/topic 桥\n/quote".encode())
        source.seek(0)
        sink = TextIOWrapper(raw, "ascii", "strict")
        assert await serve(app, stdin=source, stdout=sink) == 0
        raw.seek(0)
        out = raw.read()
    assert b"topic<?>" in out
    assert b"> Mend the *road*" in out


async def test_a_reader_who_goes_away_is_let_go(
    app: ScriptedApp, capfd: pytest.CaptureFixture[str]
) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with TemporaryFile() as source, os.fdopen(writes, "w") as sink:
        source.write(b"/quote\n" * 3)
        source.seek(0)
        assert await serve(app, stdin=source, stdout=sink) == 0
    assert len(app.asked) == 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
async def test_a_full_disk_is_told_in_one_line(
    app: ScriptedApp, capfd: pytest.CaptureFixture[str]
) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    with TemporaryFile() as source, os.fdopen(full, "w") as sink:
        source.write(b"/quote\n" * 3)
        source.seek(0)
        assert await serve(app, stdin=source, stdout=sink) == 1
    said = capfd.readouterr()
    assert said == ("", "The answers can't be written: No space left on device.\n")


async def test_each_answer_comes_before_the_next_line_is_written(
    app: ScriptedApp,
) -> None:
    (source, writes), (reads, sink) = os.pipe(), os.pipe()
    with (
        os.fdopen(source, "rb", 0) as stdin,
        os.fdopen(writes, "wb", 0) as typed,
        os.fdopen(reads) as answers,
        os.fdopen(sink, "w") as stdout,
    ):
        serving = asyncio.ensure_future(serve(app, stdin=stdin, stdout=stdout))
        typed.write(b"/help\n")
        assert await asyncio.to_thread(answers.readline) == "help<>\n"
        typed.write(b"/topic x\n")
        assert await asyncio.to_thread(answers.readline) == "\n"
        assert await asyncio.to_thread(answers.readline) == "topic<x>\n"
        typed.close()
        assert await serving == 0


async def test_serving_can_be_cancelled_while_it_waits_for_a_line(
    app: ScriptedApp,
) -> None:
    source, writes = os.pipe()
    with os.fdopen(source, "rb", 0) as stdin, os.fdopen(writes, "wb", 0) as typed:
        serving = asyncio.ensure_future(serve(app, stdin=stdin))
        await asyncio.sleep(0)
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving
        typed.close()


async def test_a_terminal_that_is_written_to_a_file_gets_no_prompt(
    app: ScriptedApp,
) -> None:
    near, far = pty.openpty()
    with TemporaryFile() as raw, os.fdopen(far, "rb", 0) as stdin:
        sink = TextIOWrapper(raw, "utf-8")
        os.write(near, b"/help\n/quit\n")
        assert stdin.isatty()
        assert await serve(app, stdin=stdin, stdout=sink) == 0
        sink.seek(0)
        assert sink.read() == "help<>\n"
    with suppress(OSError):
        os.close(near)


async def test_somebody_without_a_name_is_you(
    app: ScriptedApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    await piped(app, b"/help")
    (request,) = app.asked
    assert (request.person.name, request.person.key) == ("you", "terminal:local")
    assert request.person.admin


async def test_closed_standard_streams_end_it_at_once(
    app: ScriptedApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: IO[str] | None = None
    monkeypatch.setattr("sys.stdin", closed)
    assert await serve(app) == 0
    assert app.asked == []
