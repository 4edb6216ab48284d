"""Answers go first; digests stay within the limits."""

import asyncio

from bot.delivery.pacer import Limits, Pacer
from bot.faces.telegram.outgoing import sender

LIMITS = Limits(bulk_per_s=10, chat_gap_s=1, group_per_minute=3)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


def paced() -> tuple[Pacer, Clock]:
    clock = Clock()
    return Pacer(LIMITS, clock=clock, wait=clock.wait), clock


async def test_bulk_keeps_its_rate() -> None:
    pacer, clock = paced()
    for _ in range(21):
        await pacer.wait_turn()
    assert round(clock.now - 100, 6) == 2


async def test_time_that_was_not_used_is_hardly_made_up_for() -> None:
    pacer, clock = paced()
    await pacer.wait_turn()
    clock.now += 60
    before = clock.now
    for _ in range(11):
        await pacer.wait_turn()
    assert 0.9 < clock.now - before <= 1


async def test_answers_wait_for_nothing_and_bulk_waits_for_them_in_their_chat() -> None:
    pacer, clock = paced()
    await pacer.wait_turn()
    assert [pacer.note_answer(f"telegram:{n}") for n in range(50)] == [0] * 50
    await pacer.wait_turn()
    assert round(clock.now - 100, 6) == 0.1
    assert round(pacer.reserve("telegram:7", group=False), 6) == 0.9


async def test_a_chat_gets_one_a_second_and_a_group_so_many_a_minute() -> None:
    pacer, clock = paced()
    assert pacer.reserve("telegram:1", group=False) == 0
    assert pacer.reserve("telegram:1", group=False) == 1
    assert pacer.reserve("telegram:2", group=False) == 0
    for _ in range(3):
        assert pacer.reserve("telegram:-3", group=True) == 0
        clock.now += 2
    assert pacer.reserve("telegram:-3", group=True) == 54
    clock.now += 54
    assert pacer.reserve("telegram:-3", group=True) == 0


async def test_a_chat_told_to_wait_slows_bulk_but_no_answers_to_others() -> None:
    pacer, clock = paced()
    pacer.slow_down("telegram:1", 37)
    assert pacer.note_answer("telegram:1") == 37
    assert pacer.note_answer("telegram:2") == 0
    assert pacer.reserve("telegram:1", group=False) == 37
    clock.now += 37
    before = clock.now
    for _ in range(11):
        await pacer.wait_turn()
    assert 1.4 < clock.now - before <= 1.5
    for _ in range(200):
        pacer.speed_up()
    before = clock.now
    for _ in range(10):
        await pacer.wait_turn()
    assert clock.now - before < 1.2


async def paused(pacer: Pacer, clock: Clock) -> float:
    """Return the seconds of ten turns of bulk; one second when it is not slowed."""
    before = clock.now
    for _ in range(11):
        await pacer.wait_turn()
    return round(clock.now - before, 1)


async def test_what_was_under_way_together_slows_bulk_once() -> None:
    pacer, clock = paced()
    for number in range(500):
        pacer.slow_down(f"telegram:{number}", 37)
    assert await paused(pacer, clock) == 1.5


async def test_a_chat_that_is_told_again_slows_bulk_no_more() -> None:
    pacer, clock = paced()
    for _ in range(4):
        pacer.slow_down("telegram:1", 37)
        clock.now += 37
    assert 1.4 <= await paused(pacer, clock) <= 1.5


async def test_limits_that_go_on_slow_bulk_further() -> None:
    pacer, clock = paced()
    for number in range(2):
        pacer.slow_down(f"telegram:{number}", 3)
        clock.now += 3
    assert 2.2 <= await paused(pacer, clock) <= 2.3
    for number in range(2, 20):
        pacer.slow_down(f"telegram:{number}", 3)
        clock.now += 3
    assert await paused(pacer, clock) >= 7.9


async def test_chats_are_forgotten_after_a_minute() -> None:
    pacer, clock = paced()
    pacer.slow_down("telegram:0", 43_837)
    for number in range(1, 1000):
        pacer.note_answer(f"telegram:{number}")
    clock.now += 61
    pacer.note_answer("telegram:1")
    assert len(pacer._sent) == 1  # noqa: SLF001 - what must not grow is not shown elsewhere
    assert pacer.note_answer("telegram:0") == 43_776


async def test_groups_without_a_limit_are_as_other_chats() -> None:
    clock = Clock()
    pacer = Pacer(Limits(bulk_per_s=45, chat_gap_s=1), clock=clock, wait=clock.wait)
    for _ in range(30):
        assert pacer.reserve("discord:1", group=True) == 0
        clock.now += 1


def test_limits_leave_headroom() -> None:
    assert 0.95 <= sender.LIMITS.bulk_per_s / 30 < 1
