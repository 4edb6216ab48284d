"""A page's text, block by block, as the page shows it."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from content.document import Block, BlockKind, TextStyle
from content.formats.dialogue_tables import MAX_LABEL_CHARS, is_head, is_label
from content.formats.html.elements import (
    is_block,
    is_footnote_mark,
    is_hidden,
    is_non_text,
    name_words,
    read_class_css,
    text_styles,
)
from content.formats.html.furniture import QUOTED_TAGS, furniture_names
from content.formats.html.tables import TableUse, detect_table_use
from content.formats.html.tree import Tree, own_size
from content.formats.inline_builder import NO_STYLES, InlineBuilder, TextStyles
from content.formats.plain.reader import read_text
from content.formats.style_alignment import restore_styles

# A hidden passage of this many characters is the text itself, behind a "read more"
# or on another tab; hints are shorter, and pop-ups go by their names.
_MIN_COLLAPSED_CHARS = 800
# The parser counts source lines no further than this.
_MAX_SOURCE_LINE = 65535
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A block, and the number of the element in the page's `Tree` that holds it."""

    element: int
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What an element hands down to the text in it."""

    element: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    styles: TextStyles = NO_STYLES
    quote_depth: int = 0
    list_depth: int = 0
    table: TableUse | None = None
    in_row: bool = False


class BlockWalker:
    """One walk through a page's tree that yields its blocks.

    Args:
        tree: The page.
        first_line: The line of the source on which the page starts.
        labels: Numbers of elements that style sheets set apart as labels.
    """

    def __init__(
        self,
        tree: Tree,
        *,
        first_line: int = 1,
        labels: AbstractSet[int] = frozenset(),
    ) -> None:
        self._tree = tree
        self._labels = labels
        self._sizes = tree.sum_up([own_size(element) + 1 for element in tree.elements])
        self._quoting = tree.holders(QUOTED_TAGS)
        self._lines_before = first_line - 1
        self._line = self._block_line = first_line
        self._inline = InlineBuilder()
        self._found: list[PageBlock] = []
        self._class_css = read_class_css(tree.elements[0])
        self._contexts = [_Context(element=0)]
        self._footnote_marks: list[Block] = []

    def walk(self) -> Iterator[PageBlock]:
        """Yield the blocks in document order."""
        root = self._tree.elements[0]
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if 0 < element.sourceline < _MAX_SOURCE_LINE:
                    self._line = element.sourceline + self._lines_before
                if self._is_walked(element):
                    self._enter(element)
                else:
                    skipped = element
                    walk.skip_subtree()
            elif event == "comment":
                self._line += (element.text or "").count("\n")
                self._add_text(element.tail)
            else:
                if element is not skipped:
                    self._leave(element)
                if element is not root:
                    self._add_text(element.tail)
            if self._found:
                yield from self._found
                self._found = []
        self._flush()
        yield from self._found

    def _is_walked(self, element: HtmlElement) -> bool:
        """Return whether to enter an element; read it here if it is read as a whole."""
        if is_non_text(element):
            return False
        number = self._tree.number(element)
        if element.tag == "pre" and not self._contexts[-1].in_row:
            self._add_preformatted(element, number)
            return False
        if is_footnote_mark(element):
            mark = "".join(element.itertext()).strip()
            self._footnote_marks.append(
                Block(text=mark, line=self._line, kind=BlockKind.FURNITURE)
            )
            return False
        if not is_hidden(element):
            return True
        long = self._sizes[number] >= _MIN_COLLAPSED_CHARS
        if not long:
            return False
        beside = self._tree.parents[number] in self._quoting
        return not furniture_names(element, beside_quotation=beside)

    def _enter(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self._add_break()
        elif element.tag == "hr":
            self._flush()
            rule = Block(text="", line=self._line, kind=BlockKind.RULE)
            self._found.append(
                PageBlock(element=self._contexts[-1].element, block=rule)
            )
        elif element.tag == "q":
            self._inline.add("“", self._contexts[-1].styles)
        elif element.tag == "time":
            # Pages set a time beside a name with space that only styles make.
            self._inline.add_gap()
        block = is_block(element)
        if block:
            self._separate(element, opens=True)
        self._contexts.append(self._context(element, block=block))
        self._add_text(element.text)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag == "q":
            self._inline.add("”", self._contexts[-1].styles)
        if is_block(element):
            self._separate(element, opens=False)
        self._contexts.pop()

    def _context(self, element: HtmlElement, *, block: bool) -> _Context:
        outer = self._contexts[-1]
        if not block:
            styles = self._styles(element, outer)
            return outer if styles is outer.styles else replace(outer, styles=styles)
        inner = self._block_context(element, outer)
        styles = self._styles(element, inner)
        return replace(inner, element=self._tree.number(element), styles=styles)

    def _styles(self, element: HtmlElement, context: _Context) -> TextStyles:
        styles = text_styles(element, context.styles, self._class_css)
        if self._labels and self._tree.number(element) in self._labels:
            return styles | {TextStyle.BOLD}
        return styles

    def _block_context(self, element: HtmlElement, outer: _Context) -> _Context:
        tag = element.tag
        inner = outer
        if tag in _HEADING_LEVELS:
            inner = replace(outer, kind=BlockKind.HEADING, level=_HEADING_LEVELS[tag])
        elif tag == "blockquote" or "pullquote" in name_words(element):
            depth = outer.quote_depth + 1
            inner = replace(outer, kind=BlockKind.QUOTE, level=depth, quote_depth=depth)
        elif tag in {"ul", "ol", "menu", "dir"}:
            inner = replace(outer, list_depth=outer.list_depth + 1)
        elif tag == "li":
            inner = replace(outer, kind=BlockKind.ITEM, level=max(1, outer.list_depth))
        elif tag == "table" and not outer.in_row:
            use = detect_table_use(element, self._tree, self._sizes)
            inner = replace(outer, table=use)
        elif tag == "tr" and _is_one_block(element, outer):
            inner = replace(outer, kind=BlockKind.TABLE, level=0, in_row=True)
        elif tag == "td" and outer.table is TableUse.DIALOGUE and not outer.in_row:
            # Who speaks is set apart by a column of its own.
            if element.getnext() is None:
                return outer
            if not is_label(_start_of(element)):
                # An hour or a number is none of the words before it.
                return replace(outer, kind=BlockKind.TABLE, level=0)
            inner = replace(outer, styles=outer.styles | {TextStyle.BOLD})
        return inner

    def _separate(self, element: HtmlElement, *, opens: bool) -> None:
        """Start a new block, or within a row a new cell, at an element's edge."""
        if not self._contexts[-1].in_row or element.tag == "tr":
            self._flush()
        elif element.tag not in {"td", "th"}:
            self._inline.add_gap()
        elif opens:
            self._inline.add_gap("\t")

    def _add_break(self) -> None:
        if self._contexts[-1].in_row:
            self._inline.add_gap()
            return
        self._inline.add_break()
        if self._inline.breaks > 1:
            self._flush()

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        if not self._inline:
            blank = len(text) - len(text.lstrip())
            self._block_line = self._line + text.count("\n", 0, blank)
        self._line += text.count("\n")
        self._inline.add(text, self._contexts[-1].styles)

    def _flush(self) -> None:
        text, runs = self._inline.take()
        context = self._contexts[-1]
        if text:
            block = Block(
                text=text,
                line=self._block_line,
                kind=context.kind,
                level=context.level,
                runs=runs,
            )
            self._found.append(PageBlock(element=context.element, block=block))
        marks, self._footnote_marks = self._footnote_marks, []
        self._found.extend(
            PageBlock(element=context.element, block=b) for b in marks if b.text
        )

    def _add_preformatted(self, element: HtmlElement, number: int) -> None:
        self._flush()
        for block in _preformatted_blocks(element, first_line=self._line):
            self._found.append(PageBlock(element=number, block=block))
        self._line += sum(text.count("\n") for text in element.itertext())


def _is_one_block(row: HtmlElement, outer: _Context) -> bool:
    """Return whether the cells of a row belong together."""
    if outer.table is TableUse.DIALOGUE:
        if all(cell.tag == "th" for cell in row.iterchildren()):
            return True
        return row.getprevious() is None and _heads_dialogue(row)
    return outer.table is TableUse.DATA


def _heads_dialogue(row: HtmlElement) -> bool:
    """Return whether a row names the columns of a dialogue, in cells like all others."""
    rows = [row, *row.itersiblings("tr")]
    return is_head([[_start_of(cell).strip() for cell in each] for each in rows])


def _start_of(cell: HtmlElement) -> str:
    """Return the first characters of a cell, however long it is."""
    found: list[str] = []
    for text in cell.itertext():
        found.append(text)
        if sum(map(len, found)) > MAX_LABEL_CHARS:
            break
    return " ".join(found)[: 2 * MAX_LABEL_CHARS]


def _preformatted_blocks(pre: HtmlElement, *, first_line: int) -> Sequence[Block]:
    """Read preformatted text by the plain-text reader's rules, its styles kept."""
    pieces = list(_preformatted_pieces(pre))
    text = "".join(piece for piece, _ in pieces)
    if not text.strip():
        return ()
    blocks = read_text(text, first_line=first_line)
    if not any(styles for _, styles in pieces):
        return blocks
    return tuple(restore_styles(blocks, pieces))


def _preformatted_pieces(pre: HtmlElement) -> Iterator[tuple[str, TextStyles]]:
    styles = [NO_STYLES]
    walk = etree.iterwalk(pre, events=("start", "end", "comment"))
    skipped: HtmlElement | None = None
    for event, element in walk:
        if event == "start":
            if element is not pre and (is_non_text(element) or is_hidden(element)):
                skipped = element
                walk.skip_subtree()
                continue
            styles.append(text_styles(element, styles[-1]))
            if element.tag == "br":
                yield "\n", NO_STYLES
            yield element.text or "", styles[-1]
            continue
        if event == "end" and element is not skipped:
            styles.pop()
        if element is not pre:
            yield element.tail or "", styles[-1]
