"""What is offered while somebody types: in which order, for how long, to whom."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.contract.offer import OfferPage
from handlers.search.offers import (
    MAX_CACHED_PAGES,
    MAX_LINE_CHARS,
    MAX_TITLE_CHARS,
    Offerer,
)
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FLOODS = speech("floods", *sentences("flood", 9), speaker="Ada Brook")
FROSTS = speech("frosts", *sentences("flood frost", 7), speaker="Tom Flood")


@pytest.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    async with open_store(database) as opened:
        yield opened


@pytest.fixture
def offerer(store: Store) -> Offerer:
    return Offerer(
        library=store.library,
        completions=store.completions,
        search=store.search,
        random_excerpts=store.random_excerpts,
        chats=store.chats,
        exclusions=store.exclusions,
    )


async def ask(
    offerer: Offerer,
    words: str,
    *,
    person: str = "telegram:1",
    page: str = "",
    count: int = 5,
    now: datetime = NOW,
) -> OfferPage:
    return await offerer.offer(words, person=person, page=page, count=count, now=now)


def ids(page: OfferPage) -> list[str]:
    return [offer.excerpt for offer in page.offers]


async def test_whom_is_named_comes_first_and_others_after(
    store: Store, offerer: Offerer
) -> None:
    await store.loader.load([FLOODS, FROSTS])
    page, whose = await ask(offerer, "flood"), []
    while page.offers:
        whose += [
            offer.description.split(",")[0].split(" ·")[0] for offer in page.offers
        ]
        if not page.next_page:
            break
        page = await ask(offerer, "flood", page=page.next_page)
    first_other = whose.index("Ada Brook")
    assert first_other
    assert whose[:first_other] == ["Tom Flood"] * first_other
    assert set(whose[first_other:]) == {"Ada Brook"}


async def test_pages_are_kept_as_long_as_the_library(
    store: Store, offerer: Offerer
) -> None:
    await store.loader.load([FLOODS])
    first = await ask(offerer, "loaves", count=1)
    assert first.next_page
    assert await ask(offerer, "loaves", count=1, person="telegram:2") is first
    await store.loader.load([FROSTS])
    assert await ask(offerer, "loaves", count=1, page=first.next_page) == OfferPage()
    anew = await ask(offerer, "loaves", count=1)
    assert anew.offers
    assert ids(anew) != ids(first)


async def test_only_so_many_pages_are_kept(store: Store, offerer: Offerer) -> None:
    await store.loader.load([FLOODS])
    first = await ask(offerer, "flood")
    for number in range(MAX_CACHED_PAGES):
        await ask(offerer, f"zzz{number}")
    again = await ask(offerer, "flood")
    assert again == first
    assert again is not first


async def test_each_day_has_others_to_begin_with(
    store: Store, offerer: Offerer
) -> None:
    await store.loader.load([FLOODS, FROSTS])
    today = ids(await ask(offerer, ""))
    assert today == ids(await ask(offerer, "", now=NOW + timedelta(hours=3)))
    days = [
        ids(await ask(offerer, "", now=NOW + timedelta(days=n))) for n in range(1, 6)
    ]
    assert any(day != today for day in days)


async def test_what_was_opened_comes_before_what_was_drawn(
    store: Store, offerer: Offerer
) -> None:
    await store.loader.load([FLOODS, FROSTS])
    drawn = await store.random_excerpts.draw("telegram:1")
    assert drawn
    opened = next(
        key for key in ids(await ask(offerer, "frost")) if key != drawn.excerpt.id
    )
    await store.chats.set_last_excerpt("telegram:1", opened)
    assert ids(await ask(offerer, ""))[:2] == [opened, drawn.excerpt.id]


async def test_what_is_gone_is_not_offered(store: Store, offerer: Offerer) -> None:
    await store.loader.load([FLOODS, FROSTS])
    drawn = await store.random_excerpts.draw("telegram:1")
    assert drawn
    await store.loader.load([speech("fires", *sentences("fire", 5))])
    found = await ask(offerer, "")
    assert found.offers
    assert drawn.excerpt.id not in ids(found)


async def test_an_empty_library_says_so(offerer: Offerer) -> None:
    found = await ask(offerer, "")
    assert (found.offers, found.line) == ((), "This library is empty.")
    assert (await ask(offerer, "peace")).line == "Nothing about “peace”. Look further"


@pytest.mark.parametrize(
    "words",
    ["x" * 5000, "#", "#zz-", "speaker:", "-", "\u202e", "😀" * 90],
    ids=range(7),
)
async def test_whatever_is_typed_is_answered(
    store: Store, offerer: Offerer, words: str
) -> None:
    await store.loader.load([FLOODS])
    found = await ask(offerer, words)
    assert len(found.line) <= MAX_LINE_CHARS
    assert found.offers or found.line


async def test_titles_are_short_and_never_empty(store: Store, offerer: Offerer) -> None:
    await store.loader.load([FLOODS])
    for offer in (await ask(offerer, "flood")).offers:
        assert 0 < len(offer.title) <= MAX_TITLE_CHARS + len("… …")
        assert "\n" not in offer.title
        assert offer.card.buttons[-1].shares == offer.excerpt


@pytest.mark.parametrize("page", ["x", ":", "abc:", ":5", "abc:-1", "abc:5:6", "5"])
async def test_an_odd_page_is_no_error(
    store: Store, offerer: Offerer, page: str
) -> None:
    await store.loader.load([FLOODS])
    found = await ask(offerer, "flood", page=page)
    first = await ask(offerer, "flood")
    assert found in (first, OfferPage())


async def test_what_a_person_has_hidden_or_muted_comes_only_when_looked_for(
    store: Store, offerer: Offerer
) -> None:
    await store.loader.load([FLOODS, FROSTS])
    shown = await store.random_excerpts.draw("telegram:1")
    assert shown
    everything = ids(await ask(offerer, "", person="telegram:2", count=50))
    hidden = shown.excerpt
    await store.exclusions.hide("telegram:1", hidden.id)
    assert {*ids(await ask(offerer, "", count=50))} == {*everything} - {hidden.id}
    for speaker in await store.library.speakers(0, 9):
        await store.exclusions.mute("telegram:3", speaker.name)
    nothing = await ask(offerer, "", person="telegram:3")
    assert not nothing.offers
    assert nothing.line == "You have hidden or muted all of it. See /settings"
    assert ids(await ask(offerer, f"#{hidden.id}")) == [hidden.id]
    assert (await ask(offerer, "Ada Brook", person="telegram:3")).offers
    again = await ask(offerer, "", person="telegram:2", count=50)
    assert ids(again) == everything
