"""What has come due is not lost when something else is chosen before it is sent."""

from datetime import timedelta

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
    enqueue_due,
    state,
    subscribed,
)

pytestmark = pytest.mark.library(FLOODS, FROSTS)

SOON = 8.5 + 0.5 / 3600
"""Half a second after the hour, when nothing is planned yet."""


async def sent(store: Store, hour: float, day: int = 2) -> list[str]:
    """Send what is due; return the local dates."""
    taken = await claimed(store, at(hour, day))
    for one in taken:
        await store.ledger.complete(
            one, Completion(state=State.SENT), owner="one", now=at(hour, day)
        )
    return [one.date for one in taken]


@pytest.fixture(autouse=True)
async def subscription(store: Store) -> None:
    await subscribed(store)


async def test_who_follows_something_else_at_the_hour_gets_that(store: Store) -> None:
    await subscribed(
        store, now=at(SOON), scope=DigestScope.SPEAKER, subject="Tom Marden"
    )
    (one,) = await claimed(store, at(SOON))
    excerpt = await store.library.excerpt(one.excerpt_id)
    assert excerpt
    assert (one.date, excerpt.speaker) == ("2024-05-02", "Tom Marden")
    await store.ledger.complete(
        one, Completion(state=State.SENT), owner="one", now=at(SOON)
    )
    assert await sent(store, 23) == []
    assert await sent(store, 8.5, 3) == ["2024-05-03"]


async def test_who_chooses_another_hour_at_the_hour_gets_the_old_one(
    store: Store,
) -> None:
    await subscribed(store, now=at(SOON), time="20:00", zone="Europe/Berlin")
    assert await sent(store, SOON) == ["2024-05-02"]
    assert await sent(store, 23) == []
    assert await sent(store, 18, 3) == ["2024-05-03"]


@pytest.mark.parametrize("is_enqueued", [False, True])
async def test_who_turns_it_off_and_on_again_gets_it(
    store: Store, *, is_enqueued: bool
) -> None:
    if is_enqueued:
        await enqueue_due(store, at(8.5))
    await subscribed(store, now=at(SOON), active=False)
    assert await state(store) == (State.SKIPPED, Reason.TURNED_OFF)
    await subscribed(store, now=at(SOON + 1))
    assert await sent(store, SOON + 1) == ["2024-05-02"]
    assert await sent(store, 23) == []


async def test_who_turns_it_on_with_a_later_hour_waits_for_that(store: Store) -> None:
    await subscribed(store, now=at(SOON), active=False)
    await subscribed(store, now=at(SOON), time="20:00")
    # Whatever else is chosen meanwhile.
    await subscribed(store, now=at(9), time="20:00", days="12345")
    assert await sent(store, 9) == []
    assert await sent(store, 20) == ["2024-05-02"]
    assert await sent(store, 20, 3) == ["2024-05-03"]


async def test_who_leaves_it_off_has_it_skipped(store: Store) -> None:
    await subscribed(store, now=at(SOON), active=False)
    assert await sent(store, 9) == []
    assert await state(store) == (State.SKIPPED, Reason.TURNED_OFF)
    await subscribed(store, now=at(12))
    assert await sent(store, 12) == []
    assert await sent(store, 8.5, 3) == ["2024-05-03"]


@pytest.mark.parametrize("is_enqueued", [False, True])
async def test_a_chat_that_opens_again_gets_it(
    store: Store, *, is_enqueued: bool
) -> None:
    if is_enqueued:
        await enqueue_due(store, at(8.5))
    await store.subscriptions.close_chat(CHAT, now=at(SOON))
    assert await sent(store, 9) == []
    await store.subscriptions.open_chat(CHAT, now=at(9))
    assert await sent(store, 9) == ["2024-05-02"]
    assert await sent(store, 23) == []


async def test_a_chat_that_chooses_in_one_thread_opens_in_all(store: Store) -> None:
    kept = await store.subscriptions.get(CHAT, "")
    assert kept
    await store.subscriptions.save(CHAT, "7", kept, now=at(8.1))
    await store.subscriptions.close_chat(CHAT, now=at(8.2))
    await store.subscriptions.save(CHAT, "7", kept, now=at(8.3))
    assert await sent(store, 8.5) == ["2024-05-02"] * 2


async def test_what_waits_gives_way_to_what_is_followed_now(store: Store) -> None:
    (one,) = await claimed(store, at(8.5))
    await store.ledger.complete(
        one,
        Completion(
            state=State.PENDING, retry_at=at(8.6), reason=Reason.PLATFORM_UNREACHABLE
        ),
        owner="one",
        now=at(8.5),
    )
    await subscribed(
        store, now=at(8.55), scope=DigestScope.SPEAKER, subject="Tom Marden"
    )
    assert await state(store) == (State.SKIPPED, Reason.CHOICE_CHANGED)
    (two,) = await claimed(store, at(8.55))
    excerpt = await store.library.excerpt(two.excerpt_id)
    assert excerpt
    assert (two.date, excerpt.speaker) == (one.date, "Tom Marden")


async def test_each_date_that_passed_meanwhile_is_written_down(
    store: Store,
) -> None:
    await subscribed(store, now=at(9, 5), days="12345")
    for day in (2, 3, 4):
        assert await state_of(store, day) == (State.SKIPPED, Reason.NOT_RUNNING)
    assert await sent(store, 9, 5) == ["2024-05-05"]


@pytest.mark.parametrize("is_enqueued", [False, True])
async def test_a_later_hour_makes_up_for_a_date_that_was_skipped(
    store: Store, *, is_enqueued: bool
) -> None:
    if is_enqueued:
        await enqueue_due(store, at(13))
        assert await state(store) == (State.SKIPPED, Reason.NOT_RUNNING)
    await subscribed(store, now=at(13), time="14:00")
    assert await state(store) == (State.SKIPPED, Reason.NOT_RUNNING)
    assert await sent(store, 14) == ["2024-05-02"]
    assert await sent(store, 14, 3) == ["2024-05-03"]


async def test_a_zone_further_west_has_the_date_that_the_other_never_had(
    store: Store,
) -> None:
    await subscribed(store, now=at(11), time="22:00", zone="Asia/Tokyo")
    # It is the third in Tokyo and the second in New York.
    await subscribed(store, now=at(16), time="00:59", zone="Pacific/Kiritimati")
    await subscribed(store, now=at(16), time="22:00", zone="America/New_York")
    assert await sent(store, 26) == ["2024-05-02"]


async def test_a_group_with_settings_under_its_new_id_loses_no_date(
    store: Store,
) -> None:
    new = "telegram:-100"
    kept = await store.subscriptions.get(CHAT, "")
    assert kept
    later = type(kept)(active=True, time="20:00", zone="UTC")
    await store.subscriptions.save(new, "", later, now=at(8))
    await store.chat_migrator.migrate(CHAT, new, now=at(SOON))
    last = await store.ledger.last(new, "")
    assert last
    assert (last.state, last.reason) == (State.SKIPPED, Reason.CHAT_MERGED)
    assert await sent(store, 9) == []
    assert await sent(store, 20) == ["2024-05-02"]


async def state_of(store: Store, day: int) -> tuple[State, str]:
    async with store.ledger._database.snapshot() as snapshot:  # noqa: SLF001 - older ones are not shown elsewhere
        row = await snapshot.one(
            "SELECT state, reason FROM deliveries WHERE date = :date",
            {"date": (at(0) + timedelta(days=day - 2)).date().isoformat()},
        )
    assert row
    return State(row["state"]), row["reason"]
