"""Comment threads: comments of documents, and those written in chats."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.database.connection import Connection, Row
from storage.database.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredComment:
    """One comment of a thread, as a chat sees it.

    Attributes:
        slug: The transcript it hangs on.
        excerpt: The excerpt id it hangs on; empty for the whole transcript.
        parent: The comment it answers; None at the top.
        depth: Levels below the top, which is 0.
        chat: The key of the chat it was written in; empty for the document's own.
        written: ISO 8601; may be empty for the document's own.
        removed: Its words were deleted, but others have answered it.
    """

    id: int
    slug: str
    excerpt: str
    parent: int | None
    depth: int
    chat: str
    author: str
    author_key: str
    written: str
    text: str
    removed: bool


SELECT_COMMENTS = """
    SELECT id, slug, excerpt_id AS excerpt, parent_id AS parent, chat, author, author_key,
        written, text, removed
    FROM comments
"""


class Comments:
    """The threads under transcripts and excerpts.

    What is written in a chat is shown in that chat only.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def thread(
        self, slug: str, excerpt_id: str, chat_key: str
    ) -> tuple[StoredComment, ...]:
        """Return a thread depth first: what hangs on the excerpt, then the transcript's.

        With an empty `excerpt_id`, all that hangs on the transcript or on any
        excerpt of it.
        """
        rows = await self._database.read(
            lambda reader: reader.all(
                SELECT_COMMENTS
                + """
                WHERE slug = :slug AND (chat = '' OR chat = :chat)
                    AND (excerpt_id = '' OR excerpt_id = :excerpt OR :excerpt = '')
                ORDER BY CASE excerpt_id WHEN '' THEN 1 ELSE 0 END, id
                """,
                {"slug": slug, "chat": chat_key, "excerpt": excerpt_id},
            )
        )
        return tuple(_depth_first(rows))

    async def count(self, slug: str, excerpt_id: str, chat_key: str) -> int:
        """Count the comments that `thread` would show, without the removed ones."""
        return int(
            await self._database.read(
                lambda reader: reader.value(
                    f"SELECT {visible_comment_count(':slug', ':excerpt')}",
                    {"slug": slug, "key": chat_key, "excerpt": excerpt_id},
                )
            )
        )

    async def get(self, comment_id: int, chat_key: str) -> StoredComment | None:
        """Return a comment that the chat can see, or None."""
        row = await self._database.read(
            lambda reader: reader.one(
                SELECT_COMMENTS
                + """
                WHERE id = :id AND removed = 0 AND (chat = '' OR chat = :chat)
                """,
                {"id": comment_id, "chat": chat_key},
            )
        )
        return _comment(row, depth=0) if row else None

    async def add(
        self,
        *,
        slug: str,
        excerpt_id: str,
        parent: int | None,
        chat_key: str,
        author: str,
        author_key: str,
        text: str,
        now: datetime,
        request_key: str = "",
    ) -> int:
        """Store a comment written in a chat and return its id.

        The same request again stores nothing, and returns the same id; an empty key is
        the same as no other.
        """
        id_ = await self._database.write(
            lambda writer: writer.value(
                """
                INSERT INTO comments (slug, excerpt_id, parent_id, chat, author,
                    author_key, written, text, request_key)
                VALUES (:slug, :excerpt, :parent, :chat, :author,
                    :author_key, :written, :text, :request)
                ON CONFLICT (request_key) WHERE request_key <> ''
                    DO UPDATE SET request_key = excluded.request_key
                RETURNING id
                """,
                {
                    "slug": slug,
                    "excerpt": excerpt_id,
                    "parent": parent,
                    "chat": chat_key,
                    "author": author,
                    "author_key": author_key,
                    "written": now.isoformat(timespec="seconds"),
                    "text": text,
                    "request": request_key,
                },
            )
        )
        return int(id_)

    async def remove(
        self,
        comment_id: int,
        *,
        chat_key: str,
        author_key: str | None,
        request_key: str = "",
    ) -> bool:
        """Delete the words and author of a comment; return whether there was one.

        Only comments of this chat are removed. None as `author_key` lets an
        administrator remove anybody's. The same request again is told the same.
        """
        params = {
            "id": comment_id,
            "chat": chat_key,
            "author": author_key,
            "request": request_key,
        }

        async def remove(writer: Connection) -> bool:
            removed = await writer.execute(
                """
                UPDATE comments
                SET removed = 1, text = '', author = '', author_key = '',
                    removal_key = :request
                WHERE id = :id AND chat = :chat AND chat <> '' AND removed = 0
                    AND (:author IS NULL OR author_key = :author)
                """,
                params,
            )
            if removed or not request_key:
                return removed > 0
            return bool(
                await writer.value(
                    """
                    SELECT 1 FROM comments
                    WHERE id = :id AND chat = :chat AND removal_key = :request
                    """,
                    params,
                )
            )

        return await self._database.write(remove)


def visible_comment_count(slug: str, excerpt: str) -> str:
    """Return SQL that counts the comments that the chat `:key` sees, as `comments`.

    Args:
        slug: SQL for the transcript's slug.
        excerpt: SQL for the excerpt's id; those on its transcript count as well.
    """
    return f"""
        (SELECT COUNT(*) FROM comments
            WHERE comments.slug = {slug}
                AND (comments.chat = '' OR comments.chat = :key)
                AND (comments.excerpt_id = '' OR comments.excerpt_id = {excerpt})
                AND comments.removed = 0
        ) AS comments
        """  # noqa: S608 - columns and placeholders


def _depth_first(rows: Iterable[Row]) -> Iterable[StoredComment]:
    """Yield comments with answers after what they answer; removed ones only if answered."""
    below: dict[int | None, list[Row]] = {}
    ids = set()
    for row in rows:
        below.setdefault(row["parent"], []).append(row)
        ids.add(row["id"])
    tops = [
        row
        for parent, children in below.items()
        if parent is None or parent not in ids
        for row in children
    ]
    stack = [(row, 0) for row in reversed(tops)]
    while stack:
        row, depth = stack.pop()
        answers = below.get(row["id"], [])
        if not row["removed"] or answers:
            yield _comment(row, depth)
        stack += [(answer, depth + 1) for answer in reversed(answers)]


def _comment(row: Row, depth: int) -> StoredComment:
    columns = {**dict(row), "depth": depth, "removed": bool(row["removed"])}
    return StoredComment(**columns)
