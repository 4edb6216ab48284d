"""Dashes with which records fill their lines, so that nobody adds words to them.

"The sitting was closed. ----------------": as Portuguese and Brazilian minutes do.
"""

import re
from dataclasses import replace

from content.document import Block, Document
from content.packed import packed

_RUN = "-----"
_MIN_LINES = 3
_DASHES = r"(?:[-–—][ \t]?){5,}"
_BEHIND = re.compile(rf"(?<=[.,;:!?»”“\"’)\]])[ \t]*{_DASHES}$", re.MULTILINE)
_BEFORE = re.compile(rf"^{_DASHES}(?=[^\W_][^\n]{{60}})", re.MULTILINE)


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
    blocks = packed(
        replace(block, text=_BEFORE.sub("", _BEHIND.sub("", block.text)))
        if _may_be_filled(block)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def _may_be_filled(block: Block) -> bool:
    """Return whether a block may hold fillers: styles would count its characters."""
    return not block.runs and (_RUN in block.text or "- - -" in block.text)
