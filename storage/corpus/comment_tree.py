"""The place of each comment in its thread."""

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
