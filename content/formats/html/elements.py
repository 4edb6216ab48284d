"""What an element's tag, class names and CSS tell of how a page shows it."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from lxml.html import HtmlElement

from content.document import TextStyle
from content.formats.inline_builder import TextStyles


def name_set(listed: str) -> frozenset[str]:
    """Return the names of a list that is easier read as a line."""
    return frozenset(listed.split())


_BLOCK_TAGS = name_set(
    "address article aside blockquote body button caption center dd details dialog dir"
    " div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header"
    " hgroup html legend li main menu nav ol p pre search section summary table tbody td"
    " tfoot th thead tr ul"
)
# What these hold is not text of the page. Ruby's readings would stand inside words.
_NON_TEXT_TAGS = name_set(
    "script style template noscript head title svg canvas object embed iframe audio"
    " video select datalist input textarea rp rt map noembed noframes"
)
_HIDING_CLASSES = name_set(
    "hidden hide is-hidden d-none visually-hidden visuallyhidden sr-only invisible"
    " screen-reader-text screen-reader-only assistive-text offscreen tooltiptext"
    " tooltip-text tooltip-content tooltip-inner"
)
_HIDDEN_CSS = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_BOLD_CSS = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)")
_NOT_BOLD_CSS = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)")
_ITALIC_CSS = re.compile(r"font-style\s*:\s*(italic|oblique)")
_NOT_ITALIC_CSS = re.compile(r"font-style\s*:\s*normal")
_FONT_PROPERTIES = ("font-weight", "font-style")
_TAG_STYLES = {
    **dict.fromkeys(("b", "strong", "dt"), TextStyle.BOLD),
    **dict.fromkeys(("i", "em", "dfn", "var"), TextStyle.ITALIC),
    **dict.fromkeys(
        (
            "a",
            "big",
            "cite",
            "code",
            "font",
            "ins",
            "label",
            "mark",
            "small",
            "span",
            "u",
        ),
        TextStyle.MARKED,
    ),
}
_CLASS_STYLES = {
    **dict.fromkeys(("bold", "strong", "speaker", "speakername"), TextStyle.BOLD),
    **dict.fromkeys(("italic", "italics"), TextStyle.ITALIC),
}
_NO_CSS: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(
    r"(?<![^\W_])[a-zA-Z](?![^\W_])|[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])|\d+"
)
"""A letter is a word where it stands alone: "qa-q", not "css-1x7q" as programs name classes."""
_MAX_CSS_CHARS = 512 * 1024
_MAX_NAME_CHARS = 400
_MAX_NAME_PIECES = 200


@lru_cache(maxsize=4096)
def split_words(names: str) -> frozenset[str]:
    """Split class names and ids into their words.

    >>> sorted(split_words("post__shareBar related-posts"))
    ['bar', 'post', 'posts', 'related', 'share']
    >>> sorted(split_words("qa-q css-x7q"))
    ['7', 'css', 'q', 'qa']
    """
    return frozenset(word.lower() for word in _WORD.findall(names))


def name_words(element: HtmlElement) -> frozenset[str]:
    """Return the words of an element's class names and id."""
    return split_words(_class_and_id(element))


def joined_names(element: HtmlElement) -> frozenset[str]:
    """Return an element's class names and id, each in small letters only.

    ``entry-content``, ``entry_content`` and ``entryContent`` are one name.
    """
    return frozenset(
        "".join(c for c in name.lower() if c.isalpha())
        for name in _class_and_id(element).split()
    )


def _class_and_id(element: HtmlElement) -> str:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return names[:_MAX_NAME_CHARS]


def visible_text(element: HtmlElement, limit: int = 0) -> str:
    """Return the text within an element, on one line.

    Args:
        element: The element.
        limit: After more characters than that no more is read, nor much that shows
            none; 0 reads all. Names and dates stand in elements within each other, of
            which each would read all the rest.
    """
    if not limit:
        return " ".join("".join(element.itertext()).split())
    words: list[str] = []
    size = 0
    for piece in islice(element.itertext(), _MAX_NAME_PIECES):
        words.append(piece)
        size += len("".join(piece.split()))
        if size > limit:
            break
    return " ".join("".join(words).split())


def is_block(element: HtmlElement) -> bool:
    """Return whether an element starts a line of its own."""
    if element.tag in _BLOCK_TAGS:
        return True
    style = element.get("style")
    return bool(style) and "display:block" in style.replace(" ", "").lower()


def is_non_text(element: HtmlElement) -> bool:
    """Return whether an element's tag says that it holds no text of the page."""
    return element.tag in _NON_TEXT_TAGS


def is_hidden(element: HtmlElement) -> bool:
    """Return whether the page keeps an element from being seen."""
    if element.get("hidden") is not None or element.get("role") == "tooltip":
        return True
    if element.get("aria-hidden") == "true":
        return True
    names = element.get("class")
    if names and not _HIDING_CLASSES.isdisjoint(names.lower().split()):
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDDEN_CSS.search(style.lower()))


def is_footnote_mark(element: HtmlElement) -> bool:
    """Return whether an element only sends the reader to a note."""
    if element.tag != "sup" or (element.text or "").strip() or len(element) != 1:
        return False
    link = element[0]
    return link.tag == "a" and (link.get("href") or "").startswith("#")


def text_styles(
    element: HtmlElement, inherited: TextStyles, class_css: Mapping[str, str] = _NO_CSS
) -> TextStyles:
    """Return the styles of an element's text.

    Args:
        element: The element.
        inherited: The styles of the text around it.
        class_css: What the page's style sheets declare for each class.
    """
    styles = set(inherited)
    style = _TAG_STYLES.get(element.tag)
    if style:
        styles.add(style)
    if element.tag == "a" and element.get("href"):
        styles.add(TextStyle.LINK)
    names = element.get("class")
    if names:
        for name in names.lower().split() if class_css else ():
            if name in class_css:
                _apply_css(class_css[name], styles)
        if element.tag not in _BLOCK_TAGS:
            styles.update(
                _CLASS_STYLES[w] for w in split_words(names) if w in _CLASS_STYLES
            )
    css = element.get("style")
    if css:
        _apply_css(css.lower(), styles)
    return inherited if styles == inherited else frozenset(styles)


def _apply_css(css: str, styles: set[TextStyle]) -> None:
    if _BOLD_CSS.search(css):
        styles.add(TextStyle.BOLD)
    elif _NOT_BOLD_CSS.search(css):
        styles.discard(TextStyle.BOLD)
    if _ITALIC_CSS.search(css):
        styles.add(TextStyle.ITALIC)
    elif _NOT_ITALIC_CSS.search(css):
        styles.discard(TextStyle.ITALIC)


def read_class_css(root: HtmlElement) -> dict[str, str]:
    """Return what the style sheets in a page declare for each class alone.

    Pages saved from office programs mark bold in no other way. Only rules for one
    class, or one tag with one class, are read: ``.c5`` and ``span.c5``.
    """
    declared: dict[str, dict[str, None]] = {}
    for sheet in root.iter("style"):
        for selectors, css in _css_rules((sheet.text or "")[:_MAX_CSS_CHARS]):
            if any(name in css for name in _FONT_PROPERTIES):
                fonts = dict.fromkeys(_font_css(css))
                for name in _selected_classes(selectors):
                    declared.setdefault(name, {}).update(fonts)
    return {name: ";".join(fonts) for name, fonts in declared.items()}


def _font_css(css: str) -> Iterator[str]:
    """Yield what declarations say of fonts, the rest left out: there may be much."""
    for pattern in (_BOLD_CSS, _NOT_BOLD_CSS, _ITALIC_CSS, _NOT_ITALIC_CSS):
        if found := pattern.search(css):
            yield "".join(found.group().split())


def _css_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of the rules that hold on every medium."""
    depth = 0
    for chunk in sheet.lower().split("}"):
        *outer, last = chunk.split("{")
        if depth == 0 and len(outer) == 1:
            yield outer[0], last
        depth = max(0, depth + len(outer) - 1)


def _selected_classes(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        tag, dot, name = selector.strip().rpartition(".")
        plain = name.replace("-", "").replace("_", "")
        if dot and plain.isalnum() and (not tag or tag.isalnum()):
            yield name
