"""Walk the body of a Word document and give out its text, block by block."""

from collections.abc import Iterable, Iterator, Mapping

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from content.document import Block, BlockKind, TextStyle
from content.formats.dialogue_tables import Cell, is_dialogue
from content.formats.docx.styles import PLAIN, Style, placed, style_of, with_marks
from content.formats.inline_builder import NO_STYLES, InlineBuilder, TextStyles

_P, _TBL, _R = qn("w:p"), qn("w:tbl"), qn("w:r")
_BOX = qn("w:txbxContent")
# Struck out by a tracked change, or there once more for older programs.
_UNSEEN = frozenset(
    {qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_PROSE = 120


class BodyText:
    """Walk a body once; a block's line is the number of its paragraph.

    Args:
        styles: The document's styles by their ids.
    """

    def __init__(self, styles: Mapping[str, Style]) -> None:
        self._styles = styles
        self._number = 0

    def blocks(self, holder: Element) -> Iterator[Block]:
        """Yield the blocks of what holds paragraphs and tables."""
        for child in holder.iterchildren():
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag not in _UNSEEN and len(child):
                yield from self.blocks(child)

    def _paragraph(
        self, paragraph: Element, looks: TextStyles = NO_STYLES
    ) -> Iterator[Block]:
        self._number += 1
        line = self._number
        properties = paragraph.find(qn("w:pPr"))
        style = placed(style_of(properties, "w:pStyle", self._styles), properties)
        inline = InlineBuilder()
        boxes: list[Element] = []
        for run, linked in _runs(paragraph, boxes):
            self._run(run, style, looks | {TextStyle.LINK} if linked else looks, inline)
            if inline.breaks > 1:
                yield _block(inline, line, style)
        if inline:
            yield _block(inline, line, style)
        for box in boxes:
            for block in self.blocks(box):
                yield Block(text=block.text, line=line, kind=BlockKind.FURNITURE)

    def _run(
        self, run: Element, style: Style, looks: TextStyles, inline: InlineBuilder
    ) -> None:
        properties = run.find(qn("w:rPr"))
        named = style_of(properties, "w:rStyle", self._styles)
        own = with_marks(named, properties)
        if own.hidden or (own.hidden is None and style.hidden):
            return
        # A heading is bold by its style; that says nothing of its words.
        base = PLAIN if style.kind is BlockKind.HEADING else style
        shown = set(looks)
        if own.bold or (own.bold is None and base.bold):
            shown.add(TextStyle.BOLD)
        if own.italic or (own.italic is None and base.italic):
            shown.add(TextStyle.ITALIC)
        for part in run.iterchildren():
            _part(part, inline, frozenset(shown))

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [
            list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))
        ]
        texts = [[_text(cell) for cell in row] for row in rows]
        sizes = [len(text) for row in texts for text in row if text]
        if is_dialogue(
            [[Cell(size=len(t), end=t[-40:]) for t in row] for row in texts]
        ):
            for row in rows:
                yield from self._said(row)
        elif len(sizes) > 1 and sum(s >= _PROSE for s in sizes) * 5 < len(sizes):
            yield from map(self._row, rows)
        else:
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)

    def _said(self, row: list[Element]) -> Iterator[Block]:
        for cell in row[:-1]:
            # Who speaks is set apart by a column of its own.
            for paragraph in cell.iterchildren(_P):
                yield from self._paragraph(paragraph, frozenset({TextStyle.BOLD}))
        yield from self.blocks(row[-1])

    def _row(self, row: list[Element]) -> Block:
        inline = InlineBuilder()
        self._number += 1
        for n, cell in enumerate(row):
            if n:
                inline.add_gap("\t")
            for paragraph in cell.iter(_P):
                inline.add_gap()
                properties = paragraph.find(qn("w:pPr"))
                style = style_of(properties, "w:pStyle", self._styles)
                for run, linked in _runs(paragraph, []):
                    looks = frozenset({TextStyle.LINK}) if linked else NO_STYLES
                    self._run(run, style, looks, inline)
        text, runs = inline.take()
        return Block(text=text, line=self._number, kind=BlockKind.TABLE, runs=runs)


def _block(inline: InlineBuilder, line: int, style: Style) -> Block:
    text, runs = inline.take()
    return Block(text=text, line=line, kind=style.kind, level=style.level, runs=runs)


def _runs(
    holder: Element, boxes: list[Element], *, linked: bool = False
) -> Iterator[tuple[Element, bool]]:
    """Yield a paragraph's runs; note the text boxes that hang on it."""
    for child in holder.iterchildren():
        if child.tag in _UNSEEN:
            continue
        if child.tag == _R:
            yield child, linked
            boxes.extend(_boxes(child))
        elif child.tag != _P and len(child):
            yield from _runs(
                child, boxes, linked=linked or child.tag == qn("w:hyperlink")
            )


def _boxes(run: Element) -> Iterable[Element]:
    for box in run.iter(_BOX):
        above = [element.tag for element in box.iterancestors()]
        if _UNSEEN.isdisjoint(above) and _BOX not in above:
            yield box


def _part(part: Element, inline: InlineBuilder, looks: TextStyles) -> None:
    if part.tag == qn("w:t"):
        inline.add(part.text or "", looks)
    elif part.tag in {qn("w:br"), qn("w:cr")}:
        inline.add_break()
    elif part.tag in {qn("w:tab"), qn("w:ptab")}:
        inline.add(" ")
    elif part.tag == qn("w:noBreakHyphen"):
        inline.add("-", looks)


def _text(cell: Element) -> str:
    return " ".join(
        text for part in cell.iter(qn("w:t")) if (text := (part.text or "").strip())
    )
