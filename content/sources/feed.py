"""RSS and Atom feeds that carry their articles whole."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from content.document import Document, PageProgress, UnreadableDocumentError
from content.formats.dates import iso_date
from content.sources.blog_markup import read_post
from content.sources.safe_xml import (
    child_text,
    cut_short,
    find_child,
    iter_elements,
    local_name,
    source_line,
)
from content.sources.source_document import SourceDocument, with_metadata

# A description of so many characters is the article itself, not its teaser.
_MIN_ARTICLE_CHARS = 1000
_BODY_ELEMENTS = ("encoded", "content", "description", "summary")


def read_articles(path: Path) -> Iterator[SourceDocument]:
    """Yield a feed's articles; one that is only a teaser says so when loaded.

    Raises:
        UnreadableDocumentError: The feed is broken off; what came before was yielded.
    """
    for item in iter_elements(path, "item", "entry"):
        yield _article(item)


def _article(item: Element) -> SourceDocument:
    cut = cut_short(item)
    body, line = ("", 1) if cut else _body(item)
    title = " ".join(child_text(item, "title").split())
    source = _link(item)
    names = ("pubDate", "published", "date", "updated")
    date = next(filter(None, (iso_date(child_text(item, name)) for name in names)), "")
    author = child_text(item, "creator")
    author = author or child_text(find_child(item, "author"), "name")
    author = author or child_text(item, "author")

    def read(_pages: PageProgress) -> Document:
        if cut:
            raise cut
        if not body:
            raise UnreadableDocumentError(
                "The feed has only a teaser of this article. Save the article's own "
                "page as .html, and import that."
            )
        return with_metadata(
            read_post(body, first_line=line),
            title=title,
            author="" if "@" in author else author,
            date=date,
            source=source,
        )

    # A piece of a link often says nothing: "…/archive/3".
    in_link = source.rstrip("/").rpartition("/")[2].partition("?")[0]
    return SourceDocument(name=title or in_link or "article", read=read)


def _body(item: Element) -> tuple[str, int]:
    for name in _BODY_ELEMENTS:
        found = find_child(item, name)
        if found is None:
            continue
        markup = _markup(found)
        if name in {"encoded", "content"} or len(markup) >= _MIN_ARTICLE_CHARS:
            return markup, source_line(found)
    return "", 1


def _markup(body: Element) -> str:
    """Return the markup of an element that holds it as text, or as elements."""
    if body.get("type") == "text":
        return (body.text or "").replace("&", "&amp;").replace("<", "&lt;")
    inner = (etree.tostring(e, encoding="unicode", with_tail=True) for e in body)
    return ((body.text or "") + "".join(inner)).strip()


def _link(item: Element) -> str:
    """Return the link to the article's page: `<link>text</link>` or `<link href>`."""
    links = [one for one in item.iterchildren() if local_name(one) == "link"]
    pages = [one for one in links if one.get("rel", "alternate") == "alternate"]
    for link in pages:
        found = (link.get("href") or link.text or "").strip()
        if found:
            return found
    return ""
