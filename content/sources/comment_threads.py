"""Comments as sites store them, turned into blocks below those they answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.document import Block, BlockKind
from content.formats.html.reader import read_fragment


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
    blocks = read_fragment(markup)
    return "\n\n".join(block.text for block in blocks if block.text)


def comment_blocks(comments: Iterable[StoredComment]) -> tuple[Block, ...]:
    """Return comments as blocks: each followed by its replies, in their order.

    What answers a comment that is not kept moves up to what that one answered.
    """
    known = {comment.id: comment for comment in comments}
    below: dict[str, list[StoredComment]] = {}
    for comment in known.values():
        if comment.is_kept and comment.text.strip():
            below.setdefault(_kept_ancestor(comment, known), []).append(comment)
    blocks: list[Block] = []
    waiting = [(comment, 1) for comment in reversed(below.pop("", []))]
    while waiting:
        comment, level = waiting.pop()
        blocks.append(
            Block(
                text=comment.text.strip(),
                line=comment.line,
                kind=BlockKind.COMMENT,
                level=level,
                author=comment.author.strip(),
                date=comment.date.strip(),
            )
        )
        waiting += [(reply, level + 1) for reply in reversed(below.pop(comment.id, []))]
    return tuple(blocks)


def _kept_ancestor(comment: StoredComment, known: dict[str, StoredComment]) -> str:
    """Return the id of the nearest comment above that is kept, or ""."""
    passed = {comment.id}
    above = known.get(comment.parent)
    while above is not None and above.id not in passed:
        if above.is_kept and above.text.strip():
            return above.id
        passed.add(above.id)
        above = known.get(above.parent)
    return ""
