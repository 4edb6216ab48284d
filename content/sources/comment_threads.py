"""Comments as sites store them, turned into blocks below those they answer."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from content.document import Block, BlockKind, UnreadableDocumentError
from content.formats.html.reader import read_fragment

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredComment:
    """A comment as a site stores it.

    Attributes:
        id: Names it within its discussion.
        parent: The `id` of what it answers; empty at the top.
        text: Paragraphs separated by a blank line.
        date: As the site prints it.
        is_kept: It is not deleted, unapproved or spam.
        line: Where it stands in its file, counted from 1.
    """

    id: str
    parent: str
    author: str
    text: str
    date: str = ""
    is_kept: bool = True
    line: int = 1


def plain_text(markup: str) -> str:
    """Return the paragraphs of a comment's markup, separated by blank lines."""
    try:
        blocks = read_fragment(markup)
    except UnreadableDocumentError:
        # Words amid too many tags are words all the same.
        return " ".join(_TAG.sub(" ", markup).split())
    return "\n\n".join(block.text for block in blocks if block.text)


def comment_blocks(comments: Iterable[StoredComment]) -> tuple[Block, ...]:
    """Return comments as blocks: each followed by its replies, in their order.

    What answers a comment that is not kept moves up to what that one answered. Of
    comments that answer each other in a ring, the first stands at the top.
    """
    known = _by_id(comments)
    above = _kept_ancestors(known)
    shown = [key for key, comment in known.items() if _is_shown(comment)]
    below: dict[str, list[str]] = {}
    for key in shown:
        below.setdefault(above[key], []).append(key)
    blocks: dict[str, Block] = {}
    for root in chain(below.pop("", ()), shown):
        waiting = [(root, 1)]
        while waiting:
            key, level = waiting.pop()
            if key not in blocks:
                blocks[key] = _block(known[key], level)
                replies = reversed(below.pop(key, []))
                waiting += [(reply, level + 1) for reply in replies]
    return tuple(blocks.values())


def _block(comment: StoredComment, level: int) -> Block:
    return Block(
        text=comment.text.strip(),
        line=comment.line,
        kind=BlockKind.COMMENT,
        level=level,
        author=comment.author.strip(),
        date=comment.date.strip(),
    )


def _by_id(comments: Iterable[StoredComment]) -> dict[str, StoredComment]:
    """Return comments by their ids; one whose id is taken, or empty, gets its own."""
    known: dict[str, StoredComment] = {}
    for number, comment in enumerate(comments):
        same = known.get(comment.id)
        if same is None and comment.id:
            known[comment.id] = comment
        elif same is None or (same.author, same.text) != (comment.author, comment.text):
            known[f"unnamed {number}"] = comment
    return known


def _is_shown(comment: StoredComment) -> bool:
    return comment.is_kept and bool(comment.text.strip())


def _kept_ancestors(known: Mapping[str, StoredComment]) -> dict[str, str]:
    """Return, for every comment, the id of the nearest one above that is shown, or "".

    Each comment is passed once, however long the chains of hidden ones are.
    """
    found: dict[str, str] = {}
    for start in known:
        passed: dict[str, None] = {}
        here = start
        while here not in found and here not in passed:
            passed[here] = None
            parent = known[here].parent
            if parent not in known:
                nearest = ""
                break
            if _is_shown(known[parent]):
                nearest = parent
                break
            here = parent
        else:
            nearest = found.get(here, "")
        found |= dict.fromkeys(passed, nearest)
    return found
