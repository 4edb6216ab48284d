"""A conversation with a person at a prompt: each answer is waited for and printed."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.status import Status
from rich.text import Text

from bot.faces.port import AppPort
from bot.faces.terminal.blocks import FAINT, Block
from bot.faces.terminal.conversation import Conversation, split_commands
from bot.faces.terminal.input import prompt_session
from bot.faces.terminal.text import (
    MAX_COLUMNS,
    Capabilities,
    renderable,
    supports_hyperlinks,
)
from handlers.contract.reply import Reply

SPINNER_DELAY_S = 0.3
"""Seconds that an answer may take before a spinner is drawn."""

_INSTRUCTIONS = (
    "Type a number to press a button, Tab to complete a command or a name,"
    " /quit or Ctrl-D to leave."
)

_Answer = TypeVar("_Answer")


async def converse(
    app: AppPort,
    conversation: Conversation,
    screen: Console,
    *,
    history: Path | None = None,
    keys: Input | None = None,
    drawn: Output | None = None,
) -> None:
    """Talk with a person until they leave.

    Args:
        app: Completes commands and their values.
        conversation: Answers the lines.
        screen: Where answers are printed.
        history: The file of the lines typed earlier.
        keys: Where keys come from; standard input if left out.
        drawn: Where the prompt is drawn; standard output if left out.
    """
    printer = _Printer(screen)
    errors = Console(stderr=True)

    def follow(show: Callable[[str], None]) -> None:
        conversation.show_progress = show

    prompt = prompt_session(app, conversation, history=history, keys=keys, screen=drawn)
    printer.show(await wait_for_answer(conversation.answer("/start"), errors))
    printer.put(Block(text=Text(_INSTRUCTIONS, FAINT)), Text())
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            typed = await prompt.prompt_async()
            # A blank line answers only where a field is asked for.
            blank = [""] if conversation.field else []
            for line in split_commands(typed) or blank:
                if conversation.asks_to_quit(line):
                    raise EOFError
                reply = await wait_for_answer(
                    conversation.answer(line), errors, follow=follow
                )
                # The prompt itself asks for a field.
                if not (reply and conversation.field) or reply.asks_again:
                    printer.show(reply)
    printer.put(Text("Goodbye.", FAINT))


class _Printer:
    """A printer of answers, as far as the terminal can show them."""

    def __init__(self, screen: Console) -> None:
        coloured = screen.color_system is not None
        self._screen = screen
        self._capabilities = Capabilities(
            colours=coloured and not screen.no_color,
            links=coloured and supports_hyperlinks(os.environ),
            listed=False,
        )

    def show(self, reply: Reply | None) -> None:
        """Print a reply; None stands for work that was stopped."""
        if reply is None:
            self.put(Text(), Text("Stopped.", FAINT), Text())
            return
        above = Rule(style=FAINT) if reply.replaces else Text()
        self.put(above, renderable(reply, self._capabilities), Text())

    def put(self, *parts: RenderableType) -> None:
        """Print parts below each other, at most `MAX_COLUMNS` wide."""
        width = min(self._screen.width, MAX_COLUMNS)
        for part in parts:
            self._screen.print(part, width=width, crop=False)


async def wait_for_answer(
    answer: Coroutine[Any, Any, _Answer],
    errors: Console,
    *,
    delay: float = SPINNER_DELAY_S,
    follow: Callable[[Callable[[str], None]], None] = lambda _show: None,
) -> _Answer | None:
    """Return the answer, or None where Ctrl-C cancelled it.

    Args:
        answer: The answer being worked on.
        errors: Where the spinner is drawn, if it is a terminal.
        delay: Seconds before the spinner starts.
        follow: Called with what shows a line beside the spinner.
    """
    task = asyncio.ensure_future(answer)
    with _delayed_spinner(errors, delay) as show, _ctrl_c_cancels(task) as interrupted:
        follow(show)
        try:
            return await task
        except asyncio.CancelledError:
            if not interrupted():
                raise
            return None


@contextmanager
def _delayed_spinner(errors: Console, delay: float) -> Iterator[Callable[[str], None]]:
    if not errors.is_terminal:
        yield lambda _line: None
        return
    spinner = "line" if errors.options.ascii_only else "dots"
    status = Status("Working …", console=errors, spinner=spinner)
    timer = asyncio.get_running_loop().call_later(delay, status.start)
    try:
        yield lambda line: status.update(Text(line))
    finally:
        timer.cancel()
        status.stop()


@contextmanager
def _ctrl_c_cancels(task: "asyncio.Future[Any]") -> Iterator[Callable[[], bool]]:
    """Cancel the task, not the program, on Ctrl-C; yield what returns whether it did."""
    loop = asyncio.get_running_loop()
    pressed = False

    def stop() -> None:
        nonlocal pressed
        pressed = True
        task.cancel()

    before = signal.getsignal(signal.SIGINT)
    try:
        loop.add_signal_handler(signal.SIGINT, stop)
    except (NotImplementedError, RuntimeError, ValueError):
        # Windows, or a loop outside the main thread: Ctrl-C ends the program there.
        yield lambda: False
        return
    try:
        yield lambda: pressed
    finally:
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, before)
