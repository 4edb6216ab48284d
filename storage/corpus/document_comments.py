"""Keep the comments that come with a document in step with it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from content.model import Comment
from storage.database.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    comment: Comment
    origin: str
    parent: str


async def write_comments(
    writer: Connection, slug: str, comments: Sequence[Comment]
) -> None:
    """Make a transcript's own comments those of its file.

    A comment is known again by its author, its words and what it answers, so that
    answers given in chats stay under it. One that left the file goes, unless it was
    answered: then its place stays, without its words.
    """
    known = {
        row["origin"]: int(row["id"])
        for row in await writer.all(
            "SELECT id, origin FROM comments WHERE slug = :slug AND origin <> ''",
            {"slug": slug},
        )
    }
    ids: dict[str, int] = {}
    for node in _nodes(comments, parent="", seen=Counter()):
        params = {
            "slug": slug,
            "parent": ids.get(node.parent),
            "author": node.comment.author,
            "written": node.comment.date,
            "text": node.comment.text,
            "origin": node.origin,
        }
        if (there := known.pop(node.origin, None)) is not None:
            ids[node.origin] = there
            await writer.execute(
                """
                UPDATE comments SET removed = 0, author = :author, text = :text,
                    written = :written, parent_id = :parent
                WHERE id = :id
                """,
                {**params, "id": there},
            )
        else:
            ids[node.origin] = int(
                await writer.value(
                    """
                    INSERT INTO comments
                        (slug, parent_id, author, written, text, origin)
                    VALUES (:slug, :parent, :author, :written, :text, :origin)
                    RETURNING id
                    """,
                    params,
                )
            )
    for gone in sorted(known.values(), reverse=True):
        # Deepest first: an answer is always younger than what it answers.
        await writer.execute(
            """
            DELETE FROM comments WHERE id = :id AND NOT EXISTS
                (SELECT 1 FROM comments AS answers WHERE answers.parent_id = :id)
            """,
            {"id": gone},
        )
        await writer.execute(
            "UPDATE comments SET removed = 1, author = '', text = '' WHERE id = :id",
            {"id": gone},
        )


def _nodes(
    comments: Iterable[Comment], parent: str, seen: Counter[str]
) -> Iterator[_Node]:
    for comment in comments:
        said = f"{parent}\0{comment.author}\0{comment.text}"
        seen[said] += 1
        origin = hashlib.blake2b(
            f"{said}\0{seen[said]}".encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()
        yield _Node(comment=comment, origin=origin, parent=parent)
        yield from _nodes(comment.replies, origin, seen)
