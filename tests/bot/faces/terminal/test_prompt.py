"""A person at the prompt: keys in, screen out."""

import asyncio
import os
import signal
import stat
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.prompt import converse
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
from handlers.contract.request import Person, Request
from tests.fakes.dialogues.scripted_app import ScriptedApp, said

ESCAPE = "\x1b[2J\x1b]0;owned\x07"
ENTER, CTRL_C, CTRL_D, CTRL_U = "\r", "\x03", "\x04", "\x15"
QUOTE = Reply(
    paragraphs=(
        Paragraph(
            spans=(Span("Mend the "), Span("road", SpanStyle.MATCH), Span(ESCAPE)),
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
CONTEXT = Reply(paragraphs=said("before · after").paragraphs, replaces=True)


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp(
        script={
            "quote": QUOTE,
            "context": CONTEXT,
            "start": said("Welcome to Rostra."),
        },
    )


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


async def screen_after(
    app: ScriptedApp,
    keys: PipeInput,
    typed: str,
    *,
    environ: Mapping[str, str] | None = None,
    history: Path | None = None,
) -> str:
    """Return all that was printed once the typed keys ended the conversation."""
    conversation = Conversation(
        app, Person(key="terminal:local", name="Ada", admin=True)
    )
    keys.send_text(typed)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (environ or {}).items():
            patch.setenv(name, value)
        screen = Console(file=StringIO(), width=60, highlight=False)
        screen.begin_capture()
        await converse(
            app,
            conversation,
            screen,
            history=history,
            keys=keys,
            drawn=DummyOutput(),
        )
    return "\n".join(line.rstrip() for line in screen.end_capture().split("\n"))


def asked(app: ScriptedApp) -> list[str]:
    return [f"{request.command} {request.words}".strip() for request in app.asked]


async def test_a_greeting_an_answer_a_button_a_goodbye(
    app: ScriptedApp, keys: PipeInput
) -> None:
    screen = await screen_after(app, keys, f"/quote{ENTER}1{ENTER}/quit{ENTER}")
    assert screen == (
        """
Welcome to Rostra.

Type a number to press a button, Tab to complete a command
or a name, /quit or Ctrl-D to leave.


▌ Mend the *road*␛[2J␛]0;owned␇
  Ada Brook, mayor

[1] Context  [2] Source

────────────────────────────────────────────────────────────
before · after

Goodbye.
"""
    )
    assert asked(app) == ["start", "quote", "context"]


async def test_ctrl_c_clears_the_line_and_leaves_an_empty_one(
    app: ScriptedApp, keys: PipeInput
) -> None:
    screen = await screen_after(app, keys, f"/topic roa{CTRL_C}/help{ENTER}{CTRL_C}")
    assert asked(app) == ["start", "help"]
    assert screen.endswith("Goodbye.\n")


async def test_ctrl_d_leaves(app: ScriptedApp, keys: PipeInput) -> None:
    screen = await screen_after(app, keys, f"{ENTER}  {ENTER}{CTRL_D}")
    assert asked(app) == ["start"]
    assert screen.endswith("Goodbye.\n")


@pytest.mark.parametrize(
    "odd",
    [
        '"a* AND b: (c',
        "/topic [bold]x[/bold]",
        "/quote 林肯 🙂 שלום",
        "/topic " + "x" * 4_000,
        "9" * 4_000,
    ],
)
async def test_odd_input_is_answered(
    app: ScriptedApp, keys: PipeInput, odd: str
) -> None:
    screen = await screen_after(app, keys, f"{odd}{ENTER}/help{ENTER}{CTRL_D}")
    assert "help<>" in screen
    assert asked(app)[-1] == "help"


async def test_pasted_commands_are_answered_one_after_the_other(
    app: ScriptedApp, keys: PipeInput
) -> None:
    pasted = "\x1b[200~/quote\n/topic roads\x1b[201~"
    await screen_after(app, keys, f"{pasted}{ENTER}{CTRL_D}")
    assert asked(app) == ["start", "quote", "topic roads"]


async def test_no_escape_of_a_text_reaches_a_coloured_terminal(
    app: ScriptedApp, keys: PipeInput
) -> None:
    environ = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "FORCE_HYPERLINK": "1"}
    screen = await screen_after(app, keys, f"/quote{ENTER}{CTRL_D}", environ=environ)
    assert "\x1b[30;43mroad\x1b[0m" in screen
    assert ";https://example.org/bridge\x1b\\Source" in screen
    assert "\x1b[2J" not in screen
    assert "\x1b]0" not in screen


@pytest.mark.parametrize(
    "unwilling",
    [
        {"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": "1"},
        {"FORCE_COLOR": "1", "TERM": "dumb"},
    ],
)
async def test_without_colours_a_match_has_asterisks(
    app: ScriptedApp, keys: PipeInput, unwilling: dict[str, str]
) -> None:
    screen = await screen_after(app, keys, f"/quote{ENTER}{CTRL_D}", environ=unwilling)
    assert "*road*" in screen
    assert "\x1b[30" not in screen
    assert "\x1b[36" not in screen


async def test_ctrl_c_stops_a_long_answer_but_not_the_conversation(
    app: ScriptedApp, keys: PipeInput
) -> None:
    async def never(request: Request) -> Reply:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.Event().wait()
        return said(request.command)

    before = signal.getsignal(signal.SIGINT)
    app.script["reload"] = never
    screen = await screen_after(app, keys, f"/reload{ENTER}/help{ENTER}{CTRL_D}")
    assert "Stopped.\n" in screen
    assert "help<>" in screen
    assert signal.getsignal(signal.SIGINT) is before


async def test_lines_are_remembered_for_their_owner_alone(
    app: ScriptedApp, keys: PipeInput, tmp_path: Path
) -> None:
    history = tmp_path / "history"
    await screen_after(app, keys, f"/topic roads 🙂{ENTER}{CTRL_D}", history=history)
    up = "\x1b[A"
    await screen_after(app, keys, f"{up}{ENTER}{CTRL_D}", history=history)
    assert asked(app)[1::2] == ["topic roads 🙂", "topic roads 🙂"]
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


async def test_a_history_that_cannot_be_kept_is_done_without(
    app: ScriptedApp, keys: PipeInput, tmp_path: Path
) -> None:
    for history in (tmp_path, tmp_path / "no" / "history"):
        await screen_after(app, keys, f"/help{ENTER}{CTRL_D}", history=history)
    assert asked(app) == ["start", "help"] * 2
