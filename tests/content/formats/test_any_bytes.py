"""Whatever the bytes: a document or a clear refusal, soon, and no word lost."""

import html as markup
import io
import re
import time
from collections.abc import Iterator
from functools import cache

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.document import Document, UnreadableDocumentError
from content.formats import READERS, read_document
from content.formats.html import reader as html
from content.formats.markdown import reader as markdown
from tests.fakes.documents.pdf import pdf, typed

# One of each reader, and both kinds of subtitles.
SUFFIXES = sorted({*{READERS[each]: each for each in READERS}.values(), ".srt", ".vtt"})
WORD = st.text(
    st.characters(categories=("Ll", "Lu", "Lo", "Nd")), min_size=1, max_size=9
)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


def attempt(data: bytes, suffix: str) -> Document | None:
    try:
        return read_document(data, f"document{suffix}")
    except UnreadableDocumentError:
        return None


def ink(document: Document) -> str:
    return "".join("".join(block.text.split()) for block in document.blocks)


@cache
def sample(suffix: str) -> bytes:
    if suffix == ".pdf":
        return pdf([typed(["Ann: We came here.", "Bo: By boat."]), typed(["Ann: No."])])
    if suffix == ".docx":
        document = docx.Document()
        document.add_heading("Hearing", 1)
        document.add_paragraph("Ann: We came here.").add_run(" By boat.").bold = True
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    return {
        ".srt": b"1\n00:00:01,000 --> 00:00:02,000\nANN: <i>We</i> came.\n\n- By boat.\n",
        ".vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>We <c.x>came</c></v>\n",
    }.get(
        suffix,
        b"<h1>Hearing</h1><div class='comments'><li class=comment><p>x</div>\n"
        b"<table><tr><td>Ann<td>We came.</table>\n\n---\na: [b]\n---\n> - **Ann:** _We_\n"
        b"| a | b |\n|---|---|\n| c | d |\n<pre>\n  Mr. X. We\ncame\n</pre>\n1. one\n",
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes(suffix: str, data: bytes) -> None:
    attempt(data, suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_damage(suffix: str, data: st.DataObject) -> None:
    damaged = bytearray(sample(suffix))
    places = st.integers(0, len(damaged) - 1)
    for place in data.draw(st.lists(places, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 40))
    attempt(bytes(damaged[: len(damaged) - cut]), suffix)


SIGNS = st.text("<>/!-&;=\"'[](){}*_`#>|~:.\\ \n\tabpdiv0", max_size=200)


@pytest.mark.parametrize("suffix", [".html", ".md", ".vtt", ".srt"])
@settings(max_examples=75, deadline=None)
@given(text=SIGNS)
def test_any_signs(suffix: str, text: str) -> None:
    document = attempt(text.encode(), suffix)
    for block in document.blocks if document else ():
        assert all(0 <= r.start < r.end <= len(block.text) for r in block.runs)
        assert 1 <= block.line <= text.count("\n") + 1


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "b",
        "i",
        "em",
        "strong",
        "a",
        "h1",
        "h2",
        "blockquote",
        "ul",
        "ol",
        "li",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "form",
        "center",
        "font",
        "u",
        "pre",
        "q",
    ]
)
NAMES = st.sampled_from(["", "share", "comment", "comments", "meta", "entry-content"])


def page() -> st.SearchStrategy[str]:
    def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            "<{0} class='{1}'>{2}</{0}>".format,
            TAGS,
            NAMES,
            st.lists(inner).map("".join),
        )

    return st.recursive(WORDS.map(lambda words: f" {words} "), element, max_leaves=12)


@settings(max_examples=75, deadline=None)
@given(source=page())
def test_every_word_of_a_page_is_in_its_blocks(source: str) -> None:
    words = re.sub(r"<[^>]*>", " ", source).split()
    document = attempt(f"<body><p>start</p>{source}</body>".encode(), ".html")
    assert document is not None
    found = ink(document)
    assert all(word in found for word in words)


def marked() -> st.SearchStrategy[str]:
    inline = st.builds(
        "{}{}{}".format,
        st.sampled_from(
            ["", "**", "*", "> ", "- ", "12. ", "# ", "    ", "[", "`", "<b>"]
        ),
        WORDS,
        st.sampled_from(["", "**", "*", "  ", "\\", "]", "`", "</b>", "\n---", "<br>"]),
    )
    return st.lists(st.tuples(inline, st.sampled_from(["\n", "\n\n"])), min_size=1).map(
        lambda lines: "".join(line + end for line, end in lines)
    )


@settings(max_examples=75, deadline=None)
@given(source=marked())
def test_every_word_of_markdown_is_in_its_blocks(source: str) -> None:
    words = re.findall(r"[^\W_]+", markup.unescape(re.sub(r"</?b>|<br>", " ", source)))
    found = ink(markdown.read(f"start\n\n{source}".encode()))
    assert all(word in found for word in words)


PARAGRAPH = "<p><b>Ann:</b> We say what we mean, and we mean what we say.</p>\n"
LONG = {
    "paragraphs": PARAGRAPH,
    "lines": "We say what we mean.<br>\n",
    "unclosed": "<li class=comment><p>We say <i>so",
    "unclosed fonts": "<font size=2>Ann: We say so.<br>\n",
    "nested divs": "<div>",
    "nested spans": "<span>",
    "open signs": "<",
    "attributes": "<p a=1 ",
    "comments": "<!-- ",
    "entities": "&amp;",
    "rows": "<tr><td>Ann<td>We say so.",
    "nested tables": "<table><tr><td>x",
}


def times(make: str, count: int) -> Iterator[float]:
    for n in (count, 4 * count):
        data = f"<body><p>Ann: here.</p><table>{make * n}".encode()
        start = time.process_time()
        attempt(data, ".html")
        yield time.process_time() - start


@pytest.mark.parametrize("make", LONG.values(), ids=LONG.keys())
def test_four_times_as_long_a_page_takes_no_sixteen_times_as_long(make: str) -> None:
    attempt(b"<p>warm", ".html")
    short, long = times(make, 1000)
    assert long < 10 * short + 0.2


def test_a_page_nested_fifty_thousand_deep_keeps_its_words() -> None:
    depth = 50_000
    data = b"<div>" * depth + b"<p>Deep.</p>" + b"</div>" * depth + b"<p>After.</p>"
    assert ink(html.read(data)) == "Deep.After."


def test_markdown_nested_deep_keeps_its_words() -> None:
    for sign in (">", "- ", "1. ", "*", "[", "![", "<b>", "_a "):
        found = ink(markdown.read((sign * 3000 + "end\n").encode()))
        assert "end" in found


def test_a_document_too_long_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="at most 100 MB"):
        read_document(bytes(101 * 1024 * 1024), "talk.pdf")
    with pytest.raises(UnreadableDocumentError, match="at most 32 MB"):
        read_document(b" " * 33 * 1024 * 1024, "talk.html")


def test_entities_of_a_page_are_not_expanded() -> None:
    page = b'<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = ink(html.read(page + b"<p>&a;&f; day</p>"))
    assert "boom" not in found
    assert "root:" not in found
    assert found.endswith("day")


@pytest.mark.parametrize("suffix", [".srt", ".vtt", ".md", ".txt"])
@pytest.mark.parametrize(
    "sign", ["<a", "<", "{\\", "[(", "a", "- ", "1. ", " ", "<v ."]
)
def test_a_line_of_a_hundred_thousand_signs_is_read_soon(
    suffix: str, sign: str
) -> None:
    start = time.process_time()
    cue = "1\n00:00:01,000 --> 00:00:02,000\n"
    attempt(f"{cue}{sign * 100_000}\n".encode(), suffix)
    assert time.process_time() - start < 8
