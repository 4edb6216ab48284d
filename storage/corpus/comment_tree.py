"""The place of each comment in its thread."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from content.model import Comment
from storage.database.connection import Connection

MAX_TREE_DEPTH = 32
"""Levels of a thread; answers below the last stand there in the order of writing.

A path is so at most 320 characters long: PostgreSQL refuses rows of an index over 2,700 bytes.
"""

ID_WIDTH = 10
"""Hexadecimal digits of a comment's id in a path."""


async def place_in_tree(
    writer: Connection, comment_id: int, parent: int | None
) -> None:
    """Store where a comment stands in its thread (in a transaction).

    A path is the ids from the top down to the comment, so that their order is that of
    the thread, depth first.
    """
    above = ""
    if parent is not None:
        params = {"parent": parent}
        above = await writer.value(
            "SELECT path FROM comments WHERE id = :parent", params
        )
        await writer.execute(
            "UPDATE comments SET answered = 1 WHERE id = :parent AND answered = 0",
            params,
        )
    kept = (above or "")[: ID_WIDTH * (MAX_TREE_DEPTH - 1)]
    await writer.execute(
        "UPDATE comments SET path = :path WHERE id = :id",
        {"path": f"{kept}{comment_id:0{ID_WIDTH}x}", "id": comment_id},
    )


def comment_origins(
    comments: Iterable[Comment], parent: str = "", seen: Counter[str] | None = None
) -> Iterator[tuple[Comment, str, str]]:
    """Yield each comment of a document, its id across loads, and the id of what it answers.

    Args:
        comments: In order, with what answers them.
        parent: The id of what they answer; empty for the document.
        seen: How often the same was said before, under what it answers.
    """
    seen = Counter() if seen is None else seen
    for comment in comments:
        said = f"{parent}\0{comment.author}\0{comment.text}"
        seen[said] += 1
        origin = hashlib.blake2b(
            f"{said}\0{seen[said]}".encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()
        yield comment, origin, parent
        yield from comment_origins(comment.replies, origin, seen)
