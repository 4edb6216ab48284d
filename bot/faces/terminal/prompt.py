"""A conversation with a person at a prompt."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.text import Text

from bot.faces.port import AppPort
from bot.faces.terminal.blocks import FAINT, Block
from bot.faces.terminal.conversation import Conversation, split_commands
from bot.faces.terminal.input import session
from bot.faces.terminal.text import WIDEST, Sight, renderable
from bot.faces.terminal.wait import wait
from bot.rendering.sanitize import shows_links
from handlers.contract.reply import Reply

_HOW = (
    "Type a number to press a button, Tab to complete a command or a name,"
    " /quit or Ctrl-D to leave."
)


async def converse(
    app: AppPort,
    conversation: Conversation,
    screen: Console,
    environ: Mapping[str, str],
    *,
    history: Path | None = None,
    keys: Input | None = None,
    drawn: Output | None = None,
) -> None:
    """Talk with a person until they leave.

    Args:
        app: Asked for commands and speakers to complete.
        conversation: Answers the lines.
        screen: Where answers are printed.
        environ: Says whether the terminal shows hyperlinks.
        history: The file of the lines typed earlier.
        keys: Where keys come from; standard input if left out.
        drawn: Where the prompt is drawn; standard output if left out.
    """
    printer = _Printer(screen, environ)
    errors = Console(stderr=True)
    prompt = session(app, conversation, history=history, keys=keys, screen=drawn)
    printer.show(await wait(conversation.answer("/start"), errors))
    printer.put(Block(text=Text(_HOW, FAINT)), Text())
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            typed = await prompt.prompt_async()
            for line in split_commands(typed) or [""] * (
                conversation.field is not None
            ):
                if conversation.asks_to_quit(line):
                    raise EOFError
                reply = await wait(conversation.answer(line), errors)
                # The prompt itself asks for a field.
                if reply is None or conversation.field is None:
                    printer.show(reply)
    printer.put(Text("Goodbye.", FAINT))


class _Printer:
    """Print answers as the terminal can show them, below what was printed before."""

    def __init__(self, screen: Console, environ: Mapping[str, str]) -> None:
        coloured = screen.color_system is not None
        self._screen = screen
        self._sight = Sight(
            colours=coloured and not screen.no_color,
            links=coloured and shows_links(environ),
            listed=False,
        )

    def show(self, reply: Reply | None) -> None:
        """Print a reply; None stands for work that was stopped."""
        if reply is None:
            self.put(Text(), Text("Stopped.", FAINT), Text())
            return
        above = Rule(style=FAINT) if reply.replaces else Text()
        self.put(above, renderable(reply, self._sight), Text())

    def put(self, *parts: RenderableType) -> None:
        """Print parts below each other, no wider than is good to read."""
        width = min(self._screen.width, WIDEST)
        for part in parts:
            self._screen.print(part, width=width, crop=False)
