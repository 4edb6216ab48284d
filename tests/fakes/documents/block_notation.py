"""Blocks written as lines that a test can compare at a glance."""

from collections.abc import Iterable

from content.document import Block, BlockKind, Document, TextStyle

_MARKS = {TextStyle.BOLD: "*", TextStyle.ITALIC: "_", TextStyle.LINK: "~"}


def shown(blocks: Iterable[Block], *, lines: bool = False) -> list[str]:
    """Write each block as `kind level| text`, styles marked, ⏎ for a line break."""
    return [_shown(block, lines=lines) for block in blocks]


def kept(document: Document) -> list[str]:
    """Write each block that is not furniture."""
    return shown(b for b in document.blocks if b.kind is not BlockKind.FURNITURE)


def text_of(blocks: Iterable[Block]) -> str:
    """Return all text that is not furniture, without blanks."""
    return "".join(
        "".join(block.text.split())
        for block in blocks
        if block.kind is not BlockKind.FURNITURE
    )


def _shown(block: Block, *, lines: bool) -> str:
    level = f" {block.level}" if block.level else ""
    by = "".join(f" {part}" for part in (block.voice, block.author, block.date) if part)
    at = f"{block.line} " if lines else ""
    return f"{at}{block.kind}{level}{by}| {_marked(block)}".rstrip()


def _marked(block: Block) -> str:
    runs = [run for run in block.runs if run.style in _MARKS]
    marks = [(run.end, 0, -run.start, _MARKS[run.style]) for run in runs]
    marks += [(run.start, 1, -run.end, _MARKS[run.style]) for run in runs]
    text = block.text
    for place, _, _, mark in sorted(marks, reverse=True):
        text = f"{text[:place]}{mark}{text[place:]}"
    return text.replace("\n", "⏎").replace("\t", "⇥")
