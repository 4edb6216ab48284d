"""Hold a conversation with a person at a prompt."""

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
from bot.faces.terminal.conversation import Talk, commands, leaves
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
    talk: Talk,
    screen: Console,
    environ: Mapping[str, str],
    *,
    history: Path | None = None,
    keys: Input | None = None,
    drawn: Output | None = None,
) -> None:
    """Greet, answer and say goodbye.

    Args:
        app: Asked for commands and speakers to complete.
        talk: AppPort the lines.
        screen: Where answers are printed.
        environ: Says whether the terminal shows hyperlinks.
        history: The file of the lines typed earlier.
        keys: Where keys come from; standard input if left out.
        drawn: Where the prompt is drawn; standard output if left out.
    """
    printer = _Printer(screen, environ)
    errors = Console(stderr=True)
    prompt = session(
        app, lambda: talk.buttons, history=history, keys=keys, screen=drawn
    )
    printer.show(await wait(talk.take("/start"), errors))
    printer.put(Block(text=Text(_HOW, FAINT)), Text())
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            for line in commands(await prompt.prompt_async()):
                if leaves(line):
                    raise EOFError
                printer.show(await wait(talk.take(line), errors))
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
