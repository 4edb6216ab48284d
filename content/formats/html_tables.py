"""Tell tables of figures from tables that only lay text out."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from content.formats.html_tree import Tree

_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre"})
# A cell of a grid holds a name or a figure; one of a layout holds what is said.
_PROSE = 120


def is_grid(table: HtmlElement, tree: Tree, sizes: Sequence[int]) -> bool:
    """Tell whether a row belongs together, as figures do, or its cells stand alone.

    Args:
        table: The table.
        tree: The page it stands in.
        sizes: How many characters each element of the page holds.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    cells = filled = prose = 0
    for row in _rows(table):
        for cell in row.iterchildren("td", "th"):
            size = sizes[tree.number(cell)]
            cells += 1
            filled += size > 1
            prose += size >= _PROSE
            paragraphs = 0
            for child in cell.iterchildren():
                if child.tag in _LAYOUT:
                    return False
                paragraphs += child.tag in {"p", "div"}
            if paragraphs > 1:
                return False
    return filled > 1 and prose * 5 < filled


def _rows(table: HtmlElement) -> list[HtmlElement]:
    groups = [table, *table.iterchildren("thead", "tbody", "tfoot")]
    return [row for group in groups for row in group.iterchildren("tr")]
