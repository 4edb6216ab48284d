"""Read preformatted text inside a page as the plain text it is, looks kept."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement

from content.blocks import Block, Run
from content.formats import plain
from content.formats.html_signals import is_hidden, is_unseen, looks_of
from content.formats.inline import NO_LOOKS, Looks

_BLANK = re.compile(r"\s+")
# How many characters of line numbers and the like may stand between two blocks.
_STRAY = 2000


def preformatted(pre: HtmlElement, *, first_line: int) -> tuple[Block, ...]:
    """Split preformatted text into blocks by the plain-text reader's rules."""
    pieces = list(_pieces(pre))
    text = "".join(piece for piece, _ in pieces)
    if not text.strip():
        return ()
    blocks = plain.blocks_of(text, first_line=first_line)
    if not any(looks for _, looks in pieces):
        return blocks
    return tuple(_looking(blocks, pieces))


def _pieces(pre: HtmlElement) -> Iterator[tuple[str, Looks]]:
    looks = [NO_LOOKS]
    walk = etree.iterwalk(pre, events=("start", "end", "comment"))
    skipped: HtmlElement | None = None
    for event, element in walk:
        if event == "start":
            if element is not pre and (is_unseen(element) or is_hidden(element)):
                skipped = element
                walk.skip_subtree()
                continue
            looks.append(looks_of(element, looks[-1]))
            if element.tag == "br":
                yield "\n", NO_LOOKS
            yield element.text or "", looks[-1]
            continue
        if event == "end" and element is not skipped:
            looks.pop()
        if element is not pre:
            yield element.tail or "", looks[-1]


def _looking(
    blocks: tuple[Block, ...], pieces: list[tuple[str, Looks]]
) -> Iterator[Block]:
    """Find the blocks again in what the page holds, blanks aside, and mark them."""
    spans: list[Run] = []
    parts: list[str] = []
    size = 0
    for piece, looks in pieces:
        part = _BLANK.sub("", piece)
        parts.append(part)
        if part:
            spans.extend(Run(start=size, end=size + len(part), look=k) for k in looks)
        size += len(part)
    ink, here = "".join(parts), 0
    for block in blocks:
        wanted = _BLANK.sub("", block.text)
        found = ink.find(wanted, here, here + len(wanted) + _STRAY)
        if found < 0:
            yield block
            continue
        here = found + len(wanted)
        runs = _shifted(spans, found, here, block.text)
        yield replace(block, runs=runs) if runs else block


def _shifted(spans: list[Run], start: int, end: int, text: str) -> tuple[Run, ...]:
    first = bisect_left(spans, start, key=lambda span: span.end - 1)
    last = bisect_left(spans, end, key=lambda span: span.start)
    if first >= last:
        return ()
    inked = [n for n, sign in enumerate(text) if not sign.isspace()]
    return tuple(
        Run(
            start=inked[max(span.start, start) - start],
            end=inked[min(span.end, end) - start - 1] + 1,
            look=span.look,
        )
        for span in spans[first:last]
    )
