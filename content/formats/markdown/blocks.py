"""The tokens of a Markdown parser, turned into blocks."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token

from content.document import Block, BlockKind, Run, TextStyle
from content.formats.dialogue_tables import Cell, is_dialogue, is_head, is_label
from content.formats.html.reader import read_fragment
from content.formats.inline_builder import InlineBuilder
from content.formats.soft_breaks import LineWidth, soft_break

_ANY_MARKUP = re.compile(r"[\\`*_\[\]!<&~\n]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_TAG_STYLES = {
    **dict.fromkeys(("strong", "b"), TextStyle.BOLD),
    **dict.fromkeys(("em", "i"), TextStyle.ITALIC),
    **dict.fromkeys(("link", "a"), TextStyle.LINK),
}
_LISTS = {"bullet_list": BlockKind.ITEM, "ordered_list": BlockKind.ITEM}
_CONTAINERS = {"blockquote": BlockKind.QUOTE, **_LISTS}
# A paragraph over a line of dashes is a headline only if it reads like one.
_MAX_HEADLINE_CHARS = 160
_MAX_PARAGRAPH_CHARS = 20_000


class MarkdownBlocks:
    """The blocks of a token stream, in document order; to be iterated once.

    Args:
        tokens: What the parser gave.
        lines_before: How many lines of the source precede what was parsed.
        line_width: How the document's lines were wrapped.
        parse_inline: Parses the markup within a paragraph.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        *,
        lines_before: int,
        line_width: LineWidth,
        parse_inline: Callable[[str], list[Token]],
    ) -> None:
        self._tokens = tokens
        self._lines_before = lines_before
        self._line_width = line_width
        self._parse_inline = parse_inline
        self._containers: list[BlockKind] = []
        self._heading: Token | None = None
        self._item_number = ""
        self._row: InlineBuilder | None = None

    def __iter__(self) -> Iterator[Block]:
        """Yield the blocks."""
        said = _dialogue_cells(self._tokens)
        for n, token in enumerate(self._tokens):
            if (is_last := said.get(n)) is not None:
                yield from self._cell(token, is_last=is_last)
            else:
                yield from self._blocks(token)

    def _blocks(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "inline" if self._row is not None:
                for _ in self._fill(self._row, token):
                    pass
            case "inline":
                yield from self._paragraphs(token)
            case "fence":
                yield from self._fence(token)
            case "html_block":
                yield from self._html(token)
            case "hr":
                yield Block(text="", line=self._line(token), kind=BlockKind.RULE)
            case "tr_close" if self._row:
                text, runs = self._row.take()
                yield Block(
                    text=text, line=self._row_line, kind=BlockKind.TABLE, runs=runs
                )
                self._row = None
            case "tr_close":
                self._row = None
            case _:
                self._track(token)

    def _line(self, token: Token) -> int:
        return self._lines_before + (token.map[0] if token.map else 0) + 1

    def _track(self, token: Token) -> None:
        """Record that a list, quotation, heading, table row or cell opens or closes."""
        name, _, step = token.type.rpartition("_")
        if name in _CONTAINERS:
            if step == "open":
                self._containers.append(_CONTAINERS[name])
            else:
                self._containers.pop()
        elif token.type == "list_item_open" and token.info:
            # The number is the author's own, unlike those a page counts itself.
            self._item_number = f"{token.info}{token.markup} "
        elif name == "heading":
            self._heading = token if step == "open" else None
        elif token.type == "tr_open":
            self._row, self._row_line = InlineBuilder(), self._line(token)
        elif token.type in {"td_open", "th_open"} and self._row is not None:
            self._row.add_gap("\t")

    def _cell(self, token: Token, *, is_last: bool) -> Iterator[Block]:
        """Yield what is said, or who says it, set apart by a column of its own."""
        if is_last:
            yield from self._paragraphs(token)
            return
        for block in self._paragraphs(token):
            if is_label(block.text):
                bold = Run(start=0, end=len(block.text), style=TextStyle.BOLD)
                yield replace(block, runs=(bold,))
            else:
                yield replace(block, kind=BlockKind.TABLE, level=0)

    def _kind(self) -> tuple[BlockKind, int]:
        if not self._containers:
            return BlockKind.PARAGRAPH, 0
        kind = self._containers[-1]
        return kind, self._containers.count(kind)

    def _paragraphs(self, token: Token) -> Iterator[Block]:
        kind, level = self._kind()
        heading = self._heading
        underlined = heading is not None and heading.markup in {"-", "="}
        too_long = underlined and len(token.content) > _MAX_HEADLINE_CHARS
        if heading is not None and not too_long:
            kind, level = BlockKind.HEADING, int(heading.tag[1:])
        inline = InlineBuilder()
        inline.add(self._item_number)
        self._item_number = ""
        for line in self._fill(inline, token):
            text, runs = inline.take()
            yield Block(text=text, line=line, kind=kind, level=level, runs=runs)
        if too_long:
            end = self._line(token) + token.content.count("\n") + 1
            yield Block(text="", line=end, kind=BlockKind.RULE)

    def _fill(self, inline: InlineBuilder, token: Token) -> Iterator[int]:
        """Fill a paragraph into `inline`; yield its first line each time one is complete."""
        styles: Counter[TextStyle] = Counter()
        lines = [*token.content.split("\n"), ""]
        first = line = 0
        for child in self._children(token.content):
            name, _, step = child.type.rpartition("_")
            if child.type in {"softbreak", "hardbreak"}:
                self._break(inline, lines, line, hard=child.type == "hardbreak")
                line = min(line + 1, len(lines) - 2)
            elif child.type == "html_inline":
                _add_tag(child.content, inline, styles)
            elif step in {"open", "close"}:
                if name in _TAG_STYLES:
                    styles[_TAG_STYLES[name]] += child.nesting
            elif child.type != "image":
                inline.add(child.content, frozenset(+styles))
            if inline.breaks > 1:
                yield self._line(token) + first
                first = line
        if inline:
            yield self._line(token) + first

    def _children(self, content: str) -> Iterator[Token]:
        """Parse a paragraph; a very long one by lines, to keep time and memory small."""
        if not _ANY_MARKUP.search(content):
            yield Token("text", "", 0, content=content)
            return
        if len(content) <= _MAX_PARAGRAPH_CHARS:
            yield from self._parse_inline(content)
            return
        for n, line in enumerate(content.split("\n")):
            if n:
                yield Token("softbreak", "br", 0)
            if len(line) <= _MAX_PARAGRAPH_CHARS:
                yield from self._parse_inline(line)
            else:
                yield Token("text", "", 0, content=line)

    def _break(
        self, inline: InlineBuilder, lines: list[str], line: int, *, hard: bool
    ) -> None:
        here, after = lines[line], lines[line + 1]
        if hard or self._line_width.is_hard_break(here, after):
            inline.add_break()
        else:
            inline.add(soft_break(here, after))

    def _fence(self, token: Token) -> Iterator[Block]:
        kind, level = self._kind()
        text = token.content.strip("\n")
        if text.strip():
            line = self._line(token) + 1
            yield Block(text=text, line=line, kind=kind, level=level)

    def _html(self, token: Token) -> Iterator[Block]:
        kind, level = self._kind()
        for block in read_fragment(token.content, first_line=self._line(token)):
            inherits = block.kind is BlockKind.PARAGRAPH
            yield replace(block, kind=kind, level=level) if inherits else block


def _add_tag(markup: str, inline: InlineBuilder, styles: Counter[TextStyle]) -> None:
    found = _TAG.match(markup)
    if not found:
        return
    closing, name = found.group(1), found.group(2).lower()
    if name == "br":
        inline.add_break()
    elif name in _TAG_STYLES:
        styles[_TAG_STYLES[name]] += -1 if closing else 1


def _dialogue_cells(tokens: Sequence[Token]) -> dict[int, bool]:
    """Return the cells of tables that hold a conversation.

    By the number of a cell's text among the tokens: whether it is what is said.
    """
    found: dict[int, bool] = {}
    rows: list[list[int]] = []
    for n, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            rows[-1].append(n)
        elif token.type == "table_close":
            found |= _cells_of_dialogue(tokens, rows)
            rows = []
    return found


def _cells_of_dialogue(
    tokens: Sequence[Token], rows: Sequence[Sequence[int]]
) -> dict[int, bool]:
    texts = [[tokens[n].content for n in row] for row in rows]
    cells = [[Cell(size=len(each), end=each[-40:]) for each in row] for row in texts]
    # Every table of Markdown has a head, also where it is what somebody says.
    if not is_dialogue(cells[1:]):
        return {}
    said = rows[1:] if is_head(texts) else rows
    return {n: n == row[-1] for row in said for n in row}
