"""A person at the prompt: keys in, screen out."""

import asyncio
import os
import signal
import stat
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import to_formatted_text
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.faces.terminal_input import Completions, session
from bot.faces.terminal_prompt import converse
from bot.faces.terminal_talk import Talk
from bot.faces.terminal_wait import wait
from handlers.action import Action
from handlers.reply import Button, Paragraph, Reply, Span, Style
from handlers.request import Person, Request
from tests.fakes.scripted import ScriptedApp, said

ESCAPE = "\x1b[2J\x1b]0;owned\x07"
ENTER, CTRL_C, CTRL_D, CTRL_U = "\r", "\x03", "\x04", "\x15"
QUOTE = Reply(
    paragraphs=(
        Paragraph(
            spans=(Span("Mend the "), Span("road", Style.MATCH), Span(ESCAPE)),
            quoted=True,
        ),
        Paragraph(spans=(Span("Ada Brook, mayor", Style.SMALL),), tight=True),
    ),
    buttons=(
        (
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
        speakers=("Ada Brook", "Ivo Reed", "Noor Adair"),
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
    environ = {} if environ is None else environ
    screen = Console(file=StringIO(), width=60, highlight=False, _environ=environ)
    talk = Talk(app, Person(key="terminal:local", name="Ada", admin=True))
    keys.send_text(typed)
    with screen.capture() as captured:
        await converse(
            app, talk, screen, environ, history=history, keys=keys, drawn=DummyOutput()
        )
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


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
        "/topic " + "x" * 10_000,
        "9" * 5_000,
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


async def test_a_long_answer_turns_a_spinner() -> None:
    drawn = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Watched(StringIO):
        def write(self, text: str) -> int:
            if "Working" in text:
                loop.call_soon_threadsafe(drawn.set)
            return super().write(text)

    async def answer() -> str:
        await drawn.wait()
        return "done"

    screen = Watched()
    errors = Console(file=screen, force_terminal=True, width=40, _environ={})
    assert await wait(answer(), errors, patience=0) == "done"
    assert "Working …" in screen.getvalue()


async def test_a_quick_answer_turns_none() -> None:
    async def answer() -> str:
        return "done"

    screen = StringIO()
    errors = Console(file=screen, force_terminal=True, width=40, _environ={})
    assert await wait(answer(), errors) == "done"
    assert screen.getvalue() == ""


async def test_being_cancelled_cancels_the_work() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def answer() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    waiting = asyncio.ensure_future(wait(answer(), Console(file=StringIO())))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended.is_set()


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


def test_the_hint_names_the_buttons_or_counts_them(app: ScriptedApp) -> None:
    def hint(*labels: str) -> str:
        buttons = tuple(
            Button(label=label, url="https://a.example") for label in labels
        )
        prompt = session(app, lambda: buttons, history=None, screen=DummyOutput())
        return "".join(text for _, text, *_ in to_formatted_text(prompt.bottom_toolbar))

    assert hint() == " / commands  Tab completes  Ctrl-D leaves "
    assert hint("Another", "Source") == " 1 Another  2 Source  Ctrl-D leaves "
    assert hint(*["Abraham"] * 9) == " 1 to 9 press a button  Ctrl-D leaves "


async def offered(app: ScriptedApp, typed: str) -> list[tuple[str, str]]:
    found = Completions(app).get_completions_async(Document(typed), CompleteEvent())
    return [
        (typed[: len(typed) + c.start_position] + c.text, c.display_meta_text)
        async for c in found
    ]


async def test_commands_are_completed_with_their_summaries(app: ScriptedApp) -> None:
    assert await offered(app, "/qu") == [
        ("/quote ", "an excerpt at random, of one speaker, about something"),
        ("/quit", "leave; Ctrl-D does, too"),
    ]
    assert await offered(app, "/HEL") == [("/help", "all commands")]
    assert await offered(app, "peace") == []
    listed = [command for command in app.commands if command.menu or command.admin]
    assert len(await offered(app, "/")) == len(listed) + 1


async def test_speakers_are_completed_where_one_is_asked_for(app: ScriptedApp) -> None:
    assert await offered(app, "/quote ad") == [
        ("/quote Ada Brook", ""),
        ("/quote Noor Adair", ""),
    ]
    assert await offered(app, "/quote ada b") == [("/quote Ada Brook", "")]
    assert await offered(app, "/topic ad") == []


async def test_a_failing_completion_does_not_end_the_conversation(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Failing(ScriptedApp):
        async def complete(self, text: str) -> list[str]:
            raise RuntimeError(text)

    assert await offered(Failing(), "/quote ad") == []
    assert "completing" in caplog.text
