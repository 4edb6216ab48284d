import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.operations.housekeeping import MAX_ROWS_PER_WRITE, run_housekeeping
from storage.database.database import Database
from storage.inbox.inbox import StoredUpdate
from storage.store import open_store

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


async def test_a_round_deletes_all_that_is_old_in_small_writes(database: Path) -> None:
    async with open_store(database) as store:
        words = [f"words {number}" for number in range(2 * MAX_ROWS_PER_WRITE + 1)]
        keys = await store.button_words.store(words)
        kept = await store.comments.add(
            slug="floods",
            excerpt_id="e",
            parent=None,
            chat_key="telegram:1",
            author="Ada",
            author_key="telegram:7",
            text="So it was.",
            now=NOON,
        )
        await store.comments.remove(kept, chat_key=None, author_key=None)
        for key, at in (("old", NOON - timedelta(days=3)), ("new", NOON)):
            keys_done = [(f"telegram:{key}", 1)]
            updates = [
                StoredUpdate(chat=f"telegram:{key}", id=id_, body=b"{}", received=at)
                for id_ in (1, 2)
            ]
            await store.inbox.store(updates)
            await store.inbox.settle(removed=(), done=keys_done)
        base: Database = store.button_words._database  # noqa: SLF001 - to let time pass
        async with base.transaction() as writer:
            await writer.execute("UPDATE button_words SET used = '2026-01-01'")
        pauses: list[float] = []
        round_is_over = asyncio.Event()

        async def wait(seconds: float) -> None:
            pauses.append(seconds)
            if seconds > 1:
                round_is_over.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(
            run_housekeeping(store, wait=wait, now=lambda: NOON + timedelta(hours=2))
        )
        async with asyncio.timeout(20):
            await round_is_over.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(pauses) == 3
        assert await store.button_words.expand(keys["words 0"]) == keys["words 0"]
        left = await store.inbox.page("telegram", after=None, limit=9)
        assert [each.key for each in left] == [
            ("telegram:new", 1),
            ("telegram:new", 2),
            ("telegram:old", 2),
        ]
        async with base.snapshot() as snapshot:
            assert await snapshot.value("SELECT author_key FROM comments") == ""
