"""Dashes with which records fill their lines, so that nobody adds words to them.

"The sitting was closed. ----------------": as Portuguese and Brazilian minutes do.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from content.document import Block, Document
from content.packed import packed

_RUN = "-----"
_MIN_LINES = 3
_DASHES = r"(?:[-–—][ \t]?){5,}"
_BEHIND = re.compile(rf"(?<=[.,;:!?»”“\"’)\]])[ \t]*{_DASHES}$", re.MULTILINE)
_BEFORE = re.compile(rf"^{_DASHES}(?=[^\W_][^\n]{{60}})", re.MULTILINE)
# Words between dashes, where several lines are filled: also a title, or a quotation.
_BETWEEN = re.compile(rf"^{_DASHES}(?=[^-–—\s])([^\n]*)$", re.MULTILINE)
_OPENING = re.compile(rf"{_DASHES}(?=[^-–—\s])")
_ENDING = re.compile(rf"[^-–—\s][ \t]*{_DASHES}$")


def are_filled(lines: Iterable[str]) -> bool:
    """Return whether several of a text's lines are filled behind what they say."""
    found = (one for one in lines if one.endswith("-") and _BEHIND.search(one))
    return sum(1 for _ in islice(found, _MIN_LINES)) == _MIN_LINES


def parts_paragraphs(above: str, below: str) -> bool:
    """Return whether dashes fill the end of one line, or stand before the words of the next.

    >>> parts_paragraphs("It was read. --------", "----- The vote: -----")
    True
    >>> parts_paragraphs("It was read, and then it", "was put to the vote. ------")
    False
    """
    return bool(_ENDING.search(above) or _OPENING.match(below))


def without_fillers(document: Document) -> Document:
    r"""Return a document without the dashes that fill its lines, if several have some.

    >>> text = "It was read. ---------\nIt was put to the vote: ------\nCarried. -----"
    >>> document = without_fillers(Document(blocks=(Block(text=text, line=1),)))
    >>> document.blocks[0].text
    'It was read.\nIt was put to the vote:\nCarried.'
    """
    filled = [block.text for block in document.blocks if _may_be_filled(block)]
    lines = sum(len(_BEHIND.findall(one)) + len(_BEFORE.findall(one)) for one in filled)
    if lines < _MIN_LINES:
        return document
    between = sum(len(_BETWEEN.findall(one)) for one in filled) >= _MIN_LINES
    blocks = packed(
        replace(block, text=_without(block.text, between=between))
        if _may_be_filled(block)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _without(text: str, *, between: bool) -> str:
    if between:
        text = _BETWEEN.sub(lambda found: _before_dashes(found[1]), text)
    return _BEFORE.sub("", _BEHIND.sub("", text))


def _before_dashes(words: str) -> str:
    """Return words without the dashes behind them, if there are two at least."""
    bare = words.rstrip("-–—")
    return bare.rstrip() if len(words) - len(bare) > 1 else words


def _may_be_filled(block: Block) -> bool:
    """Return whether a block may hold fillers: styles would count its characters."""
    return not block.runs and (_RUN in block.text or "- - -" in block.text)
