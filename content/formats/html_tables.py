"""Tell tables of figures from tables that only lay text out."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from lxml.html import HtmlElement

from content.formats.html_tree import Tree

_LAYOUT = frozenset({"table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre"})
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]」』）]*\s*$")
# A cell of a grid holds a name or a figure; one of a layout holds what is said.
_PROSE, _LABEL = 120, 80


class Form(StrEnum):
    """Say what a table is for."""

    GRID = "grid"
    DIALOGUE = "dialogue"
    LAYOUT = "layout"


def form_of(table: HtmlElement, tree: Tree, sizes: Sequence[int]) -> Form:
    """Tell whether rows are figures, or who speaks and what, or mere layout.

    Args:
        table: The table.
        tree: The page it stands in.
        sizes: How many characters each element of the page holds.
    """
    if table.get("role") in {"presentation", "none"}:
        return Form.LAYOUT
    rows = [[(c, sizes[tree.number(c)]) for c in row] for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if _is_dialogue(rows):
        return Form.DIALOGUE
    if any(_is_layout(cell) for cell, _ in cells):
        return Form.LAYOUT
    filled = sum(size > 1 for _, size in cells)
    prose = sum(size >= _PROSE for _, size in cells)
    return Form.GRID if filled > 1 and prose * 5 < filled else Form.LAYOUT


def _rows(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    for group in (table, *table.iterchildren("thead", "tbody", "tfoot")):
        for row in group.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def _is_layout(cell: HtmlElement) -> bool:
    tags = [child.tag for child in cell.iterchildren()]
    return not _LAYOUT.isdisjoint(tags) or sum(t in {"p", "div"} for t in tags) > 1


def _is_dialogue(rows: list[list[tuple[HtmlElement, int]]]) -> bool:
    """Tell whether short labels stand beside sentences, row after row."""
    rows = [row for row in rows if any(cell.tag != "th" for cell, _ in row)]
    pairs = [row for row in rows if len(row) in {2, 3} and row[-1][1] > 1]
    if len(pairs) < 2 or len(pairs) * 10 < len(rows) * 7:
        return False
    if any(size > _LABEL for row in pairs for _, size in row[:-1]):
        return False
    said = sum(bool(_SENTENCE.search(_end(row[-1][0]))) for row in pairs)
    return said * 10 >= len(pairs) * 7


def _end(cell: HtmlElement) -> str:
    """Give the last text of a cell, however much stands before it."""
    element = cell
    while len(element):
        last = element[-1]
        if last.tail and last.tail.strip():
            return str(last.tail)[-40:]
        element = last
    return (element.text or "")[-40:]
