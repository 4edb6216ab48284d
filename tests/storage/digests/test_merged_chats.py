"""A group that became a supergroup, where something was shown under both of its ids."""

import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.chats.rounds import ANY_SPEAKER
from storage.database.address import Address
from storage.database.opening import open_database
from storage.digests.delivery import Reason, State
from storage.digests.ledger import Completion
from storage.digests.subscriptions import Subscription
from storage.store import Store, open_store
from tests.fakes.cases import in_turn
from tests.fakes.databases.copies import copy_folder
from tests.fakes.databases.engines import Engine, Sqlite
from tests.fakes.digests.ledger import at, claimed
from tests.fakes.libraries.speeches import sentences, speech

OLD, NEW = "telegram:-1", "telegram:-1001"
FLOODS = speech("floods", *sentences("flood", 4))
FROSTS = speech("frosts", *sentences("frost", 3), speaker="Tom Marden")

WHOSE = st.sampled_from(["", "", "Ada Marden", "Tom Marden"])
SHOWN = st.integers(0, 20).flatmap(lambda n: st.lists(WHOSE, min_size=n, max_size=n))


async def drawn(store: Store, chat: str, speaker: int = ANY_SPEAKER) -> str:
    found = await store.random_excerpts.draw(chat, speaker)
    assert found
    return found.excerpt.id


async def speakers(store: Store) -> Mapping[str, int]:
    everyone = await store.library.speakers(0, 9)
    return {"": ANY_SPEAKER} | {one.name: one.id for one in everyone}


async def size_of(store: Store) -> int:
    return sum(one.excerpts for one in await store.library.speakers(0, 9))


def is_in_rounds(shown: list[str], size: int) -> bool:
    """Return whether the end of a round is followed by a whole round."""
    return any(
        len(set(shown[:end])) == end and len(set(shown[end : end + size])) == size
        for end in range(size + 1)
    )


async def load_both(address: Address) -> None:
    async with open_store(address) as store:
        await store.loader.load([FLOODS, FROSTS])


@pytest.fixture
def loaded_database(engine: Engine, tmp_path: Path) -> Address:
    """A database with both speeches."""
    return engine.copy("floods_and_frosts", load_both, tmp_path)


@pytest.fixture(scope="session")
def loaded_file(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with both speeches, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    return Sqlite(run_folder).copy("floods_and_frosts", load_both, folder)


@settings(max_examples=25, deadline=None)
@given(old=SHOWN, new=SHOWN)
async def test_rounds_go_on_whatever_either_was_shown(
    loaded_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
    old: list[str],
    new: list[str],
) -> None:
    path = tmp_path_factory.mktemp("merged") / loaded_file.name
    copy_folder(loaded_file.parent, path.parent)
    async with open_store(path) as store:
        ids, size = await speakers(store), await size_of(store)
        before = {await drawn(store, OLD, ids[name]) for name in old}
        before |= {await drawn(store, NEW, ids[name]) for name in new}
        await store.chat_migrator.migrate(OLD, NEW, now=at(8))
        shown = [await drawn(store, NEW) for _ in range(2 * size)]
        assert is_in_rounds(shown, size)
        if not any(old + new) and max(len(old), len(new)) <= size:
            # Neither was shown anything twice, so the round is their common one.
            left = size - len(before)
            assert not set(shown[:left]) & before


@pytest.mark.library(FLOODS, FROSTS)
async def test_a_round_of_one_speaker_goes_on_after_the_other_chats(
    store: Store,
) -> None:
    tom = (await speakers(store))["Tom Marden"]
    shown = [await drawn(store, OLD, tom), await drawn(store, NEW, tom)]
    await store.chat_migrator.migrate(OLD, NEW, now=at(8))
    seen = set(shown)
    for _ in range(3 - len(seen)):
        seen.add(await drawn(store, NEW, tom))
    assert len(seen) == 3


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE shown SET at = at + 1000",
        "UPDATE chats SET showings = 0",
        "UPDATE chats SET showings = -5",
        "UPDATE rounds SET since = 1000",
        "UPDATE rounds SET since = -1000, step = 1000",
        "UPDATE rounds SET step = -3",
        "UPDATE rounds SET step = 0, since = 0",
    ],
)
async def test_a_damaged_row_stops_no_draw(
    loaded_database: Address, damage: str
) -> None:
    chats = {f"{NEW}{draws}": draws for draws in (1, 5, 7, 9)}
    async with open_store(loaded_database) as store:
        size = await size_of(store)
        for chat, draws in chats.items():
            for _ in range(draws):
                await drawn(store, chat)
    opened = await open_database(loaded_database)
    async with opened.transaction() as writer:
        await writer.execute(damage)
    await opened.close()
    async with open_store(loaded_database) as store:
        for chat in chats:
            for _ in range(2 * size):
                await drawn(store, chat)
            last = {await drawn(store, chat) for _ in range(size)}
            assert len(last) > size // 2, chat


RANKED = [
    State.SENT,
    State.AMBIGUOUS,
    State.SENDING,
    State.PENDING,
    State.FAILED,
    State.SKIPPED,
]


@pytest.mark.library(FLOODS, FROSTS)
@in_turn(("old", "new"), [*itertools.product(RANKED, RANKED)])
async def test_of_two_deliveries_for_a_date_the_one_that_came_further_stays(
    store: Store, old: State, new: State
) -> None:
    ids = {}
    pair = f"{RANKED.index(old)}{RANKED.index(new)}"
    before, after = f"{OLD}{pair}", f"{NEW}{pair}"
    for chat, state in ((before, old), (after, new)):
        chosen = Subscription(active=True, time="08:30", zone="UTC")
        await store.subscriptions.save(chat, "", chosen, now=at(8))
        (one,) = await claimed(store, at(8.5))
        ids[chat] = one.id
        if state is State.PENDING:
            later, lost = at(8.6), Reason.PLATFORM_UNREACHABLE
            await store.ledger.complete(
                one,
                Completion(state=State.PENDING, retry_at=later, reason=lost),
                owner="one",
                now=at(8.5),
            )
        elif state is not State.SENDING:
            await store.ledger.complete(
                one, Completion(state=state), owner="one", now=at(8.5)
            )
    await store.chat_migrator.migrate(before, after, now=at(8.5))
    last = await store.ledger.last(after, "")
    assert last
    further = before if RANKED.index(old) < RANKED.index(new) else after
    assert (last.id, last.state) == (ids[further], min(old, new, key=RANKED.index))
    waits = last.state in {State.PENDING, State.SENDING}
    await store.upkeep.recover_abandoned(at(9), hold=False, platform="telegram")
    again = await claimed(store, at(9))
    assert len(again) == int(waits)
    for one in again:  # the next pair's alone are claimed then
        sent = Completion(state=State.SENT)
        await store.ledger.complete(one, sent, owner="one", now=at(9))
