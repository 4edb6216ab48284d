"""A chat that follows something is told once when nothing of it is left."""

from datetime import datetime

import pytest

from storage.digests.daily_excerpts import DigestScope
from storage.digests.delivery import Reason, State
from storage.digests.ledger import Completion
from storage.store import Store
from tests.fakes.digests.ledger import (
    CHAT,
    FLOODS,
    FROSTS,
    at,
    claimed,
    state,
    subscribed,
)


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_speaker_of_whom_nothing_is_left_is_told_of_once(
    store: Store,
) -> None:
    await subscribed(store, scope=DigestScope.SPEAKER, subject="Tom Marden")
    (tom,) = (await store.library.find_speaker("Tom Marden")).certain
    sent: list[str] = []
    for day in range(2, 2 + tom.excerpts + 3):
        sent += await ids_sent(store, at(8.5, day))
    assert len(set(sent) - {""}) == tom.excerpts
    assert sent[tom.excerpts :] == [""]
    assert await state(store) == (State.SKIPPED, Reason.NOTHING_LEFT)


@pytest.mark.library(FLOODS)
async def test_a_speaker_who_is_gone_is_told_of_once(store: Store) -> None:
    await subscribed(store, scope=DigestScope.SPEAKER, subject="Tom Marden")
    (told,) = await claimed(store, at(8.5))
    assert (told.excerpt_id, told.reason) == ("", Reason.SUBJECT_GONE)
    await store.ledger.complete(
        told, Completion(state=State.SENT), owner="one", now=at(8.5)
    )
    assert await claimed(store, at(8.5, 3)) == ()
    assert await state(store) == (State.SKIPPED, Reason.SUBJECT_GONE)


@pytest.mark.library(FLOODS)
@pytest.mark.parametrize("end", [State.FAILED, State.AMBIGUOUS])
async def test_who_could_not_be_told_is_told_the_next_day(
    store: Store, end: State
) -> None:
    await subscribed(store, scope=DigestScope.SPEAKER, subject="Tom Marden")
    (told,) = await claimed(store, at(8.5))
    await store.ledger.complete(told, Completion(state=end), owner="one", now=at(8.5))
    assert await ids_sent(store, at(8.5, 3)) == [""]
    assert await ids_sent(store, at(8.5, 4)) == []


@pytest.mark.library(FLOODS)
async def test_what_is_chosen_while_the_last_is_told_of_is_told_of_too(
    store: Store,
) -> None:
    await subscribed(store, scope=DigestScope.SPEAKER, subject="Tom Marden")
    (told,) = await claimed(store, at(8.5))
    await subscribed(store, at(8.5), scope=DigestScope.SPEAKER, subject="Ann Nobody")
    await store.ledger.complete(
        told, Completion(state=State.SENT), owner="one", now=at(8.5)
    )
    assert await ids_sent(store, at(8.5, 3)) == [""]


async def ids_sent(store: Store, now: datetime) -> list[str]:
    taken = await claimed(store, now)
    for one in taken:
        await store.ledger.complete(
            one, Completion(state=State.SENT), owner="one", now=now
        )
    return [one.excerpt_id for one in taken]


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_topic_goes_from_best_to_last_and_then_is_told_of(
    store: Store,
) -> None:
    await subscribed(store, scope=DigestScope.TOPIC, subject="frost")
    found = await store.search.find("frost", count=20, merged=False)
    expected = [excerpt.id for excerpt in found.excerpts if excerpt.offered]
    sent: list[str] = []
    for day in range(2, 2 + len(expected) + 2):
        sent += await ids_sent(store, at(8.5, day))
    assert sent == [*expected, ""]


@pytest.mark.library(FLOODS, FROSTS)
async def test_what_is_all_muted_is_told_of_once_until_it_is_not(store: Store) -> None:
    await subscribed(store, scope=DigestScope.SPEAKER, subject="Tom Marden")
    await store.exclusions.mute(CHAT, "Tom Marden")
    assert await ids_sent(store, at(8.5)) == [""]
    assert await ids_sent(store, at(8.5, 3)) == []
    assert await state(store) == (State.SKIPPED, Reason.ALL_HIDDEN)
    await store.exclusions.unmute(CHAT, "Tom Marden")
    (sent,) = await ids_sent(store, at(8.5, 4))
    assert sent
    await store.exclusions.mute(CHAT, "Tom Marden")
    assert await ids_sent(store, at(8.5, 5)) == [""]


@pytest.mark.library(FLOODS)
@pytest.mark.parametrize("scope", [DigestScope.ALL, DigestScope.TOPIC])
async def test_where_all_is_muted_the_library_is_not_called_empty(
    store: Store, scope: DigestScope
) -> None:
    await subscribed(store, scope=scope, subject="flood")
    await store.exclusions.mute(CHAT, "Ada Marden")
    (told,) = await claimed(store, at(8.5))
    assert (told.excerpt_id, told.reason) == ("", Reason.ALL_HIDDEN)
