"""Every state and reason of a delivery has words."""

import pytest

from handlers.daily.status import REASON_WORDS, STATE_WORDS, explain
from storage.digests.delivery import Reason, State


def test_every_state_and_reason_has_words() -> None:
    assert set(STATE_WORDS) == set(State)
    assert set(REASON_WORDS) == set(Reason)


@pytest.mark.parametrize(
    ("reason", "detail", "words"),
    [
        (Reason.NONE, "", ""),
        (Reason.RATE_LIMITED, "30", "Discord told the chat to wait 30 s"),
        (Reason.REFUSED, "{chat} not found", "refused: {chat} not found"),
        (Reason.OTHER, "as it was said", "as it was said"),
    ],
)
def test_a_reason_s_words_hold_its_detail_and_platform(
    reason: Reason, detail: str, words: str
) -> None:
    assert explain(reason, detail, platform="discord") == words
