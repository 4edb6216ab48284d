"""Know what a Word document's styles make of a paragraph or a run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from content.document import BlockKind

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Hold what a style says; None where it leaves the matter to others."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


PLAIN = Style()


def styles_of(document: WordDocument) -> dict[str, Style]:
    """Give a document's styles by their ids, each with what it inherits."""
    elements = {
        element.get(qn("w:styleId"), ""): element
        for element in document.styles.element.iterchildren(qn("w:style"))
    }
    found: dict[str, Style] = {}
    for name in elements:
        # A style may be based on others, in a file made with malice on itself.
        chain: list[str] = []
        base = name
        while base in elements and base not in found and base not in chain:
            chain.append(base)
            base = _value(elements[base], "w:basedOn")
        for link in reversed(chain):
            base = _value(elements[link], "w:basedOn")
            found[link] = _style(elements[link], found.get(base, PLAIN))
    return found


def _style(element: Element, base: Style) -> Style:
    style = with_marks(base, element.find(qn("w:rPr")))
    name = _value(element, "w:name").lower()
    heading = _HEADING.fullmatch(name)
    if heading:
        return replace(
            style, kind=BlockKind.HEADING, level=min(6, int(heading.group(1)))
        )
    if name in {"title", "subtitle"}:
        level = 1 if name == "title" else 2
        return replace(style, kind=BlockKind.HEADING, level=level)
    if name in {"quote", "intense quote", "block text"}:
        return replace(style, kind=BlockKind.QUOTE, level=1)
    if name in {"header", "footer", "caption", "footnote text"} or name.startswith(
        "toc"
    ):
        return replace(style, kind=BlockKind.FURNITURE)
    return placed(style, element.find(qn("w:pPr")))


def placed(style: Style, properties: Element | None) -> Style:
    """Add what a paragraph's own properties say: it is listed, or outlined."""
    if properties is None or style.kind is BlockKind.HEADING:
        return style
    outline = _value(properties, "w:outlineLvl")
    if outline.isdigit() and int(outline) < 6:
        return replace(style, kind=BlockKind.HEADING, level=int(outline) + 1)
    listed = properties.find(qn("w:numPr"))
    if listed is None or _value(listed, "w:numId") == "0":
        return style
    depth = _value(listed, "w:ilvl")
    level = int(depth) + 1 if depth.isdigit() else 1
    return replace(style, kind=BlockKind.ITEM, level=level)


def with_marks(style: Style, properties: Element | None) -> Style:
    """Add what a run's own properties say of how it looks."""
    if properties is None:
        return style
    bold, italic, hidden = (
        _switch(properties, tag) for tag in ("w:b", "w:i", "w:vanish")
    )
    return replace(
        style,
        bold=style.bold if bold is None else bold,
        italic=style.italic if italic is None else italic,
        hidden=style.hidden if hidden is None else hidden,
    )


def style_of(
    properties: Element | None, tag: str, styles: Mapping[str, Style]
) -> Style:
    """Give the style that properties name by `tag`."""
    if properties is None:
        return PLAIN
    return styles.get(_value(properties, tag), PLAIN)


def _value(element: Element, tag: str) -> str:
    child = element.find(qn(tag))
    return "" if child is None else child.get(qn("w:val"), "")


def _switch(properties: Element, tag: str) -> bool | None:
    child = properties.find(qn(tag))
    if child is None:
        return None
    return child.get(qn("w:val"), "true").lower() not in _OFF
