"""Many updates at once: what is held, what waits, and what is let go."""

import asyncio
from dataclasses import dataclass, field
from operator import itemgetter

import pytest

from bot.delivery import chat_queues as telegram_lanes
from bot.faces.telegram import face as telegram_face
from tests.fakes.patience import until
from tests.fakes.telegram import BotApi, Fault
from tests.fakes.telegram_bot import Clock, MovingApp
from tests.fakes.telegram_people import User
from tests.fakes.telegram_rules import too_many


async def test_who_asks_too_fast_fills_no_lane_but_the_own(
    moving: MovingApp,
    telegram: BotApi,
    ann: User,
    bob: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    slow = asyncio.Event()
    telegram.faults.append(Fault(method="sendMessage", chat=ann.id, until=slow))
    await ann.says("/topic war")
    await telegram.called("sendMessage")
    for _ in range(telegram_face.AT_ONCE):
        await ann.says("/topic peace")
    ann.unblocks_the_bot()
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    slow.set()
    assert (await ann.next_reply()).text == "topic<war>"
    for _ in range(telegram_lanes.LANE - 1):
        assert (await ann.next_reply()).text == "topic<peace>"
    # What Telegram tells of the chat itself is not let go.
    await until(lambda: bool(moving.doors))
    gone = telegram_face.AT_ONCE - telegram_lanes.LANE + 1
    await until(lambda: f"asked too fast: {gone} updates let go" in caplog.text)


async def test_however_many_chats_must_wait_the_others_are_answered(
    clock: Clock,
    moving: MovingApp,
    telegram: BotApi,
    bob: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock.over.clear()
    waiting = [telegram.user(f"User {number}") for number in range(20)]
    for one in waiting:
        telegram.faults.append(
            Fault(method="sendMessage", chat=one.id, refused=too_many(37))
        )
        await one.says("/topic war")
        assert await clock.waits.get() == 37
    for number in range(telegram_lanes.LANE):
        for one in waiting:
            await one.says(f"/topic {number}")
    assert len(waiting) * telegram_lanes.LANE > telegram_face.AT_ONCE
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    clock.over.set()
    for one in waiting:
        kept = [(await one.next_reply()).text for _ in range(telegram_lanes.KEPT)]
        assert kept[:2] == ["topic<war>", "topic<0>"]
    # What was let go is not even worked on.
    assert len(moving.asked) == 1 + len(waiting) * telegram_lanes.KEPT
    gone = telegram_lanes.LANE - telegram_lanes.KEPT + 1
    await until(lambda: caplog.text.count(f"had to wait: {gone} updates let go") == 20)


async def test_no_more_is_taken_than_there_is_room_for() -> None:
    lanes = telegram_lanes.Lanes(1)
    await lanes.room()
    more = asyncio.ensure_future(lanes.room())
    await asyncio.sleep(0)
    assert not more.done()
    await lanes.process_update({"update_id": 1}, asyncio.sleep(0))
    await more


OLD, NEW = -5, -100_5
"""A group's id, and the one that it moves to."""


@dataclass
class Crowd:
    """Chats that ask at once, in lanes with room for few; all wait when told to."""

    lanes: telegram_lanes.Lanes
    over: asyncio.Event = field(default_factory=asyncio.Event)
    done: list[tuple[int, int]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)

    async def asks(
        self, chat: int, number: int = 0, *, waits: bool = False, moves_to: int = 0
    ) -> None:
        await self.lanes.room()
        message: dict[str, object] = {
            "chat": {"id": chat, "type": "private"},
            "message_id": 1,
        }
        if moves_to:
            message["migrate_to_chat_id"] = moves_to
        update = {"update_id": number, "message": message}
        await self.lanes.process_update(update, self.handles(chat, number, waits=waits))

    async def handles(self, chat: int, number: int, *, waits: bool) -> None:
        if waits:
            with self.lanes.apart() as room:
                if not room:
                    self.dropped.append(chat)
                    return
                await self.over.wait()
        self.done.append((chat, number))


async def turns(number: int = 20) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


async def test_those_that_wait_are_bounded_over_all_chats_too() -> None:
    crowd = Crowd(telegram_lanes.Lanes(2, apart=4))
    async with asyncio.TaskGroup() as group:
        for chat in range(1, 9):
            group.create_task(crowd.asks(chat, waits=True))
            await turns()
        assert crowd.dropped == [5, 6, 7, 8]
        await crowd.asks(9)
        assert crowd.done == [(9, 0)]
        crowd.over.set()
    assert crowd.done == [(9, 0), (1, 0), (2, 0), (3, 0), (4, 0)]


async def test_one_that_waits_leaves_places_for_others() -> None:
    crowd = Crowd(telegram_lanes.Lanes(2, apart=8))
    async with asyncio.TaskGroup() as group:
        for number in range(8):
            group.create_task(crowd.asks(1, number, waits=not number))
            await turns()
        for chat in range(2, 6):
            group.create_task(crowd.asks(chat, waits=True))
            await turns()
        assert crowd.dropped == []
        crowd.over.set()
    assert [number for chat, number in crowd.done if chat == 1] == [0, 1, 2, 3]
    assert {chat for chat, _ in crowd.done} == {1, 2, 3, 4, 5}


async def test_who_gives_up_in_a_lane_lets_the_next_one_pass() -> None:
    crowd = Crowd(telegram_lanes.Lanes(4))
    first, second, third = (
        asyncio.ensure_future(crowd.asks(1, number, waits=not number))
        for number in range(3)
    )
    await turns()
    second.cancel()
    await turns()
    first.cancel()
    await third
    assert crowd.done == [(1, 2)]
    # All the room is there again.
    for _ in range(4):
        await crowd.lanes.room()


@pytest.mark.parametrize("before", [(OLD,), (NEW,), (OLD, NEW), (NEW, OLD)])
async def test_what_is_asked_under_a_new_id_waits_for_the_news_of_it(
    before: tuple[int, ...],
) -> None:
    crowd = Crowd(telegram_lanes.Lanes(8))
    under_way = [asyncio.ensure_future(crowd.asks(id_, waits=True)) for id_ in before]
    async with asyncio.TaskGroup() as group:
        group.create_task(crowd.asks(OLD, 1, waits=True, moves_to=NEW))
        group.create_task(crowd.asks(NEW, 2))
        group.create_task(crowd.asks(OLD, 3))
        for each in under_way:
            await turns()
            each.cancel()
        await turns()
        assert crowd.done == []
        crowd.over.set()
    assert sorted(crowd.done, key=itemgetter(1)) == [(OLD, 1), (NEW, 2), (OLD, 3)]
    assert crowd.done[0] == (OLD, 1)
    # Then neither waits for the other, and all the room is there again.
    crowd.over.clear()
    async with asyncio.TaskGroup() as group:
        group.create_task(crowd.asks(OLD, 4, waits=True))
        await turns()
        await crowd.asks(NEW, 5)
        assert crowd.done[-1] == (NEW, 5)
        crowd.over.set()
    for _ in range(8):
        await crowd.lanes.room()
