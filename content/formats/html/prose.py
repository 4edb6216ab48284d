"""Weigh the blocks of a page: which read like sentences, which only lead elsewhere."""

import re
from collections.abc import Sequence

from content.document import Block, BlockKind, TextStyle
from content.formats.html.blocks import Piece
from content.formats.html.tree import Tree

SENTENCE = re.compile(r"[.!?…。！？।؟][\"'”’»“)\]」』）]*$")


def prose_sizes(pieces: Sequence[Piece], comments: Sequence[bool]) -> list[int]:
    """Count the characters of each piece that read like sentences."""
    shown = [0 if comments[p.owner] else len(p.block.text) for p in pieces]
    prose = [
        size if _is_prose(p.block) else 0 for p, size in zip(pieces, shown, strict=True)
    ]
    # Where every sentence is a link into a recording, there is no other prose.
    return prose if sum(prose) * 5 > sum(shown) else shown


def _is_prose(block: Block) -> bool:
    if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.RULE}:
        return False
    if linked_size(block) * 2 >= len(block.text):
        return False
    wordy = len(block.text.encode()) >= 90
    return wordy or bool(SENTENCE.search(block.text[-8:]))


def linked_size(block: Block) -> int:
    """Count a block's characters that are links."""
    return sum(run.end - run.start for run in block.runs if run.style is TextStyle.LINK)


def weights_of(tree: Tree, pieces: Sequence[Piece], sizes: Sequence[int]) -> list[int]:
    """Add up, for every element, the sizes of the pieces in it."""
    own = [0] * len(tree.elements)
    for piece, size in zip(pieces, sizes, strict=True):
        own[piece.owner] += size
    return tree.totals(own)
