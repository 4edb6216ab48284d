"""Read an RSS or Atom feed that carries its articles whole."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element

from content.document import Document, UnreadableDocumentError
from content.formats.dates import iso_date
from content.sources.blog_markup import read_post
from content.sources.safe_xml import child, elements, line_of, local, text
from content.sources.source_document import SourceDocument, with_metadata

# A description of so many characters is the article itself, not its teaser.
_WHOLE = 1000
_BODIES = ("encoded", "content", "description", "summary")


def articles_of(path: Path) -> Iterator[SourceDocument]:
    """Yield a feed's articles; one that is only a teaser says so when loaded.

    Raises:
        UnreadableDocumentError: The feed is broken off; what came before was yielded.
    """
    for item in elements(path, "item", "entry"):
        yield _found(item)


def _found(item: Element) -> SourceDocument:
    body, line = _body(item)
    title = " ".join(text(item, "title").split())
    source = _link(item)
    names = ("pubDate", "published", "date", "updated")
    date = next(filter(None, (iso_date(text(item, name)) for name in names)), "")
    author = text(item, "creator") or text(child(item, "author"), "name")
    author = author or text(item, "author")

    def load() -> Document:
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

    name = source.rstrip("/").rpartition("/")[2].partition("?")[0] or title or "article"
    return SourceDocument(name=name, load=load, title=title, date=date, source=source)


def _body(item: Element) -> tuple[str, int]:
    for name in _BODIES:
        found = child(item, name)
        if found is None:
            continue
        markup = _markup(found)
        if name in {"encoded", "content"} or len(markup) >= _WHOLE:
            return markup, line_of(found)
    return "", 1


def _markup(body: Element) -> str:
    """Give the markup of an element that holds it as text, or as elements."""
    inner = [etree.tostring(e, encoding="unicode", with_tail=True) for e in body]
    escaped = "".join(inner)
    if body.get("type") == "text":
        return (body.text or "").replace("&", "&amp;").replace("<", "&lt;")
    return ((body.text or "") + escaped).strip()


def _link(item: Element) -> str:
    """Give the link to the article's page: `<link>text</link>` or `<link href>`."""
    links = [one for one in item.iterchildren() if local(one) == "link"]
    pages = [one for one in links if one.get("rel", "alternate") == "alternate"]
    for link in pages:
        found = (link.get("href") or link.text or "").strip()
        if found:
            return found
    return ""
