"""The styles of a Word document: what they make of a paragraph or a run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from content.document import BlockKind

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}
_QUOTES = frozenset({"quote", "intense quote", "block text"})
_FURNITURE = frozenset({"header", "footer", "caption", "footnote text"})
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStyle:
    """What a style sets; None where it leaves a property as it is."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


UNSTYLED = WordStyle()


def read_styles(document: WordDocument) -> dict[str, WordStyle]:
    """Return a document's styles by their ids, each with what it inherits."""
    elements = {
        element.get(qn("w:styleId"), ""): element
        for element in document.styles.element.iterchildren(qn("w:style"))
    }
    found: dict[str, WordStyle] = {}
    for style_id in elements:
        # A style may be based on others, in a hostile file also on itself.
        chain: dict[str, None] = {}
        base = style_id
        while base in elements and base not in found and base not in chain:
            chain[base] = None
            base = _value(elements[base], "w:basedOn")
        for link in reversed(chain):
            base = _value(elements[link], "w:basedOn")
            found[link] = _read_style(elements[link], found.get(base, UNSTYLED))
    return found


def _read_style(element: Element, base: WordStyle) -> WordStyle:
    style = add_run_properties(base, element.find(qn("w:rPr")))
    name = _value(element, "w:name").lower()
    if heading := _HEADING.fullmatch(name):
        level = min(6, int(heading.group(1)))
        return replace(style, kind=BlockKind.HEADING, level=level)
    if name in _TITLES:
        return replace(style, kind=BlockKind.HEADING, level=_TITLES[name])
    if name in _QUOTES:
        return replace(style, kind=BlockKind.QUOTE, level=1)
    if name in _FURNITURE or name.startswith("toc"):
        return replace(style, kind=BlockKind.FURNITURE)
    return add_paragraph_properties(style, element.find(qn("w:pPr")))


def add_paragraph_properties(style: WordStyle, properties: Element | None) -> WordStyle:
    """Return a style with what a paragraph sets itself: a list, an outline level."""
    if properties is None or style.kind is BlockKind.HEADING:
        return style
    outline = _value(properties, "w:outlineLvl")
    if outline.isdigit() and int(outline) < 6:
        return replace(style, kind=BlockKind.HEADING, level=int(outline) + 1)
    numbering = properties.find(qn("w:numPr"))
    if numbering is None or _value(numbering, "w:numId") == "0":
        return style
    depth = _value(numbering, "w:ilvl")
    level = int(depth) + 1 if depth.isdigit() else 1
    return replace(style, kind=BlockKind.ITEM, level=level)


def add_run_properties(style: WordStyle, properties: Element | None) -> WordStyle:
    """Return a style with what a run sets itself: bold, italic, hidden."""
    if properties is None:
        return style
    bold, italic, hidden = (
        _toggle(properties, tag) for tag in ("w:b", "w:i", "w:vanish")
    )
    return replace(
        style,
        bold=style.bold if bold is None else bold,
        italic=style.italic if italic is None else italic,
        hidden=style.hidden if hidden is None else hidden,
    )


def named_style(
    properties: Element | None, tag: str, styles: Mapping[str, WordStyle]
) -> WordStyle:
    """Return the style whose id the properties give in the element `tag`."""
    if properties is None:
        return UNSTYLED
    return styles.get(_value(properties, tag), UNSTYLED)


def _value(element: Element, tag: str) -> str:
    child = element.find(qn(tag))
    return "" if child is None else child.get(qn("w:val"), "")


def _toggle(properties: Element, tag: str) -> bool | None:
    child = properties.find(qn(tag))
    if child is None:
        return None
    return child.get(qn("w:val"), "true").lower() not in _OFF
