"""Documents that are made to take a reader's time or memory, each of any size.

A maker is called with an empty folder and about how many bytes to write, and returns
what to import: a file in the folder, or the folder itself.
"""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx

from tests.fakes.documents.pdf import pdf, typed

Maker = Callable[[Path, int], Path]

_WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DISQUS = (
    '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
)
WORDS = "We say what we mean, and we mean what we say."


def repeated(suffix: str, unit: str, *, before: str = "", after: str = "") -> Maker:
    """Return a maker of one file: a beginning, a unit again and again, an end."""

    def make(folder: Path, size: int) -> Path:
        path = folder / f"talk{suffix}"
        count = max(1, size // len(unit.encode()))
        path.write_text(before + unit * count + after, encoding="utf-8", newline="")
        return path

    return make


def numbered(suffix: str, unit: str, *, before: str = "", after: str = "") -> Maker:
    """Return a maker like `repeated`; `{n}` in the unit counts from 1, `{m}` from 0."""

    def make(folder: Path, size: int) -> Path:
        path = folder / f"talk{suffix}"
        count = max(1, size // len(unit.format(n=10_000, m=10_000).encode()))
        text = "".join(unit.format(n=n, m=n - 1) for n in range(1, count + 1))
        path.write_text(before + text + after, encoding="utf-8", newline="")
        return path

    return make


def word(body: str, *, before: str = "", after: str = "") -> Maker:
    """Return a maker of a Word file whose body unpacks to the size."""

    def make(folder: Path, size: int) -> Path:
        out = io.BytesIO()
        docx.Document().save(out)
        head = f'<w:document xmlns:w="{_WORD_SPACE}"><w:body>{before}'
        path = folder / "talk.docx"
        with (
            zipfile.ZipFile(out) as plain,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed,
        ):
            for entry in plain.infolist():
                if entry.filename != "word/document.xml":
                    packed.writestr(entry, plain.read(entry))
            with packed.open("word/document.xml", "w", force_zip64=True) as part:
                part.write(head.encode())
                piece = body.encode() * 1000
                for _ in range(max(1, size // len(piece))):
                    part.write(piece)
                part.write(f"{after}</w:body></w:document>".encode())
        return path

    return make


def front_matter_aliases(folder: Path, size: int) -> Path:
    """Make YAML of a few hundred bytes in which each list is nine of the one above."""
    lines = ["---", "title: &a [x, x, x, x, x, x, x, x, x]"]
    for n in range(min(25, size // 50)):
        one, other = chr(ord("a") + n), chr(ord("b") + n)
        lines.append(f"k{n}: &{other} [{', '.join([f'*{one}'] * 9)}]")
    path = folder / "talk.md"
    path.write_text("\n".join([*lines, "---", "", f"**Ann:** {WORDS}", ""]))
    return path


def deep_folder(folder: Path, size: int) -> Path:
    """Make a folder as deep as there are bytes, with a document above and one below."""
    (folder / "a.txt").write_text(f"Ann: {WORDS}\n\nBo: {WORDS}\n")
    inner = folder / "b"
    inner.mkdir()
    # No path is as long as that, so each is made from the one above.
    import os

    here = os.open(inner, os.O_RDONLY)
    for _ in range(size):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    (folder / "c.txt").write_text(f"Cy: {WORDS}\n\nDi: {WORDS}\n")
    return folder


def pages_and_threads(folder: Path, size: int) -> Path:
    """Make pages, and a Disqus export with a thread of one comment for each."""
    count = max(1, size // 500)
    parts = [_DISQUS]
    for n in range(count):
        link = f"https://blog.example/{n}"
        (folder / f"{n}.html").write_text(
            f'<link rel="canonical" href="{link}"><p><b>Ann:</b> {WORDS}'
        )
        parts.append(f'<thread dsq:id="t{n}"><link>{link}</link></thread>')
        parts.append(
            f'<post dsq:id="p{n}"><message>{WORDS}</message>'
            f'<author><name>Jo</name></author><thread dsq:id="t{n}"/></post>'
        )
    (folder / "comments.xml").write_text("".join([*parts, "</disqus>"]))
    return folder


def deleted_chain(folder: Path, size: int) -> Path:
    """Make a page with comments, half of them a chain of deleted ones, half at its end."""
    count = max(2, size // 120)
    half = count // 2
    comments: list[dict[str, object]] = [
        {"id": n, "ancestor_path": str(n - 1) if n > 1 else "", "deleted": True}
        for n in range(1, half + 1)
    ]
    comments += [
        {"id": n, "ancestor_path": str(half), "body": WORDS, "name": "Jo"}
        for n in range(half + 1, count + 1)
    ]
    (folder / "talk.html").write_text(f"<p><b>Ann:</b> {WORDS}")
    (folder / "talk.comments.json").write_text(json.dumps({"comments": comments}))
    return folder


def nested_json(folder: Path, size: int) -> Path:
    """Make a file of comments that is nothing but brackets."""
    (folder / "talk.html").write_text(f"<p><b>Ann:</b> {WORDS}")
    (folder / "talk.comments.json").write_text("[" * size)
    return folder


def flat_json(folder: Path, size: int) -> Path:
    """Make a file of comments that holds empty lists."""
    (folder / "talk.html").write_text(f"<p><b>Ann:</b> {WORDS}")
    (folder / "talk.comments.json").write_text("[" + "[]," * (size // 3) + "[]]")
    return folder


def pdf_pages(folder: Path, size: int) -> Path:
    """Make a PDF that names its one page again and again."""
    data = pdf([typed([f"Ann: {WORDS}"] * 40)])
    data = data.replace(b"/Kids [10 0 R]", b"/Kids [" + b"10 0 R " * (size // 7) + b"]")
    path = folder / "talk.pdf"
    path.write_bytes(data)
    return path


def linked_data(folder: Path, size: int) -> Path:
    """Make a page whose linked data is lists in lists."""
    lists = json.dumps([[[{}] * 50] * 50] * max(1, size // (50 * 50 * 4)))
    path = folder / "talk.html"
    path.write_text(
        f'<script type="application/ld+json">{lists[: 500 * 1024]}</script>'
        f"<p><b>Ann:</b> {WORDS}"
    )
    return path


def declared_speakers(folder: Path, size: int) -> Path:
    """Make front matter that declares as many speakers as fit it."""
    names = "".join(f"  - Speaker Number{n}\n" for n in range(min(size, 60_000) // 24))
    path = folder / "talk.md"
    path.write_text(
        f"---\ntitle: Talk\nspeakers:\n{names}---\n\n" + f"**Number7:** {WORDS}\n\n" * 9
    )
    return path


_FEED = "<rss><channel>"
_ITEM = f"<item><title>One</title><link>https://blog.example/one</link><description>{'<![CDATA[<p>' + WORDS * 30 + ']]>'}</description></item>"
_WXR = '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'

MAKERS: dict[str, Maker] = {
    "labels": repeated(".txt", "A: b\nB: c\n"),
    "labels, each another": numbered(".txt", "Ann B{n}: yes.\n"),
    "labels in one paragraph": repeated(".txt", "Ann: we say. "),
    "blank lines": repeated(".txt", "\n", before="Ann: yes\n"),
    "short lines": repeated(".txt", "a\n"),
    "one line of words": repeated(".txt", "words and "),
    "one line of one letter": repeated(".txt", "a"),
    "one line of capitals": repeated(".txt", "A"),
    "one line of blanks": repeated(".txt", " ", before="Ann: a", after="b"),
    "one line of full stops": repeated(".txt", "."),
    "one line of sentences": repeated(".txt", "We say so. "),
    "one line of names": repeated(".txt", "Ann Brook "),
    "one line of colons": repeated(".txt", "Ann:"),
    "one line of quotation marks": repeated(".txt", '"a" '),
    "one line of open brackets": repeated(".txt", "("),
    "one line of brackets": repeated(".txt", "(a) "),
    "one line of digits": repeated(".txt", "1"),
    "one line of stamps": repeated(".txt", "10:01 "),
    "one line of initials": repeated(".txt", "A. "),
    "one line of dashes": repeated(".txt", "- "),
    "one line of Chinese": repeated(".txt", "我们说。"),
    "wrapped words": repeated(
        ".txt", "words and words and words and words and words\n"
    ),
    "front matter with aliases": front_matter_aliases,
    "front matter with speakers": declared_speakers,
    "Markdown quotations": repeated(".md", "> "),
    "Markdown lists": repeated(".md", "- a\n"),
    "Markdown stars": repeated(".md", "*a "),
    "Markdown brackets": repeated(".md", "["),
    "Markdown links": repeated(".md", "[a](b) "),
    "Markdown targets": numbered(".md", "[a{n}]: /b\n"),
    "Markdown ticks": repeated(".md", "`a``"),
    "Markdown tables": repeated(".md", "|a", before="|a|b|\n|-|-|\n"),
    "Markdown table columns": repeated(
        ".md", "|a\n", before="|a" * 1000 + "\n" + "|-" * 1000 + "\n"
    ),
    "Markdown blocks": repeated(".md", "a\n\n"),
    "page of open tags": repeated(".html", "<b>", before="<p>Ann: a"),
    "page of divs": repeated(".html", "<div>"),
    "page of paragraphs": repeated(".html", "<p>a"),
    "page of attributes": numbered(".html", "a{n}=1 ", before="<p ", after=">Ann: we"),
    "page of one attribute": repeated(
        ".html", "a", before="<p class='", after="'>Ann: we"
    ),
    "page of classes": numbered(
        ".html", "a{n} ", before="<p class='", after="'>Ann: we"
    ),
    "page of footers": repeated(".html", "<footer>a</footer>"),
    "page of authors": repeated(
        ".html", "<div class=author>", before="<div class=comment id=comment-1>"
    ),
    "page of nested comments": numbered(
        ".html", "<div class=comment id=comment-{n}><p>a<p>"
    ),
    "page of captions": repeated(".html", "<figcaption>a</figcaption>"),
    "page of articles": repeated(".html", f"<article>{WORDS}</article>"),
    "page of tables": repeated(".html", "<table><tr><td>a"),
    "page of rows": repeated(".html", "<tr><td>Ann<td>We say.", before="<table>"),
    "page of style sheets": repeated(
        ".html", "<style>" + ".a{font-weight:bold}" * 200 + "</style><p class=a>a"
    ),
    "page of pictures": repeated(".html", "<img alt='One.'>", before="<p>Ann: we"),
    "page of one picture": repeated(
        ".html", "QUFB", before="<img src='data:image/png;base64,", after="'><p>Ann: we"
    ),
    "page of scripts": repeated(
        ".html", '<script type="application/ld+json">[[[]]]</script>'
    ),
    "page with linked data": linked_data,
    "page of entities": repeated(".html", "&amp;", before="<p>Ann: "),
    "page of comments": repeated(".html", "<!-- a", before="<p>Ann: "),
    "page of preformatted text": repeated(".html", "<pre>a</pre>"),
    "page of one preformatted text": repeated(".html", "a <b>b</b>\n", before="<pre>"),
    "Word paragraphs": word("<w:p/>"),
    "Word words": word(f"<w:p><w:r><w:t>Ann: {WORDS}</w:t></w:r></w:p>"),
    "Word sections": word(
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
        before="<w:p><w:r><w:t>Ann: a</w:t></w:r></w:p>",
    ),
    "Word tables": word(
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    ),
    "subtitles": numbered(".srt", "{n}\n00:00:01,000 --> 00:00:02,000\nA\n\n"),
    "subtitles of one line": repeated(
        ".vtt", "<v Ann>a", before="WEBVTT\n\n00:01.000 --> 00:02.000\n"
    ),
    "subtitles of one voice's name": repeated(
        ".vtt",
        "Ann ",
        before="WEBVTT\n\n00:01.000 --> 00:02.000\n<v ",
        after=">We say so.",
    ),
    "feed of unknown elements": repeated(
        ".xml", "<a/>", before=_FEED, after=f"{_ITEM}</channel></rss>"
    ),
    "feed of one item": repeated(
        ".xml", "<a/>", before=f"{_FEED}<item>", after=f"</item>{_ITEM}</channel></rss>"
    ),
    "feed of items": repeated(".xml", _ITEM, before=_FEED, after="</channel></rss>"),
    "feed of attributes": numbered(
        ".xml", "a{n}='1' ", before=f"{_FEED}<a ", after=f"/>{_ITEM}</channel></rss>"
    ),
    "WordPress comments": numbered(
        ".xml",
        "<wp:comment><wp:comment_id>{n}</wp:comment_id><wp:comment_parent>{m}</wp:comment_parent><wp:comment_approved>0</wp:comment_approved><wp:comment_content>a</wp:comment_content></wp:comment>",
        before=_WXR
        + "<item><wp:status>publish</wp:status><content:encoded>Ann: "
        + WORDS
        + "</content:encoded>",
        after="</item></channel></rss>",
    ),
    "pages and threads": pages_and_threads,
    "threads under deleted comments": deleted_chain,
    "comments of open brackets": nested_json,
    "comments of empty lists": flat_json,
    "PDF pages": pdf_pages,
    "deep folder": deep_folder,
}
"""By what each is made of."""


def make_document(name: str, folder: Path, size: int) -> Path:
    """Make a document of that name; a process that does so imports no reader."""
    return MAKERS[name](folder, size)
