"""What people save: in order, searched, limited, and through reloads."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from storage.corpus.rows import StoredExcerpt
from storage.database.address import Address
from storage.database.database import Database
from storage.people import saves as module
from storage.people.saves import UNDO_TIME, SavedExcerpt, SaveLimitError
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import edited, sentences, speech

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FLOODS = speech("floods", *sentences("flood", 8))
FROSTS = speech("frosts", *sentences("frost", 6), speaker="Tömas Marden")
ADA, BO = "telegram:7", "discord:9"

pytestmark = pytest.mark.library(FLOODS, FROSTS)


async def excerpts(store: Store, words: str) -> Sequence[StoredExcerpt]:
    return (await store.search.find(words, count=100, merged=False)).excerpts


@pytest.fixture
async def floods(store: Store) -> Sequence[StoredExcerpt]:
    return await excerpts(store, "flood")


def ids(saved: Sequence[SavedExcerpt]) -> list[str]:
    return [each.excerpt.id for each in saved]


async def test_the_newest_is_first_and_each_person_has_a_list(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    first, second, third, *_ = floods
    for number, each in enumerate((second, first, third)):
        at = NOON + timedelta(minutes=number)
        assert await store.saves.save(ADA, each, now=at)
    assert not await store.saves.save(ADA, first, now=NOON)
    assert await store.saves.save(BO, first, now=NOON)
    newest = [third.id, first.id, second.id]
    assert ids(await store.saves.all(ADA)) == newest
    page = await store.saves.page(ADA, number=7, size=2)
    assert (ids(page.saved), page.number, page.pages, page.count) == (
        newest[2:],
        1,
        2,
        3,
    )
    assert ids(await store.saves.all(BO)) == [first.id]
    assert not await store.saves.all("telegram:8")
    kept = await store.saves.get(ADA, second.id)
    assert kept
    assert (kept.saved, kept.in_library, kept.excerpt) == (NOON, True, second)


async def test_a_request_that_is_handled_again_is_told_the_same(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    one = floods[0]
    for _ in range(2):
        assert await store.saves.save(ADA, one, now=NOON, request_key="telegram:1")
    assert not await store.saves.save(ADA, one, now=NOON, request_key="telegram:2")
    for _ in range(2):
        assert await store.saves.remove(ADA, one.id, now=NOON, request_key="telegram:3")
    assert not await store.saves.remove(ADA, one.id, now=NOON, request_key="telegram:4")
    for _ in range(2):
        assert await store.saves.restore(ADA, one.id)
    assert ids(await store.saves.all(ADA)) == [one.id]


async def test_two_presses_at_once_save_once(
    store: Store, floods: Sequence[StoredExcerpt], database: Address
) -> None:
    async with open_store(database) as other:
        presses = [
            each.saves.save(ADA, floods[0], now=NOON, request_key=f"telegram:{n}")
            for n, each in enumerate((store, other, store, other))
        ]
        assert sorted(await asyncio.gather(*presses)) == [False, False, False, True]
    assert ids(await store.saves.all(ADA)) == [floods[0].id]


async def test_a_save_follows_edits_and_waits_for_a_transcript_that_left(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    third = next(each for each in floods if "number 3" in each.text)
    await store.saves.save(ADA, third, now=NOON)

    async def kept() -> SavedExcerpt:
        (found,) = await store.saves.all(ADA)
        assert found == await store.saves.get(ADA, third.id)
        return found

    await store.loader.load([edited(FLOODS, "winter number 3", "winter no. 3"), FROSTS])
    assert "winter no. 3" in (await kept()).excerpt.text
    await store.loader.load([FROSTS])
    waiting = await kept()
    assert not waiting.in_library
    shown = ("text", "speaker", "role", "title", "date", "place", "source", "licence")
    for name in (*shown, "kind", "slug", "language", "id"):
        assert getattr(waiting.excerpt, name) == getattr(third, name)
    assert ids((await store.saves.find(ADA, "NUMBER 3", number=0, size=5)).saved)
    await store.loader.load([FLOODS, FROSTS])
    assert (await kept()).in_library


async def test_words_are_found_in_any_case_and_without_accents(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    for each in (*floods, *await excerpts(store, "frost")):
        await store.saves.save(ADA, each, now=NOON)
    found = await store.saves.find(ADA, "“tomas” FROST", number=1, size=4)
    assert (found.count, found.number, found.pages, len(found.saved)) == (6, 1, 2, 2)
    assert {each.excerpt.speaker for each in found.saved} == {"Tömas Marden"}
    assert (await store.saves.find(ADA, "orvel", number=0, size=4)).count == 14
    assert not (await store.saves.find(ADA, "zebra", number=0, size=4)).saved
    assert not (await store.saves.find(BO, "frost", number=0, size=4)).saved


async def test_nobody_keeps_more_than_the_limit(
    store: Store,
    floods: Sequence[StoredExcerpt],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MAX_SAVES", 2)
    for each in floods[:2]:
        await store.saves.save(ADA, each, now=NOON)
    with pytest.raises(SaveLimitError):
        await store.saves.save(ADA, floods[2], now=NOON)
    assert not await store.saves.save(ADA, floods[0], now=NOON)
    await store.saves.remove(ADA, floods[0].id, now=NOON)
    assert await store.saves.save(ADA, floods[2], now=NOON)
    with pytest.raises(SaveLimitError):
        await store.saves.restore(ADA, floods[0].id)


async def test_what_was_removed_is_deleted_after_a_day(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    for number, each in enumerate(floods[:3]):
        await store.saves.save(ADA, each, now=NOON)
        at = NOON + timedelta(hours=number)
        if number < 2:
            await store.saves.remove(ADA, each.id, now=at)
    later = NOON + UNDO_TIME + timedelta(minutes=1)
    assert await store.saves.purge(later, limit=9) == 1
    assert not await store.saves.restore(ADA, floods[0].id)
    assert await store.saves.restore(ADA, floods[1].id)
    assert len(await store.saves.all(ADA)) == 2


async def test_a_list_of_thousands_is_read_in_parts(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    await store.saves.save(ADA, floods[0], now=NOON)
    base: Database = store.saves._database  # noqa: SLF001 - to write many at once
    async with base.transaction() as writer:
        await writer.execute(
            """
            WITH RECURSIVE numbers (n) AS (
                SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1200
            )
            INSERT INTO saves (list, excerpt_id, saved, slug, text, kind, speaker, role,
                read_by, title, date, place, source, licence, language)
            SELECT list, SUBSTR(CAST(100000000 + n AS TEXT), 2), saved, slug, text, kind, speaker, role,
                read_by, title, date, place, source, licence, language
            FROM saves, numbers
            """
        )
    found = await store.saves.all(ADA)
    assert len({each.excerpt.id for each in found}) == 1201
