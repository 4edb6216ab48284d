"""The local Bot API lets through what Telegram would."""

import pytest

from tests.fakes.telegram.rates import Rates
from tests.fakes.telegram.rules import RefusedError


def test_more_than_thirty_a_second_are_refused_but_for_answers() -> None:
    rates = Rates(clock=lambda: 5.0)
    for chat in range(90):
        rates.check(chat)
    with pytest.raises(RefusedError):
        rates.check(91)
    rates.asked[91] += 1
    rates.check(91)
    assert (len(rates.sent), rates.refused) == (91, [91])


def test_a_chat_is_refused_what_is_more_than_a_burst() -> None:
    rates = Rates(clock=lambda: 5.0)
    for _ in range(3):
        rates.check(1)
    with pytest.raises(RefusedError):
        rates.check(1)


def test_the_peak_is_that_of_any_second() -> None:
    moments = iter([0.0, 0.9, 1.0, 1.1, 1.8, 5.0])
    rates = Rates(clock=lambda: next(moments))
    for chat in range(6):
        rates.check(chat)
    assert rates.peak() == 4
