"""What is looked after in the ledger, and what the log tells of it."""

import pytest

from bot.digests.upkeep import PeriodicUpkeep
from storage.digests.schedule import MAX_DELAY
from storage.store import Store
from tests.fakes.digest_at_eight import CHAT, EIGHT, MINUTE


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
