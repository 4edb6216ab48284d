"""What is looked after in the ledger, and what the log tells of it."""

from datetime import timedelta

import pytest

from bot.digests.sender import GRACE
from bot.digests.upkeep import PeriodicUpkeep
from storage.digests.delivery import State
from storage.digests.schedule import MAX_DELAY
from storage.store import Store
from tests.fakes.digests.at_eight import CHAT, EIGHT, MINUTE


@pytest.mark.parametrize(("hold", "state"), [(True, "ambiguous"), (False, "pending")])
async def test_the_story_of_a_digest_in_the_log_goes_on_after_a_kill(
    store: Store, caplog: pytest.LogCaptureFixture, *, hold: bool, state: str
) -> None:
    await store.ledger.enqueue_due(
        EIGHT, limit=10, platform="telegram", max_delay=MAX_DELAY
    )
    (taken,) = await store.ledger.claim(
        EIGHT, owner="killed", lease=MINUTE, platform="telegram"
    )
    upkeep = PeriodicUpkeep(
        upkeep=store.upkeep,
        platform="telegram",
        hold=hold,
        max_delay=MAX_DELAY,
        lease=MINUTE,
    )
    await upkeep.run_if_due(EIGHT + 2 * MINUTE, in_flight=())
    (line,) = [each for each in caplog.records if each.levelname == "WARNING"]
    assert line.getMessage() == f"digest: {state}"
    told = vars(line)
    assert (told["delivery"], told["chat"], told["date"]) == (
        taken.id,
        CHAT,
        "2024-05-02",
    )
    assert told["reason"] == "stopped while it was being sent"


async def test_who_has_just_got_the_digests_lets_others_record_theirs(
    store: Store,
) -> None:
    await store.ledger.enqueue_due(
        EIGHT, limit=10, platform="telegram", max_delay=MAX_DELAY
    )
    await store.ledger.claim(EIGHT, owner="other", lease=MINUTE, platform="telegram")
    seconds = 100.0
    upkeep = PeriodicUpkeep(
        upkeep=store.upkeep,
        platform="telegram",
        hold=True,
        max_delay=MAX_DELAY,
        lease=MINUTE,
        grace=GRACE,
        clock=lambda: seconds,
    )
    for passed, state in ((0.0, State.SENDING), (21.0, State.AMBIGUOUS)):
        seconds = 100.0 + passed
        now = EIGHT + 2 * MINUTE + timedelta(seconds=passed)
        await upkeep.run_if_due(now, in_flight=())
        last = await store.ledger.last(CHAT, "")
        assert last
        assert last.state is state
