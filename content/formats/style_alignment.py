"""Text styles carried over to blocks that were made of the same text without styles.

A PDF page or preformatted text is first read as plain text; where its blocks are found
again in the styled source, they get the styles that the source has there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.document import Block, BlockKind, Run, TextStyle
from content.formats.inline_builder import TextStyles

_BLANK = re.compile(r"\s+")
# Line numbers and the like may stand within a block's text in the source.
_MAX_STRAY_CHARS = 2000
# So many equal characters in a row are the same place, not a coincidence.
_SEED_CHARS = 12


def restore_styles(
    blocks: Sequence[Block], pieces: Sequence[tuple[str, TextStyles]]
) -> Iterator[Block]:
    """Find blocks again in the text they were made of, and yield them with its styles.

    Blanks do not count, and the blocks may lack what the text has, such as the hyphen
    of a broken word.

    Args:
        blocks: In the order of the text.
        pieces: The text, and the styles of each piece of it.
    """
    spans: list[Run] = []
    parts: list[str] = []
    size = 0
    for piece, styles in pieces:
        part = _BLANK.sub("", piece)
        parts.append(part)
        if part:
            spans.extend(Run(start=size, end=size + len(part), style=s) for s in styles)
        size += len(part)
    source, here = "".join(parts), 0
    for block in blocks:
        # A paragraph may run on past a running head that comes after it in `blocks`.
        if block.kind is BlockKind.FURNITURE:
            yield block
            continue
        wanted = _BLANK.sub("", block.text)
        runs: list[Run] = []
        for start, place, length in _matches(wanted, source, here):
            here = place + length
            runs += _shifted(spans, place, here, start - place)
        yield replace(block, runs=_on_text(runs, block.text)) if runs else block


def _matches(wanted: str, source: str, here: int) -> Iterator[tuple[int, int, int]]:
    """Yield the equal stretches, in order: start in `wanted`, in `source`, length.

    Args:
        wanted: A block's text without blanks.
        source: The whole source without blanks.
        here: Where in the source to start.
    """
    start = 0
    while start < len(wanted):
        seed = wanted[start : start + _SEED_CHARS]
        place = source.find(seed, here, here + _MAX_STRAY_CHARS + len(seed))
        if place < 0:
            start += 1
            continue
        length = len(seed)
        while length < len(wanted) - start and source.startswith(
            wanted[start + length : start + 2 * length], place + length
        ):
            length = min(2 * length, len(wanted) - start)
        while source[place + length : place + length + 1] == (
            wanted[start + length : start + length + 1] or None
        ):
            length += 1
        yield start, place, length
        start, here = start + length, place + length


def _shifted(spans: list[Run], start: int, end: int, shift: int) -> Iterator[Run]:
    """Yield the parts of the spans between start and end, moved by `shift`."""
    first = bisect_left(spans, start, key=lambda span: span.end - 1)
    last = bisect_left(spans, end, key=lambda span: span.start)
    for span in spans[first:last]:
        yield Run(
            start=max(span.start, start) + shift,
            end=min(span.end, end) + shift,
            style=span.style,
        )


def _on_text(runs: Sequence[Run], text: str) -> tuple[Run, ...]:
    """Convert runs that count no blanks to runs of `text`; join those that touch."""
    visible = [n for n, char in enumerate(text) if not char.isspace()]
    latest: dict[TextStyle, Run] = {}
    joined: list[Run] = []
    for run in runs:
        before = latest.get(run.style)
        if before and before.end == run.start:
            latest[run.style] = replace(before, end=run.end)
            continue
        if before:
            joined.append(before)
        latest[run.style] = run
    joined += latest.values()
    placed = (
        Run(start=visible[run.start], end=visible[run.end - 1] + 1, style=run.style)
        for run in joined
    )
    return tuple(sorted(placed, key=lambda run: (run.start, run.end, run.style)))
