"""Read preformatted text inside a page as the plain text it is, looks kept."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from content.document import Block
from content.formats.html.elements import is_hidden, is_unseen, styles_of
from content.formats.inline_builder import NO_STYLES, TextStyles
from content.formats.plain import reader as plain
from content.formats.style_alignment import restore_styles


def preformatted(pre: HtmlElement, *, first_line: int) -> tuple[Block, ...]:
    """Split preformatted text into blocks by the plain-text reader's rules."""
    pieces = list(_pieces(pre))
    text = "".join(piece for piece, _ in pieces)
    if not text.strip():
        return ()
    blocks = plain.read_text(text, first_line=first_line)
    if not any(looks for _, looks in pieces):
        return blocks
    return tuple(restore_styles(blocks, pieces))


def _pieces(pre: HtmlElement) -> Iterator[tuple[str, TextStyles]]:
    looks = [NO_STYLES]
    walk = etree.iterwalk(pre, events=("start", "end", "comment"))
    skipped: HtmlElement | None = None
    for event, element in walk:
        if event == "start":
            if element is not pre and (is_unseen(element) or is_hidden(element)):
                skipped = element
                walk.skip_subtree()
                continue
            looks.append(styles_of(element, looks[-1]))
            if element.tag == "br":
                yield "\n", NO_STYLES
            yield element.text or "", looks[-1]
            continue
        if event == "end" and element is not skipped:
            looks.pop()
        if element is not pre:
            yield element.tail or "", looks[-1]
