"""Read a WordPress export (WXR): its published posts and pages, comments nested."""

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from content.document import Document
from content.formats.dates import iso_date
from content.sources.blog_markup import read_post, with_paragraphs
from content.sources.comment_threads import Post, plain, threaded
from content.sources.safe_xml import child, elements, inner, line_of, text
from content.sources.source_document import SourceDocument, with_metadata

_TYPES = frozenset({"post", "page"})


def posts_of(path: Path) -> Iterator[SourceDocument]:
    """Yield the published posts and pages of an export.

    Raises:
        UnreadableDocumentError: The export is broken off; what came before was yielded.
    """
    for item in elements(path, "item"):
        kind = text(item, "post_type") or "post"
        if kind in _TYPES and text(item, "status") == "publish":
            yield _found(item)


def _found(item: Element) -> SourceDocument:
    encoded = child(item, "encoded", space="content")
    markup = "" if encoded is None else inner(encoded)
    line = 1 if encoded is None else line_of(encoded)
    title, source = text(item, "title"), text(item, "link")
    author = text(item, "creator")
    date = iso_date(text(item, "post_date")) or iso_date(text(item, "pubDate"))
    comments = tuple(_comment(one) for one in item.iterchildren("{*}comment"))

    def load() -> Document:
        return with_metadata(
            read_post(markup, first_line=line),
            title=title,
            author=author,
            date=date,
            source=source,
            comments=threaded(comments),
        )

    name = text(item, "post_name") or title or text(item, "post_id") or "post"
    return SourceDocument(name=name, load=load, title=title, date=date, source=source)


def _comment(element: Element) -> Post:
    kind = text(element, "comment_type")
    approved = text(element, "comment_approved") == "1"
    parent = text(element, "comment_parent")
    return Post(
        id=text(element, "comment_id"),
        parent="" if parent == "0" else parent,
        author=text(element, "comment_author"),
        date=text(element, "comment_date"),
        text=plain(with_paragraphs(text(element, "comment_content"))),
        # Pings from other sites are kept as comments of a kind of their own.
        kept=approved and kind in {"", "comment"},
        line=line_of(element),
    )
