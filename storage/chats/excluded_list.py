"""Pages of the excerpts that are never offered in a chat, or anywhere."""

from dataclasses import dataclass

from storage.corpus.rows import StoredExcerpt, get_excerpts
from storage.database.connection import Connection, Params


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedExcerpt:
    """An excerpt that is never offered in a chat, or anywhere.

    Attributes:
        excerpt: None where it is not in the library now.
        words: What it said when it left the library; empty where it has not left.
    """

    id: str
    excerpt: StoredExcerpt | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedPage:
    """A part of what is never offered, in the library's order; what left it comes last.

    Attributes:
        number: Of the page, from 0; the last one where a later one was asked for.
        pages: How many there are.
        count: How many excerpts there are on all of them.
    """

    excerpts: tuple[ExcludedExcerpt, ...]
    number: int
    pages: int
    count: int


async def read_page(
    reader: Connection, ids: str, params: Params, *, number: int, size: int
) -> ExcludedPage:
    """Return a page of the excerpts whose ids a fixed query selects."""
    count = int(
        await reader.value(f"SELECT COUNT(*) FROM ({ids}) AS excluded", params)  # noqa: S608 - fixed
    )
    pages = max(-(-count // size), 1)
    at = min(number, pages - 1)
    rows = await reader.all(
        f"""
        SELECT excluded.excerpt_id AS id, COALESCE(departed_excerpts.text, '') AS words
        FROM ({ids}) AS excluded
        LEFT JOIN excerpts ON excerpts.id = excluded.excerpt_id
        LEFT JOIN transcripts ON transcripts.id = excerpts.transcript_id
        LEFT JOIN departed_excerpts
            ON departed_excerpts.excerpt_id = excluded.excerpt_id
        ORDER BY excerpts.id IS NULL, transcripts.slug, excerpts.position,
            excluded.excerpt_id
        LIMIT :size OFFSET :before
        """,  # noqa: S608 - as above
        {**params, "size": size, "before": at * size},
    )
    known = await get_excerpts(reader, [row["id"] for row in rows])
    return ExcludedPage(
        excerpts=tuple(
            ExcludedExcerpt(
                id=row["id"],
                excerpt=known.get(row["id"]),
                words="" if row["id"] in known else row["words"],
            )
            for row in rows
        ),
        number=at,
        pages=pages,
        count=count,
    )
