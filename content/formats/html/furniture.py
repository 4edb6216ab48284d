"""Know the parts of a page that are furniture by what pages everywhere call them."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from content.formats.html.elements import split_words, vocabulary

# Furniture wherever it stands, unless it holds much of the text.
PLAIN = vocabulary(
    "ad adslot ads advert advertisement advertising addtoany aside banner breadcrumb"
    " breadcrumbs caption captions carousel consent contentinfo cookie cookies copyright disclaimer"
    " download downloads gallery gdpr jump"
    " keywords languages license lightbox login menu modal nav navbar navigation newsletter outbrain overlay pager"
    " pagination paywall permalink player popup previous print promo promos promotion rating recirc recommended"
    " recommendations related relatedposts search searchform share sharedaddy shares"
    " sharing sidebar signup skip skiplink slider slideshow social sponsor sponsored"
    " subscribe subscription tabs taboola tagcloud taglist tags toc tableofcontents"
    " toolbar tools trending widget widgets"
)
# Furniture once on a page; repeated, it may be what heads each speech.
FAINT = vocabulary(
    "author bio byline categories category credit credits dateline footer header"
    " masthead meta metadata modified posted published status timestamp topics updated"
)
_TAGS = {
    **dict.fromkeys(("nav", "menu"), "nav"),
    **dict.fromkeys(("aside", "form", "button", "dialog", "figcaption"), "aside"),
    **dict.fromkeys(("header", "footer", "address", "time"), "header"),
}
_ROLES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "toolbar"), "nav"),
    **dict.fromkeys(("complementary", "dialog", "alertdialog", "alert"), "aside"),
    **dict.fromkeys(("search", "form", "banner", "tab"), "aside"),
    "contentinfo": "footer",
}
# Classes that tell what a text is about, as blogs put them around the text.
_ABOUT_CONTENT = re.compile(r"\b(?:category|tag|status|type|format|has|is|no)-\S+")
_WORD = re.compile(r"[a-z]+")
_QUOTING = frozenset({"blockquote", "table", "pre"})
NONE: frozenset[str] = frozenset()


def names_of(element: HtmlElement) -> frozenset[str]:
    """Give the names of furniture that an element goes by."""
    tag = element.tag
    if tag in {"html", "body", "main", "article"}:
        return NONE
    if tag in {"figcaption", "footer"} and _quotes(element):
        return NONE
    found = set(_named(element))
    if tag in _TAGS:
        found.add(_TAGS[tag])
    role = element.get("role")
    if role in _ROLES:
        found.add(_ROLES[role])
    return frozenset(found) if found else NONE


def _named(element: HtmlElement) -> Iterator[str]:
    classes = element.get("class", "")[:400]
    names = set(split_words(_ABOUT_CONTENT.sub(" ", classes)) if classes else ())
    # A section's id is often its title: "social-policy" is no bar of buttons.
    ids = _WORD.findall(element.get("id", "")[:80].lower())
    if len(ids) in {1, 2}:
        names.add(ids[-1])
    for name in names:
        if name in PLAIN or name in FAINT:
            yield name
        elif name.endswith("meta"):
            yield "meta"


def _quotes(caption: HtmlElement) -> bool:
    """Tell whether a caption says who is quoted, not what a picture shows."""
    outer = caption.getparent()
    if outer is None:
        return False
    return outer.tag == "blockquote" or any(
        child.tag in _QUOTING for child in outer.iterchildren(*_QUOTING)
    )


def squeezed(element: HtmlElement) -> frozenset[str]:
    """Give an element's class names and id in small letters only.

    ``entry-content``, ``entry_content`` and ``entryContent`` are one name.
    """
    return _squeeze(f"{element.get('class', '')} {element.get('id', '')}"[:400])


def _squeeze(names: str) -> frozenset[str]:
    return frozenset(
        "".join(c for c in name.lower() if c.isalpha()) for name in names.split()
    )
