"""Lines at a document's top that only say where it is from: "URL: https://…"."""

import re
from collections import Counter
from dataclasses import replace

from content.document import BlockKind, Document
from content.language.sentence_marks import FULL_STOPS
from content.packed import packed

_MAX_TOP_BLOCKS = 8
_TEXT = {BlockKind.PARAGRAPH, BlockKind.HEADING}
_LINK_LINE = re.compile(
    r"(?:([^\W\d_][\w ]{0,24}?)\s?[:：]\s*)?[<(\[]?(https?://[^\s<>]+?)[>)\]]?",
    re.IGNORECASE,
)


def set_links_apart(document: Document) -> Document:
    """Return a document whose top lines with a mere link are furniture.

    The first of these links is the document's source, unless it declares another.
    """
    top: list[tuple[int, re.Match[str]]] = []
    for n, block in enumerate(document.blocks[:_MAX_TOP_BLOCKS]):
        text = block.text.strip()
        found = _LINK_LINE.fullmatch(text)
        if found and block.kind in _TEXT:
            top.append((n, found))
        elif text.endswith(FULL_STOPS):
            break
    if not top or len(top) == len(document.blocks):
        return document
    # Who says more than a link is a speaker in a chat.
    labels = Counter(block.text.partition(":")[0].strip() for block in document.blocks)
    links = {n: found for n, found in top if labels[found.group(1) or ""] < 2}
    blocks = packed(
        replace(block, kind=BlockKind.FURNITURE) if n in links else block
        for n, block in enumerate(document.blocks)
    )
    source = next((found.group(2) for found in links.values()), "")
    return replace(document, blocks=blocks, source=document.source or source)
