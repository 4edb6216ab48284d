"""All that is kept of a person is known, shown and removed as a whole."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from storage.chats.comments import CommentLimitError
from storage.database.address import Address
from storage.database.schema import TABLES
from storage.digests.subscriptions import Subscription
from storage.inbox.inbox import StoredUpdate
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADA, BO = "telegram:7", "telegram:8"
OTHERS = frozenset(
    {
        *("library", "transcripts", "speakers", "appearances", "aliases", "excerpts"),
        *("topics", "vectors", "unused_vectors", "refused", "embedding_troubles"),
        *("platforms", "face_failures", "face_memory"),
        *("departed_excerpts", "withdrawn_excerpts"),
        *("planned_library", "planned_transcripts", "replicas"),
        "button_words",  # of nobody: what a button asks for, whoever presses it
    }
)
"""Tables that hold nothing of a person."""

REMOVED_BY_PERSON = frozenset(
    {"comments", "people", "saves", "message_parts", "inbox", "joining_codes"}
)


async def add_comment(store: Store, author: str, at: datetime) -> int:
    return await store.comments.add(
        slug="floods",
        excerpt_id="e",
        parent=None,
        chat_key="telegram:-5",
        author="Ada",
        author_key=author,
        text="So it was.",
        now=at,
        request_key=f"telegram:{at.timestamp()}{author}",
        max_an_hour=2,
    )


async def test_it_is_known_of_every_table_whose_rows_it_holds(store: Store) -> None:
    records = await store.records.read(ADA, ADA)
    known = {*records.chat} | REMOVED_BY_PERSON | OTHERS
    assert known == TABLES, "decide whether /export me and /forget me concern it"


async def filled(store: Store) -> None:
    """Let two people keep something of each kind."""
    await store.loader.load([speech("floods", *sentences("flood", 4))])
    (excerpt, *_) = (await store.search.find("flood", count=9, merged=False)).excerpts
    for person in (ADA, BO):
        await store.saves.save(person, excerpt, now=NOON)
        for days in (9, 0):
            await add_comment(store, person, NOON - timedelta(days=days))
        chosen = Subscription(active=True, time="08:00", zone="UTC")
        await store.subscriptions.save(person, "", chosen, now=NOON)
        await store.chats.set_last_excerpt(person, excerpt.id)
        await store.message_parts.store(person, ["1", "2"], excerpt=excerpt.id)
        update = StoredUpdate(chat=person, id=1, body=b'{"said": 1}', received=NOON)
        await store.inbox.store([update])


async def test_it_is_all_or_nothing_and_of_nobody_else(store: Store) -> None:
    await filled(store)
    counts = await store.records.count(ADA, ADA)
    assert (counts.saves, counts.comments, counts.has_chat) == (1, 2, True)
    before = await store.records.read(BO, BO)
    assert [each["body"] for each in before.messages] == [{"said": 1}]
    assert await store.records.forget(ADA, ADA, now=NOON) == counts
    assert not await store.records.count(ADA, ADA)
    left = await store.records.read(ADA, ADA)
    assert not any(left.chat.values())
    assert not left.comments
    assert await store.records.read(BO, BO) == before
    assert not await store.records.forget(ADA, ADA, now=NOON)
    assert not await store.saves.all(ADA)
    assert len(await store.saves.all(BO)) == 1


async def test_the_limit_of_an_hour_outlives_being_forgotten(store: Store) -> None:
    for minutes in (0, 1):
        await add_comment(store, ADA, NOON + timedelta(minutes=minutes))
    await store.records.forget(ADA, ADA, now=NOON + timedelta(minutes=2))
    with pytest.raises(CommentLimitError):
        await add_comment(store, ADA, NOON + timedelta(minutes=3))
    assert await add_comment(store, ADA, NOON + timedelta(minutes=62))


async def test_what_was_removed_is_kept_for_a_day_and_so_is_told(store: Store) -> None:
    await filled(store)
    (saved,) = await store.saves.all(ADA)
    await store.saves.remove(ADA, saved.excerpt.id, now=NOON)
    counts = await store.records.count(ADA, ADA)
    assert (counts.saves, counts.has_list) == (0, True)
    (removed,) = (await store.records.read(ADA, ADA)).removed_saves
    assert removed["text"] == saved.excerpt.text
    await store.records.forget(ADA, ADA, now=NOON)
    assert not await store.saves.restore(ADA, saved.excerpt.id)


async def test_two_presses_at_once_remove_once(store: Store, database: Address) -> None:
    await filled(store)
    async with open_store(database) as other:
        gone = await asyncio.gather(
            *(each.records.forget(ADA, ADA, now=NOON) for each in (store, other))
        )
    assert sorted(map(bool, gone)) == [False, True]
