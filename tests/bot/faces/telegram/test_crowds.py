"""Many updates at once: what is held, what waits, and how the rest is answered."""

import asyncio
from dataclasses import replace

import pytest

from bot.delivery.chat_queues import (
    MAX_PARKED_PER_CHAT,
    MAX_UPDATES,
    MAX_UPDATES_PER_CHAT,
)
from handlers.contract.reply import Reply, actions, command_button, field_button
from tests.fakes.dialogues.scripted_app import said
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import too_many
from tests.fakes.telegram.serving import Clock, MovingApp
from tests.fakes.waiting import until

CARD = replace(
    said("What she said."),
    groups=(actions(command_button("Context", "context")),),
)


async def test_who_asks_too_fast_fills_no_queue_but_the_own(
    moving: MovingApp,
    telegram: BotApi,
    ann: User,
    bob: User,
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
    gone = MAX_UPDATES - MAX_UPDATES_PER_CHAT
    assert (await ann.next_reply()).text == (
        f"Too many questions at once: {gone} of them go unanswered. Here is the answer "
        "to the last one.\n\ntopic<peace>"
    )
    # What Telegram tells of the chat itself is not let go.
    await until(lambda: bool(moving.reachable))


@pytest.mark.parametrize("last", ["a late edit", "a button that asks for words"])
async def test_questions_are_not_let_go_in_silence_where_the_last_has_no_answer(
    last: str, moving: MovingApp, telegram: BotApi, ann: User, bob: User
) -> None:
    button = field_button("Comment", "comment", excerpt="7K3M9QXA")
    moving.script["quote"] = replace(said("A card."), groups=(actions(button),))
    await ann.says("/quote")
    card = await ann.next_reply()
    slow = asyncio.Event()
    telegram.faults.append(Fault(method="sendMessage", chat=ann.id, until=slow))
    asked = await ann.says("/topic war")
    await telegram.called("sendMessage", 2)
    for number in range(MAX_UPDATES_PER_CHAT + 8):
        await ann.says(f"/topic {number}")
    if last == "a late edit":
        await ann.edits(asked, "/topic peace", after=61)
    else:
        await ann.presses("Comment", on=card)
    await bob.says("/topic bread")
    assert (await bob.next_reply()).text == "topic<bread>"
    slow.set()
    told = "Too many questions at once: 9 of them go unanswered."
    texts = [(await ann.next_reply()).text for _ in range(MAX_UPDATES_PER_CHAT)]
    while told not in texts:
        texts.append((await ann.next_reply()).text)
    assert len(texts) <= MAX_UPDATES_PER_CHAT + 2


async def test_however_many_chats_must_wait_the_others_are_answered(
    clock: Clock,
    moving: MovingApp,
    telegram: BotApi,
    bob: User,
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
        gone = MAX_UPDATES_PER_CHAT - MAX_PARKED_PER_CHAT
        assert (await one.next_reply()).text.startswith(
            f"Too many questions at once: {gone} of them go unanswered."
        )
    # What was let go is not even worked on.
    assert len(moving.asked) == 1 + len(waiting) * (MAX_PARKED_PER_CHAT + 1)


async def test_comments_of_a_group_that_has_to_wait_are_all_kept(
    clock: Clock, moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    clock.over.clear()
    group = telegram.room("Friends", "supergroup")
    telegram.faults.append(
        Fault(method="sendMessage", chat=group.id, refused=too_many(5))
    )
    for number in range(150):
        await ann.says(f"/comment {number}", to=group)
    assert await clock.waits.get() == 5
    clock.over.set()
    shown = [(await group.next_reply()).text for _ in range(150)]
    assert shown == [f"comment<{number}>" for number in range(150)]
    assert len({request.key for request in moving.asked}) == 150


async def test_buttons_of_a_group_that_has_to_wait_do_not_spin(
    clock: Clock, moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    clock.over.clear()
    moving.script["quote"] = CARD
    group = telegram.room("Friends", "supergroup")
    await ann.says("/quote", to=group)
    card = await group.next_reply()
    telegram.faults.append(
        Fault(method="sendMessage", chat=group.id, refused=too_many(5))
    )
    # The first ones are in the queue already when the group has to wait.
    presses = [await ann.presses("Context", on=card) for _ in range(7)]
    assert await clock.waits.get() == 5
    presses += [await ann.presses("Context", on=card) for _ in range(7)]
    for press in presses:
        assert await press.answered() == ""
    assert group.world.news[group.id, 0].empty()
    clock.over.set()
    for _ in range(MAX_PARKED_PER_CHAT):
        assert (await group.next_reply()).text == "context<>"
    gone = len(presses) - MAX_PARKED_PER_CHAT - 1
    assert (await group.next_reply()).text.startswith(
        f"Too many questions at once: {gone}"
    )


async def test_what_a_button_could_not_flash_is_a_message(
    clock: Clock, moving: MovingApp, telegram: BotApi, ann: User
) -> None:
    clock.over.clear()
    moving.script |= {"quote": CARD, "context": Reply(notice="Comment 3 is gone.")}
    await ann.says("/quote")
    card = await ann.next_reply()
    telegram.faults.append(Fault(method="sendMessage", refused=too_many(5)))
    await ann.says("/topic war")
    assert await clock.waits.get() == 5
    press = await ann.presses("Context", on=card)
    assert await press.answered() == ""
    clock.over.set()
    assert (await ann.next_reply()).text == "topic<war>"
    assert (await ann.next_reply()).text == "Comment 3 is gone."
