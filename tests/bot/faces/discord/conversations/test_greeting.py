"""What a server hears when the bot is added to it."""

from bot.faces.discord.client import Client
from tests.fakes.dialogues.scripted_app import ScriptedApp
from tests.fakes.discord.stage import Stage, shown


async def joins(stage: Stage) -> None:
    guild = stage.client.get_guild(stage.guild.id)
    assert guild
    assert isinstance(stage.client, Client)
    await stage.client.on_guild_join(guild)
    await stage.env.settle()


async def test_a_server_is_told_once_how_to_begin(
    stage: Stage, scripted: ScriptedApp
) -> None:
    await joins(stage)
    last = stage.channel.last_message
    assert last
    assert shown(last) == "start<>"
    await joins(stage)
    assert [each.command for each in scripted.asked] == ["start"]


async def test_where_it_may_not_write_another_channel_is_tried(stage: Stage) -> None:
    other = stage.guild.create_text_channel("green")
    stage.env.inject_error(
        "POST", f"/channels/{stage.channel.id}/messages", status=403, code=50013
    )
    await joins(stage)
    last = other.last_message
    assert last
    assert shown(last) == "start<>"


async def test_where_it_may_write_nowhere_it_tries_a_few_and_is_still(
    stage: Stage, scripted: ScriptedApp
) -> None:
    for name in ("green", "mill", "ferry", "school"):
        stage.guild.create_text_channel(name)
    stage.env.inject_error(
        "POST", "/channels/*/messages", status=403, code=50013, times=9
    )
    await joins(stage)
    assert len(scripted.asked) == 3
    assert not scripted.memory.get(("discord", f"greeted {stage.guild.id}"))
