"""Many updates at once: what is held, what waits, and what is let go."""

import asyncio

import pytest

from bot.faces import telegram as telegram_face
from bot.faces import telegram_lanes
from tests.fakes.telegram import BotApi, Fault
from tests.fakes.telegram_bot import Clock, MovingApp
from tests.fakes.telegram_people import User
from tests.fakes.telegram_rules import too_many
from tests.fakes.telegram_world import PATIENCE


async def test_who_asks_too_fast_fills_no_lane_but_the_own(  # noqa: PLR0917 - fixtures
    clock: Clock,
    moving: MovingApp,
    telegram: BotApi,
    ann: User,
    bob: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock.over.clear()
    telegram.faults.append(
        Fault(method="sendMessage", chat=ann.id, refused=too_many(37))
    )
    await ann.says("/topic war")
    assert await clock.waits.get() == 37
    for _ in range(telegram_face.AT_ONCE):
        await ann.says("/topic peace")
    ann.unblocks_the_bot()
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    clock.over.set()
    assert (await ann.next_reply()).text == "topic<war>"
    for _ in range(telegram_lanes.LANE - 1):
        assert (await ann.next_reply()).text == "topic<peace>"
    # What Telegram tells of the chat itself is not let go.
    await telegram.called("sendMessage", telegram_lanes.LANE + 2)
    async with asyncio.timeout(PATIENCE):
        while not moving.doors:  # noqa: ASYNC110 - the app wakes nobody
            await asyncio.sleep(0.01)
    gone = telegram_face.AT_ONCE - telegram_lanes.LANE + 1
    assert f"asked too fast: {gone} updates let go" in caplog.text


async def test_no_more_is_taken_than_there_is_room_for() -> None:
    lanes = telegram_lanes.Lanes(1)
    await lanes.room()
    more = asyncio.ensure_future(lanes.room())
    await asyncio.sleep(0)
    assert not more.done()
    await lanes.process_update({"update_id": 1}, asyncio.sleep(0))
    await more
