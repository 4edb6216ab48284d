"""Nothing is served twice in a chat before all that fits was."""

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.excerpts.excerpts import cut_excerpts
from content.excerpts.quotability import read_weights
from storage.chats.rounds import (
    _ANY_SPEAKER_QUERIES,
    _ONE_SPEAKER_QUERIES,
    ANY_SPEAKER,
    _DrawQueries,
)
from storage.database.address import Address
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech

FLOODS = speech("floods", *sentences("flood", 9))
FROSTS = speech("frosts", *sentences("frost", 7), speaker="Tom Marden")
FIRES = speech("fires", *sentences("fire", 5), speaker="Ruth Oakley")


async def draws(
    store: Store, count: int, *, chat: str = "terminal:0", speaker: int = ANY_SPEAKER
) -> list[str]:
    drawn = [await store.random_excerpts.draw(chat, speaker) for _ in range(count)]
    return [each.excerpt.id if each else "" for each in drawn]


async def servable(store: Store) -> int:
    total = await store.library.speakers(0, 100)
    return sum(speaker.excerpts for speaker in total)


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_round_shows_everything_once(store: Store) -> None:
    size = await servable(store)
    for _ in range(3):
        assert len(set(await draws(store, size))) == size


async def test_a_new_round_does_not_open_with_what_closed_the_old(
    store: Store,
) -> None:
    await store.loader.load([speech("small", *sentences("flood", 2))])
    size = await servable(store)
    shown = await draws(store, 20 * size)
    assert all(one != other for one, other in itertools.pairwise(shown))


@pytest.mark.sqlite(reason="counts draws, which are the same statements on both")
async def test_a_poor_excerpt_opens_a_round_where_the_good_one_was_shown_last(
    store: Store,
) -> None:
    await store.loader.load([speech("small", *sentences("flood", 2))])
    (speaker,) = await store.library.speakers(0, 2)
    scores = await set_scores(store, (0.99, 0.1))
    assert len(scores) == 2
    best = max(scores, key=lambda id_: scores[id_])
    for chat in (f"telegram:{n}" for n in range(120)):
        assert {*await draws(store, 2, chat=chat, speaker=speaker.id)} == {*scores}
        await store.chats.set_last_excerpt(chat, best)
        drawn = await store.random_excerpts.draw(chat, speaker.id)
        assert drawn is not None
        assert (drawn.excerpt.id == best, drawn.is_only) == (False, False)


async def test_what_was_opened_by_its_id_is_not_drawn_right_behind_it(
    store: Store,
) -> None:
    two = sentences("flood", 2)
    one = speech("one", *sentences("frost", 1), speaker="Tom Marden")
    await store.loader.load([speech("two", *two), one])
    first, second = await draws(store, 2, chat="telegram:any", speaker=1)
    for chat in (f"telegram:{n}" for n in range(30)):
        await store.chats.set_last_excerpt(chat, first)
        drawn = await store.random_excerpts.draw(chat, 1)
        assert drawn is not None
        assert (drawn.excerpt.id, drawn.is_only) == (second, False)
    (alone,) = await draws(store, 1, chat="telegram:other", speaker=2)
    await store.chats.set_last_excerpt("telegram:new", alone)
    drawn = await store.random_excerpts.draw("telegram:new", 2)
    assert drawn is not None
    assert (drawn.excerpt.id, drawn.is_only) == (alone, True)


@pytest.mark.library(FLOODS, FROSTS, FIRES)
async def test_rounds_of_chats_differ(store: Store) -> None:
    size = await servable(store)
    orders = {
        tuple(await draws(store, size, chat=f"telegram:{chat}")) for chat in range(6)
    }
    assert len(orders) == 6


@pytest.mark.library(FLOODS)
@pytest.mark.sqlite(reason="counts draws, which are the same statements on both")
async def test_the_first_is_drawn_evenly_of_one_tier(store: Store) -> None:
    size = await servable(store)
    firsts = Counter(
        [(await draws(store, 1, chat=f"telegram:{n}"))[0] for n in range(60 * size)]
    )
    assert len(firsts) == size
    scores = {each.text: each.score for each in cut_excerpts(FLOODS)}
    tiers: dict[int, list[int]] = {}
    for id_, times in firsts.items():
        shown = await store.library.excerpt(id_)
        assert shown
        tier = sum(scores[shown.text] < border for border in read_weights().tiers)
        tiers.setdefault(tier, []).append(times)
    for counts in tiers.values():
        assert max(counts) < 2 * sum(counts) / len(counts)
    means = [sum(tiers[tier]) / len(tiers[tier]) for tier in sorted(tiers)]
    assert means == sorted(means, reverse=True), "better ones come sooner"


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_speakers_round_and_everybodys_know_of_each_other(
    store: Store,
) -> None:
    (ada,) = (await store.library.find_speaker("Ada Marden")).certain
    of_ada = await draws(store, ada.excerpts, speaker=ada.id)
    assert len(set(of_ada)) == ada.excerpts
    others = await draws(store, await servable(store) - ada.excerpts)
    assert not set(of_ada) & set(others)


async def test_a_restart_goes_on_with_the_round(database: Address) -> None:
    shown: list[str] = []
    async with open_store(database) as store:
        await store.loader.load([FLOODS, FROSTS])
        size = await servable(store)
    for _ in range(size):
        async with open_store(database) as store:
            shown += await draws(store, 1)
    assert len(set(shown)) == size


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_reload_in_the_middle_repeats_nothing(store: Store) -> None:
    size = await servable(store)
    shown = await draws(store, size - 3)
    await store.loader.load([FLOODS, FROSTS, FIRES])
    more = await servable(store) - size
    shown += await draws(store, 3 + more)
    assert len(set(shown)) == size + more


@pytest.mark.parametrize("statements", [_ANY_SPEAKER_QUERIES, _ONE_SPEAKER_QUERIES])
@pytest.mark.sqlite(reason="reads a plan as SQLite words it")
async def test_what_was_shown_is_passed_over_before_more_is_read_of_it(
    store: Store, statements: _DrawQueries
) -> None:
    scope = {"chat": 1, "speaker": 1, "slot": 0, "since": 0, "key": "", "least": 0.0}
    async with store.random_excerpts._database.snapshot() as snapshot:  # noqa: SLF001 - what is planned is not shown elsewhere
        plan = await snapshot.all(f"EXPLAIN QUERY PLAN {statements.excerpt}", scope)
    looked_at = [
        row["detail"].split()[1] for row in plan if row["detail"].startswith("SEARCH")
    ]
    assert looked_at[:2] == ["excerpts", "shown"]


async def test_nothing_is_drawn_from_an_empty_library(store: Store) -> None:
    assert await store.random_excerpts.draw("terminal:0") is None


async def test_the_freshest_of_some_is_unseen_or_seen_longest_ago(
    store: Store,
) -> None:
    chat = "terminal:0"
    shown = [
        await store.random_excerpts.draw_least_recent(chat, ["A", "B", "C"])
        for _ in range(4)
    ]
    assert shown == ["A", "B", "C", "A"]
    assert await store.random_excerpts.draw_least_recent(chat, ["A", "C"]) == "C"
    assert await store.random_excerpts.draw_least_recent(chat, []) is None


async def slots(store: Store) -> dict[str, list[int]]:
    """Return the slots of the library and of each speaker, in order."""
    found: dict[str, list[int]] = {"": []}
    async with store.random_excerpts._database.snapshot() as snapshot:  # noqa: SLF001 - what is kept is not shown elsewhere
        rows = await snapshot.all(
            """
            SELECT slot, speaker_slot, speakers.name FROM excerpts
            JOIN speakers ON speakers.id = excerpts.speaker_id
            WHERE slot IS NOT NULL ORDER BY slot
            """
        )
    for row in rows:
        found[""].append(row["slot"])
        found.setdefault(row["name"], []).append(row["speaker_slot"])
    return {name: sorted(numbers) for name, numbers in found.items()}


@settings(max_examples=12, deadline=None)
@given(
    loads=st.lists(
        st.dictionaries(
            st.sampled_from(["a", "b", "c"]),
            st.tuples(st.integers(1, 6), st.sampled_from(["Ada", "Tom"])),
        ),
        min_size=1,
        max_size=5,
    )
)
async def test_slots_stay_dense_whatever_comes_and_goes(
    tmp_path_factory: pytest.TempPathFactory,
    loads: list[dict[str, tuple[int, str]]],
) -> None:
    path = tmp_path_factory.mktemp("slots") / "rostra.db"
    async with open_store(path) as store:
        for load in loads:
            await store.loader.load(
                [
                    speech(slug, *sentences(f"flood{slug}", count), speaker=name)
                    for slug, (count, name) in load.items()
                ]
            )
            for numbers in (await slots(store)).values():
                assert numbers == list(range(len(numbers)))


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_sample_has_one_order_and_records_nothing(store: Store) -> None:
    size = await servable(store)
    sample = store.random_excerpts.sample
    whole = await sample((), seed=5, first=0, count=100)
    ids = [excerpt.id for excerpt in whole.excerpts]
    assert len(set(ids)) == whole.total == size
    part = await sample((), seed=5, first=4, count=3)
    assert [excerpt.id for excerpt in part.excerpts] == ids[4:7]
    other = await sample((), seed=6, first=0, count=100)
    assert [excerpt.id for excerpt in other.excerpts] != ids
    assert not (await sample((), seed=5, first=size, count=3)).excerpts
    assert not await store.random_excerpts.shown_ids("terminal:0", "", 9)


@pytest.mark.library(FLOODS, FROSTS, FIRES)
async def test_in_a_sample_speakers_take_turns(store: Store) -> None:
    by_name = {each.name: each for each in await store.library.speakers(0, 10)}
    chosen = [by_name["Tom Marden"].id, by_name["Ruth Oakley"].id]
    found = await store.random_excerpts.sample(chosen, seed=5, first=0, count=6)
    assert [excerpt.speaker for excerpt in found.excerpts] == [
        "Tom Marden",
        "Ruth Oakley",
    ] * 3
    sizes = [by_name[name].excerpts for name in ("Tom Marden", "Ruth Oakley")]
    assert found.total == sum(sizes)
    every = await store.random_excerpts.sample(chosen, seed=5, first=0, count=50)
    assert len({excerpt.id for excerpt in every.excerpts}) == found.total


async def test_of_an_empty_library_there_is_no_sample(store: Store) -> None:
    found = await store.random_excerpts.sample((), seed=5, first=0, count=6)
    assert (found.excerpts, found.total) == ((), 0)


def one_of_each_tier() -> tuple[float, ...]:
    """Return a score in each tier, the best first."""
    first, second = read_weights().tiers
    return (1 + first) / 2, (first + second) / 2, second / 2


async def set_scores(store: Store, scores: tuple[float, ...]) -> dict[str, float]:
    """Give the excerpts scores in turn; return them by id."""
    async with store.random_excerpts._database.transaction() as writer:  # noqa: SLF001 - what a load rates is not chosen
        rows = await writer.all("SELECT id FROM excerpts ORDER BY speaker_id, position")
        rated = {row["id"]: scores[n % len(scores)] for n, row in enumerate(rows)}
        await writer.execute_many(
            "UPDATE excerpts SET score = :score WHERE id = :id",
            [{"id": key, "score": score} for key, score in rated.items()],
        )
    return rated


@pytest.mark.sqlite(reason="counts draws, which are the same statements on both")
async def test_better_excerpts_come_sooner_and_all_come_once(store: Store) -> None:
    await store.loader.load([speech("long", *sentences("flood", 60))])
    rated = await set_scores(store, one_of_each_tier())
    places: dict[float, list[int]] = {score: [] for score in set(rated.values())}
    for chat in range(12):
        shown = await draws(store, 60, chat=f"telegram:{chat}")
        assert len(set(shown)) == 60
        for place, key in enumerate(shown):
            places[rated[key]].append(place)
    means = [sum(found) / len(found) for _, found in sorted(places.items())]
    assert means[0] > means[1] + 3 > means[2] + 6


@pytest.mark.sqlite(reason="counts draws, which are the same statements on both")
async def test_a_speaker_with_little_to_say_waits_no_longer(store: Store) -> None:
    """Of the same scores, each is as likely to come soon, whoever has said more."""
    few = speech("few", *sentences("frost", 3), speaker="Tom Marden")
    await store.loader.load([speech("many", *sentences("flood", 57)), few])
    await set_scores(store, one_of_each_tier())
    (tom,) = (await store.library.find_speaker("Tom Marden")).certain
    soon = 0
    for chat in range(60):
        for _ in range(20):
            drawn = await store.random_excerpts.draw(f"telegram:{chat}")
            assert drawn
            soon += drawn.excerpt.speaker_id == tom.id
    # A third of the round holds about a third of them: 60 of 180.
    assert 35 < soon < 90


@pytest.mark.library(FLOODS, FROSTS)
async def test_an_old_library_without_scores_shows_everything_once(
    store: Store,
) -> None:
    await set_scores(store, (0.0,))
    size = await servable(store)
    for _ in range(2):
        assert len(set(await draws(store, size))) == size
