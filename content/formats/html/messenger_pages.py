"""Chats that a messenger exports as pages: Telegram's desktop program does.

Each message is a box with its time in a title, its writer's name (not above one that
goes on with the last) and its text. As text this is what copies of such chats look
like: "Ada Brook, [24.05.2021 19:04:11]", and the words below.
"""

from collections.abc import Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from content.document import Block, BlockKind
from content.formats.html.blocks import PageBlock
from content.formats.html.elements import visible_text
from content.formats.html.tree import Tree

_MIN_NAMES = 2
_MAX_NAME_CHARS, _MAX_LEVELS = 200, 40


def read_messages(tree: Tree, blocks: Sequence[PageBlock]) -> tuple[Block, ...] | None:
    """Return a chat's blocks, what is not its messages as furniture; None if none is.

    Args:
        tree: The page.
        blocks: Its blocks in document order.
    """
    named = sum("from_name" in _classes(element) for element in tree.elements)
    if named < _MIN_NAMES:
        return None
    found: list[Block] = []
    writer, last = "", ""
    stamps: dict[int, str] = {}
    for one in blocks:
        inside = _inside(tree, one.element)
        message = next((n for n in inside if "message" in inside[n]), None)
        body = next((n for n in inside if "body" in inside[n]), None)
        spoken = any("text" in names for names in inside.values())
        if message is None or body is None or not spoken:
            headed = any("from_name" in names for names in inside.values())
            if headed and body is not None and "forwarded" not in inside[body]:
                # A picture alone: what goes on with it has no name of its own.
                writer = one.block.text.strip()
            titled = any("page_header" in names for names in inside.values())
            kind = BlockKind.HEADING if titled else BlockKind.FURNITURE
            found.append(replace(one.block, kind=kind, level=int(titled)))
            continue
        own = _name_in(tree.elements[body])
        name = visible_text(own, _MAX_NAME_CHARS) if own is not None else writer
        if "forwarded" not in inside[body]:
            writer = name
        else:
            # The time stands behind the name of whoever wrote it first.
            name = (own.text or "").strip() if own is not None else name
        if message not in stamps or name != last:
            # Looked for once: a box may hold the whole page.
            if message not in stamps:
                stamps[message] = _stamp(tree.elements[message])
            head = f"{name}, [{stamps[message]}]"
            found.append(Block(text=head, line=one.block.line))
        last = name
        found.append(one.block)
    return tuple(found)


def _classes(element: HtmlElement) -> frozenset[str]:
    return frozenset(str(element.get("class", "")).split())


def _inside(tree: Tree, number: int) -> dict[int, frozenset[str]]:
    """Return the class names of an element and those around it, the innermost first."""
    found: dict[int, frozenset[str]] = {}
    while number and len(found) < _MAX_LEVELS:
        found[number] = _classes(tree.elements[number])
        number = tree.parents[number]
    return found


def _name_in(element: HtmlElement) -> HtmlElement | None:
    return next((one for one in element if "from_name" in _classes(one)), None)


def _stamp(message: HtmlElement) -> str:
    """Return the day and the hour that the title of a message's time tells."""
    dated = (one for one in message.iter("div") if "date" in _classes(one))
    title = next((str(one.get("title", "")) for one in dated), "")
    return " ".join(title.split()[:2])
