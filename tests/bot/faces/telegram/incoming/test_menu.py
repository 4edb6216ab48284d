"""What Telegram is told to list to whom, and what happens where it does not hear it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot

from bot.faces.telegram.api.transport import Transport
from bot.faces.telegram.incoming.menu import FIRST_RETRY_S, TEXTS, Menu, MenuTexts
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rules import RefusedError, too_many
from tests.fakes.telegram.serving import Clock, serving

SET = ("setMyCommands", "setMyDescription", "setMyShortDescription")


def sets(telegram: BotApi) -> int:
    return sum(map(telegram.count, SET))


def listed(telegram: BotApi, where: str) -> list[str]:
    return [command["command"] for command in telegram.commands[where]]


@asynccontextmanager
async def menu_of(
    app: ScriptedApp, telegram: BotApi, clock: Clock, **more: object
) -> AsyncIterator[Menu]:
    transport = Transport(connections=1, connect=5, read=5)
    bot = Bot(telegram.token, base_url=f"{telegram.address}/bot", request=transport)
    await bot.initialize()
    admins = frozenset({"telegram:1", "discord:2"})
    settings = {"admins": admins, "wait": clock.sleep} | more
    menu = Menu(app, bot, transport, **settings)  # type: ignore[arg-type]
    try:
        yield menu
    finally:
        await menu.stop()
        await bot.shutdown()


async def finished(menu: Menu) -> None:
    async with asyncio.timeout(20):
        await menu.begin()


async def test_each_sees_what_is_for_them(telegram: BotApi, clock: Clock) -> None:
    app = ScriptedApp()
    telegram.home({"id": 1, "first_name": "Chief"})
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    everybody = [c.name for c in app.commands if c.menu and not c.admin]
    members = [c.name for c in app.commands if c.menu and not c.admin and not c.manages]
    admins = [c.name for c in app.commands if c.admin]
    assert listed(telegram, "default") == listed(telegram, "all_group_chats") == members
    assert listed(telegram, "all_private_chats") == everybody
    assert listed(telegram, "all_chat_administrators") == everybody
    assert listed(telegram, "1") == [*everybody, *admins]
    assert telegram.texts["description", ""] == TEXTS[""].description
    assert telegram.texts["short_description", ""] == TEXTS[""].short


async def test_what_is_set_is_not_set_again(telegram: BotApi, clock: Clock) -> None:
    app = ScriptedApp()
    telegram.home({"id": 1, "first_name": "Chief"})
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    before = sets(telegram)
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
        assert sets(telegram) == before
    app.commands = app.commands[1:]
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    assert sets(telegram) == before + 5


async def test_what_failed_is_tried_until_it_is_set(
    telegram: BotApi, clock: Clock
) -> None:
    app = ScriptedApp()
    telegram.home({"id": 1, "first_name": "Chief"})
    telegram.faults += [
        Fault(method="setMyCommands", refused=RefusedError(502, "Bad Gateway")),
        Fault(method="setMyDescription", reset="before"),
    ]
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
        assert clock.waits.get_nowait() == FIRST_RETRY_S
        telegram.faults = [
            Fault(method="setMyCommands", refused=too_many(600), times=2)
        ]
        app.commands = app.commands[1:]
        await finished(menu)
        assert clock.waits.get_nowait() == 600
    assert listed(telegram, "1")[0] == app.commands[0].name
    assert telegram.texts["description", ""]


async def test_who_administers_no_more_is_listed_nothing_more(
    telegram: BotApi, clock: Clock
) -> None:
    app = ScriptedApp()
    telegram.home({"id": 1, "first_name": "Chief"})
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    async with menu_of(app, telegram, clock, admins=frozenset()) as menu:
        await finished(menu)
        assert "1" not in telegram.commands
        await finished(menu)
    assert telegram.count("deleteMyCommands") == 1


async def test_an_administrator_who_never_began_is_no_obstacle(
    telegram: BotApi, clock: Clock
) -> None:
    app = ScriptedApp()
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    assert clock.waits.empty()
    telegram.home({"id": 1, "first_name": "Chief"})
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    assert "reload" in listed(telegram, "1")


async def test_a_language_has_its_own_lists(telegram: BotApi, clock: Clock) -> None:
    app = ScriptedApp()
    german = MenuTexts(
        description="Was in Reden gesagt wurde.",
        short="Reden.",
        summaries={"help": "alle Befehle"},
    )
    async with menu_of(app, telegram, clock, texts={**TEXTS, "de": german}) as menu:
        await finished(menu)
    assert telegram.texts["short_description", "de"] == "Reden."
    by_name = {
        each["command"]: each["description"]
        for each in telegram.commands["all_private_chats de"]
    }
    assert by_name["help"] == "alle Befehle"
    assert by_name["quote"] == app.commands[0].summary


async def test_people_are_answered_while_the_menu_waits(
    telegram: BotApi, ann: User
) -> None:
    telegram.faults.append(
        Fault(method="setMyCommands", refused=RefusedError(500, "Internal"), times=99)
    )
    async with serving(ScriptedApp(), telegram):
        await ann.says("/topic war")
        assert (await ann.next_reply()).text == "topic<war>"


@pytest.mark.parametrize("stored", ["", "{", "[]", '{"bot": 5, "set": {}}'])
async def test_what_was_remembered_otherwise_is_set_anew(
    telegram: BotApi, clock: Clock, stored: str
) -> None:
    app = ScriptedApp(memory={("telegram", "menu"): stored})
    async with menu_of(app, telegram, clock) as menu:
        await finished(menu)
    assert listed(telegram, "default")
