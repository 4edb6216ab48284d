from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.transcript_file.fields import MAX_SLUG_CHARS
from storage.chats.comments import MAX_COUNTED, CommentLimitError, Comments
from storage.corpus.comment_tree import MAX_TREE_DEPTH
from storage.database.address import Address
from storage.database.database import Database
from storage.database.opening import open_database
from storage.database.sqlite.database import SqliteDatabase

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
async def base(database: Address) -> AsyncIterator[Database]:
    opened = await open_database(database)
    yield opened
    await opened.close()


async def add(
    comments: Comments,
    *,
    excerpt: str = "e",
    slug: str = "floods",
    parent: int | None = None,
    chat: str = "telegram:1",
    author: str = "telegram:7",
    at: datetime = NOON,
    limit: int = 0,
    request: str = "",
) -> int:
    return await comments.add(
        slug=slug,
        excerpt_id=excerpt,
        parent=parent,
        chat_key=chat,
        author="Ada",
        author_key=author,
        text="So it was.",
        now=at,
        max_an_hour=limit,
        request_key=request,
    )


async def written_at_once(base: Database, chat: str, count: int) -> None:
    """Write many comments on one excerpt in a chat."""
    async with base.transaction() as writer:
        await writer.execute(
            """
            WITH RECURSIVE numbers (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count
            )
            INSERT INTO comments (slug, excerpt_id, chat, author, written, text, path)
            SELECT 'floods', 'e', :chat, 'Ada', '', 'So it was.', CAST(10000000000 + n AS TEXT)
            FROM numbers
            """,
            {"count": count, "chat": chat},
        )


async def steps(base: SqliteDatabase, comments: Comments, chat: str) -> int:
    """Return how many hundreds of steps the database takes for a count and a page."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    async def watch(handler: object) -> None:
        for reader in base._readers:  # noqa: SLF001 - only a connection counts its steps
            await reader.run(lambda raw: raw.set_progress_handler(handler, 100))  # type: ignore[arg-type]

    await watch(count)
    await comments.count("floods", "e", chat)
    await comments.page("floods", "e", chat, number=0, size=6)
    await watch(None)
    return counted


@pytest.mark.sqlite(reason="counts the steps of SQLite's machine")
async def test_the_comments_of_a_chat_cost_other_chats_nothing(base: Database) -> None:
    assert isinstance(base, SqliteDatabase)
    comments = Comments(base)
    await written_at_once(base, "telegram:2", 5)
    before = await steps(base, comments, "telegram:2")
    await written_at_once(base, "telegram:1", 20_000)
    assert await steps(base, comments, "telegram:2") <= before + 1
    assert await comments.count("floods", "e", "telegram:2") == 5
    # And itself no more than what is counted at most.
    assert await comments.count("floods", "e", "telegram:1") == MAX_COUNTED
    assert await steps(base, comments, "telegram:1") < 50 * MAX_COUNTED / 100


async def test_pages_behind_what_is_counted_are_there(base: Database) -> None:
    comments = Comments(base)
    await written_at_once(base, "telegram:1", 2_000)
    page = await comments.page("floods", "e", "telegram:1", number=300, size=6)
    assert (page.number, len(page.comments), page.pages > 301) == (300, 6, True)
    last = await comments.page("floods", "e", "telegram:1", number=10**9, size=6)
    assert (last.number, last.pages, len(last.comments)) == (333, 334, 2)


Seen = tuple[int, int | None, str, bool]
"""A comment's id, what it answers, where it hangs, and whether it was removed."""


def below(
    seen: Sequence[Seen], parent: int | None, excerpt: str, depth: int = 0
) -> Iterator[tuple[int, int]]:
    """Yield what is shown below a comment, depth first, with its depth."""
    for id_, above, where, removed in seen:
        if above == parent and where == excerpt:
            if not removed or any(above == id_ for _, above, _, _ in seen):
                yield id_, depth
            yield from below(seen, id_, excerpt, depth + 1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            st.integers(-1, 30),
            st.sampled_from(["e", ""]),
            st.sampled_from(["telegram:1", "telegram:2"]),
            st.booleans(),
        ),
        max_size=30,
    ),
    st.integers(1, 7),
)
async def test_pages_make_up_the_tree(
    base: Database, written: list[tuple[int, str, str, bool]], size: int
) -> None:
    async with base.transaction() as writer:
        await writer.execute("DELETE FROM comments WHERE parent_id IS NOT NULL")
        await writer.execute("DELETE FROM comments")
    comments = Comments(base)
    seen: list[Seen] = []
    for answers, excerpt, chat, removed in written:
        parent = seen[answers] if 0 <= answers < len(seen) else None
        if parent and parent[3]:
            continue
        where = parent[2] if parent else excerpt
        if chat == "telegram:2":
            await add(comments, excerpt=excerpt, chat=chat)
            continue
        id_ = await add(
            comments, excerpt=where, parent=parent[0] if parent else None, chat=chat
        )
        seen.append((id_, parent[0] if parent else None, where, removed))
    for id_, _, _, removed in seen:
        if removed:
            assert await comments.remove(id_, chat_key=None, author_key=None)

    expected = [*below(seen, None, "e"), *below(seen, None, "")]
    shown: list[tuple[int, int]] = []
    number = 0
    while True:
        page = await comments.page(
            "floods", "e", "telegram:1", number=number, size=size
        )
        shown += [(each.id, each.depth) for each in page.comments]
        assert page.pages == max(1, -(-len(expected) // size))
        number += 1
        if number >= page.pages:
            break
    assert shown == expected
    on_excerpt = [removed for _, _, where, removed in seen if where]
    assert page.count == on_excerpt.count(False)


async def test_a_long_chain_of_answers_takes_room_that_grows_with_it(
    base: Database,
) -> None:
    comments = Comments(base)
    parent = None
    for _ in range(3 * MAX_TREE_DEPTH):
        parent = await add(comments, parent=parent)
    page = await comments.page("floods", "e", "telegram:1", number=0, size=500)
    depths = [each.depth for each in page.comments]
    assert depths == [
        min(level, MAX_TREE_DEPTH - 1) for level in range(3 * MAX_TREE_DEPTH)
    ]


async def test_a_thread_is_as_deep_and_as_wide_as_may_be(base: Database) -> None:
    """All that the index of threads holds has its greatest length."""
    comments = Comments(base)
    slug, chat = "s" * MAX_SLUG_CHARS, f"discord:{2**64}/{2**64}"
    chain: list[int] = []
    for _ in range(MAX_TREE_DEPTH):
        parent = chain[-1] if chain else None
        chain.append(await add(comments, slug=slug, chat=chat, parent=parent))
    wide = [
        await add(comments, slug=slug, chat=chat, parent=chain[n % MAX_TREE_DEPTH])
        for n in range(4 * MAX_TREE_DEPTH)
    ]
    seen: list[int] = []
    for number in range(MAX_TREE_DEPTH):
        page = await comments.page(slug, "e", chat, number=number, size=20)
        seen += [each.id for each in page.comments]
        if len(seen) == len(chain) + len(wide):
            break
    assert len(seen) == len(set(seen))
    assert {*seen} == {*chain, *wide}
    assert [each for each in seen if each in chain] == chain


async def test_a_person_writes_so_many_an_hour_also_where_some_are_removed(
    base: Database,
) -> None:
    comments = Comments(base)
    first = await add(comments, limit=2, request="a")
    await add(comments, limit=2, at=NOON + timedelta(minutes=10))
    await comments.remove(first, chat_key=None, author_key="telegram:7")
    later = NOON + timedelta(minutes=20)
    with pytest.raises(CommentLimitError) as raised:
        await add(comments, limit=2, at=later)
    assert raised.value.until == NOON + timedelta(hours=1)
    # Others may, and what comes a second time is no second comment.
    await add(comments, limit=2, at=later, author="telegram:8")
    assert await add(comments, limit=2, at=later, request="a") == first
    await add(comments, limit=2, at=raised.value.until)


async def test_who_wrote_a_removed_comment_is_forgotten(base: Database) -> None:
    comments = Comments(base)
    id_ = await add(comments)
    await comments.remove(id_, chat_key=None, author_key=None)
    assert await comments.forget_authors(NOON + timedelta(minutes=59), limit=10) == 0
    assert await comments.forget_authors(NOON + timedelta(minutes=61), limit=10) == 1
    async with base.snapshot() as snapshot:
        assert await snapshot.value("SELECT author_key FROM comments") == ""
