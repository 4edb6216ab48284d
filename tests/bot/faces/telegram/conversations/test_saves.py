"""Saving by a button where others read along: only who pressed hears of it."""

from collections.abc import AsyncIterator

import pytest

from bot.app import NOBODY_IN_PERSON
from bot.faces.port import AppPort
from bot.faces.telegram.conversations.conversation import IN_PRIVATE_ONLY
from handlers.saves.save import KNOWN, SAVED
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError
from tests.fakes.telegram.serving import serving

NEVER_STARTED = RefusedError(
    403, "Forbidden: bot can't initiate conversation with a user"
)


@pytest.fixture(autouse=True)
async def served(telegram: BotApi, app: AppPort) -> AsyncIterator[None]:
    async with serving(app, telegram):
        yield


async def test_in_a_group_only_who_presses_is_told(
    telegram: BotApi, ann: User, bob: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    await ann.says("/quote kestrel", to=group)
    await group.next_reply()
    before = len(group.messages)
    for person, told in ((ann, SAVED), (bob, SAVED), (bob, KNOWN)):
        press = await person.presses("Save", to=group)
        assert await press.answered() == told
    assert len(group.messages) == before
    await bob.says("/saved", to=group)
    assert "You keep 1 excerpt" in (await bob.next_reply()).text
    await bob.says("/saved")
    assert "You keep 1 excerpt" in (await bob.next_reply()).text
    # Others in the group have seen nothing but that he asked.
    assert len(group.messages) == before + 1


async def test_who_has_no_chat_with_the_bot_saves_and_is_told_where_to_look(
    telegram: BotApi, ann: User
) -> None:
    group = telegram.room("Friends", "supergroup")
    ann.home.closed = NEVER_STARTED
    await ann.says("/quote kestrel", to=group)
    await group.next_reply()
    press = await ann.presses("Save", to=group)
    assert await press.answered() == SAVED
    await ann.says("/saved", to=group)
    assert (await group.next_reply()).text == IN_PRIVATE_ONLY


async def test_every_reader_of_a_channel_may_save(telegram: BotApi, bob: User) -> None:
    channel = telegram.room("Daily Words", "channel")
    await channel.posts("/quote kestrel")
    await channel.next_reply()
    press = await bob.presses("Save", to=channel)
    assert await press.answered() == SAVED


async def test_nobody_saves_in_the_name_of_a_chat(telegram: BotApi) -> None:
    channel = telegram.room("Daily Words", "channel")
    await channel.posts("/quote kestrel")
    await channel.next_reply()
    for line in ("/save", "/saved", "/export", "/forget me"):
        await channel.posts(line)
        assert (await channel.next_reply()).text == NOBODY_IN_PERSON


async def test_a_card_that_was_chosen_in_a_chat_that_is_not_known(
    telegram: BotApi, bob: User
) -> None:
    found = await (await bob.types("dry feet")).answered()
    card = telegram.chosen(found.results[0])
    for told in (SAVED, KNOWN):
        press = await bob.presses("Save", on=card)
        assert await press.answered() == told
    await bob.says("/saved")
    assert "dry feet" in (await bob.next_reply()).text
