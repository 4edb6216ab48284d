"""What two processes write at once: nothing twice, nothing lost, nothing of others."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from storage.chats.comments import CommentLimitError
from storage.corpus.rows import StoredExcerpt
from storage.people.saves import MAX_SAVES, SaveLimitError
from storage.store import Store
from tests.fakes.libraries.speeches import sentences, speech

Stores = tuple[Store, Store]

NOW = datetime(2026, 11, 27, tzinfo=UTC)
FLOODS = speech("floods", *sentences("flood", 9))
FROSTS = speech("frosts", *sentences("frost", 7), speaker="Tom Marden")


async def excerpts(store: Store) -> tuple[StoredExcerpt, ...]:
    return (await store.random_excerpts.sample([], seed=1, first=0, count=99)).excerpts


@pytest.mark.parametrize("seed", range(2))
async def test_one_chat_at_two_processes_sees_everything_once_a_round(
    stores: Stores, seed: int
) -> None:
    """Draws of several chats and speakers, in any order, all at once."""
    await stores[0].loader.load([FLOODS, FROSTS])
    offered = {each.id for each in await excerpts(stores[0])}
    (tom,) = (await stores[1].library.find_speaker("Tom Marden")).certain
    chance = random.Random(seed)
    rounds = 3
    draws = [
        (chance.choice(stores), chat, speaker)
        for chat, speaker, count in (
            ("telegram:1", 0, rounds * len(offered)),
            ("telegram:2", 0, rounds * len(offered)),
            ("discord:1/2", tom.id, rounds * tom.excerpts),
        )
        for _ in range(count)
    ]
    chance.shuffle(draws)
    drawn = await asyncio.gather(
        *(store.random_excerpts.draw(chat, speaker) for store, chat, speaker in draws)
    )
    for chat in ("telegram:1", "telegram:2", "discord:1/2"):
        shown = Counter(
            each.excerpt.id
            for (_, where, _), each in zip(draws, drawn, strict=True)
            if each and where == chat
        )
        # All of it, as often as there were rounds: none was skipped or came twice.
        assert set(shown.values()) == {rounds}
        assert len(shown) == (tom.excerpts if chat.startswith("d") else len(offered))


async def test_what_is_hidden_at_one_process_is_not_drawn_at_the_other(
    stores: Stores,
) -> None:
    one, other = stores
    await one.loader.load([FLOODS, FROSTS])
    hidden, *_ = await excerpts(one)
    await asyncio.gather(
        one.exclusions.hide("telegram:1", hidden.id),
        other.exclusions.mute("telegram:1", "Tom Marden"),
        *(store.chats.set_last_excerpt("telegram:1", hidden.id) for store in stores),
    )
    drawn = await asyncio.gather(
        *(stores[n % 2].random_excerpts.draw("telegram:1") for n in range(20))
    )
    assert all(
        each and each.excerpt.id != hidden.id and each.excerpt.speaker != "Tom Marden"
        for each in drawn
    )


async def test_new_people_get_a_list_each(stores: Stores) -> None:
    await stores[0].loader.load([FLOODS])
    found = await excerpts(stores[0])
    saved = await asyncio.gather(
        *(
            stores[n % 2].saves.save(f"telegram:{n}", found[n % 9], now=NOW)
            for n in range(40)
        )
    )
    assert all(saved)
    for n in range(40):
        kept = await stores[0].saves.all(f"telegram:{n}")
        assert [each.excerpt.id for each in kept] == [found[n % 9].id]


async def test_a_shared_list_keeps_one_excerpt_once_and_its_limit(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = stores
    monkeypatch.setattr("storage.people.saves.MAX_SAVES", 5)
    await one.loader.load([FLOODS])
    found = await excerpts(one)
    code = await one.joining.new_code("telegram:1", "Ann", now=NOW)
    await asyncio.gather(
        *(store.joining.join("discord:2", code, now=NOW) for store in stores)
    )
    assert await one.joining.joined("telegram:1") == ("discord:2",)
    outcomes = await asyncio.gather(
        *(
            store.saves.save(person, each, now=NOW)
            for each in found
            for store, person in ((one, "telegram:1"), (other, "discord:2"))
        ),
        return_exceptions=True,
    )
    assert {type(each) for each in outcomes} == {bool, SaveLimitError}
    assert outcomes.count(True) == 5 < MAX_SAVES
    assert len(await other.saves.all("telegram:1")) == 5


async def test_comments_of_one_person_keep_to_the_limit_and_come_once(
    stores: Stores,
) -> None:
    await stores[0].loader.load([FLOODS])
    excerpt, *_ = await excerpts(stores[0])

    async def comment(store: Store, chat: str, request: str) -> int:
        return await store.comments.add(
            slug=excerpt.slug,
            excerpt_id=excerpt.id,
            parent=None,
            chat_key=chat,
            author="Ann",
            author_key="telegram:1",
            text="True.",
            now=NOW,
            request_key=request,
            max_an_hour=3,
        )

    written = await asyncio.gather(
        *(
            comment(store, f"telegram:-{n % 3}", f"update {n}")
            for n in range(8)
            for store in stores
        ),
        return_exceptions=True,
    )
    ids = Counter(each for each in written if not isinstance(each, BaseException))
    assert [*ids.values()] == [2, 2, 2]  # each request came to both
    assert sum(isinstance(each, CommentLimitError) for each in written) == 10


async def test_answers_to_one_comment_stand_under_it(stores: Stores) -> None:
    await stores[0].loader.load([FLOODS])
    excerpt, *_ = await excerpts(stores[0])

    async def comment(n: int, parent: int | None) -> int:
        return await stores[n % 2].comments.add(
            slug=excerpt.slug,
            excerpt_id=excerpt.id,
            parent=parent,
            chat_key="telegram:-1",
            author=f"Person {n}",
            author_key=f"telegram:{n}",
            text=f"Answer {n}",
            now=NOW,
        )

    top = await comment(0, None)
    answers = await asyncio.gather(*(comment(n, top) for n in range(1, 12)))
    below = await asyncio.gather(*(comment(n, answers[n % 3]) for n in range(12, 20)))
    page = await stores[1].comments.page(
        excerpt.slug, excerpt.id, "telegram:-1", number=0, size=50
    )
    assert {each.id for each in page.comments} == {top, *answers, *below}
    seen: set[int] = set()
    for each in page.comments:
        assert each.parent is None or each.parent in seen
        seen.add(each.id)


async def test_words_of_buttons_are_stored_by_both_in_any_order(stores: Stores) -> None:
    words = [f"long words of a button, number {n}" for n in range(30)]
    keys = await asyncio.gather(
        *(
            stores[n % 2].button_words.store(words[::-1] if n % 3 else words)
            for n in range(12)
        )
    )
    assert all(each == keys[0] for each in keys)
    assert await stores[1].button_words.expand(keys[0][words[7]]) == words[7]
