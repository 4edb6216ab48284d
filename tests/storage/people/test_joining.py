"""Lists of two identities become one by a code, and are parted again."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from storage.corpus.rows import StoredExcerpt
from storage.database.address import Address
from storage.people import joining as module
from storage.people.joining import CODE_VALIDITY
from storage.people.saves import SaveLimitError
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADA, ADA_TOO, BO = "telegram:7", "discord:9", "discord:10"

pytestmark = pytest.mark.library(speech("floods", *sentences("flood", 8)))


@pytest.fixture
async def floods(store: Store) -> Sequence[StoredExcerpt]:
    return (await store.search.find("flood", count=9, merged=False)).excerpts


async def kept(store: Store, person: str) -> list[str]:
    return [each.excerpt.id for each in await store.saves.all(person)]


async def save(store: Store, person: str, *excerpts: StoredExcerpt) -> None:
    for number, each in enumerate(excerpts):
        await store.saves.save(person, each, now=NOON + timedelta(minutes=number))


async def test_two_lists_become_one_and_two_again(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    a, b, c, *_ = floods
    await save(store, ADA, a, b)
    await save(store, ADA_TOO, b, c)
    await store.saves.remove(ADA, b.id, now=NOON)
    code = await store.joining.new_code(ADA, "Ada", now=NOON)
    for _ in range(2):  # the same request may come again
        owner = await store.joining.join(ADA_TOO, code, now=NOON)
        assert owner
        assert (owner.key, owner.name) == (ADA, "Ada")
    assert await store.joining.joined(ADA) == (ADA_TOO,)
    assert await kept(store, ADA) == await kept(store, ADA_TOO)
    assert {*await kept(store, ADA)} == {a.id, b.id, c.id}
    await store.saves.remove(ADA_TOO, a.id, now=NOON)
    assert {*await kept(store, ADA)} == {b.id, c.id}
    assert await store.joining.leave(ADA)
    assert not await store.joining.leave(ADA)
    assert not await store.joining.joined(ADA_TOO)
    assert await store.joining.join(ADA_TOO, code, now=NOON) is None
    assert await kept(store, ADA) == await kept(store, ADA_TOO)
    await store.saves.remove(ADA, b.id, now=NOON)
    assert {*await kept(store, ADA_TOO)} == {b.id, c.id}


async def test_a_code_works_once_and_not_for_long(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    await save(store, ADA, floods[0])
    old = await store.joining.new_code(ADA, "Ada", now=NOON)
    code = await store.joining.new_code(ADA, "Ada", now=NOON)
    late = NOON + CODE_VALIDITY + timedelta(seconds=1)
    for wrong, at in ((old, NOON), (code, late), ("", NOON), ("7K3M9QXA", NOON)):
        assert await store.joining.owner(wrong, now=at) is None
        assert await store.joining.join(BO, wrong, now=at) is None
    assert await store.joining.join(ADA_TOO, code, now=NOON)
    assert await store.joining.join(BO, code, now=NOON) is None
    assert await kept(store, ADA_TOO) == [floods[0].id]
    assert not await kept(store, BO)
    assert await store.joining.purge(late, limit=9) == 1


async def test_two_who_use_a_code_at_once(
    store: Store, floods: Sequence[StoredExcerpt], database: Address
) -> None:
    await save(store, ADA, floods[0])
    code = await store.joining.new_code(ADA, "Ada", now=NOON)
    async with open_store(database) as other:
        joined = await asyncio.gather(
            store.joining.join(ADA_TOO, code, now=NOON),
            other.joining.join(BO, code, now=NOON),
        )
    assert sorted(each is None for each in joined) == [False, True]
    assert len(await store.joining.joined(ADA)) == 1


async def test_lists_that_are_too_long_together_stay_apart(
    store: Store, floods: Sequence[StoredExcerpt], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_SAVES", 2)
    a, b, c, *_ = floods
    await save(store, ADA, a, b)
    await save(store, ADA_TOO, b, c)
    code = await store.joining.new_code(ADA, "Ada", now=NOON)
    with pytest.raises(SaveLimitError):
        await store.joining.join(ADA_TOO, code, now=NOON)
    assert {*await kept(store, ADA_TOO)} == {b.id, c.id}
    assert not await store.joining.joined(ADA)


async def test_who_is_forgotten_takes_the_shared_list_and_the_code_along(
    store: Store, floods: Sequence[StoredExcerpt]
) -> None:
    await save(store, ADA, floods[0])
    code = await store.joining.new_code(ADA, "Ada", now=NOON)
    await store.joining.join(ADA_TOO, code, now=NOON)
    gone = await store.records.forget(ADA_TOO, "discord:@me/1", now=NOON)
    assert (gone.saves, gone.joined) == (1, (ADA,))
    assert not await kept(store, ADA)
    assert await store.joining.owner(code, now=NOON) is None
