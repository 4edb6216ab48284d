"""The program itself, as it serves Discord over the wire."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.addresses import ListenAddress
from tests.fakes.discord.server import Discord
from tests.fakes.programs.process import ended, ready, rostra, rostra_anew
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.people import User
from tests.fakes.waiting import until


async def test_a_bot_answers_a_command_and_a_button(
    discord: Discord, tmp_path: Path, sockets: Path
) -> None:
    ann = discord.person("Ann", discord.guild())
    pages = ListenAddress(path=sockets / "health.sock")
    settings = {"ROSTRA_HEALTH_LISTEN": str(pages)}
    async with rostra_anew(discord, tmp_path, **settings) as process:
        await discord.in_session()
        await discord.synced()
        asked = await ann.uses("quote", speaker="reed")
        card = await asked.answer()
        assert "Ivo Reed" in card.text
        press = await ann.presses("Another", on=card)
        another = await press.answer()
        assert "Ivo Reed" in another.text
        assert another.text != card.text
        assert [*(await ready(pages))["platforms"]] == ["discord"]
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed
    assert "Traceback" not in printed
    assert discord.token not in printed
    assert asked.token not in printed


async def test_speakers_are_offered_while_somebody_types(
    discord: Discord, tmp_path: Path
) -> None:
    ann = discord.person("Ann")
    async with rostra(discord, tmp_path):
        await discord.in_session()
        await discord.synced()
        offered = await ann.types("quote", "speaker", "re")
    assert "Ivo Reed" in {each["name"] for each in offered}


async def test_buttons_go_on_working_after_a_kill(
    discord: Discord, tmp_path: Path
) -> None:
    ann = discord.person("Ann", discord.guild())
    async with rostra(discord, tmp_path) as process:
        await discord.in_session()
        await discord.synced()
        card = await (await ann.uses("quote", speaker="reed")).answer()
        process.kill()
        await process.wait()
    async with rostra(discord, tmp_path) as process:
        await discord.in_session(2)
        shown = await (await ann.presses("Context", on=card)).answer()
        assert shown.id == card.id
        process.send_signal(signal.SIGINT)
        code, printed = await ended(process)
    assert code == 0, printed


@pytest.mark.parametrize(
    "token",
    ["MTAwMDAwMDAwMDAwMDAwMDAwMQ.wRonG0.token-of-nobody-0123456789", "nonsense"],
)
async def test_a_wrong_token_is_one_line_and_exit_code_2(
    discord: Discord, tmp_path: Path, token: str
) -> None:
    async with rostra(
        discord, tmp_path, ROSTRA_DISCORD_TOKEN=token, ROSTRA_LOG_LEVEL="INFO"
    ) as process:
        code, printed = await ended(process)
    assert code == 2, printed
    assert token not in printed
    said = [line for line in printed.splitlines() if "ROSTRA_DISCORD_TOKEN" in line]
    assert len(said) == 1
    assert "Traceback" not in printed


async def test_two_platforms_are_served_and_each_is_heard(
    telegram: BotApi, ann: User, discord: Discord, tmp_path: Path
) -> None:
    bob = discord.person("Bob", discord.guild())
    async with rostra(telegram, tmp_path, **discord.environment) as process:
        await discord.in_session()
        await discord.synced()
        await ann.says("/quote reed")
        assert "Ivo Reed" in (await ann.next_reply()).text
        card = await (await bob.uses("quote", speaker="reed")).answer()
        assert "Ivo Reed" in card.text
        # An answer may be there before it is written down that its platform answers.
        await until(lambda: heard(tmp_path / "rostra.db") == {"telegram", "discord"})
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed


def heard(database: Path) -> set[str]:
    with closing(sqlite3.connect(database)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM platforms")}


async def test_a_platform_with_a_wrong_token_does_not_stop_the_other(
    telegram: BotApi, ann: User, discord: Discord, tmp_path: Path
) -> None:
    wrong = {"ROSTRA_DISCORD_TOKEN": "made.up.token"}
    async with rostra(telegram, tmp_path, **discord.environment | wrong) as process:
        await discord.called("GET", "/users/@me")
        await ann.says("/quote reed")
        assert "Ivo Reed" in (await ann.next_reply()).text
        process.send_signal(signal.SIGTERM)
        code, printed = await ended(process)
    assert code == 0, printed
    assert "Discord refuses the token" in printed
