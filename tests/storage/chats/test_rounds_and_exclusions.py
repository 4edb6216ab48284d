"""Rounds of a chat that hides, mutes and is reloaded, against a plain model of them."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.chats import rounds
from storage.chats.shuffle import shuffled_index
from storage.store import Store, open_store
from tests.fakes.libraries.speeches import sentences, speech

CHAT = "telegram:1"
FLOODS = speech("floods", *sentences("flood", 4))
FROSTS = speech("frosts", *sentences("frost", 2), speaker="Tom Marden")
FIRE = speech("fire", *sentences("fire", 1), speaker="Ruth Oakley")
LIBRARIES = ([FLOODS, FROSTS, FIRE], [FLOODS, FIRE], [FLOODS, FROSTS])
OPPOSITES = {"unhide": "hide", "unmute": "mute", "restore": "withdraw"}
NAMES = ("Ada Marden", "Tom Marden", "Ruth Oakley")


KINDS = ("hide", "unhide", "withdraw", "restore", "mute", "unmute", "load", "draw")


async def excerpts_by_speaker(store: Store) -> dict[str, str]:
    sample = await store.random_excerpts.sample([], seed=1, first=0, count=99)
    return {each.id: each.speaker for each in sample.excerpts}


@dataclass(kw_only=True)
class Model:
    """What a chat may be offered, in plain sets.

    Attributes:
        library: Who says each excerpt, in all states of the library.
        left_out: Speakers and excerpts, and why.
        loaded: Who speaks in the library now.
        shown: In this round.
    """

    library: dict[str, str]
    left_out: set[tuple[str, str]] = field(default_factory=set)
    loaded: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)

    def offered(self) -> set[str]:
        return {
            id_
            for id_, name in self.library.items()
            if name in self.loaded
            and not self.left_out & {("mute", name), ("hide", id_), ("withdraw", id_)}
        }

    def draws(self, drawn: str) -> None:
        offered = self.offered()
        if not drawn:
            assert not offered
            return
        assert drawn in (offered - self.shown or offered)
        if not offered - self.shown:
            self.shown.clear()
        self.shown.add(drawn)


async def exclude(store: Store, model: Model, kind: str, number: int) -> None:
    """Do one of `KINDS` to a chat or the library, of those that can be undone."""
    ids = sorted(model.library)
    id_, name = ids[number % len(ids)], NAMES[number % len(NAMES)]
    known = store.exclusions
    changes: dict[str, Callable[[], Awaitable[None]]] = {
        "hide": partial(known.hide, CHAT, id_),
        "unhide": partial(known.unhide, CHAT, id_),
        "mute": partial(known.mute, CHAT, name),
        "unmute": partial(known.unmute, CHAT, name),
        "withdraw": partial(known.withdraw, id_),
        "restore": partial(known.restore, id_),
    }
    await changes[kind]()
    what = OPPOSITES.get(kind, kind)
    entry = (what, name if what == "mute" else id_)
    if kind in OPPOSITES:
        model.left_out.discard(entry)
    else:
        model.left_out.add(entry)


async def load(store: Store, model: Model, number: int) -> None:
    transcripts = LIBRARIES[number % len(LIBRARIES)]
    await store.loader.load(transcripts)
    model.loaded = {each.speakers[0].name for each in transcripts}


@settings(max_examples=12, deadline=None)
@given(
    changes=st.lists(
        st.tuples(st.sampled_from((*KINDS, "draw", "draw")), st.integers(0, 6)),
        max_size=40,
    )
)
async def test_nothing_comes_twice_before_all_that_fits_was_shown(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("rounds")
    async with open_store(folder / "base") as store:
        await store.loader.load(LIBRARIES[0])
        model = Model(library=await excerpts_by_speaker(store), loaded={*NAMES})
        for kind, number in changes:
            if kind == "load":
                await load(store, model, number)
            elif kind != "draw":
                await exclude(store, model, kind, number)
            else:
                for _ in range(number):
                    drawn = await store.random_excerpts.draw(CHAT)
                    model.draws(drawn.excerpt.id if drawn else "")


@pytest.mark.library(FLOODS, FROSTS)
async def test_what_was_hidden_when_its_turn_came_comes_in_the_same_round(
    store: Store,
) -> None:
    hidden = (await store.search.find("flood", count=1)).excerpts[0].id
    await store.exclusions.hide(CHAT, hidden)
    shown = [await store.random_excerpts.draw(CHAT) for _ in range(5)]
    await store.exclusions.unhide(CHAT, hidden)
    assert len({each.excerpt.id for each in shown if each}) == 5
    last = await store.random_excerpts.draw(CHAT)
    assert last
    assert last.excerpt.id == hidden


@pytest.mark.library(FLOODS, FROSTS, FIRE)
async def test_samples_pass_over_what_is_excluded_and_pages_skip_nothing(
    store: Store,
) -> None:
    everything = await excerpts_by_speaker(store)
    await store.exclusions.mute(CHAT, "Tom Marden")
    hidden = next(id_ for id_, name in everything.items() if name == "Ada Marden")
    await store.exclusions.hide(CHAT, hidden)
    paged: list[str] = []
    for first in itertools.count(0, 2):
        page = await store.random_excerpts.sample(
            [], seed=7, first=first, count=2, chat_key=CHAT
        )
        if not page.excerpts:
            break
        paged += [each.id for each in page.excerpts]
    offered = {id_ for id_, name in everything.items() if name != "Tom Marden"}
    assert sorted(paged) == sorted(offered - {hidden})


async def test_few_that_are_left_are_found_without_a_look_into_each_slot(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def counted(index: int, size: int, seed: int) -> int:
        nonlocal looks
        looks += 1
        return shuffled_index(index, size, seed)

    monkeypatch.setattr(rounds, "shuffled_index", counted)
    monkeypatch.setattr(rounds, "MAX_LOOKS", 3)
    await store.loader.load([speech("floods", *sentences("flood", 40)), FROSTS, FIRE])
    await store.exclusions.mute(CHAT, "Ada Marden")
    shown: list[str] = []
    for _ in range(3):
        for _ in range(3):
            drawn = await store.random_excerpts.draw(CHAT)
            assert drawn
            shown.append(drawn.excerpt.id)
        assert len({*shown[-3:]}) == 3
    assert all(one != other for one, other in itertools.pairwise(shown))
    await store.exclusions.mute(CHAT, "Tom Marden")
    for _ in range(4):
        drawn = await store.random_excerpts.draw(CHAT)
        assert drawn
        assert drawn.excerpt.speaker == "Ruth Oakley"
    await store.exclusions.mute(CHAT, "Ruth Oakley")
    assert await store.random_excerpts.draw(CHAT) is None
    # Each draw looks so often at most in the round that ends, and in the new one.
    assert looks <= 14 * 2 * 3
