"""Dialogues at the real prompt of the terminal: keys in, screen out."""

import asyncio
import re
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.faces.port import AppPort
from bot.faces.terminal.conversation import Conversation
from bot.faces.terminal.prompt import converse
from bot.rendering.sanitize import clean, one_line
from handlers.contract.reply import (
    Button,
    File,
    Paragraph,
    ParagraphRole,
    Reply,
    SpanStyle,
    code,
    paragraph,
)
from handlers.contract.request import Person
from tests.fakes.dialogues.stage import (
    PRIVATE,
    TIMEOUT_S,
    Participant,
    Recorder,
    Stage,
    assert_shows,
    decoded,
)

ENTER, CTRL_D = "\r", "\x04"
PASTED = "\x1b[200~{}\x1b[201~"
RULE = "─"
WIDTH, ROWS = 80, 12
GUTTER = re.compile(r"^(?:│ ?)*(?:▌ ?)?", re.MULTILINE)
ADDED = r"\(https?://[^)]*\)"
"""What stands after a link."""


class LowScreen(DummyOutput):
    """A screen that nobody looks at, and so low that it is drawn quickly."""

    def get_size(self) -> Size:
        return Size(rows=ROWS, columns=WIDTH)

    def get_rows_below_cursor_position(self) -> int:
        return ROWS


class Paper(StringIO):
    """What a console prints, and a sign that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.printed = asyncio.Event()

    def write(self, text: str) -> int:
        self.printed.set()
        return super().write(text)

    async def torn_off(self) -> str:
        """Return what was printed since the last time, once there is something."""
        async with asyncio.timeout(TIMEOUT_S):
            await self.printed.wait()
        self.printed.clear()
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text


@asynccontextmanager
async def terminal_stage(app: AppPort) -> AsyncIterator["TerminalStage"]:
    """Yield a person at the prompt of an app."""
    with create_pipe_input() as keys, tempfile.TemporaryDirectory() as folder:
        stage = TerminalStage(Recorder(app), keys, Path(folder))
        talking = asyncio.create_task(stage.converse())
        await stage.greeted()
        yield stage
        keys.send_text(CTRL_D)
        await talking


class TerminalStage(Stage):
    """The prompt, and the one person at it, who administers the library."""

    def __init__(self, recorder: Recorder, keys: PipeInput, files: Path) -> None:
        self.recorder = recorder
        self._files = files
        self._keys = keys
        self._paper = Paper()
        person = Person(key="terminal:local", name="Ada", admin=True)
        self._conversation = Conversation(
            recorder.app, person, now=lambda: self.now, files=files
        )
        self._shown = Reply()

    async def converse(self) -> None:
        screen = Console(file=self._paper, width=WIDTH, highlight=False)
        await converse(
            self.recorder.app,
            self._conversation,
            screen,
            keys=self._keys,
            drawn=LowScreen(),
        )

    async def greeted(self) -> None:
        self._shown = await self.recorder.next_reply()
        assert "Type a number to press a button" in await self._paper.torn_off()

    async def types(
        self, who: Participant, line: str, *, under: Reply | None = None
    ) -> Reply:
        assert_sits_here(who)
        assert under in (None, self._shown), "nothing can be replied to at a terminal"
        return await self._answer_to(PASTED.format(line))

    async def uploads(
        self, who: Participant, command: str, name: str, data: bytes
    ) -> Reply:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            await asyncio.to_thread(path.write_bytes, data)
            return await self.types(who, f"/{command} '{path}'")

    async def presses(self, who: Participant, shown: Reply, button: Button) -> Reply:
        assert_sits_here(who)
        return await self._answer_to(self._number(shown, button))

    async def fills(
        self, who: Participant, shown: Reply, button: Button, words: str
    ) -> Reply:
        assert_sits_here(who)
        self._keys.send_text(self._number(shown, button) + ENTER)
        return await self._answer_to(PASTED.format(words))

    def _number(self, shown: Reply, button: Button) -> str:
        assert shown is self._shown, "only the latest buttons have numbers"
        decoded(button)
        return str(next(n for n, each in numbered(shown).items() if each == button))

    async def _answer_to(self, typed: str) -> Reply:
        self._keys.send_text(typed + ENTER)
        reply = await self.recorder.next_reply()
        screen = await self._paper.torn_off()
        first, _, rest = screen.partition("\n")
        assert (RULE in first) == reply.replaces
        told = [*self._told_of_file(reply.file)] if reply.file else []
        said = replace(reply, paragraphs=(*reply.paragraphs, *told))
        assert_screen_shows(rest, said)
        if reply.paragraphs:
            self._shown = reply
        return reply

    def _told_of_file(self, file: File) -> Iterable[Paragraph]:
        """Yield what says where a file is, once it was seen there."""
        (written,) = self._files.iterdir()
        assert (written.name, written.read_bytes()) == (file.name, file.data)
        assert written.stat().st_mode & 0o077 == 0
        written.unlink()
        yield paragraph("It is in ", code(str(written)))


def assert_sits_here(who: Participant) -> None:
    assert who.chat in {"1", PRIVATE}, "a terminal has one chat"
    assert who.name == "Ada", "one person sits at a terminal"
    assert who.manages, "whoever sits at a terminal decides"


def assert_screen_shows(screen: str, reply: Reply) -> None:
    """Check that a screen shows a reply's words, bars and numbered buttons."""
    parts = [one_line(reply.notice), *texts_of(reply.paragraphs)]
    for number, button in numbered(reply).items():
        parts += [f"[{number}]", one_line(button.label)]
    assert_shows(GUTTER.sub("", screen), parts, added=ADDED)
    barred = [line for line in screen.splitlines() if "▌" in line]
    quoted = [p for p in reply.paragraphs if p.role is ParagraphRole.QUOTATION]
    assert_shows(GUTTER.sub("", "\n".join(barred)), texts_of(quoted), added=ADDED)


def numbered(reply: Reply) -> dict[int, Button]:
    """Return the buttons that a terminal has, by number: it shares and copies nothing."""
    found: dict[int, Button] = {}
    for each in reply.buttons:
        if not (each.shares or each.copies):
            found[max(each.number, len(found) and max(found) + 1, 1)] = each
    return found


def texts_of(paragraphs: Iterable[Paragraph]) -> Sequence[str]:
    """Return what is printed of paragraphs; a match stands between asterisks."""
    spans = [span for each in paragraphs for span in each.spans]
    return [
        f"*{clean(each.text)}*" if each.style is SpanStyle.MATCH else clean(each.text)
        for each in spans
    ]
