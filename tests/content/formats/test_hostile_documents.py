"""Documents that would take a reader's memory or time: a clear fault, or few of both."""

import copy
import io
import zipfile
from itertools import product
from pathlib import Path

import docx
import pytest

from content.document import Document, UnreadableDocumentError
from content.draft.transcript import draft_transcript
from content.formats import decoding, pdf, read_document
from content.formats.docx import reader as docx_reader
from content.formats.html import elements, tree
from content.segment import segment
from content.transcript_file import parse, serialize
from tests.fakes.documents.hostile import MAKERS, WORDS
from tests.fakes.documents.pdf import pdf as pdf_of
from tests.fakes.documents.pdf import typed


def read(name: str, folder: Path, size: int) -> Document:
    path = MAKERS[name](folder, size)
    return read_document(path.read_bytes(), path.name)


def test_aliases_of_aliases_in_front_matter_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"alias \(\*a\)") as caught:
        read("front matter with aliases", tmp_path, 1000)
    assert "Write out" in str(caught.value)


def test_words_between_rules_that_look_like_aliases_are_words() -> None:
    text = f"---\n- &a Ann\n- *a\n---\n\n{WORDS}\n"
    document = read_document(text.encode(), "talk.md")
    assert WORDS in [block.text for block in document.blocks]


@pytest.mark.parametrize("name", ["Word paragraphs", "Word tables"])
def test_a_word_file_that_unpacks_to_more_than_is_read_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx_reader, "MAX_TAGS", 5000)
    with pytest.raises(UnreadableDocumentError, match="at most 5,000 are read"):
        read(name, tmp_path, 100_000)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    # 200 KB that unpack to 200 MB.
    with pytest.raises(UnreadableDocumentError, match="201 MB of text and styles"):
        read("Word paragraphs", tmp_path, 210_000_000)


def test_a_zip_of_pictures_or_of_parts_without_end_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(3):
            packed.writestr(f"word/media/{n}.png", bytes(100 * 1024 * 1024))
    with pytest.raises(UnreadableDocumentError, match="unpacks to 300 MB"):
        read_document(out.getvalue(), "talk.docx")
    entries = out.getvalue() + b"PK\x01\x02" * 10_001
    with pytest.raises(UnreadableDocumentError, match="more than 10,000 parts"):
        read_document(entries, "talk.docx")


def test_a_zip_entry_that_says_less_than_it_holds_is_refused(tmp_path: Path) -> None:
    data = MAKERS["Word words"](tmp_path, 1_000_000).read_bytes()
    start = data.index(b"PK\x01\x02", data.index(b"word/document.xml") + 1)
    while data[start + 46 : start + 63] != b"word/document.xml":
        start = data.index(b"PK\x01\x02", start + 1)
    lying = data[: start + 24] + (1000).to_bytes(4, "little") + data[start + 28 :]
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        read_document(lying, "talk.docx")


def test_a_header_of_many_sections_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Minutes of the council"
    document.add_paragraph(f"Ann: {WORDS}")
    body = document.element.body
    for _ in range(50):
        paragraph = document.add_paragraph()
        paragraph._p.get_or_add_pPr().append(copy.deepcopy(body.sectPr))  # noqa: SLF001 - no other way
    out = io.BytesIO()
    document.save(out)
    entered = 0
    blocks = docx_reader._BodyReader.blocks  # noqa: SLF001 - its entries are counted

    def counted(self: object, parent: object) -> object:
        nonlocal entered
        entered += 1
        return blocks(self, parent)  # type: ignore[arg-type]

    monkeypatch.setattr(docx_reader._BodyReader, "blocks", counted)  # noqa: SLF001
    found = read_document(out.getvalue(), "talk.docx")
    assert [b.text for b in found.blocks].count("Minutes of the council") == 1
    assert entered < 5


@pytest.mark.parametrize(
    ("suffix", "end"),
    [
        *product([".txt", ".md", ".srt", ".vtt"], ["\n", "\r\n", "\r"]),
        *product([".txt"], ["\x0c", "\x85", "\u2028"]),
    ],
)
def test_more_lines_than_are_read_are_refused(
    suffix: str, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "MAX_LINES", 100)
    cue = f"00:00:01,000 --> 00:00:02,000{end}Ann: a{end}"
    assert (
        read_document(f"{cue}{end * 90}".encode(), f"talk{suffix}").blocks is not None
    )
    with pytest.raises(UnreadableDocumentError, match="has 101 lines; at most 100"):
        read_document(f"{cue}{end * 99}".encode(), f"talk{suffix}")


def test_line_ends_of_any_system_mixed_give_the_same_blocks() -> None:
    lines = [f"Ann: {WORDS}", "", f"Bo: {WORDS}", "", "Ann: No."]
    found = {
        tuple(block.text for block in read_document(text.encode(), "a.txt").blocks)
        for text in ("\n".join(lines), "\r\n".join(lines), "\r".join(lines))
    }
    mixed = f"{lines[0]}\r\n\n{lines[2]}\r\r{lines[4]}"
    found.add(tuple(b.text for b in read_document(mixed.encode(), "a.txt").blocks))
    assert len(found) == 1


def test_a_page_of_more_elements_than_are_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "MAX_ELEMENTS", 500)
    with pytest.raises(UnreadableDocumentError, match="elements; at most 500"):
        read("page of paragraphs", tmp_path, 4000)
    # What only looks like tags is text.
    assert read_document(b"<p>Ann: a " + b"< 3 " * 600, "talk.html").blocks


@pytest.mark.parametrize(
    "sign", ["a{n}=1 ", "a{n}='>' ", 'a{n}=" b c < " ', '"{n} ', "a{n}/"]
)
def test_a_tag_of_attributes_without_end_is_refused(sign: str) -> None:
    attributes = "".join(sign.format(n=n) for n in range(1100))
    with pytest.raises(UnreadableDocumentError, match="more than 1,000 attributes"):
        read_document(f"<p>Ann: a<p {attributes}>b".encode(), "talk.html")
    few = f"<p>Ann: a<p {attributes[:3000]}>b<script>if (a<b {attributes})</script>"
    assert read_document(few.encode(), "talk.html").blocks


def test_names_in_names_are_not_read_again_and_again() -> None:
    markup = "<p>" + "<i>a</i>" * 10_000
    root = tree.parse(markup)
    read_pieces = 0

    class Counted:
        def itertext(self) -> object:
            nonlocal read_pieces
            for piece in root.itertext():
                read_pieces += 1
                yield piece

    assert len(elements.visible_text(Counted(), 120)) > 120
    assert read_pieces < 150


def test_a_pdf_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 50)
    with pytest.raises(UnreadableDocumentError, match="60 pages; at most 50"):
        read("PDF pages", tmp_path, 60 * 7)
    page = pdf_of([typed([f"Ann: {WORDS}"] * 40)])
    monkeypatch.setattr(pdf, "MAX_PIECES", 50)
    with pytest.raises(UnreadableDocumentError, match="50 pieces of text"):
        read_document(page, "talk.pdf")
    monkeypatch.setattr(pdf, "MAX_OPERATIONS", 50)
    with pytest.raises(UnreadableDocumentError, match="50 steps"):
        read_document(page, "talk.pdf")


def drafted(data: bytes, name: str) -> str:
    """Return the transcript file of a document, which must be one that loads."""
    document = read_document(data, name)
    text = serialize(draft_transcript(segment(document), document, name=name))
    parse(text)
    return text


LONG = "Mara " * 2000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {LONG}>{WORDS}\n"),
        ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v &#1;&#127;>{WORDS}\n"),
        ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v &#xD800;>{WORDS}\n"),
        ("a.html", f"<title>{LONG}</title><h1>{LONG}</h1><p>Ann: {WORDS}"),
        ("a.html", f"<html lang='no such-tag-of-a-language'><p>Ann: {WORDS}"),
        ("a.html", f"<meta name=author content='{LONG}'><p>{WORDS * 9}"),
        ("a.html", f"<link rel=canonical href='https://a.example/{LONG}'><p>{WORDS}"),
        ("a.html", f"<time>{LONG}</time><p>Ann: {WORDS}"),
        (
            "a.html",
            (
                f"<p>Ann: {WORDS}<div class=comments><div class=comment id=comment-1>"
                f"<span class=author>{LONG}</span><p>{WORDS}</div></div>"
            ),
        ),
        (
            "a.html",
            '<script type="application/ld+json">{"@type": "Article", "author": '  # noqa: ISC004
            f'"\\ud800", "datePublished": "\\udfff"}}</script><p>{WORDS}',
        ),
        (
            "a.html",
            (
                '<script type="application/ld+json">{"@type": "Article", "author": '
                f"{'[' * 900}{']' * 900}}}</script><p>{WORDS}"
            ),
        ),
        ("a.md", f"---\ntitle: {LONG}\nlanguage: not a language\n---\n\nAnn: {WORDS}"),
        ("a.md", f'---\ntitle: "\\ud800 a"\nauthor: "\\udfff"\n---\n\n{WORDS}'),
        ("a.md", f"---\nspeakers: [{LONG}]\ntitle: a\n---\n\n**{LONG}:** {WORDS}"),
        (f"{'a' * 5000}.txt", f"Ann: {WORDS}\n\nBo: {WORDS}\n"),
    ],
)
def test_titles_names_and_tags_of_any_length_make_a_file_that_loads(
    name: str, text: str
) -> None:
    assert WORDS[:40] in drafted(text.encode(), name)


def test_a_list_of_names_is_no_transcript() -> None:
    voices = "".join(
        f"\n00:01.000 --> 00:02.000\n<v Ann{n}>{n} and we say so.\n"
        for n in range(5010)
    )
    with pytest.raises(UnreadableDocumentError, match="5,010 voices"):
        drafted(f"WEBVTT\n{voices}".encode(), "talk.vtt")


@pytest.mark.parametrize(
    "data",
    [
        f"Ann: {WORDS}".encode("utf-16-le"),
        f"Ann: {WORDS}".encode("utf-16-be"),
        f"Ann: {WORDS}".encode("utf-16"),
        f"Ann: {WORDS}".encode("utf-32"),
        f"Ann: {WORDS}".encode().replace(b" ", b"\0 ", 1),
        b"\xef\xbb\xbf" + f"Ann: {WORDS}".encode(),
        f"Ann: {WORDS}\ud800".encode("utf-8", "surrogatepass"),
        f"Ann: {WORDS} \ud83d".encode("utf-16-le", "surrogatepass"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_encodings_without_a_mark_nulls_and_halves_of_signs(
    data: bytes, suffix: str
) -> None:
    assert WORDS in drafted(data, f"talk{suffix}")
