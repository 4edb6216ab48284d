"""What a query finds in a small library, and what it says about it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.query.query import format_query
from content.query.restrictions import wants_anything, without_restrictions
from storage.database.address import Address
from storage.index.locations import (
    Location,
    deduplicate,
    find_neighbours,
    text_number,
)
from storage.search.search import Search, SearchPage
from storage.store import open_store
from tests.fakes.libraries.speeches import sentences, speech

VILLAGE = Path(__file__).parents[2] / "fakes" / "libraries" / "village_transcripts"


def given_up(found: SearchPage) -> list[str]:
    return [value for each in found.dropped for value in each.values]


@pytest.fixture
async def search(village_database: Address) -> AsyncIterator[Search]:
    async with open_store(village_database) as store:
        yield store.search


async def test_words_are_found_by_their_stems_and_marked(search: Search) -> None:
    found = await search.find("bridges", count=5)
    assert found.total
    best = found.excerpts[0]
    assert [best.text[a:b].casefold() for a, b in found.marks_in(best)] == ["bridge"]


async def test_what_has_all_words_comes_first(database: Address) -> None:
    both = "Nobody sang on that evening, which was the last and a sad one for the quay"
    rest = " and for the masons who had come from far to see the stones of the arches."
    speeches = [
        speech("both", both + rest),
        speech("evenings", "An evening is an evening. This evening, every evening."),
        speech("sad", "It was sad, so sad, and whoever is sad is sad for long."),
    ]
    async with open_store(database) as store:
        await store.loader.load(speeches)
        found = await store.search.find("sad evening", count=5)
        assert found.excerpts[0].slug == "both"
        assert not found.words_apart
        for several in ("sad evening choir", "sad evening -quay"):
            found = await store.search.find(several, count=5)
            apart = ("sad", "evening") if "-" in several else ()
            assert found.words_apart == apart, several


async def test_words_that_nothing_has_together_are_named(search: Search) -> None:
    found = await search.find("quarry sacks", count=5)
    assert found.words_apart == ("quarry", "sacks")
    found = await search.find("hunger sacks", speakers=["Ivo Reed"], count=5)
    assert found.words_apart == ("sacks",)
    assert not (await search.find("sacks", count=5)).words_apart
    assert not (await search.find("who says quarry and sacks?", count=5)).words_apart
    assert not (await search.find("peace letter", count=5)).words_apart
    assert not (await search.find("和平 学校", count=5)).words_apart
    assert not (await search.find("和平大桥", count=5)).words_apart


async def test_a_phrase_stands_whole(search: Search) -> None:
    found = await search.find('"Peace is a field"', count=5)
    assert found.total == 1
    assert "Peace is a field" in found.excerpts[0].text
    other = await search.find('"field is a peace"', count=5)
    assert given_up(other) == ["field is a peace"]


async def test_a_word_can_be_kept_out(search: Search) -> None:
    every = await search.find("grain", count=9)
    some = await search.find("grain -harvest", count=9)
    assert 0 < some.total < every.total
    assert not any("harvest" in excerpt.text for excerpt in some.excerpts)


async def test_dates_places_and_speakers_narrow(search: Search) -> None:
    late = await search.find("school village river after:1930", count=9)
    assert late.total
    assert all(excerpt.date >= "1930" for excerpt in late.excerpts)
    there = await search.find("river in:millford before:1930", count=9)
    assert {excerpt.slug for excerpt in there.excerpts} == {"millford-bridge-1921"}
    hers = await search.find("river peace", speakers=["Ada Brook"], count=9)
    assert {excerpt.speaker for excerpt in hers.excerpts} == {"Ada Brook"}


async def test_a_name_that_is_left_out_leaves_out_all_who_bear_it(
    database: Address,
) -> None:
    names = ("Marlowe", "Tobias Marlowe", "Edith Stone")
    transcripts = [
        speech(f"about-{n}", *sentences("flood", 2), speaker=name)
        for n, name in enumerate(names)
    ]
    async with open_store(database) as store:
        await store.loader.load(transcripts)
        for barred, left in (("marlowe", {2}), ("=Marlowe", {1, 2}), ("stone", {0, 1})):
            for query in (f"flood -speaker:{barred}", f"-speaker:{barred}"):
                found = await store.search.find(query, count=9, merged=False)
                said_by = {excerpt.speaker for excerpt in found.excerpts}
                assert said_by == {names[n] for n in left}, query
                assert found.query.excluded_speakers == (barred,)
                assert set(await store.search.find_ids(query, count=9)) == {
                    excerpt.id for excerpt in found.excerpts
                }


async def test_what_fits_nowhere_is_dropped_and_named(search: Search) -> None:
    found = await search.find("peace in:atlantis", count=5)
    assert given_up(found) == ["atlantis"]
    assert found.total


async def test_a_slip_is_mended_unless_asked_for(search: Search) -> None:
    mended = await search.find("peece", count=5)
    assert dict(mended.corrections) == {"peece": "peace"}
    assert mended.total
    typed = await search.find("+peece", count=5)
    assert (typed.total, typed.missing_words) == (0, ("peece",))


async def test_a_stop_word_that_nobody_says_is_no_slip(search: Search) -> None:
    found = await search.find("just bridges", count=5)
    assert not found.corrections
    assert not found.missing_words
    assert "bridge" in found.excerpts[0].text.casefold()


async def test_a_question_in_another_language_is_no_slip(search: Search) -> None:
    found = await search.find("wo ist der Rivar und der Bridje", count=5)
    assert not found.corrections


async def test_a_word_of_the_library_is_never_mended(search: Search) -> None:
    assert not (await search.find("grain", count=5)).corrections


async def test_speakers_and_years_are_counted(search: Search) -> None:
    found = await search.find("village river school peace grain bridge", count=1)
    assert sum(count for _, count in found.speakers) <= found.total
    assert "1921" in dict(found.years)
    assert len(found.speakers) > 1


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=40))
async def test_no_text_breaks_the_search(search: Search, text: str) -> None:
    for query in (text, f'"{text}"', f"-{text}", f"in:{text} +{text} peace"):
        await search.find(query, count=3)


restricted = st.lists(
    st.sampled_from(
        [
            "in:millford",
            "in:orvel",
            "in: upper",
            "after:1930",
            "after: 1950",
            "before:1930",
            "before:soonish",
            '"dry feet"',
            '"forty books"',
            '"no such words"',
            "-grain",
            "-speaker:brook",
            "-speaker: reed",
            "-speaker:zzzz",
            "-in:柳河",
            '-in:"upper millford"',
        ]
    ),
    max_size=6,
    unique=True,
)


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(["", "river", "books peace", "桥", "zzzz"]), restricted)
async def test_no_more_is_given_up_than_must_be(
    search: Search, words: str, parts: list[str]
) -> None:
    asked = " ".join([words, *parts])
    found = await search.find(asked, count=99)
    for excerpt in found.excerpts:
        assert "grain" not in excerpt.text.casefold() or "-grain" not in parts
        assert excerpt.speaker != "Ada Brook" or "-speaker:brook" not in parts
        assert excerpt.speaker != "Ivo Reed" or "-speaker: reed" not in parts
        assert excerpt.place != "柳河" or "-in:柳河" not in parts
        assert excerpt.place != "Upper Millford" or '-in:"upper millford"' not in parts
        for phrase in found.query.phrases:
            assert phrase in excerpt.text.casefold()
    assert (found.corrected_query == found.query) == (not found.dropped)
    assert without_restrictions(found.corrected_query, found.dropped) == found.query
    for each in found.dropped:
        narrower = [other for other in found.dropped if other != each]
        again = await search.find(
            format_query(without_restrictions(found.corrected_query, narrower)), count=1
        )
        assert again.dropped or not again.total, format_query(again.corrected_query)
    assert wants_anything(found.query) or not found.dropped


def place(number: int, position: int, text: str, voice: int = 1) -> Location:
    return Location(
        number=number,
        transcript=1,
        turn=0,
        position=position,
        speaker=voice,
        text=text_number(text),
        date=19210000,
    )


def test_neighbours_that_say_the_same_are_one_place() -> None:
    words = "We crossed the river with a rope and then with a ferry"
    texts = {
        1: words,
        2: f"{words}, friends",
        3: words.upper(),
        4: words,
        5: "The mill grinds what the river brings.",
    }
    hits = [
        place(1, 3, texts[1]),
        place(2, 4, texts[2]),
        place(3, 9, texts[3]),
        place(4, 9, texts[4], voice=2),
        place(5, 5, texts[5]),
    ]
    near = find_neighbours(hits)
    assert near == {1, 2, 5}
    known = {number: texts[number] for number in near}
    assert [hit.number for hit in deduplicate(hits, known)] == [1, 4, 5]
