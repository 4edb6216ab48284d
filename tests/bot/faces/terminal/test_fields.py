"""Buttons that ask for words, at a prompt and through a pipe, on the real app."""

from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from tempfile import TemporaryFile

import pytest
from prompt_toolkit.formatted_text import to_formatted_text
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.face import serve
from bot.faces.terminal.input import prompt_session
from bot.faces.terminal.prompt import converse
from handlers.contract.request import Person
from tests.fakes.terminal.lines import Terminal

ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
ME = Person(key="terminal:local", name="Ada", admin=True)
LEFT = "Nothing was typed, so nothing was done."


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


async def at_the_prompt(app: AppPort, keys: PipeInput, typed: str) -> str:
    """Return all that was printed once the typed keys ended the conversation."""
    screen = Console(file=StringIO(), width=80, highlight=False)
    keys.send_text(typed)
    with screen.capture() as captured:
        await converse(
            app, Conversation(app, ME), screen, keys=keys, drawn=DummyOutput()
        )
    return captured.get()


async def piped(app: AppPort, typed: str) -> str:
    with TemporaryFile() as source, TemporaryFile() as raw:
        source.write(typed.encode())
        source.seek(0)
        sink = TextIOWrapper(raw, "utf-8", "strict")
        assert await serve(app, stdin=source, stdout=sink) == 0
        sink.seek(0)
        return sink.read()


async def test_a_number_asks_and_the_next_line_answers(terminal: Terminal) -> None:
    await terminal.types("/quote kestrel")
    await terminal.presses("Comments")
    shown = await terminal.presses("Comment")
    key = shown.split("#")[1][:8]
    assert shown == (
        f"Your comment on #{key}: type it on the next line, or nothing to leave it."
    )
    assert f"Comment on #{key} kept as number" in await terminal.types("12 windmills")
    await terminal.presses("Comments")
    assert "12 windmills" in terminal.screen
    (answer,) = [b.label for b in terminal.reply.buttons if "Answer" in b.label]
    await terminal.presses(answer)
    assert f"{answer.replace('Answer', 'Answer to comment')} kept" in (
        await terminal.types("Thirteen, I think.")
    )


async def test_a_refused_line_is_asked_for_again(terminal: Terminal) -> None:
    await terminal.types("/settings")
    await terminal.presses("Zone …")
    assert "There is no zone “Atlantis”" in await terminal.types("Atlantis")
    assert "America/Sao_Paulo" in await terminal.types("São Paulo")
    assert "“São Paulo”" in await terminal.types("São Paulo")


async def test_a_number_below_a_refused_line_presses_a_button(
    terminal: Terminal,
) -> None:
    await terminal.types("/settings")
    await terminal.presses("Zone …")
    await terminal.types("Berln")
    assert "Europe/Berlin (it is 11:30 there now)" in await terminal.types("1")
    await terminal.types("/settings")
    await terminal.presses("Zone …")
    await terminal.types("Berln")
    assert await terminal.types("") == LEFT


async def test_the_prompt_shows_why_it_asks_again(
    app: AppPort, keys: PipeInput
) -> None:
    shown = await at_the_prompt(
        app,
        keys,
        f"/settings{ENTER}4{ENTER}Atlantis{ENTER}Tokyo{ENTER}/quit{ENTER}",
    )
    assert "There is no zone “Atlantis”" in shown
    assert "at 09:00, Asia/Tokyo" in shown


async def test_nothing_leaves_a_field_and_a_command_goes_before_it(
    terminal: Terminal,
) -> None:
    await terminal.types("/start")
    await terminal.presses("Search …")
    assert await terminal.types("") == LEFT
    assert "“bridge”: 1–5" in await terminal.types("/topic bridge")
    await terminal.types("/start")
    await terminal.presses("Search …")
    assert "speakers" in await terminal.types("/speakers")
    await terminal.types("1")
    assert "What to search for" not in terminal.screen


async def test_at_the_prompt(app: AppPort, keys: PipeInput) -> None:
    screen = await at_the_prompt(
        app, keys, f"5{ENTER}liberty speaker:kestrel{ENTER}{CTRL_D}"
    )
    assert "begins on the day" in screen
    assert "on the next line" not in screen


@pytest.mark.parametrize("left", [ENTER, CTRL_C, f"half a wo{CTRL_C}"])
async def test_an_empty_line_or_ctrl_c_leaves_the_field_not_the_program(
    app: AppPort, keys: PipeInput, left: str
) -> None:
    screen = await at_the_prompt(app, keys, f"5{ENTER}{left}/help{ENTER}{CTRL_D}")
    assert LEFT in screen
    assert "For example" in screen
    assert "half a wo" not in screen


@pytest.mark.parametrize("word", ["quit", "exit", ":q"])
async def test_a_field_takes_any_word_but_a_command(
    app: AppPort, keys: PipeInput, word: str
) -> None:
    screen = await at_the_prompt(app, keys, f"5{ENTER}{word}{ENTER}{CTRL_D}")
    assert f"“{word}”" in screen
    left = await at_the_prompt(app, keys, f"5{ENTER}/quit{ENTER}")
    assert left.endswith("Goodbye.\n")


async def test_the_prompt_says_what_is_asked(app: AppPort) -> None:
    conversation = Conversation(app, ME)
    prompt = prompt_session(app, conversation, history=None, screen=DummyOutput())

    def shown(part: object) -> str:
        return "".join(text for _, text, *_ in to_formatted_text(part))  # type: ignore[arg-type]

    assert shown(prompt.message) == "rostra> "
    assert shown(prompt.placeholder) == ""
    await conversation.answer("/start")
    await conversation.answer("5")
    assert shown(prompt.message) == "What to search for> "
    assert shown(prompt.placeholder) == "A word or a few, such as peace"
    assert shown(prompt.bottom_toolbar) == " Enter sends it  Ctrl-C leaves it "


async def test_through_a_pipe(app: AppPort) -> None:
    out = await piped(app, "/start\n5\n# liberty speaker:kestrel\n/help\n")
    assert "[5] Search …" in out
    assert "What to search for: type it on the next line, or nothing to leave" in out
    assert "begins on the day" in out
    assert LEFT not in out


async def test_a_blank_line_in_a_pipe_leaves_the_field(app: AppPort) -> None:
    out = await piped(app, "/start\n5\n\n/help\n")
    assert LEFT in out
    assert "For example" in out


async def test_a_field_is_left_by_a_command_of_its_own(app: AppPort) -> None:
    conversation = Conversation(app, ME)
    await conversation.answer("/start")
    numbers = {button.label: n for n, button in conversation.buttons.items()}
    await conversation.answer(str(numbers["Search …"]))
    assert conversation.field
    left = await conversation.answer("/cancel")
    assert left.text == "Canceled: what to search for is not asked for any more."
    assert conversation.field is None
