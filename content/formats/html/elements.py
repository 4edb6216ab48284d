"""Say what an element's tag, style and names tell of how a page shows it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lxml.html import HtmlElement

from content.document import TextStyle
from content.formats.inline_builder import TextStyles


def vocabulary(listed: str) -> frozenset[str]:
    """Give the words of a list that is easier read as a line."""
    return frozenset(listed.split())


BLOCKS = vocabulary(
    "address article aside blockquote body button caption center dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header"
    " hgroup html legend li main menu nav ol p pre search section summary table tbody td"
    " tfoot th thead tr ul"
)
# What these hold is not text of the page. Ruby's readings would stand inside words.
UNSEEN = vocabulary(
    "script style template noscript head title svg canvas object embed iframe audio"
    " video select datalist input textarea rp rt map noembed noframes"
)
_HIDING = vocabulary(
    "hidden hide is-hidden d-none visually-hidden visuallyhidden sr-only invisible"
    " screen-reader-text screen-reader-only assistive-text offscreen tooltiptext"
    " tooltip-text tooltip-content tooltip-inner"
)
_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_HEAVY = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)")
_LIGHT = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)")
_SLANTED = re.compile(r"font-style\s*:\s*(italic|oblique)")
_UPRIGHT = re.compile(r"font-style\s*:\s*normal")
_TAG_LOOKS = {
    **dict.fromkeys(("b", "strong", "dt"), TextStyle.BOLD),
    **dict.fromkeys(("i", "em", "dfn", "var"), TextStyle.ITALIC),
}
_NAMED_LOOKS = {
    **dict.fromkeys(("bold", "strong", "speaker", "speakername"), TextStyle.BOLD),
    **dict.fromkeys(("italic", "italics"), TextStyle.ITALIC),
}
NO_STYLES: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@lru_cache(maxsize=4096)
def split_words(names: str) -> frozenset[str]:
    """Split class names and ids into their words.

    >>> sorted(split_words("post__shareBar related-posts"))
    ['bar', 'post', 'posts', 'related', 'share']
    """
    return frozenset(word.lower() for word in _WORD.findall(names))


def words(element: HtmlElement) -> frozenset[str]:
    """Give the words of an element's classes and id."""
    return split_words(f"{element.get('class', '')} {element.get('id', '')}"[:400])


def is_block(element: HtmlElement) -> bool:
    """Tell whether an element starts a line of its own."""
    if element.tag in BLOCKS:
        return True
    style = element.get("style")
    return bool(style) and "display:block" in style.replace(" ", "").lower()


def is_unseen(element: HtmlElement) -> bool:
    """Tell whether an element is no text of the page by its very tag."""
    return element.tag in UNSEEN


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether the page keeps an element from being seen."""
    if element.get("hidden") is not None or element.get("role") == "tooltip":
        return True
    if element.get("aria-hidden") == "true":
        return True
    names = element.get("class")
    if names and not _HIDING.isdisjoint(names.lower().split()):
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN_STYLE.search(style.lower()))


def styles_of(
    element: HtmlElement, inherited: TextStyles, styles: Mapping[str, str] = NO_STYLES
) -> TextStyles:
    """Give how an element's text looks.

    Args:
        element: The element.
        inherited: How the text around it looks.
        styles: What the page's style sheet declares for each class.
    """
    looks = set(inherited)
    look = _TAG_LOOKS.get(element.tag)
    if look:
        looks.add(look)
    if element.tag == "a" and element.get("href"):
        looks.add(TextStyle.LINK)
    names = element.get("class")
    if names:
        for name in names.lower().split() if styles else ():
            if name in styles:
                _restyle(styles[name], looks)
        if element.tag not in BLOCKS:
            looks.update(
                _NAMED_LOOKS[w] for w in split_words(names) if w in _NAMED_LOOKS
            )
    style = element.get("style")
    if style:
        _restyle(style.lower(), looks)
    return inherited if looks == inherited else frozenset(looks)


def _restyle(style: str, looks: set[TextStyle]) -> None:
    if _HEAVY.search(style):
        looks.add(TextStyle.BOLD)
    elif _LIGHT.search(style):
        looks.discard(TextStyle.BOLD)
    if _SLANTED.search(style):
        looks.add(TextStyle.ITALIC)
    elif _UPRIGHT.search(style):
        looks.discard(TextStyle.ITALIC)


def is_footnote_mark(element: HtmlElement) -> bool:
    """Tell whether an element only sends the reader to a note."""
    if element.tag != "sup" or (element.text or "").strip() or len(element) != 1:
        return False
    link = element[0]
    return link.tag == "a" and (link.get("href") or "").startswith("#")
