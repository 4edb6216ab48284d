"""What the bot lacks is named as Discord's settings name it."""

import discord
import pytest

from bot.faces.discord.api.permissions import Purpose, missing
from bot.faces.port import AppPort
from tests.fakes.discord.stage import serving, shown


@pytest.mark.parametrize("purpose", Purpose)
def test_everything_is_enough(purpose: Purpose) -> None:
    assert missing(discord.Permissions.all(), purpose) == []
    assert missing(discord.Permissions(administrator=True), purpose) == []
    assert len(missing(discord.Permissions.none(), purpose)) == len(purpose.value)


def test_the_names_are_those_of_the_settings() -> None:
    may = discord.Permissions(view_channel=True)
    assert missing(may, Purpose.SEND) == ["Send Messages", "Embed Links"]
    assert missing(may, Purpose.SEND_IN_THREAD)[0] == "Send Messages in Threads"


async def test_a_digest_is_not_promised_where_it_can_t_be_sent(app: AppPort) -> None:
    async with serving(app) as stage:
        may = discord.Permissions(view_channel=True, embed_links=True)
        stage.overrides = {"app_permissions": str(may.value)}
        told = await stage.chief.slash(
            stage.channel, "daily on", time="08:30", zone="Berlin"
        )
    assert "I lack the permission “Send Messages” here" in shown(told)
