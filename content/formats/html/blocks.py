"""Walk a page's tree and give out its text, block by block, as the page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from content.document import Block, BlockKind, TextStyle
from content.formats.html.elements import (
    is_block,
    is_footnote_mark,
    is_hidden,
    is_unseen,
    styles_of,
    words,
)
from content.formats.html.furniture import names_of
from content.formats.html.pre import preformatted
from content.formats.html.style import class_styles
from content.formats.html.tables import Form, form_of
from content.formats.html.tree import Tree
from content.formats.inline_builder import NO_STYLES, InlineBuilder, TextStyles

# A hidden passage of this many characters is the text itself, behind a "read more"
# or on another tab; hints are shorter, and pop-ups go by their names.
_COLLAPSED = 800
# The parser counts source lines no further than this.
_LAST_LINE = 65535
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold a block and the number of the element it stands in."""

    owner: int
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Hold what an element hands down to the text in it."""

    owner: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    looks: TextStyles = NO_STYLES
    quotes: int = 0
    lists: int = 0
    table: Form | None = None
    row: bool = False


class PageText:
    """Walk the tree once.

    Args:
        tree: The page.
        first_line: The line of the source on which the page starts.
    """

    def __init__(self, tree: Tree, *, first_line: int = 1) -> None:
        self._tree = tree
        self._sizes = tree.totals(
            [len((element.text or "").strip()) + 1 for element in tree.elements]
        )
        self._before = first_line - 1
        self._line = self._begun = first_line
        self._inline = InlineBuilder()
        self._found: list[Piece] = []
        self._styles = class_styles(tree.elements[0])
        self._places = [_Place(owner=0)]
        self._notes: list[Block] = []

    def pieces(self) -> Iterator[Piece]:
        """Yield the blocks in document order."""
        root = self._tree.elements[0]
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if 0 < element.sourceline < _LAST_LINE:
                    self._line = element.sourceline + self._before
                if self._shows(element):
                    self._enter(element)
                else:
                    skipped = element
                    walk.skip_subtree()
            elif event == "comment":
                self._line += (element.text or "").count("\n")
                self._text(element.tail)
            else:
                if element is not skipped:
                    self._leave(element)
                if element is not root:
                    self._text(element.tail)
            if self._found:
                yield from self._found
                self._found = []
        self._flush()
        yield from self._found

    def _shows(self, element: HtmlElement) -> bool:
        if is_unseen(element):
            return False
        number = self._tree.number(element)
        if element.tag == "pre" and not self._places[-1].row:
            self._preformatted(element, number)
            return False
        if is_footnote_mark(element):
            mark = Block(
                text="".join(element.itertext()).strip(),
                line=self._line,
                kind=BlockKind.FURNITURE,
            )
            self._notes.append(mark)
            return False
        if not is_hidden(element):
            return True
        return self._sizes[number] >= _COLLAPSED and not names_of(element)

    def _enter(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self._break()
        elif element.tag == "hr":
            self._rule()
        elif element.tag == "q":
            self._inline.add("“", self._places[-1].looks)
        elif element.tag == "time":
            # Pages set a time beside a name with space that only styles make.
            self._inline.add_gap()
        block = is_block(element)
        if block:
            self._part(element, opens=True)
        self._places.append(self._place(element, block=block))
        self._text(element.text)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag == "q":
            self._inline.add("”", self._places[-1].looks)
        if is_block(element):
            self._part(element, opens=False)
        self._places.pop()

    def _place(self, element: HtmlElement, *, block: bool) -> _Place:
        outer = self._places[-1]
        if not block:
            looks = styles_of(element, outer.looks, self._styles)
            return outer if looks is outer.looks else replace(outer, looks=looks)
        inner = self._inner(element, outer)
        looks = styles_of(element, inner.looks, self._styles)
        return replace(inner, owner=self._tree.number(element), looks=looks)

    def _inner(self, element: HtmlElement, outer: _Place) -> _Place:
        tag = element.tag
        place = outer
        if tag in _HEADINGS:
            place = replace(outer, kind=BlockKind.HEADING, level=_HEADINGS[tag])
        elif tag == "blockquote" or "pullquote" in words(element):
            depth = outer.quotes + 1
            place = replace(outer, kind=BlockKind.QUOTE, level=depth, quotes=depth)
        elif tag in {"ul", "ol", "menu", "dir"}:
            place = replace(outer, lists=outer.lists + 1)
        elif tag == "li":
            place = replace(outer, kind=BlockKind.ITEM, level=max(1, outer.lists))
        elif tag == "table" and not outer.row:
            form = form_of(element, self._tree, self._sizes)
            place = replace(outer, table=form)
        elif tag == "tr" and _is_row(element, outer):
            place = replace(outer, kind=BlockKind.TABLE, level=0, row=True)
        elif tag == "td" and outer.table is Form.DIALOGUE and not outer.row:
            # Who speaks is set apart by a column of its own.
            label = element.getnext() is not None
            place = (
                replace(outer, looks=outer.looks | {TextStyle.BOLD}) if label else outer
            )
        return place

    def _part(self, element: HtmlElement, *, opens: bool) -> None:
        """Part what comes from what was: another block, or another cell of a row."""
        if not self._places[-1].row or element.tag == "tr":
            self._flush()
        elif element.tag not in {"td", "th"}:
            self._inline.add_gap()
        elif opens:
            self._inline.add_gap("\t")

    def _break(self) -> None:
        if self._places[-1].row:
            self._inline.add_gap()
            return
        self._inline.add_break()
        if self._inline.breaks > 1:
            self._flush()

    def _rule(self) -> None:
        self._flush()
        rule = Block(text="", line=self._line, kind=BlockKind.RULE)
        self._found.append(Piece(owner=self._places[-1].owner, block=rule))

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._inline:
            blank = len(text) - len(text.lstrip())
            self._begun = self._line + text.count("\n", 0, blank)
        self._line += text.count("\n")
        self._inline.add(text, self._places[-1].looks)

    def _flush(self) -> None:
        text, runs = self._inline.take()
        place = self._places[-1]
        if text:
            block = Block(
                text=text,
                line=self._begun,
                kind=place.kind,
                level=place.level,
                runs=runs,
            )
            self._found.append(Piece(owner=place.owner, block=block))
        notes, self._notes = self._notes, []
        self._found.extend(Piece(owner=place.owner, block=b) for b in notes if b.text)

    def _preformatted(self, element: HtmlElement, number: int) -> None:
        self._flush()
        for block in preformatted(element, first_line=self._line):
            self._found.append(Piece(owner=number, block=block))
        self._line += sum(text.count("\n") for text in element.itertext())


def _is_row(element: HtmlElement, outer: _Place) -> bool:
    """Tell whether the cells of a row belong together."""
    if outer.table is Form.DIALOGUE:
        return all(cell.tag == "th" for cell in element.iterchildren())
    return outer.table is Form.GRID
