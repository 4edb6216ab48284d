"""Put comments below those they answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.document import Block, BlockKind
from content.formats.html.reader import read_fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Hold one comment as a site keeps it.

    Attributes:
        id: Names it within its discussion.
        parent: The `id` of what it answers; empty at the top.
        text: Paragraphs parted by a blank line.
        date: As the site prints it.
        kept: It is not deleted, unapproved or spam.
        line: Where it stands in its file, counted from 1.
    """

    id: str
    parent: str
    author: str
    text: str
    date: str = ""
    kept: bool = True
    line: int = 1


def plain(markup: str) -> str:
    """Give the paragraphs of a comment's markup, parted by blank lines."""
    blocks = read_fragment(markup)
    return "\n\n".join(block.text for block in blocks if block.text)


def threaded(posts: Iterable[Post]) -> tuple[Block, ...]:
    """Give comments as blocks: each followed by its replies, in their order.

    What answers a comment that is not kept moves up to what that one answered.
    """
    known = {post.id: post for post in posts}
    below: dict[str, list[Post]] = {}
    for post in known.values():
        if post.kept and post.text.strip():
            below.setdefault(_kept_above(post, known), []).append(post)
    blocks: list[Block] = []
    waiting = [(post, 1) for post in reversed(below.pop("", []))]
    while waiting:
        post, level = waiting.pop()
        blocks.append(
            Block(
                text=post.text.strip(),
                line=post.line,
                kind=BlockKind.COMMENT,
                level=level,
                author=post.author.strip(),
                date=post.date.strip(),
            )
        )
        waiting += [(reply, level + 1) for reply in reversed(below.pop(post.id, []))]
    return tuple(blocks)


def _kept_above(post: Post, known: dict[str, Post]) -> str:
    passed = {post.id}
    above = known.get(post.parent)
    while above is not None and above.id not in passed:
        if above.kept and above.text.strip():
            return above.id
        passed.add(above.id)
        above = known.get(above.parent)
    return ""
