"""Show comments in one chat while another has many on the same excerpt.

    python -m bench.comments --comments 100000

Prints milliseconds of what a card and a page of comments ask of the database, in the
chat with few comments before and after the other wrote many, and in that one.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from storage.chats.comments import Comments
from storage.database.database import Database
from storage.database.opening import open_database

RUNS = 200
FEW, MANY = "telegram:1", "telegram:2"


async def run(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        base = await open_database(Path(folder) / "rostra.db")
        comments = Comments(base)
        await write(base, FEW, 20)
        card, page = await measure(comments, FEW)
        await write(base, MANY, count)
        for name, chat in (("few", FEW), ("many", MANY)):
            card_after, page_after = await measure(comments, chat)
            print(f"chat with {name:<5}", end="")
            print(
                f" card {card_after:>7.3f} ms, {card_after / card:.2f} of before;",
                end="",
            )
            print(f" page {page_after:>7.3f} ms, {page_after / page:.2f} of before")
        await base.close()


async def write(base: Database, chat: str, count: int) -> None:
    """Write comments on one excerpt."""
    async with base.transaction() as writer:
        await writer.execute(
            """
            WITH RECURSIVE numbers (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count
            )
            INSERT INTO comments (slug, excerpt_id, chat, author, written, text, path)
            SELECT 'floods', 'abcd1234', :chat, 'Ada', '', 'So it was.',
                PRINTF('%010x', n) FROM numbers
            """,
            {"count": count, "chat": chat},
        )


async def measure(comments: Comments, chat: str) -> tuple[float, float]:
    """Return the median milliseconds of a count and of a page."""

    async def timed(ask: Callable[[], Awaitable[object]]) -> float:
        took = []
        for _ in range(RUNS):
            began = time.perf_counter()
            await ask()
            took.append(time.perf_counter() - began)
        return 1000 * statistics.median(took)

    return (
        await timed(lambda: comments.count("floods", "abcd1234", chat)),
        await timed(
            lambda: comments.page("floods", "abcd1234", chat, number=0, size=6)
        ),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--comments", type=int, default=100_000)
    asyncio.run(run(parser.parse_args().comments))
