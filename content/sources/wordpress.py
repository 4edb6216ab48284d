"""WordPress exports (WXR): published posts and pages with their comments."""

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from content.document import Document, PageProgress
from content.formats.dates import iso_date
from content.sources.blog_markup import read_post, with_paragraphs
from content.sources.comment_threads import StoredComment, comment_blocks, plain_text
from content.sources.safe_xml import (
    child_text,
    cut_short,
    find_child,
    inner_text,
    iter_elements,
    source_line,
)
from content.sources.source_document import SourceDocument, with_metadata

_POST_TYPES = frozenset({"post", "page"})


def read_posts(path: Path) -> Iterator[SourceDocument]:
    """Yield the published posts and pages of an export.

    Raises:
        UnreadableDocumentError: The export is broken off; what came before was yielded.
    """
    for item in iter_elements(path, "item"):
        kind = child_text(item, "post_type") or "post"
        if kind in _POST_TYPES and child_text(item, "status") == "publish":
            yield _post(item)


def _post(item: Element) -> SourceDocument:
    cut = cut_short(item)
    encoded = find_child(item, "encoded", namespace="content")
    markup = "" if encoded is None else inner_text(encoded)
    line = 1 if encoded is None else source_line(encoded)
    title, source = child_text(item, "title"), child_text(item, "link")
    author = child_text(item, "creator")
    dates = (iso_date(child_text(item, name)) for name in ("post_date", "pubDate"))
    date = next(filter(None, dates), "")
    comments = () if cut else tuple(map(_comment, item.iterchildren("{*}comment")))

    def read(_pages: PageProgress) -> Document:
        if cut:
            raise cut
        return with_metadata(
            read_post(markup, first_line=line),
            title=title,
            author=author,
            date=date,
            source=source,
            comments=comment_blocks(comments),
        )

    name = child_text(item, "post_name") or title or child_text(item, "post_id")
    return SourceDocument(name=name or "post", read=read)


def _comment(element: Element) -> StoredComment:
    kind = child_text(element, "comment_type")
    approved = child_text(element, "comment_approved") == "1"
    parent = child_text(element, "comment_parent")
    return StoredComment(
        id=child_text(element, "comment_id"),
        parent="" if parent == "0" else parent,
        author=child_text(element, "comment_author"),
        date=child_text(element, "comment_date"),
        text=plain_text(with_paragraphs(child_text(element, "comment_content"))),
        # Pings from other sites are kept as comments of a kind of their own.
        is_kept=approved and kind in {"", "comment"},
        line=source_line(element),
    )
