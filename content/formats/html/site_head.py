"""What the head of a page's site says above its text."""

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from content.formats.html.blocks import PageBlock
from content.formats.html.tree import Tree

_MAX_BLOCKS, _MAX_PART_CHARS, _MAX_PIECES = 60, 160, 40


def read_site_head(
    tree: Tree, blocks: Sequence[PageBlock], is_furniture: Sequence[bool]
) -> tuple[str, ...]:
    """Return the texts of a site's head, one for each element and line, in order.

    They stand above the first block of the page's own text: the site's name, its menu,
    the path to the page. Texts longer than 160 characters are left out.
    """
    above = takewhile(lambda one: one[1], zip(blocks, is_furniture, strict=True))
    found = (
        part
        for block, _ in islice(above, _MAX_BLOCKS)
        for part in _parts(tree, block)
        if 0 < len(part) <= _MAX_PART_CHARS
    )
    return tuple(dict.fromkeys(found))


def _parts(tree: Tree, block: PageBlock) -> Iterator[str]:
    """Yield the texts of a block as its page parts them, by elements and by lines."""
    pieces = [*islice(tree.elements[block.element].itertext(), _MAX_PIECES)]
    for piece in pieces if len(pieces) < _MAX_PIECES else [block.block.text]:
        for line in piece.split("\n"):
            yield " ".join(line.split())
