"""Answers that are tried again, on a platform of the test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from bot.delivery.outbox import Outcome, SendStatus
from bot.delivery.pacer import Limits, Pacer
from bot.delivery.retry import MAX_ATTEMPTS, MAX_WAIT_S, Retrier
from handlers.contract.request import Place

HALL = Place(platform="discord", chat="7", thread="3")


class PlatformError(Exception):
    """An error of the platform, with what it means."""

    def __init__(self, status: SendStatus, **more: object) -> None:
        super().__init__(status)
        self.outcome = Outcome(status=status, **more)  # type: ignore[arg-type]  # as the test says


def classify(error: Exception) -> Outcome | None:
    return error.outcome if isinstance(error, PlatformError) else None


@dataclass
class Platform:
    """Answers calls with errors, in turn, and then takes them."""

    errors: list[Exception]
    has_room: bool = True
    called: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    moves: list[tuple[str, str]] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    async def send(self, place: Place) -> str:
        self.called.append(place.chat)
        if self.errors:
            raise self.errors.pop(0)
        return "sent"

    async def wait(self, seconds: float) -> None:
        self.waits.append(seconds)

    async def migrate(self, old: Place, new: Place) -> None:
        self.moves.append((old.key, new.key))

    async def close(self, place: Place) -> None:
        self.closed.append(place.key)

    @contextmanager
    def park(self) -> Iterator[bool]:
        yield self.has_room

    async def call(self) -> str | None:
        limits = Limits(bulk_per_s=45, chat_gap_s=1)
        retrier = Retrier(
            classify=classify,
            pacer=Pacer(limits, clock=lambda: 0.0),
            migrate=self.migrate,
            close=self.close,
            wait=self.wait,
            park=self.park,
        )
        return await retrier.call(HALL, self.send)


async def test_what_surely_did_not_arrive_is_sent_again() -> None:
    platform = Platform([PlatformError(SendStatus.RETRY)] * (MAX_ATTEMPTS - 1))
    assert await platform.call() == "sent"
    assert platform.waits == [1, 2, 4, 8, 16, 30, 30]


async def test_but_not_for_ever() -> None:
    platform = Platform([PlatformError(SendStatus.RETRY)] * 99)
    assert await platform.call() is None
    assert len(platform.called) == MAX_ATTEMPTS


async def test_what_may_have_arrived_is_not_sent_again() -> None:
    platform = Platform([PlatformError(SendStatus.AMBIGUOUS)])
    assert await platform.call() is None
    assert (len(platform.called), platform.closed) == (1, [])


async def test_a_chat_that_must_wait_gets_its_answer_then() -> None:
    pause = PlatformError(SendStatus.RETRY, retry_after_s=37.0)
    platform = Platform([pause])
    assert await platform.call() == "sent"
    assert platform.waits == [37]


@pytest.mark.parametrize(("pause", "has_room"), [(MAX_WAIT_S + 1, True), (1.0, False)])
async def test_and_none_if_that_takes_too_long_or_too_many_wait(
    pause: float, *, has_room: bool
) -> None:
    error = PlatformError(SendStatus.RETRY, retry_after_s=pause)
    platform = Platform([error], has_room=has_room)
    assert await platform.call() is None
    assert platform.waits == []


async def test_an_answer_follows_a_chat_to_its_new_id() -> None:
    platform = Platform([PlatformError(SendStatus.RETRY, moved_to="8")])
    assert await platform.call() == "sent"
    assert platform.called == ["7", "8"]
    assert platform.moves == [("discord:7", "discord:8")]
    assert platform.waits == []


async def test_a_chat_that_can_t_be_reached_is_closed() -> None:
    platform = Platform([PlatformError(SendStatus.UNREACHABLE)])
    assert await platform.call() is None
    assert platform.closed == ["discord:7"]


@pytest.mark.parametrize("error", [PlatformError(SendStatus.REFUSED), LookupError()])
async def test_what_is_refused_and_what_is_our_own_mistake_comes_out(
    error: Exception,
) -> None:
    with pytest.raises(type(error)):
        await Platform([error]).call()
