"""Queues of chats: what is in memory, what waits, and what is left."""

import asyncio
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter

import pytest

from bot.delivery.chat_queues import ChatQueues


async def test_no_more_is_taken_than_there_is_room_for() -> None:
    queues, go_on = ChatQueues(1), asyncio.Event()

    async def handles() -> None:
        await go_on.wait()

    await queues.wait_for_room()
    queues.put(handles)
    more = asyncio.ensure_future(queues.wait_for_room())
    await turns()
    assert not more.done()
    go_on.set()
    await more


async def test_a_cancelled_block_ends_where_the_last_update_has_just_ended() -> None:
    queues, done = ChatQueues(1), []

    async def handles() -> None:
        done.append(1)

    task = queues.put(handles)
    await asyncio.sleep(0)  # it has ended, and nobody has been told
    assert task.done()
    error = asyncio.CancelledError()
    await queues.__aexit__(asyncio.CancelledError, error, None)
    assert done == [1]


OLD, NEW = "-5", "-1005"
"""A group's id, and the one that it moves to."""


@dataclass
class Crowd:
    """Chats that ask at once, in queues with few slots; all must wait when the test says so."""

    queues: ChatQueues
    over: asyncio.Event = field(default_factory=asyncio.Event)
    done: list[tuple[str, int]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    left: list[tuple[str, int]] = field(default_factory=list)

    async def asks(
        self, chat: str, number: int = 0, *, waits: bool = False, moves_to: str = ""
    ) -> None:
        leave = partial(self.left.append, (chat, number))
        if not self.queues.has_room(chat):
            leave()
            return
        await self.queues.wait_for_room()
        await self.queues.put(
            partial(self.handles, chat, number, waits=waits),
            chat=chat,
            moves_to=moves_to,
            leave=None if moves_to else leave,
        )

    async def handles(self, chat: str, number: int, *, waits: bool) -> None:
        if waits:
            with self.queues.park() as has_room:
                if not has_room:
                    self.dropped.append(chat)
                    return
                await self.over.wait()
        self.done.append((chat, number))

    async def check_free_slots(self, slots: int) -> None:
        """Fail unless so many updates can be handled at once."""
        go_on, inside = asyncio.Event(), 0

        async def stays() -> None:
            nonlocal inside
            inside += 1
            await go_on.wait()

        for _ in range(slots):
            await self.queues.wait_for_room()
            self.queues.put(stays)
        await turns()
        assert inside == slots
        go_on.set()


async def turns(number: int = 20) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


async def test_those_that_wait_are_bounded_over_all_chats_too() -> None:
    crowd = Crowd(ChatQueues(2, max_parked=4))
    async with asyncio.TaskGroup() as group:
        for chat in "12345678":
            group.create_task(crowd.asks(chat, waits=True))
            await turns()
        assert crowd.dropped == [*"5678"]
        await crowd.asks("9")
        assert crowd.done == [("9", 0)]
        crowd.over.set()
    assert crowd.done == [(chat, 0) for chat in "91234"]


async def test_one_that_waits_leaves_places_for_others() -> None:
    crowd = Crowd(ChatQueues(2, max_parked=8))
    async with asyncio.TaskGroup() as group:
        for number in range(8):
            group.create_task(crowd.asks("1", number, waits=not number))
            await turns()
        for chat in "2345":
            group.create_task(crowd.asks(chat, waits=True))
            await turns()
        assert crowd.dropped == []
        crowd.over.set()
    assert [number for chat, number in crowd.done if chat == "1"] == [0, 1, 2, 3]
    assert crowd.left == [("1", number) for number in range(4, 8)]
    assert {chat for chat, _ in crowd.done} == set("12345")


async def test_who_gives_up_in_a_queue_lets_the_next_one_pass() -> None:
    crowd = Crowd(ChatQueues(4))
    first, second, third = (
        asyncio.ensure_future(crowd.asks("1", number, waits=not number))
        for number in range(3)
    )
    await turns()
    second.cancel()
    await turns()
    first.cancel()
    await third
    assert crowd.done == [("1", 2)]
    # All slots are free again.
    await crowd.check_free_slots(4)


@pytest.mark.parametrize("before", [(OLD,), (NEW,), (OLD, NEW), (NEW, OLD)])
async def test_what_is_asked_under_a_new_id_waits_for_the_news_of_it(
    before: tuple[str, ...],
) -> None:
    crowd = Crowd(ChatQueues(8))
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
    # Then neither waits for the other, and all slots are free again.
    crowd.over.clear()
    async with asyncio.TaskGroup() as group:
        group.create_task(crowd.asks(OLD, 4, waits=True))
        await turns()
        await crowd.asks(NEW, 5)
        assert crowd.done[-1] == (NEW, 5)
        crowd.over.set()
    await crowd.check_free_slots(8)
