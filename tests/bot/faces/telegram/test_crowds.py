"""Many updates at once: what is held, what waits, and what is let go."""

import asyncio

import pytest

from bot.delivery.chat_queues import (
    MAX_PARKED_PER_CHAT,
    MAX_UPDATES,
    MAX_UPDATES_PER_CHAT,
)
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import too_many
from tests.fakes.telegram.serving import Clock, MovingApp
from tests.fakes.waiting import until


async def test_who_asks_too_fast_fills_no_queue_but_the_own(
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
    for _ in range(MAX_UPDATES):
        await ann.says("/topic peace")
    ann.unblocks_the_bot()
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    slow.set()
    assert (await ann.next_reply()).text == "topic<war>"
    for _ in range(MAX_UPDATES_PER_CHAT - 1):
        assert (await ann.next_reply()).text == "topic<peace>"
    # What Telegram tells of the chat itself is not let go.
    await until(lambda: bool(moving.reachable))
    gone = MAX_UPDATES - MAX_UPDATES_PER_CHAT + 1
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
    for number in range(MAX_UPDATES_PER_CHAT):
        for one in waiting:
            await one.says(f"/topic {number}")
    assert len(waiting) * MAX_UPDATES_PER_CHAT > MAX_UPDATES
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    clock.over.set()
    for one in waiting:
        kept = [(await one.next_reply()).text for _ in range(MAX_PARKED_PER_CHAT)]
        assert kept[:2] == ["topic<war>", "topic<0>"]
    # What was let go is not even worked on.
    assert len(moving.asked) == 1 + len(waiting) * MAX_PARKED_PER_CHAT
    gone = MAX_UPDATES_PER_CHAT - MAX_PARKED_PER_CHAT + 1
    await until(lambda: caplog.text.count(f"had to wait: {gone} updates let go") == 20)
