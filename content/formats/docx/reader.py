"""Word documents (.docx)."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from content.document import (
    Block,
    BlockKind,
    Document,
    TextStyle,
    UnreadableDocumentError,
)
from content.formats.dialogue_tables import (
    MIN_PROSE_CHARS,
    Cell,
    is_dialogue,
    is_head,
    is_label,
)
from content.formats.docx.styles import (
    UNSTYLED,
    WordStyle,
    add_paragraph_properties,
    add_run_properties,
    named_style,
    read_styles,
)
from content.formats.inline_builder import NO_STYLES, InlineBuilder, TextStyles

_DAMAGED = (
    "The Word document is damaged or of another kind. Open it in an office program, "
    "save it as .docx once more, and try again."
)
_NOT_WORDS = (
    "This is {}, not a Word document. Copy what is said in it into a .docx or .txt file, "
    "and try again."
)
# Where each kind of office document keeps what it holds.
_OTHER_OFFICES = (("xl/", "a spreadsheet"), ("ppt/", "a presentation"))
_PDF = "This is a PDF, not a Word document. Name it .pdf and try again."
_ARCHIVE = (
    "This is a zip archive, not a Word document. Unpack it and name its folder, or open "
    "it in an office program and save it as .docx, and try again."
)
# A document that unpacks to more is an attack, not a speech.
_MAX_UNPACKED_BYTES = 256 * 1024 * 1024
# Its text and styles, as XML; a paragraph of some words takes twenty tags.
_MAX_XML_BYTES = 96 * 1024 * 1024
MAX_TAGS = 3_000_000
"""Tags in a document's XML; each takes some hundred bytes of memory."""

_MAX_PARTS = 10_000
_CHUNK_BYTES = 1024 * 1024
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    ValueError,
    OSError,
    EOFError,
)
_P, _TBL, _R = qn("w:p"), qn("w:tbl"), qn("w:r")
_TEXT_BOX = qn("w:txbxContent")
# Struck out by a tracked change, or there once more for older programs.
_NOT_SHOWN = frozenset(
    {qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sdtPr")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


def read(data: bytes) -> Document:
    """Read a Word document; a block's line is the number of its paragraph.

    Changes that are only proposed count as made; what reviewers remarked is left out.
    Who saved the file and when is not taken for the by-line and the date.

    Raises:
        UnreadableDocumentError: It is damaged, not a Word document, or holds no text.
    """
    _check_package(data)
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _BodyReader(read_styles(document))
        blocks = tuple(reader.blocks(document.element.body))
        margins = tuple(_headers_and_footers(document, reader))
        properties = document.core_properties
        title, language = properties.title or "", properties.language or ""
    except Exception as error:
        # Broken packages make the library fail in every way there is.
        raise UnreadableDocumentError(_DAMAGED) from error
    if not any(block.text for block in blocks):
        raise UnreadableDocumentError(
            "The Word document holds no text. Check that it was saved whole, "
            "then try again."
        )
    return Document(blocks=blocks + margins, title=title.strip(), language=language)


def _check_package(data: bytes) -> None:
    """Refuse a package that is damaged, protected, none of Word's, or unpacks to too much.

    Raises:
        UnreadableDocumentError: It is.
    """
    if data.startswith(b"%PDF-"):
        raise UnreadableDocumentError(_PDF)
    # The signature of an entry: the list of entries alone may fill the memory.
    if data.count(b"PK\x01\x02") > _MAX_PARTS:
        raise UnreadableDocumentError(
            f"The Word document holds more than {_MAX_PARTS:,} parts. Save it without "
            "pictures and try again."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise UnreadableDocumentError(
                    "The Word document is protected. Save it without a password and "
                    "try again."
                )
            _check_size(entries)
            if not any(entry.filename == "[Content_Types].xml" for entry in entries):
                raise UnreadableDocumentError(_ARCHIVE)
            for folder, kind in _OTHER_OFFICES:
                if any(entry.filename.startswith(folder) for entry in entries):
                    raise UnreadableDocumentError(_NOT_WORDS.format(kind))
            tags = 0
            for entry in filter(_is_xml, entries):
                tags += _count_tags(package, entry)
    except _DAMAGES as error:
        raise UnreadableDocumentError(_DAMAGED) from error
    if tags > MAX_TAGS:
        raise UnreadableDocumentError(
            f"The Word document holds {tags:,} tags; at most {MAX_TAGS:,} are read. "
            "Split it into parts, or save it as plain text, and try again."
        )


def _check_size(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what says that it unpacks to too much; no entry gives more than it says.

    Raises:
        UnreadableDocumentError: It does.
    """
    whole = sum(entry.file_size for entry in entries)
    if whole > _MAX_UNPACKED_BYTES:
        raise UnreadableDocumentError(
            f"The Word document unpacks to {whole // 1024 // 1024} MB; at most "
            f"{_MAX_UNPACKED_BYTES // 1024 // 1024} MB are read. Save it without "
            "pictures and try again."
        )
    text = sum(entry.file_size for entry in entries if _is_xml(entry))
    if text > _MAX_XML_BYTES:
        raise UnreadableDocumentError(
            f"The Word document holds {text // 1024 // 1024} MB of text and styles; at "
            f"most {_MAX_XML_BYTES // 1024 // 1024} MB are read. Split it into parts, or "
            "save it as plain text, and try again."
        )


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _count_tags(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    with package.open(entry) as part:
        return sum(
            chunk.count(b"<") for chunk in iter(lambda: part.read(_CHUNK_BYTES), b"")
        )


class _BodyReader:
    """A reader of paragraphs and tables that numbers the paragraphs it reads.

    Args:
        styles: The document's styles by their ids.
    """

    def __init__(self, styles: Mapping[str, WordStyle]) -> None:
        self._styles = styles
        self._number = 0

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the blocks of an element that holds paragraphs and tables."""
        for child in parent.iterchildren():
            if child.tag == _P:
                yield from self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag not in _NOT_SHOWN and len(child):
                yield from self.blocks(child)

    def _paragraph(
        self, paragraph: Element, styles: TextStyles = NO_STYLES
    ) -> Iterator[Block]:
        self._number += 1
        line = self._number
        properties = paragraph.find(qn("w:pPr"))
        style = add_paragraph_properties(
            named_style(properties, "w:pStyle", self._styles), properties
        )
        inline = InlineBuilder()
        text_boxes: list[Element] = []
        for run, linked in _runs(paragraph, text_boxes):
            run_styles = styles | {TextStyle.LINK} if linked else styles
            self._add_run(run, style, run_styles, inline)
            if inline.breaks > 1:
                yield _block(inline, line, style)
        if inline:
            yield _block(inline, line, style)
        for box in text_boxes:
            for block in self.blocks(box):
                yield Block(text=block.text, line=line, kind=BlockKind.FURNITURE)

    def _add_run(
        self,
        run: Element,
        style: WordStyle,
        inherited: TextStyles,
        inline: InlineBuilder,
    ) -> None:
        properties = run.find(qn("w:rPr"))
        own = add_run_properties(
            named_style(properties, "w:rStyle", self._styles), properties
        )
        if own.hidden or (own.hidden is None and style.hidden):
            return
        # A heading is bold by its style; that says nothing of its words.
        base = UNSTYLED if style.kind is BlockKind.HEADING else style
        styles = set(inherited)
        if own.bold or (own.bold is None and base.bold):
            styles.add(TextStyle.BOLD)
        if own.italic or (own.italic is None and base.italic):
            styles.add(TextStyle.ITALIC)
        for part in run.iterchildren():
            _add_part(part, inline, frozenset(styles))

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [
            list(row.iterchildren(qn("w:tc"))) for row in table.iterchildren(qn("w:tr"))
        ]
        texts = [[_text(cell) for cell in row] for row in rows]
        sizes = [len(text) for row in texts for text in row if text]
        prose = sum(size >= MIN_PROSE_CHARS for size in sizes)
        cells = [[Cell(size=len(t), end=t[-40:]) for t in row] for row in texts]
        if is_dialogue(cells):
            heads = is_head(texts)
            for n, row in enumerate(rows):
                if n or not heads:
                    yield from self._dialogue_row(row)
                else:
                    yield self._data_row(row)
        elif len(sizes) > 1 and prose * 5 < len(sizes):
            yield from map(self._data_row, rows)
        else:
            for row in rows:
                for cell in row:
                    yield from self.blocks(cell)

    def _dialogue_row(self, row: list[Element]) -> Iterator[Block]:
        for cell in row[:-1]:
            if not is_label(_text(cell)):
                # A number or an hour would stand among the words before it.
                yield from self._beside(cell)
                continue
            # Who speaks is set apart by a column of its own.
            for paragraph in cell.iterchildren(_P):
                yield from self._paragraph(paragraph, frozenset({TextStyle.BOLD}))
        yield from self.blocks(row[-1])

    def _beside(self, cell: Element) -> Iterator[Block]:
        for block in self.blocks(cell):
            yield replace(block, kind=BlockKind.TABLE, level=0)

    def _data_row(self, row: list[Element]) -> Block:
        inline = InlineBuilder()
        self._number += 1
        for n, cell in enumerate(row):
            if n:
                inline.add_gap("\t")
            for paragraph in cell.iter(_P):
                inline.add_gap()
                properties = paragraph.find(qn("w:pPr"))
                style = named_style(properties, "w:pStyle", self._styles)
                for run, linked in _runs(paragraph, []):
                    styles = frozenset({TextStyle.LINK}) if linked else NO_STYLES
                    self._add_run(run, style, styles, inline)
        text, runs = inline.take()
        return Block(text=text, line=self._number, kind=BlockKind.TABLE, runs=runs)


def _headers_and_footers(
    document: WordDocument, reader: _BodyReader
) -> Iterator[Block]:
    """Yield the blocks of headers and footers, each text once, as furniture."""
    seen: set[str] = set()
    parts: set[int] = set()
    for section in document.sections:
        for part in (section.header, section.footer):
            # Any number of sections may have one header.
            if part.is_linked_to_previous or id(part.part) in parts:
                continue
            parts.add(id(part.part))
            for block in reader.blocks(part.part.element):
                if block.text and block.text not in seen:
                    seen.add(block.text)
                    yield replace(block, kind=BlockKind.FURNITURE, level=0)


def _block(inline: InlineBuilder, line: int, style: WordStyle) -> Block:
    text, runs = inline.take()
    return Block(text=text, line=line, kind=style.kind, level=style.level, runs=runs)


def _runs(
    parent: Element, text_boxes: list[Element], *, linked: bool = False
) -> Iterator[tuple[Element, bool]]:
    """Yield a paragraph's runs, and whether each is part of a link.

    The text boxes that hang on the paragraph are added to `text_boxes`.
    """
    for child in parent.iterchildren():
        if child.tag in _NOT_SHOWN:
            continue
        if child.tag == _R:
            yield child, linked
            text_boxes.extend(_text_boxes(child))
        elif child.tag != _P and len(child):
            inside = linked or child.tag == qn("w:hyperlink")
            yield from _runs(child, text_boxes, linked=inside)


def _text_boxes(run: Element) -> Iterable[Element]:
    for box in run.iter(_TEXT_BOX):
        above = [element.tag for element in box.iterancestors()]
        if _NOT_SHOWN.isdisjoint(above) and _TEXT_BOX not in above:
            yield box


def _add_part(part: Element, inline: InlineBuilder, styles: TextStyles) -> None:
    if part.tag == qn("w:t"):
        inline.add(part.text or "", styles)
    elif part.tag in {qn("w:br"), qn("w:cr")}:
        inline.add_break()
    elif part.tag in {qn("w:tab"), qn("w:ptab")}:
        inline.add(" ")
    elif part.tag == qn("w:noBreakHyphen"):
        inline.add("-", styles)


def _text(cell: Element) -> str:
    return " ".join(
        text for part in cell.iter(qn("w:t")) if (text := (part.text or "").strip())
    )
