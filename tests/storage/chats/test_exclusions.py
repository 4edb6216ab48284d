"""What a chat or the library never wants to be offered does not come, and is undone."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from storage.digests.delivery import Reason
from storage.store import Store
from tests.fakes.libraries.speeches import edited, sentences, speech

CHAT, OTHER = "telegram:1", "telegram:2"
FLOODS = speech("floods", *sentences("flood", 5))
FROSTS = speech("frosts", *sentences("frost", 3), speaker="Tom Marden")


async def drawn(store: Store, chat: str, count: int) -> set[str]:
    found = [await store.random_excerpts.draw(chat) for _ in range(count)]
    return {each.excerpt.id if each else "" for each in found}


async def speaker(store: Store, name: str) -> int:
    (found,) = (await store.library.find_speaker(name)).certain
    return found.id


async def some_id(store: Store, words: str) -> str:
    return (await store.search.find(words, count=1)).excerpts[0].id


async def ids_about(store: Store, words: str) -> list[str]:
    found = await store.search.find(words, count=9, merged=False)
    return [each.id for each in found.excerpts]


@pytest.mark.library(FLOODS)
async def test_a_hidden_excerpt_comes_in_other_chats_alone(store: Store) -> None:
    hidden = await some_id(store, "flood")
    for _ in range(2):
        await store.exclusions.hide(CHAT, hidden)
    assert hidden not in await drawn(store, CHAT, 15)
    assert hidden in await drawn(store, OTHER, 5)
    assert await store.exclusions.is_hidden(CHAT, hidden)
    for _ in range(2):
        await store.exclusions.unhide(CHAT, hidden)
    assert hidden in await drawn(store, CHAT, 10)


@pytest.mark.library(FLOODS)
async def test_a_withdrawn_excerpt_comes_nowhere_until_it_is_restored(
    store: Store,
) -> None:
    gone = await some_id(store, "flood")
    await store.exclusions.withdraw(gone)
    await store.exclusions.withdraw(gone)
    assert gone not in await drawn(store, CHAT, 10) | await drawn(store, OTHER, 10)
    sample = await store.random_excerpts.sample([], seed=1, first=0, count=9)
    assert gone not in {each.id for each in sample.excerpts}
    assert await store.random_excerpts.draw_least_recent(CHAT, [gone]) is None
    await store.exclusions.restore(gone)
    assert not await store.exclusions.is_withdrawn(gone)
    assert gone in await drawn(store, OTHER, 10)


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_muted_speaker_does_not_come_and_is_found(store: Store) -> None:
    tom = await speaker(store, "Tom Marden")
    await store.exclusions.mute(CHAT, "Tom Marden")
    await store.exclusions.mute(CHAT, "Tom Marden")
    theirs = {each.id for each in (await store.search.find("frost", count=9)).excerpts}
    assert not theirs & await drawn(store, CHAT, 16)
    assert await store.random_excerpts.draw(CHAT, tom) is None
    assert await store.random_excerpts.draw_least_recent(CHAT, [*theirs]) is None
    assert (await store.exclusions.of_chat(CHAT)).muted == ("Tom Marden",)
    assert not await store.exclusions.is_muted(OTHER, tom)
    await store.exclusions.unmute(CHAT, "Tom Marden")
    assert not (await store.exclusions.of_chat(CHAT)).muted
    assert await store.random_excerpts.draw(CHAT, tom)


@pytest.mark.library(FLOODS, FROSTS)
async def test_both_survive_an_edited_text_and_a_fuller_name(store: Store) -> None:
    hidden = await some_id(store, "flood")
    await store.exclusions.hide(CHAT, hidden)
    await store.exclusions.mute(CHAT, "Tom Marden")
    fuller = speech(
        "frosts",
        *sentences("frost", 3),
        speaker="Thomas Marden",
        aliases=("Tom Marden",),
    )
    await store.loader.load([edited(FLOODS, "loaves", "barrels"), fuller])
    thomas = await speaker(store, "Thomas Marden")
    assert await store.exclusions.is_muted(CHAT, thomas)
    came = await drawn(store, CHAT, 12)
    assert len(came) == 4
    assert hidden not in came
    await store.exclusions.unmute(CHAT, "Thomas Marden")
    assert len(await drawn(store, CHAT, 14)) == 7


@pytest.mark.library(FLOODS, FROSTS)
async def test_what_was_edited_left_and_came_back_is_hidden_still(
    store: Store,
) -> None:
    hidden = await some_id(store, "flood")
    await store.exclusions.hide(CHAT, hidden)
    mended = edited(FLOODS, "loaves", "barrels")
    for library in ([mended, FROSTS], [FROSTS], [mended, FROSTS]):
        await store.loader.load(library)
    assert await store.library.excerpt(hidden)
    assert hidden not in await drawn(store, CHAT, 20)


@pytest.mark.library(FLOODS, FROSTS)
async def test_where_all_is_hidden_nothing_comes(store: Store) -> None:
    for name in ("Ada Marden", "Tom Marden"):
        await store.exclusions.mute(CHAT, name)
    assert await drawn(store, CHAT, 3) == {""}
    await store.exclusions.unmute(CHAT, "Ada Marden")
    assert len(await drawn(store, CHAT, 5)) == 5


@pytest.mark.library(FLOODS)
async def test_the_excerpt_of_the_day_is_another_once_it_is_hidden(
    store: Store,
) -> None:

    async def selected() -> str:
        found = await store.daily_excerpts.select(
            CHAT, "", date(2026, 5, 9), topic_excerpts={}
        )
        assert found.reason is Reason.NONE
        return found.excerpt_id

    first = await selected()
    assert await selected() == first
    await store.exclusions.hide(CHAT, first)
    second = await selected()
    assert second != first
    assert await selected() == second


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_chat_takes_them_to_its_new_key(store: Store) -> None:
    hidden = await some_id(store, "flood")
    await store.exclusions.hide(CHAT, hidden)
    await store.exclusions.mute(CHAT, "Tom Marden")
    await store.chats.set_last_excerpt(OTHER, hidden)
    now = datetime(2026, 5, 9, tzinfo=UTC)
    await store.chat_migrator.migrate(CHAT, OTHER, now=now)
    excluded = await store.exclusions.of_chat(OTHER)
    assert (excluded.excerpts, excluded.muted) == (1, ("Tom Marden",))


@pytest.mark.library(FLOODS)
async def test_pressing_twice_at_once_is_pressing_once(store: Store) -> None:
    hidden = await some_id(store, "flood")
    await asyncio.gather(*[store.exclusions.hide(CHAT, hidden) for _ in range(8)])
    assert (await store.exclusions.of_chat(CHAT)).excerpts == 1


@pytest.mark.library(FLOODS)
async def test_several_are_offered_again_and_nothing_else(store: Store) -> None:
    known = store.exclusions
    ids = await ids_about(store, "flood")
    await known.hide(CHAT, *ids[:3])
    await known.hide(OTHER, ids[0])
    told = await known.hidden_ids(CHAT)
    assert told == tuple(sorted(ids[:3]))
    await known.hide(CHAT, ids[4])
    await asyncio.gather(*[known.unhide(CHAT, *told) for _ in range(4)])
    assert await known.hidden_ids(CHAT) == (ids[4],)
    assert await known.hidden_ids(OTHER) == (ids[0],)
    assert await known.hidden_ids("telegram:77") == ()


@pytest.mark.library(FLOODS, FROSTS)
async def test_pages_follow_the_library_and_end_with_what_left_it(
    store: Store,
) -> None:
    known = store.exclusions
    floods = await ids_about(store, "flood")
    frosts = await ids_about(store, "frost")
    for id_ in (*floods, *frosts):
        await known.hide(CHAT, id_)
        await known.withdraw(id_)
    await store.loader.load([FROSTS])
    first = await known.hidden_page(CHAT, number=0, size=6)
    last = await known.hidden_page(CHAT, number=99, size=6)
    assert (first.count, first.pages, first.number, last.number) == (8, 2, 0, 1)
    listed = [*first.excerpts, *last.excerpts]
    here = [each.excerpt for each in listed[:3]]
    assert [each.position for each in here if each] == sorted(
        each.position for each in here if each
    )
    assert {each.id for each in here if each} == {*frosts}
    assert {each.id for each in listed[3:]} == {*floods}
    assert all(not each.excerpt and "flood" in each.words for each in listed[3:])
    everywhere = await known.withdrawn_page(number=0, size=8)
    assert list(everywhere.excerpts) == listed
    empty = await known.hidden_page("telegram:77", number=3, size=5)
    assert (empty.excerpts, empty.count, empty.pages) == ((), 0, 1)


async def test_what_is_offered_is_counted(store: Store) -> None:
    greeting = "Good evening, and thank you all for being here."
    await store.loader.load([FLOODS, speech("frosts", greeting, speaker="Tom Marden")])
    gone = await some_id(store, "flood")
    before = await store.exclusions.offered_counts()
    assert before.counted > before.fit
    assert (before.offered, before.withdrawn) == (before.fit, 0)
    for id_ in (gone, "7K3M9QXA"):
        await store.exclusions.withdraw(id_)
    after = await store.exclusions.offered_counts()
    assert (after.counted, after.fit) == (before.counted, before.fit)
    assert (after.offered, after.withdrawn) == (before.fit - 1, 2)
