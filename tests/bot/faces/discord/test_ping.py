"""The role that a server's digest pings, and digests in threads, on simcord."""

from collections.abc import AsyncIterator
from dataclasses import replace

import discord
import pytest
import simcord

from bot.delivery.outbox import Outcome, SendStatus
from bot.faces.port import AppPort
from handlers.contract.request import Place
from storage.digests.delivery import Reason
from tests.fakes.dialogues.scripted_app import said
from tests.fakes.discord.stage import Stage, serving, shown


@pytest.fixture
async def village(app: AppPort) -> AsyncIterator[Stage]:
    """The real app among people."""
    async with serving(app) as stage:
        yield stage


async def test_a_manager_chooses_a_role_that_may_be_pinged(village: Stage) -> None:
    readers = village.guild.create_role("readers", mentionable=True)
    await village.chief.slash(village.channel, "daily on", time="08:30")
    answer = await village.chief.slash(village.channel, "daily ping", role=readers)
    assert "pings the role “readers”." in shown(answer)
    answer = await village.ann.slash(village.channel, "daily status")
    assert "It pings the role “readers”." in shown(answer)


async def test_a_manager_who_may_not_ping_a_role_can_not_choose_it(
    village: Stage,
) -> None:
    staff = village.guild.create_role("staff")
    answer = await village.chief.slash(village.channel, "daily ping", role=staff)
    assert "You may not ping “staff” yourself" in shown(answer)
    loud = village.guild.create_role(
        "loud",
        permissions=discord.Permissions(manage_guild=True, mention_everyone=True),
    )
    crier = village.member("crier", loud)
    answer = await crier.slash(village.channel, "daily ping", role=staff)
    assert "pings the role “staff”." in shown(answer)


async def test_which_permission_the_bot_lacks_to_ping_is_said(village: Stage) -> None:
    staff = village.guild.create_role("staff")
    loud = village.guild.create_role(
        "loud",
        permissions=discord.Permissions(manage_guild=True, mention_everyone=True),
    )
    crier = village.member("crier", loud)
    may = discord.Permissions.all()
    may.update(administrator=False, mention_everyone=False)
    village.overrides = {"app_permissions": str(may.value)}
    answer = await crier.slash(village.channel, "daily ping", role=staff)
    assert "Nobody is told yet: I lack the permission “Mention @everyone" in shown(
        answer
    )


async def test_others_may_not_choose_one(village: Stage) -> None:
    readers = village.guild.create_role("readers", mentionable=True)
    answer = await village.ann.slash(village.channel, "daily ping", role=readers)
    assert "Only administrators" in shown(answer)


async def test_everyone_is_no_role_to_choose(village: Stage) -> None:
    everyone = village.guild.default_role
    answer = await village.chief.slash(village.channel, "daily ping", role=everyone)
    assert "never pings everyone" in shown(answer)


async def test_a_direct_message_has_no_roles(village: Stage) -> None:
    visitor = village.env.create_user("dora")
    answer = await visitor.slash("daily ping")
    assert "No role can be pinged here" in shown(answer)


async def delivered(
    stage: Stage, thread: simcord.ChannelHandle | None = None, role: str = ""
) -> Outcome:
    place = Place(
        platform="discord",
        chat=f"{stage.guild.id}/{stage.channel.id}",
        thread=str(thread.id) if thread else "",
    )
    reply = replace(said("Today's excerpt"), role_id=role)
    return await stage.client.outbox.deliver(place, reply, key="digest-1")


async def test_a_digest_pings_its_role(stage: Stage) -> None:
    readers = stage.guild.create_role("readers", mentionable=True)
    outcome = await delivered(stage, role=str(readers.id))
    assert outcome.status is SendStatus.SENT
    (message,) = stage.env.backend.messages[stage.channel.id].values()
    assert message.ping_role_ids == [readers.id]


async def test_an_archived_thread_is_opened_for_it(stage: Stage) -> None:
    thread = stage.thread("talk")
    about = stage.env.backend.channels[thread.id].thread_metadata
    assert about
    about.archived = True
    stage.env.inject_error("POST", "/channels/*/messages", status=400, code=50083)
    outcome = await delivered(stage, thread)
    assert outcome.status is SendStatus.SENT
    assert not about.archived
    assert thread.last_message


async def test_a_locked_thread_is_left_alone(stage: Stage) -> None:
    thread = stage.thread("talk")
    about = stage.env.backend.channels[thread.id].thread_metadata
    assert about
    about.archived = about.locked = True
    stage.env.inject_error("POST", "/channels/*/messages", status=400, code=50083)
    outcome = await delivered(stage, thread)
    assert (outcome.status, outcome.reason) == (
        SendStatus.UNREACHABLE,
        Reason.THREAD_CLOSED,
    )
    assert outcome.thread_only
    assert about.archived
