"""Comment threads: comments of documents, and those written in chats."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from storage.corpus.comment_tree import ID_WIDTH, place_in_tree
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage:
    """A part of a thread, depth first: what hangs on an excerpt, then on its transcript.

    Attributes:
        number: Of the page, from 0; the last one where a later one was asked for.
        pages: How many there are, if they are no more than are counted; else one more
            than is known.
        count: The comments on the excerpt without the removed ones, `MAX_COUNTED` at
            most.
    """

    comments: tuple[StoredComment, ...]
    number: int
    pages: int
    count: int


class CommentLimitError(Exception):
    """A person wrote as many comments in an hour as they may.

    Attributes:
        until: When they may write the next.
    """

    def __init__(self, until: datetime) -> None:
        super().__init__(f"no comment before {until}")
        self.until = until


MAX_COUNTED = 1_000
"""Comments that are counted at most, so that a card costs the same wherever it is shown."""

LIMIT_PERIOD = timedelta(hours=1)
"""The time in which a person may write so many comments."""

SELECT_COMMENTS = f"""
    SELECT id, slug, excerpt_id AS excerpt, parent_id AS parent, chat, author, author_key,
        written, text, removed, LENGTH(path) / {ID_WIDTH} - 1 AS depth
    FROM comments
"""  # noqa: S608 - a constant, no input


class Comments:
    """The threads under transcripts and excerpts.

    What is written in a chat is shown in that chat only.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, slug: str, excerpt_id: str, chat_key: str, *, number: int, size: int
    ) -> CommentPage:
        """Return a page of what a chat sees below an excerpt and its whole transcript.

        Args:
            slug: The transcript's.
            excerpt_id: Empty for what hangs on the whole transcript alone.
            chat_key: The chat's.
            number: Of the page, from 0.
            size: Comments on a page.
        """
        params = {"slug": slug, "key": chat_key, "excerpt": excerpt_id}

        async def work(reader: Connection) -> CommentPage:
            count = await reader.value(
                f"SELECT {visible_comment_count(':slug', ':excerpt')}", params
            )
            counted = max(MAX_COUNTED, (number + 1) * size) + 1
            below_excerpt = 0
            if excerpt_id:
                below_excerpt = await _count_shown(reader, params, counted)
            on_all = {**params, "excerpt": ""}
            shown = below_excerpt + await _count_shown(
                reader, on_all, counted - below_excerpt
            )
            pages = max(-(-shown // size), 1)
            at = min(number, pages - 1)
            rows: list[Row] = []
            for part, before in (
                (params, at * size),
                (on_all, at * size - below_excerpt),
            ):
                if len(rows) < size and (part is on_all or excerpt_id):
                    limits = {"size": size - len(rows), "before": max(before, 0)}
                    rows += await reader.all(_PAGE, {**part, **limits})
            return CommentPage(
                comments=tuple(map(_comment, rows)), number=at, pages=pages, count=count
            )

        return await self._database.read(work)

    async def count(self, slug: str, excerpt_id: str, chat_key: str) -> int:
        """Count the comments on an excerpt without the removed ones, up to `MAX_COUNTED`.

        Those on its whole transcript stand under every excerpt of it, and count for none.
        """
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
        return _comment(row) if row else None

    async def excerpt_of(self, comment_id: int, chat_key: str) -> str:
        """Return the excerpt of a comment that the chat could see, even if it was removed."""
        found = await self._database.read(
            lambda reader: reader.value(
                """
                SELECT excerpt_id FROM comments
                WHERE id = :id AND (chat = '' OR chat = :chat)
                """,
                {"id": comment_id, "chat": chat_key},
            )
        )
        return str(found or "")

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
        max_an_hour: int = 0,
    ) -> int:
        """Store a comment written in a chat and return its id.

        The same request again stores nothing, and returns the same id; an empty key is
        the same as no other.

        Args:
            slug: The transcript that it hangs on.
            excerpt_id: The excerpt; empty for the whole transcript.
            parent: The comment that it answers.
            chat_key: The chat's.
            author: As the platform shows them.
            author_key: Platform and id.
            text: What they say.
            now: Aware.
            request_key: Of the request.
            max_an_hour: How many comments a person may write in an hour; 0 for any
                number.

        Raises:
            CommentLimitError: They have written as many.
        """
        params = {
            "slug": slug,
            "excerpt": excerpt_id,
            "parent": parent,
            "chat": chat_key,
            "author": author,
            "author_key": author_key,
            "written": comment_time(now),
            "text": text,
            "request": request_key,
        }

        async def work(writer: Connection) -> int:
            known = request_key and await writer.value(
                "SELECT id FROM comments WHERE request_key = :request", params
            )
            if known:
                return int(known)
            if max_an_hour:
                await _check_limit(writer, params, now, max_an_hour)
            id_ = await writer.value(
                """
                INSERT INTO comments (slug, excerpt_id, parent_id, chat, author,
                    author_key, written, text, request_key)
                VALUES (:slug, :excerpt, :parent, :chat, :author,
                    :author_key, :written, :text, :request)
                RETURNING id
                """,
                params,
            )
            await place_in_tree(writer, int(id_), parent)
            return int(id_)

        return await self._database.write(work, scope=author_key or chat_key)

    async def remove(
        self,
        comment_id: int,
        *,
        chat_key: str | None,
        author_key: str | None,
        request_key: str = "",
    ) -> bool:
        """Delete the words and author of a comment; return whether there was one.

        The same request again is told the same. A document's own comments stay. Who
        wrote it is known until `forget_authors`, for the limit an hour.

        Args:
            comment_id: Its number.
            chat_key: The chat that it has to be of; None for any.
            author_key: Who has to have written it; None for anybody.
            request_key: Of the request.
        """
        params = {
            "id": comment_id,
            "chat": chat_key,
            "author": author_key,
            "request": request_key,
        }

        async def work(writer: Connection) -> bool:
            removed = await writer.execute(
                """
                UPDATE comments
                SET removed = 1, text = '', author = '', removal_key = :request
                WHERE id = :id AND chat <> '' AND removed = 0
                    AND (CAST(:chat AS TEXT) IS NULL OR chat = :chat)
                    AND (CAST(:author AS TEXT) IS NULL OR author_key = :author)
                """,
                params,
            )
            if removed or not request_key:
                return removed > 0
            return bool(
                await writer.value(
                    "SELECT 1 FROM comments WHERE id = :id AND removal_key = :request",
                    params,
                )
            )

        return await self._database.write(work, scope=chat_key or "")

    async def forget_authors(self, now: datetime, *, limit: int) -> int:
        """Forget who wrote removed comments, once no limit counts them; return how many."""
        return await self._database.write(
            lambda writer: writer.execute(
                """
                UPDATE comments SET author_key = '' WHERE id IN (
                    SELECT id FROM comments
                    WHERE removed = 1 AND author_key <> '' AND written < :before
                    LIMIT :limit
                )
                """,
                {"before": comment_time(now - LIMIT_PERIOD), "limit": limit},
            )
        )


async def _check_limit(
    writer: Connection, params: Mapping[str, Any], now: datetime, limit: int
) -> None:
    """Raise where a person has written as many comments in an hour as they may."""
    first = await writer.value(
        """
        SELECT written FROM comments
        WHERE author_key = :author_key AND author_key <> '' AND written > :since
        ORDER BY written DESC LIMIT 1 OFFSET :others
        """,
        {
            "author_key": params["author_key"],
            "since": comment_time(now - LIMIT_PERIOD),
            "others": limit - 1,
        },
    )
    if first is not None:
        raise CommentLimitError(datetime.fromisoformat(first) + LIMIT_PERIOD)


def comment_time(at: datetime) -> str:
    """Write when a comment was written."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def visible_comment_count(slug: str, excerpt: str) -> str:
    """Return SQL that counts the comments that the chat `:key` sees, as `comments`.

    It counts up to `MAX_COUNTED`. The chat comes first in the index, so that the
    comments of other chats cost nothing.

    Args:
        slug: SQL for the transcript's slug.
        excerpt: SQL for the excerpt's id; those on its transcript do not count.
    """
    return f"""
        (SELECT COUNT(*) FROM (
            SELECT 1 FROM comments
            WHERE comments.chat IN ('', :key) AND comments.slug = {slug}
                AND comments.excerpt_id = {excerpt} AND comments.removed = 0
            LIMIT {MAX_COUNTED}
        ) AS counted) AS comments
        """  # noqa: S608 - columns and placeholders


_SHOWN = """
    slug = :slug AND excerpt_id = :excerpt AND (removed = 0 OR answered = 1)
"""

_PAGE = f"""
    WITH page AS (
        SELECT id, path FROM comments WHERE chat = '' AND {_SHOWN}
        UNION ALL SELECT id, path FROM comments WHERE chat = :key AND {_SHOWN}
        ORDER BY path LIMIT :size OFFSET :before
    )
    SELECT comments.* FROM page JOIN ({SELECT_COMMENTS}) AS comments
        ON comments.id = page.id
    ORDER BY page.path
"""  # noqa: S608 - fixed conditions, no input
"""A page of what hangs on an excerpt, the document's comments and the chat's merged.

Both are read in the order of the index, no further than needed.
"""


async def _count_shown(
    reader: Connection, params: Mapping[str, Any], limit: int
) -> int:
    """Count what is shown below an excerpt, removed comments with answers included."""
    return int(
        await reader.value(
            f"""
            SELECT COUNT(*) FROM (
                SELECT 1 FROM comments WHERE chat IN ('', :key) AND {_SHOWN} LIMIT :limit
            ) AS shown
            """,  # noqa: S608 - fixed conditions, no input
            {**params, "limit": limit},
        )
    )


def _comment(row: Row) -> StoredComment:
    return StoredComment(**{**dict(row), "removed": bool(row["removed"])})
