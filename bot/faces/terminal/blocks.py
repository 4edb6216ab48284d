"""Blocks of text that wrap to the terminal's width, behind guides and bars."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.style import Style
from rich.text import Text

from bot.faces.terminal.line_breaks import has_wide_letters, line_starts

FAINT = Style(dim=True)
ACCENT = Style(color="cyan")
KEY = Style(color="cyan", bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A text that wraps to the width left of it by guides and a bar.

    Attributes:
        text: What to show; an empty one gives a line with nothing but the guides.
        depth: How many guides stand to its left.
        has_bar: Whether a bar marks it as quoted.
        is_indented: Whether it is indented like the words behind a bar.
        hangs: Whether all its lines but the first are indented.
        is_whole: Whether no line is broken here, so that what is copied has no more breaks.
    """

    text: Text
    depth: int = 0
    has_bar: bool = False
    is_indented: bool = False
    hangs: bool = False
    is_whole: bool = False

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        gutter = self._gutter(options)
        hang = "  " if self.hangs else ""
        room = max(options.max_width - gutter.cell_len - len(hang), 1)
        lines = (
            self.text.split("\n", allow_blank=True)
            if self.is_whole
            else _wrapped(self.text, console, room)
        )
        for number, line in enumerate(lines):
            start = gutter.copy().append(hang if number else "")
            yield _unwrapped(start.append_text(line))

    def _gutter(self, options: ConsoleOptions) -> Text:
        guide, bar = ("| ", "> ") if options.ascii_only else ("│ ", "▌ ")
        gutter = Text()
        # Guides may take half of the width; a deeper comment stands level with
        # its parent rather than being squeezed into a column of letters.
        gutter.append(guide * min(self.depth, options.max_width // 4), FAINT)
        if self.has_bar:
            gutter.append(bar, ACCENT)
        elif self.is_indented:
            gutter.append("  ")
        return gutter


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Labels side by side; lines are broken between labels, not in them.

    Attributes:
        labels: What can be chosen, in order.
        listed: Whether each label takes a line of its own.
    """

    labels: tuple[Text, ...]
    listed: bool = False

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        del console
        line = Text()
        for label in self.labels:
            full = line.cell_len + 2 + label.cell_len > options.max_width
            if line and (full or self.listed):
                yield _unwrapped(line)
                line = Text()
            line.append("  " if line else "").append_text(label)
        if line:
            yield _unwrapped(line)


def _wrapped(text: Text, console: Console, room: int) -> Iterable[Text]:
    """Return a text's lines, none of which is wider than there is room for."""
    if not has_wide_letters(text.plain):
        return text.wrap(console, room, tab_size=4, overflow="fold")
    lines: list[Text] = []
    for line in text.split("\n", allow_blank=True):
        line.expand_tabs(4)
        lines += line.divide(line_starts(line.plain, room))
    return lines


def _unwrapped(line: Text) -> Text:
    line.rstrip()
    line.no_wrap = True
    line.overflow = "ignore"
    return line
