"""Pages set as quotations or list items throughout, so that this tells nothing apart."""

from collections import Counter
from dataclasses import replace

from content.document import BlockKind, Document
from content.packed import packed

_EVEN = frozenset({BlockKind.QUOTE, BlockKind.ITEM})
_UNCOUNTED = frozenset({BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.RULE})
_MIN_BLOCKS, _MIN_SHARE = 6, 0.8


def as_paragraphs(document: Document) -> Document:
    """Take the quotations, or the items of lists, of a page for paragraphs if nearly all are.

    A page that sets each turn in a quotation quotes nobody.
    """
    sizes: Counter[BlockKind] = Counter()
    counts: Counter[BlockKind] = Counter()
    for block in document.blocks:
        if block.kind not in _UNCOUNTED:
            sizes[block.kind] += len(block.text)
            counts[block.kind] += 1
    kind = max(_EVEN & sizes.keys(), key=sizes.__getitem__, default=None)
    if kind is None or counts[kind] < _MIN_BLOCKS:
        return document
    if sizes[kind] < _MIN_SHARE * sizes.total():
        return document
    blocks = packed(
        replace(block, kind=BlockKind.PARAGRAPH, level=0)
        if block.kind is kind
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)
