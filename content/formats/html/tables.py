"""The use of a table: to show data, to set out a dialogue, or only to lay out text."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from lxml.html import HtmlElement

from content.formats.dialogue_tables import MIN_PROSE_CHARS, Cell, is_dialogue
from content.formats.html.tree import Tree

_LAYOUT_TAGS = frozenset(
    {"table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre"}
)


class TableUse(StrEnum):
    """What a table is used for."""

    DATA = "data"
    DIALOGUE = "dialogue"
    LAYOUT = "layout"


def detect_table_use(table: HtmlElement, tree: Tree, sizes: Sequence[int]) -> TableUse:
    """Return whether rows are data, or who speaks and what, or mere layout.

    Args:
        table: The table.
        tree: The page it stands in.
        sizes: How many characters each element of the page holds.
    """
    if table.get("role") in {"presentation", "none"}:
        return TableUse.LAYOUT
    rows = list(_rows(table))
    body = [row for row in rows if any(cell.tag != "th" for cell in row)]
    if is_dialogue([[_cell(c, sizes[tree.number(c)]) for c in row] for row in body]):
        return TableUse.DIALOGUE
    cells = [cell for row in rows for cell in row]
    if any(_is_layout(cell) for cell in cells):
        return TableUse.LAYOUT
    filled = sum(sizes[tree.number(cell)] > 1 for cell in cells)
    prose = sum(sizes[tree.number(cell)] >= MIN_PROSE_CHARS for cell in cells)
    return TableUse.DATA if filled > 1 and prose * 5 < filled else TableUse.LAYOUT


def _rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    for group in (table, *table.iterchildren("thead", "tbody", "tfoot")):
        for row in group.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def _is_layout(cell: HtmlElement) -> bool:
    tags = [child.tag for child in cell.iterchildren()]
    return not _LAYOUT_TAGS.isdisjoint(tags) or sum(t in {"p", "div"} for t in tags) > 1


def _cell(cell: HtmlElement, size: int) -> Cell:
    """Describe a cell by its last text, however much stands before it."""
    element = cell
    while len(element):
        last = element[-1]
        if last.tail and last.tail.strip():
            return Cell(size=size, end=str(last.tail)[-40:])
        element = last
    return Cell(size=size, end=(element.text or "")[-40:])
