"""The rows of a document's blocks, and what each has in a style of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from content.document import Block, BlockKind, Run, TextStyle


class Row(NamedTuple):
    """One row of a block.

    Attributes:
        block: The number of the block.
        start: Where the row starts in the text of its block.
        text: The row, without blanks around it.
        set_off: How many of its first characters have one style: `**ada72** – 3 May`.
        italic: Whether all of it stands in italics.
        kind: The kind of its block.
        opens: Whether it is the first row of its block.
    """

    block: int
    start: int
    text: str
    set_off: int
    italic: bool
    kind: BlockKind
    opens: bool


def rows_of(blocks: Sequence[Block], first: int = 0) -> Iterator[Row]:
    """Yield the rows of blocks that hold anything, from a block on."""
    for n in range(first, len(blocks)):
        block, start, opens = blocks[n], 0, True
        for part in block.text.split("\n"):
            text = part.strip()
            if text:
                begin = start + part.index(text[0])
                yield _row(n, block, begin, text, opens=opens)
                opens = False
            start += len(part) + 1


def _row(number: int, block: Block, begin: int, text: str, *, opens: bool) -> Row:
    set_off, italic = 0, False
    for run in block.runs:
        if run.start <= begin < run.end:
            length = min(run.end - begin, len(text))
            if run.style is not TextStyle.LINK:
                set_off = max(set_off, length)
            all_italic = run.style is TextStyle.ITALIC and length == len(text)
            italic = italic or all_italic
    return Row(number, begin, text, set_off, italic, block.kind, opens)


def row_block(blocks: Sequence[Block], row: Row, *, furniture: bool = True) -> Block:
    """Return a row as a block of its own."""
    block = part_of(blocks[row.block], row.start, row.start + len(row.text))
    return replace(block, kind=BlockKind.FURNITURE, level=0) if furniture else block


def part_of(block: Block, start: int, end: int) -> Block:
    """Return a part of a block."""
    if start == 0 and end >= len(block.text):
        return block
    runs = tuple(
        Run(
            start=max(run.start, start) - start,
            end=min(run.end, end) - start,
            style=run.style,
        )
        for run in block.runs
        if run.start < end and run.end > start
    )
    line = block.line + block.text.count("\n", 0, start)
    return replace(block, text=block.text[start:end], line=line, runs=runs)


def text_of(rows: Sequence[Row], *, first: int = 0) -> str:
    """Return the text of rows, an empty line between those of two blocks.

    Args:
        rows: The rows; at least one.
        first: Where the words start in the first.
    """
    text = rows[0].text[first:]
    for above, row in pairwise(rows):
        text += ("\n" if above.block == row.block else "\n\n") + row.text
    return text
