"""The first answer to an interaction takes one call, and is made again where Discord asks."""

import logging

import pytest

from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.rules import RefusedError, too_many, unknown
from tests.fakes.discord.server import Discord, Fault
from tests.fakes.discord.serving import running


def failing(refused: RefusedError) -> Fault:
    return Fault(method="POST", path="/interactions/.*", refused=refused)


def callbacks(discord: Discord) -> int:
    return sum(path.startswith("/interactions/") for _, path in discord.calls)


async def test_an_answer_takes_one_call(discord: Discord) -> None:
    village = discord.guild()
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        await discord.synced()
        ann = discord.person("Ann", village)
        first = await ann.uses("help")
        assert "help" in (await first.answer()).text
        # Discord would send back what was shown to whoever asks for it.
        assert not first.is_returned
    assert callbacks(discord) == 1


@pytest.mark.parametrize("scope", ["user", "global"])
async def test_an_answer_refused_for_now_is_given_again(
    discord: Discord, caplog: pytest.LogCaptureFixture, scope: str
) -> None:
    village = discord.guild()
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        await discord.synced()
        discord.faults.append(failing(too_many(0.01, scope)))
        asked = await discord.person("Ann", village).uses("help")
        assert "help" in (await asked.answer()).text
    assert callbacks(discord) == 2
    assert f"429 ({scope})" in caplog.text


async def test_an_answer_that_comes_too_late_is_a_line_in_the_log(
    discord: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    village = discord.guild()
    caplog.set_level(logging.WARNING)
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        await discord.synced()
        ann = discord.person("Ann", village)
        discord.faults.append(failing(unknown("interaction", 10062)))
        await ann.uses("help")
        assert "help" in (await (await ann.uses("help")).answer()).text
    assert "too late" in caplog.text
    assert "Traceback" not in caplog.text
