"""Word documents keep their looks, headings, lists and tables."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from content.document import UnreadableDocumentError
from content.formats import read_document
from content.formats.docx import reader
from content.segment import segment
from tests.fakes.documents.block_notation import shown


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(fill: Callable[[WordDocument], None]) -> list[str]:
    document = docx.Document()
    fill(document)
    return shown(reader.read(saved(document)).blocks)


def test_paragraphs_headings_lists_and_looks() -> None:
    def fill(document: WordDocument) -> None:
        document.add_heading("At the mill", 0)
        document.add_heading("Morning", 2)
        said = document.add_paragraph()
        said.add_run("Mr. ").bold = True
        said.add_run("Oakes:").bold = True
        said.add_run(" I thank ")
        said.add_run("them").italic = True
        said.add_run(" all.\nTwice.")
        said.add_run("Anna", style="Strong")
        document.add_paragraph("Be kind.", style="Quote")
        document.add_paragraph("corn", style="List Bullet")
        document.add_paragraph("rye", style="List Number 2")
        document.add_paragraph("")

    assert read(fill) == [
        "heading 1| At the mill",
        "heading 2| Morning",
        "paragraph| *Mr. Oakes:* I thank _them_ all.⏎Twice.*Anna*",
        "quote 1| _Be kind._",
        "item 1| corn",
        "item 1| rye",
    ]


def test_a_bold_style_shows_and_a_run_may_undo_it() -> None:
    def fill(document: WordDocument) -> None:
        style = document.styles.add_style("Speaker", 1)
        style.font.bold = True
        child = document.styles.add_style("Chair", 1)
        child.base_style = style
        said = document.add_paragraph("The Chair:", style="Chair")
        said.add_run(" Order!").bold = False

    assert read(fill) == ["paragraph| *The Chair:* Order!"]


def test_a_table_of_speakers_and_one_of_figures() -> None:
    def fill(document: WordDocument) -> None:
        for rows in (
            [("Chair", "We meet for the well."), ("Ms Ode", "It is deep. Not dry.")],
            [("Ayes", "12"), ("Noes", "3")],
        ):
            table = document.add_table(rows=2, cols=2)
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text

    assert read(fill) == [
        "paragraph| *Chair*",
        "paragraph| We meet for the well.",
        "paragraph| *Ms Ode*",
        "paragraph| It is deep. Not dry.",
        "table| Ayes⇥12",
        "table| Noes⇥3",
    ]


def test_links_insertions_and_controls_are_read_and_deletions_are_not() -> None:
    def fill(document: WordDocument) -> None:
        paragraph = document.add_paragraph("We ")._p  # noqa: SLF001 - the library makes no links
        for tag, text in (
            ("w:ins", "say "),
            ("w:del", "deny "),
            ("w:hyperlink", "here "),
            ("w:smartTag", "and "),
        ):
            wrap = OxmlElement(tag)
            wrap.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{text}</w:t></w:r>"))
            wrap[0][0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            paragraph.append(wrap)
        hidden = document.paragraphs[0].add_run("never ")
        hidden.font.hidden = True
        document.paragraphs[0].add_run("now.")
        control = OxmlElement("w:sdt")
        content = OxmlElement("w:sdtContent")
        content.append(
            parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>And so.</w:t></w:r></w:p>")
        )
        control.append(content)
        document.element.body.insert(1, control)

    assert read(fill) == ["paragraph| We say ~here~ and now.", "paragraph| And so."]


def test_running_heads_are_furniture() -> None:
    def fill(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Record of the Mill"
        document.add_paragraph("We begin.")

    assert read(fill) == ["paragraph| We begin.", "furniture| Record of the Mill"]


def test_the_title_is_taken_but_not_who_saved_the_file() -> None:
    document = docx.Document()
    document.core_properties.title = "At the mill"
    document.core_properties.author = "typist"
    document.add_paragraph("We begin.")
    found = reader.read(saved(document))
    assert (found.title, found.author, found.date) == ("At the mill", "", "")


def test_a_style_based_on_itself_does_no_harm() -> None:
    def fill(document: WordDocument) -> None:
        style = document.styles.add_style("Loop", 1)
        based = OxmlElement("w:basedOn")
        based.set(qn("w:val"), "Loop")
        style.element.append(based)
        document.add_paragraph("Round and round.", style="Loop")

    assert read(fill) == ["paragraph| Round and round."]


def bomb() -> bytes:
    """Return a package that declares, in its directory, to unpack to 300 MB."""
    data = bytearray(saved(docx.Document()))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (300 * 1024 * 1024).to_bytes(4, "little")
    return bytes(data)


def zipped(*names: str) -> bytes:
    """Return a zip archive of a talk, or of files with these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names or ("talk.txt",):
            package.writestr(name, "Ada Brook: Good evening.")
    return out.getvalue()


def with_entities(depth: int) -> bytes:
    """Return a document with an entity of entities, and one that is a file."""
    plain = docx.Document()
    plain.add_paragraph("Good day ENTITIES")
    last = ord("a") + depth
    kinds = "".join(
        f'<!ENTITY {chr(c)} "{f"&{chr(c + 1)};" * 10}">' for c in range(ord("a"), last)
    )
    kinds += f'<!ENTITY {chr(last)} "boom"><!ENTITY file SYSTEM "file:///etc/passwd">'
    source, out = io.BytesIO(saved(plain)), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "word/document.xml":
                text = text.replace(b"?>", f"?><!DOCTYPE w [{kinds}]>".encode(), 1)
                text = text.replace(b"ENTITIES", b"&a;&file;")
            new.writestr(entry.filename, text)
    return out.getvalue()


def test_entities_are_neither_expanded_nor_fetched() -> None:
    assert shown(reader.read(with_entities(3)).blocks) == ["paragraph| Good day"]
    with pytest.raises(UnreadableDocumentError):
        reader.read(with_entities(24))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 no zip at all", "damaged"),
        (saved(docx.Document())[:4000], "damaged"),
        (saved(docx.Document()), "holds no text"),
        (zipped(), "a zip archive.* Unpack it"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet, not"),
        (zipped("[Content_Types].xml", "ppt/slides.xml"), "a presentation, not"),
        (b"%PDF-1.7", r"a PDF, not a Word document. Name it \.pdf"),
        (bomb(), "unpacks to 300 MB"),
    ],
    ids=["no zip", "cut off", "empty", "no document", "xlsx", "pptx", "pdf", "bomb"],
)
def test_what_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=message):
        reader.read(data)


_SAID = (
    ("Ada Brook", "I have said that the bridge is open, and I say it again."),
    ("Tom Ferro", "Then we shall cross it before the winter comes."),
    ("Ada Brook", "Nobody will be kept from it."),
    ("Lena Marsh", "Who pays for the repairs, then?"),
)
_ROWS = (
    ("No.", "Name", "Words"),
    *((f"{n}", *row) for n, row in enumerate(_SAID, start=1)),
)


def _as_docx(rows: Sequence[Sequence[str]]) -> bytes:
    made = docx.Document()
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return saved(made)


def _as_html(rows: Sequence[Sequence[str]]) -> bytes:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<html><body><table>{body}</table></body></html>".encode()


def _as_markdown(rows: Sequence[Sequence[str]]) -> bytes:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "| --- " * len(rows[0]) + "|", *body]).encode()


@pytest.mark.parametrize(
    ("name", "write"),
    [("talk.docx", _as_docx), ("talk.html", _as_html), ("talk.md", _as_markdown)],
)
@pytest.mark.parametrize("rows", [_ROWS, _ROWS[1:], _SAID], ids=["head", "no", "two"])
def test_rows_of_a_name_and_words_are_turns(
    name: str,
    write: Callable[[Sequence[Sequence[str]]], bytes],
    rows: Sequence[Sequence[str]],
) -> None:
    found = segment(read_document(write(rows), name))
    assert [(one.speaker, one.text) for one in found if one.speaker] == [*_SAID]
