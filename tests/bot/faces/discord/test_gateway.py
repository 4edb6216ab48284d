"""Connections to Discord: how they end, and what comes then."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import discord as library
import pytest
from discord.backoff import ExponentialBackoff

from bot.faces.discord.face import MAX_SILENCE_S, Pulse
from bot.faces.port import SetupRefusedError, TokenRefusedError
from handlers.contract.reply import Reply
from handlers.contract.request import Place, Request
from storage.digests.share import Share
from tests.fakes.dialogues.scripted_app import ScriptedApp, said
from tests.fakes.discord.gateway import INVALID_SESSION, RECONNECT
from tests.fakes.discord.people import Shown
from tests.fakes.discord.rules import RefusedError, too_many
from tests.fakes.discord.server import Discord, Fault
from tests.fakes.discord.serving import running
from tests.fakes.waiting import until

RESUMED_AFTER = [1000, 1001, 1012, 4000, 4001, 4002, 4003, 4005, 4008]
BEGUN_AGAIN_AFTER = [4007, 4009]

Ends = Callable[[Discord], Awaitable[None]]


async def asks(discord: Discord) -> str:
    """Use a command; return the answer."""
    await discord.synced()
    ann = discord.person("Ann", next(iter(discord.guilds.values())))
    return (await (await ann.uses("quote", speaker="reed")).answer()).text


@pytest.mark.parametrize(
    "ends",
    [
        *(lambda it, code=code: it.close(code) for code in RESUMED_AFTER),
        lambda it: it.drop(),
        lambda it: it.send(RECONNECT),
        lambda it: it.send(INVALID_SESSION, data=True),
    ],
    ids=[*map(str, RESUMED_AFTER), "cut", "reconnect", "invalid, resumable"],
)
async def test_a_session_goes_on_after_its_connection_has_ended(
    discord: Discord, ends: Ends
) -> None:
    discord.guild()
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        await ends(discord)
        await discord.until(lambda: discord.resumed == 1)
        assert "quote" in await asks(discord)
    assert len(discord.sessions) == 1


@pytest.mark.parametrize(
    "ends",
    [
        *(lambda it, code=code: it.close(code) for code in BEGUN_AGAIN_AFTER),
        lambda it: it.send(INVALID_SESSION, data=False),
    ],
    ids=[*map(str, BEGUN_AGAIN_AFTER), "invalid"],
)
async def test_a_session_that_is_over_is_begun_again(
    discord: Discord, ends: Ends
) -> None:
    discord.guild()
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        await ends(discord)
        await discord.in_session(2)
        assert "quote" in await asks(discord)
    assert discord.resumed == 0


async def test_what_happened_meanwhile_is_answered_after_a_resume(
    discord: Discord,
) -> None:
    ann = discord.person("Ann", discord.guild())
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        await discord.synced()
        await discord.drop()
        asked = await ann.uses("quote", speaker="reed")
        assert "quote" in (await asked.answer()).text


async def test_a_gateway_that_is_away_is_a_line_each_time(
    discord: Discord, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExponentialBackoff, "delay", lambda _self: 0.0)
    async with running(ScriptedApp(), discord):
        await discord.in_session()
        discord.is_away = True
        await discord.drop()
        await until(lambda: caplog.text.count("Attempting a reconnect") > 1)
        discord.is_away = False
        await discord.in_session(2)
    assert "WSServerHandshakeError" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (4004, "ROSTRA_DISCORD_TOKEN"),
        (4012, "update Rostra"),
        (4013, "update Rostra"),
        (4014, "is restricted"),
    ],
)
async def test_a_code_that_only_a_person_can_mend_stops_the_face(
    discord: Discord, code: int, says: str
) -> None:
    discord.close_at_identify = [code]
    async with running(ScriptedApp(), discord) as face:
        error = await face.ended()
    assert isinstance(error, SetupRefusedError)
    assert isinstance(error, TokenRefusedError) is (code == 4004)
    assert says in str(error)
    assert discord.token not in str(error)
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("code", [4010, 4011])
async def test_shards_that_are_refused_are_the_settings_fault_or_asked_for_again(
    discord: Discord, code: int
) -> None:
    discord.close_at_identify = [code, code]
    async with running(ScriptedApp(), discord, shards=Share((0,), 1)) as face:
        error = await face.ended()
    assert isinstance(error, SetupRefusedError)
    assert "ROSTRA_DISCORD_SHARDS" in str(error)
    async with running(ScriptedApp(), discord) as face:
        assert isinstance(await face.ended(), library.ConnectionClosed)


async def test_too_few_shards_are_refused(discord: Discord) -> None:
    discord.shards = 4
    async with running(ScriptedApp(), discord, shards=Share((0, 1), 2)) as face:
        error = await face.ended()
    assert isinstance(error, SetupRefusedError)
    assert "4011" in str(error)


async def test_a_process_serves_its_shards_and_those_that_discord_recommends(
    discord: Discord,
) -> None:
    discord.shards = 3
    async with running(ScriptedApp(), discord):
        await discord.in_session(3)
        assert [each.shard for each in discord.sessions] == [0, 1, 2]
    async with running(ScriptedApp(), discord, shards=Share((1, 3), 4)):
        await discord.in_session(5)
        assert [each.shard for each in discord.sessions[3:]] == [1, 3]


async def test_a_token_that_is_revoked_while_the_bot_serves_stops_it(
    discord: Discord,
) -> None:
    async with running(ScriptedApp(), discord) as face:
        await discord.in_session()
        discord.token = "another"  # noqa: S105
        await discord.close(4009)
        error = await face.ended()
    assert isinstance(error, TokenRefusedError)


async def test_a_connection_on_which_nothing_comes_is_left(discord: Discord) -> None:
    discord.heartbeat_interval_ms = 50
    async with running(ScriptedApp(), discord, heartbeat_timeout_s=0.3):
        await discord.in_session()
        discord.acknowledges = False
        await discord.until(lambda: len(discord.connections) > 1)
        discord.acknowledges = True
        await discord.until(lambda: discord.resumed > 0)
    assert len(discord.sessions) == 1


async def test_no_session_is_begun_before_discord_allows_one(
    discord: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    discord.sessions_left, discord.reset_after_ms = 0, 90_000
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        discord.sessions_left = 1000
        await asyncio.sleep(0)

    async with running(ScriptedApp(), discord, wait=wait):
        await discord.in_session()
    assert waits == [90]
    assert "0 are left: waiting 90 s" in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        Fault(
            method="GET",
            path="/users/@me",
            refused=RefusedError(503, 0, "down"),
            times=2,
        ),
        Fault(method="GET", path="/users/@me", reset="before", times=2),
        Fault(method="GET", path="/gateway/bot", reset="before", times=2),
        Fault(method="GET", path="/oauth2/applications/@me", reset="before", times=2),
        Fault(method="GET", path="/users/@me", refused=too_many(100), times=2),
    ],
    ids=["503", "cut", "gateway", "application", "429"],
)
async def test_a_start_waits_until_discord_can_be_reached(
    discord: Discord, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.append(fault)
    async with running(ScriptedApp(), discord):
        await discord.in_session()
    told = [each for each in caplog.records if "no Discord yet" in each.message]
    assert 1 <= len(told) <= 2  # aiohttp repeats some by itself
    assert "Traceback" not in caplog.text


async def test_a_menu_that_is_refused_is_tried_again_while_people_are_answered(
    discord: Discord, caplog: pytest.LogCaptureFixture
) -> None:
    discord.faults.append(
        Fault(method="PUT", path=".*/commands", refused=too_many(1000), times=2)
    )
    discord.guild()
    async with running(ScriptedApp(), discord):
        assert "quote" in await asks(discord)
    assert discord.syncs == 1
    assert caplog.text.count("commands not synced") == 2


async def test_a_menu_is_synced_again_only_for_another_one(discord: Discord) -> None:
    app = ScriptedApp()
    async with running(app, discord):
        await discord.in_session()
        await until(lambda: bool(app.memory))
    async with running(app, discord):
        await discord.in_session(2)
    assert discord.syncs == 1
    app.commands = app.commands[:-1]
    async with running(app, discord):
        await discord.synced(2)


async def test_what_is_written_in_a_thread_is_asked_in_its_channel(
    discord: Discord,
) -> None:
    guild = discord.guild()
    channel, ann = guild["channels"][0]["id"], discord.person("Ann", guild)
    ann.channel = discord.next_id()
    guild["threads"] = [
        {
            "id": ann.channel,
            "guild_id": guild["id"],
            "parent_id": channel,
            "owner_id": "1",
            "name": "Comments",
            "type": 11,
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2026-11-26T08:00:00+00:00",
                "locked": False,
            },
        }
    ]
    app = ScriptedApp()
    async with running(app, discord):
        await discord.in_session()
        shown = Shown(
            discord.written(
                ann.channel,
                discord.bot,
                {"embeds": [{"footer": {"text": "#7K3M9QXA"}}]},
            )
        )
        await ann.writes("well said", to=shown)
        await until(lambda: bool(app.asked))
    (request,) = app.asked
    assert request.place.chat == f"{guild['id']}/{channel}"
    assert request.place.thread == ann.channel
    assert (request.command, request.excerpt) == ("comment", "7K3M9QXA")


@dataclass(kw_only=True)
class ListeningApp(ScriptedApp):
    """An app that records which servers, channels and threads are open."""

    told: list[tuple[str, bool]] = field(default_factory=list)

    async def set_reachable(self, place: Place, *, allowed: bool) -> None:
        self.told.append((f"{place.key} {place.thread}".strip(), allowed))

    async def set_server_reachable(
        self, platform: str, server: str, *, allowed: bool
    ) -> None:
        self.told.append((f"{platform}:{server}/", allowed))


async def test_what_is_gone_is_closed_but_not_a_server_that_is_out_of_order(
    discord: Discord,
) -> None:
    app, guild = ListeningApp(), discord.guild()
    id_, channel = guild["id"], guild["channels"][0]
    async with running(app, discord) as face:
        await until(face.face.client.is_ready)
        gone = {"id": id_, "unavailable": True}
        await discord.dispatch("GUILD_DELETE", gone)
        await discord.dispatch("GUILD_CREATE", guild)
        thread = {"id": "7", "guild_id": id_, "parent_id": channel["id"], "type": 11}
        await discord.dispatch("THREAD_DELETE", thread)
        await discord.dispatch("CHANNEL_DELETE", channel | {"guild_id": id_})
        await discord.dispatch("GUILD_DELETE", {"id": id_})
        joined = discord.guild("Another")
        del joined["unavailable"]
        await discord.dispatch("GUILD_CREATE", joined)
        await until(lambda: len(app.told) >= 4)
    chat = f"discord:{id_}/{channel['id']}"
    assert app.told == [
        (f"{chat} 7", False),
        (chat, False),
        (f"discord:{id_}/", False),
        (f"discord:{joined['id']}/", True),
    ]


async def test_answers_under_way_are_finished_before_the_face_ends(
    discord: Discord,
) -> None:
    go_on, begun = asyncio.Event(), asyncio.Event()

    async def slow(_request: Request) -> Reply:
        begun.set()
        await go_on.wait()
        return said("at last")

    ann = discord.person("Ann", discord.guild())
    async with running(ScriptedApp(script={"quote": slow}), discord) as face:
        await discord.in_session()
        await discord.synced()
        asked = await ann.uses("quote", speaker="reed")
        await begun.wait()
        face.stop.set()
        await discord.until(lambda: not discord.live)
        assert not face.task.done()
        go_on.set()
        assert await face.ended() is None
        assert (await asked.answer()).text == "at last"


async def test_answers_under_way_are_given_up_when_the_face_is_cancelled(
    discord: Discord,
) -> None:
    begun, given_up = asyncio.Event(), asyncio.Event()

    async def endless(_request: Request) -> Reply:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()
        return said("never")

    ann = discord.person("Ann", discord.guild())
    async with running(ScriptedApp(script={"quote": endless}), discord) as face:
        await discord.in_session()
        await discord.synced()
        await ann.uses("quote", speaker="reed")
        await begun.wait()
        face.stop.set()
        await discord.until(lambda: not discord.live)
        face.task.cancel()
        await asyncio.wait([face.task])
        assert face.task.cancelled()
        assert given_up.is_set()


def test_a_shard_is_silent_a_minute_after_discord_last_answered_it() -> None:
    now = 0.0
    pulse = Pulse(lambda: now)
    pulse.update([(0, 0.1), (1, float("inf"))])
    assert pulse.silent() == set()
    now = MAX_SILENCE_S - 1
    pulse.update([(0, 0.2), (1, float("inf"))])
    now = MAX_SILENCE_S
    assert pulse.silent() == {1}
    pulse.update([(0, 0.2), (1, 0.3)])
    assert pulse.silent() == set()
    now = 2 * MAX_SILENCE_S
    assert pulse.silent() == {0, 1}
