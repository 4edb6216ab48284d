"""Read from a page's own style sheet which classes are bold or slanted."""

from collections.abc import Iterator

from lxml.html import HtmlElement

_LONGEST = 512 * 1024
_TELLING = ("font-weight", "font-style")


def class_styles(root: HtmlElement) -> dict[str, str]:
    """Give what the style sheets in a page declare for each class alone.

    Pages saved from office programs say bold in no other way. Only rules for one
    class, or one tag with one class, are read: ``.c5`` and ``span.c5``.
    """
    styles: dict[str, str] = {}
    for sheet in root.iter("style"):
        for selectors, declared in _rules((sheet.text or "")[:_LONGEST]):
            if any(word in declared for word in _TELLING):
                for name in _classes(selectors):
                    styles[name] = f"{styles.get(name, '')};{declared}"
    return styles


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the rules that hold on every medium."""
    depth = 0
    for chunk in sheet.lower().split("}"):
        *outer, last = chunk.split("{")
        if depth == 0 and len(outer) == 1:
            yield outer[0], last
        depth = max(0, depth + len(outer) - 1)


def _classes(selectors: str) -> Iterator[str]:
    for selector in selectors.split(","):
        tag, dot, name = selector.strip().rpartition(".")
        plain = name.replace("-", "").replace("_", "")
        if dot and plain.isalnum() and (not tag or tag.isalnum()):
            yield name
