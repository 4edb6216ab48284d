"""What is looked after in the ledger, and what the log tells of it."""

import pytest

from bot.digests.upkeep import Care
from storage.digests.due import WINDOW
from storage.store import Store
from tests.fakes.eight import CHAT, EIGHT, MINUTE


@pytest.mark.parametrize(("hold", "state"), [(True, "ambiguous"), (False, "pending")])
async def test_the_story_of_a_digest_in_the_log_goes_on_after_a_kill(
    store: Store, caplog: pytest.LogCaptureFixture, *, hold: bool, state: str
) -> None:
    await store.ledger.plan(EIGHT, window=WINDOW, limit=10, platform="telegram")
    (taken,) = await store.ledger.claim(
        EIGHT, owner="killed", lease=MINUTE, platform="telegram"
    )
    care = Care(
        ledger=store.ledger, platform="telegram", hold=hold, window=WINDOW, lease=MINUTE
    )
    await care.look(EIGHT + 2 * MINUTE, under_way=())
    (line,) = [each for each in caplog.records if each.levelname == "WARNING"]
    assert line.getMessage() == f"digest: {state}"
    told = vars(line)
    assert (told["delivery"], told["chat"], told["date"]) == (
        taken.id,
        CHAT,
        "2024-05-02",
    )
    assert told["reason"] == "stopped while it was being sent"
