"""Answers that take several messages, and what comes in their place."""

from dataclasses import replace

import pytest
import simcord

from handlers.contract.reply import Reply, command_button, text_reply
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.stage import Stage, shown

KEY = "7K3M9QXA"


def told(words: str, times: int) -> Reply:
    button = command_button("Go on", "context", excerpt=KEY)
    return replace(text_reply(f"{words} " * times, button), replaces=True)


@pytest.fixture
def scripted() -> ScriptedApp:
    return ScriptedApp(
        script={
            "quote": told("She spoke of the ferry.", 700),
            "context": told("And of the bridge.", 1),
        }
    )


def texts(channel: simcord.ChannelHandle) -> list[str]:
    return [shown(message) for message in channel.history()]


async def test_what_comes_in_its_place_takes_all_parts_away(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.slash(stage.channel, "quote")
    parts = stage.channel.history()
    assert len(parts) > 2
    (group,) = scripted.parts.values()
    assert group.messages == tuple(str(part.id) for part in parts)
    assert group.excerpt == KEY
    await stage.ann.click(parts[-1], label="Go on")
    assert texts(stage.channel) == ["And of the bridge."]
    assert stage.channel.history()[0].id == parts[-1].id
    assert not scripted.parts


async def test_a_part_that_can_t_be_deleted_stays_and_nothing_else_fails(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await stage.ann.slash(stage.channel, "quote")
    parts = stage.channel.history()
    stage.env.inject_error(
        "DELETE", f"/channels/{stage.channel.id}/messages/*", status=403, code=50013
    )
    await stage.ann.click(parts[-1], label="Go on")
    assert texts(stage.channel)[-1] == "And of the bridge."
    assert len(stage.channel.history()) == 2
    assert not scripted.parts
