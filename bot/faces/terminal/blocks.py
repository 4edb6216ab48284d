"""Blocks of text that wrap to the terminal's width behind guides and bars."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.style import Style
from rich.text import Text

FAINT = Style(dim=True)
ACCENT = Style(color="cyan")
KEY = Style(color="cyan", bold=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Wrap a text and set it off from the left.

    Attributes:
        text: What to show; an empty one leaves a line with nothing but the guides.
        depth: How many guides run down its left.
        barred: A bar marks it as somebody's words.
        indented: It stands level with the words behind a bar.
        hanging: It is a row of a list, so its further lines are set in.
    """

    text: Text
    depth: int = 0
    barred: bool = False
    indented: bool = False
    hanging: bool = False

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        gutter = self._gutter(options)
        hang = "  " if self.hanging else ""
        room = max(options.max_width - gutter.cell_len - len(hang), 1)
        lines = self.text.wrap(console, room, tab_size=4, overflow="fold")
        for number, line in enumerate(lines):
            start = gutter.copy().append(hang if number else "")
            yield _unwrapped(start.append_text(line))

    def _gutter(self, options: ConsoleOptions) -> Text:
        guide, bar = ("| ", "> ") if options.ascii_only else ("│ ", "▌ ")
        gutter = Text()
        # Guides may take half of the width; a deeper comment stands level with
        # its parent rather than being squeezed into a column of letters.
        gutter.append(guide * min(self.depth, options.max_width // 4), FAINT)
        if self.barred:
            gutter.append(bar, ACCENT)
        elif self.indented:
            gutter.append("  ")
        return gutter


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Show labels side by side, breaking lines between labels, not in them.

    Attributes:
        labels: What can be chosen, in order.
        listed: Give each label a line of its own.
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


def _unwrapped(line: Text) -> Text:
    line.rstrip()
    line.no_wrap = True
    line.overflow = "ignore"
    return line
