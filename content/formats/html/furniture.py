"""Elements whose names say that they are page furniture, as pages everywhere use them."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from content.formats.html.elements import name_set, split_words

FURNITURE_NAMES = name_set(
    "ad adslot ads advert advertisement advertising addtoany aside banner breadcrumb"
    " breadcrumbs caption captions carousel consent contentinfo cookie cookies copyright disclaimer"
    " download downloads gallery gdpr jump"
    " keywords languages license lightbox login menu modal nav navbar navigation newsletter outbrain overlay pager"
    " pagination paywall permalink player popup previous print promo promos promotion rating recirc recommended"
    " recommendations related relatedposts search searchform share sharedaddy shares"
    " sharing sidebar signup skip skiplink slider slideshow social sponsor sponsored"
    " subscribe subscription subscripcio suscripcion suscribete subscricao abonnement"
    " compartir compartilhar condividi partager teilen udostepnij sdilet zdielat megosztas paylas paylasim"
    " relacionados relacionadas correlati etiquetas etiketler ilgili benzer"
    " abbonamento abonnieren donate donation donations tabs taboola tagcloud taglist tags toc tableofcontents"
    " toolbar tools trending widget widgets"
)
"""Furniture wherever it stands, unless it holds much of the text."""

HEAD_NAMES = name_set(
    "author bio byline categories category credit credits dateline footer header"
    " masthead meta metadata modified posted published status timestamp topics updated"
)
"""Furniture once on a page; repeated, it may be what heads each speech."""

NO_NAMES: frozenset[str] = frozenset()

_TAG_NAMES = {
    **dict.fromkeys(("nav", "menu"), "nav"),
    **dict.fromkeys(("aside", "form", "button", "dialog", "figcaption"), "aside"),
    **dict.fromkeys(("header", "footer", "address", "time"), "header"),
}
_ROLE_NAMES = {
    **dict.fromkeys(("navigation", "menu", "menubar", "tablist", "toolbar"), "nav"),
    **dict.fromkeys(("complementary", "dialog", "alertdialog", "alert"), "aside"),
    **dict.fromkeys(("search", "form", "banner", "tab"), "aside"),
    "contentinfo": "footer",
}
# Classes that say what a text is about, as blogs put them around the text.
_TOPIC_CLASSES = re.compile(r"\b(?:category|tag|status|type|format|has|is|no)-\S+")
_WORD = re.compile(r"[a-z]+")
QUOTED_TAGS = frozenset({"blockquote", "table", "pre"})
"""What a caption beside it names the speaker of."""


def furniture_names(element: HtmlElement, *, beside_quotation: bool) -> frozenset[str]:
    """Return the names of furniture in an element's tag, role, class names and id.

    Args:
        element: The element.
        beside_quotation: Whether what holds it holds one of the `QUOTED_TAGS`, too.
    """
    tag = element.tag
    if tag in {"html", "body", "main", "article"}:
        return NO_NAMES
    if tag in {"figcaption", "footer"} and (
        beside_quotation or _is_in_quotation(element)
    ):
        # It names who is quoted, and not what a picture shows.
        return NO_NAMES
    found = set(_class_and_id_names(element))
    if tag in _TAG_NAMES:
        found.add(_TAG_NAMES[tag])
    role = element.get("role")
    if role in _ROLE_NAMES:
        found.add(_ROLE_NAMES[role])
    return frozenset(found) if found else NO_NAMES


def _class_and_id_names(element: HtmlElement) -> Iterator[str]:
    classes = element.get("class", "")[:400]
    names = set(split_words(_TOPIC_CLASSES.sub(" ", classes)) if classes else ())
    # A section's id is often its title: "social-policy" is no bar of buttons.
    ids = _WORD.findall(element.get("id", "")[:80].lower())
    if len(ids) in {1, 2}:
        names.add(ids[-1])
    for name in names:
        if name in FURNITURE_NAMES or name in HEAD_NAMES:
            yield name
        elif name.endswith("meta"):
            yield "meta"


def _is_in_quotation(caption: HtmlElement) -> bool:
    outer = caption.getparent()
    return outer is not None and outer.tag == "blockquote"
