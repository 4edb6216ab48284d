"""What a page declares of itself: title, by-line, date, link, language."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from content.document import Document
from content.formats.dates import iso_date
from content.formats.html.elements import visible_text
from content.formats.html.tree import Tree

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "byl")
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "citation_date",
    "parsely-pub-date",
)
# Microformats: the name of who wrote the entry.
_AUTHOR_CLASSES = frozenset({"fn", "p-author"})
_MAX_TITLE_CHARS = 1000
_MAX_NAME_CHARS = 120
_MAX_AUTHOR_DEPTH = 3
_MAX_JSON_CHARS = 512 * 1024


def read_metadata(tree: Tree, comments: Sequence[bool]) -> Document:
    """Return a document without blocks that has what the page declares of itself.

    Args:
        tree: The page.
        comments: For every element, whether it belongs to a comment.
    """
    found = _Declarations(
        element
        for element, in_comment in zip(tree.elements, comments, strict=True)
        if not in_comment
    )
    meta, data = found.meta, found.linked_data
    title = _first(meta, _TITLES) or found.heading or found.title
    author = next(
        (a for a in (meta.get(n, "") for n in _AUTHORS) if a and "//" not in a), ""
    )
    dates = [meta.get(name, "") for name in _DATES]
    dates += [data.get("datePublished", ""), data.get("dateCreated", ""), found.time]
    language = (
        found.language or meta.get("content-language", "") or meta.get("og:locale", "")
    )
    links = (found.canonical, meta.get("og:url", ""), data.get("url", ""))
    return Document(
        blocks=(),
        title=title,
        window_title=found.title if found.title != title else "",
        author=author or data.get("author", "") or found.author,
        date=next(filter(None, map(iso_date, dates)), ""),
        source=next(filter(_is_link, links), ""),
        language=_language_tag(language),
    )


class _Declarations:
    """The first declaration of every kind, collected in one pass."""

    def __init__(self, elements: Iterable[HtmlElement]) -> None:
        self.meta: dict[str, str] = {}
        self.linked_data: dict[str, str] = {}
        self.title = self.heading = self.canonical = ""
        self.author = self.time = self.language = ""
        for element in elements:
            self._take(element)

    def _take(self, element: HtmlElement) -> None:
        match element.tag:
            case "html":
                self.language = element.get("lang") or element.get("xml:lang") or ""
            case "meta":
                self._take_meta(element)
            case "link" if element.get("rel") == "canonical":
                self.canonical = self.canonical or element.get("href", "").strip()
            case "title" if not self.title:
                self.title = visible_text(element, _MAX_TITLE_CHARS)
            case "h1" if not self.heading:
                self.heading = visible_text(element, _MAX_TITLE_CHARS)
            case "time" if not self.time:
                self.time = element.get("datetime") or visible_text(
                    element, _MAX_NAME_CHARS
                )
            case "script" if element.get("type") == "application/ld+json":
                self._take_linked_data(element.text or "")
        prop = element.get("itemprop")
        if prop == "datePublished" and element.tag != "meta":
            self.meta.setdefault("datepublished", element.get("datetime", ""))
        if not self.author and (
            prop == "author"
            or element.get("rel") == "author"
            or not _AUTHOR_CLASSES.isdisjoint(element.get("class", "").split())
        ):
            self.author = visible_text(element, _MAX_NAME_CHARS)[:_MAX_NAME_CHARS]

    def _take_meta(self, element: HtmlElement) -> None:
        keys = ("property", "name", "itemprop", "http-equiv")
        name = next((v for v in map(element.get, keys) if v), "").strip().lower()
        content = " ".join(element.get("content", "").split())
        if name and content:
            self.meta.setdefault(name, content)

    def _take_linked_data(self, text: str) -> None:
        if len(text) > _MAX_JSON_CHARS:
            return
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        for thing in _articles(data):
            for key in ("datePublished", "dateCreated", "url"):
                if isinstance(thing.get(key), str):
                    self.linked_data.setdefault(key, thing[key])
            author = _author(thing.get("author"))
            if author:
                self.linked_data.setdefault("author", author)


def _articles(data: object) -> Iterator[dict[str, Any]]:
    """Yield the articles of linked data (JSON-LD); other things have their own dates."""
    waiting = deque([data])
    while waiting:
        thing = waiting.popleft()
        if isinstance(thing, list):
            waiting.extend(thing[:50])
        elif isinstance(thing, dict):
            waiting.append(thing.get("@graph"))
            kind = str(thing.get("@type", ""))
            if "Article" in kind or "Posting" in kind or "Report" in kind:
                yield thing


def _author(value: object, depth: int = 0) -> str:
    if isinstance(value, list):
        inner = value[:10] if depth < _MAX_AUTHOR_DEPTH else ()
        return ", ".join(filter(None, (_author(each, depth + 1) for each in inner)))
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and "//" not in value else ""


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _language_tag(language: str) -> str:
    """Return a language as a BCP 47 tag.

    >>> _language_tag("en_US, fr")
    'en-US'
    """
    tag = language.split(",", maxsplit=1)[0].strip().replace("_", "-")
    return tag if tag.replace("-", "").isalnum() and len(tag) <= 35 else ""
