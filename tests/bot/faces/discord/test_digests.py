"""The program's digests on a local Discord: once, whichever process has the server."""

import asyncio
import signal
import sqlite3
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from content.transcript_file import read_folder
from storage.digests.delivery import Reason, State
from storage.digests.subscriptions import Subscription
from storage.store import open_store
from tests.fakes.discord.rules import RefusedError
from tests.fakes.discord.server import Discord, Fault
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.programs.process import ended, rostra
from tests.fakes.telegram.world import TIMEOUT_S

MESSAGES = "/channels/[0-9]+/messages"


async def subscribed(
    folder: Path, *places: tuple[str, str], due: timedelta = timedelta(minutes=2)
) -> None:
    """Let a digest be overdue in places, each a chat and a thread."""
    now = datetime.now(UTC)
    hour = f"{now - due:%H:%M}"
    chosen = Subscription(active=True, time=hour, zone="UTC", role_id="7")
    async with open_store(folder / "rostra.db") as store:
        await store.loader.load(await asyncio.to_thread(read_folder, VILLAGE))
        for key, thread in places:
            before = now - due - timedelta(minutes=5)
            await store.subscriptions.save(key, thread, chosen, now=before)


async def states(folder: Path, *keys: str) -> list[tuple[State, Reason]]:
    """Wait until the digest of each chat has ended; return its state and why."""
    async with asyncio.timeout(TIMEOUT_S), open_store(folder / "rostra.db") as store:
        while True:
            found = [await store.ledger.last(key, "") for key in keys]
            lasts = [each for each in found if each]
            if len(lasts) == len(keys) and not {State.PENDING, State.SENDING} & {
                each.state for each in lasts
            }:
                return [(each.state, each.reason) for each in lasts]
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("shares", [("0/2", "1/2"), ("0,1/2",), ("",)])
async def test_each_server_has_its_digest_once_from_who_serves_it(
    discord: Discord, tmp_path: Path, shares: tuple[str, ...]
) -> None:
    guilds = [
        discord.guild(f"Village {number}", shard=number % 2, shards=2)
        for number in range(6)
    ]
    channels = [guild["channels"][0]["id"] for guild in guilds]
    keys = [
        f"discord:{guild['id']}/{channel}"
        for guild, channel in zip(guilds, channels, strict=True)
    ]
    direct = discord.next_id()
    keys.append(f"discord:@me/{direct}")
    await subscribed(tmp_path, *[(key, "") for key in keys])
    async with AsyncExitStack() as stack:
        processes = [
            await stack.enter_async_context(
                rostra(discord, tmp_path, ROSTRA_DISCORD_SHARDS=share)
            )
            for share in shares
        ]
        sent = (State.SENT, Reason.NONE)
        assert await states(tmp_path, *keys) == [sent] * len(keys)
        for process in processes:
            process.send_signal(signal.SIGTERM)
        ends = [await ended(process) for process in processes]
    assert [code for code, _ in ends] == [0] * len(shares), ends
    got = sorted(message["channel_id"] for message in discord.messages.values())
    assert got == sorted([*channels, direct])
    assert all(
        message["mention_roles"] == ["7"] for message in discord.messages.values()
    )
    for share, (_, printed) in zip(shares, ends, strict=True):
        served = printed.count("digest: sent")
        assert served == (
            len(keys) if len(shares) == 1 else 4 if share[0] == "0" else 3
        )


async def test_a_server_whose_process_is_not_there_waits_for_it(
    discord: Discord, tmp_path: Path
) -> None:
    here, there = (discord.guild(shard=shard, shards=2) for shard in (0, 1))
    mine, other = (
        f"discord:{guild['id']}/{guild['channels'][0]['id']}" for guild in (here, there)
    )
    await subscribed(tmp_path, (mine, ""), (other, ""))
    async with rostra(discord, tmp_path, ROSTRA_DISCORD_SHARDS="0/2"):
        assert await states(tmp_path, mine) == [(State.SENT, Reason.NONE)]
        async with open_store(tmp_path / "rostra.db") as store:
            assert await store.ledger.last(other, "") is None
            assert (await store.health.report(datetime.now(UTC))).unserved == {
                "discord": "1/2"
            }
        async with rostra(discord, tmp_path, ROSTRA_DISCORD_SHARDS="1/2"):
            assert await states(tmp_path, other) == [(State.SENT, Reason.NONE)]
    assert len(discord.messages) == 2


async def test_a_chat_that_is_gone_is_closed_at_once_and_others_go_on(
    discord: Discord, tmp_path: Path
) -> None:
    guild = discord.guild()
    gone, lives = f"discord:{guild['id']}/99", f"discord:{guild['id']}/100"
    await subscribed(tmp_path, (gone, ""), (lives, ""))
    refused = RefusedError(403, 50013, "Missing Permissions")
    discord.faults.append(
        Fault(method="POST", path="/channels/99/messages", refused=refused)
    )
    async with rostra(discord, tmp_path):
        assert await states(tmp_path, gone, lives) == [
            (State.FAILED, Reason.NO_PERMISSION),
            (State.SENT, Reason.NONE),
        ]
        async with open_store(tmp_path / "rostra.db") as store:
            assert await store.subscriptions.is_chat_closed(gone)
    assert discord.count("POST", "/channels/99/messages") == 1


async def test_a_kill_in_the_middle_of_sending_doubles_nothing(
    discord: Discord, tmp_path: Path
) -> None:
    guild = discord.guild()
    key = f"discord:{guild['id']}/99"
    await subscribed(tmp_path, (key, ""))
    # It arrives, but the process never hears of that.
    discord.faults.append(Fault(method="POST", path=MESSAGES, reset="after", times=1))
    async with rostra(discord, tmp_path) as process:
        await discord.called("POST", MESSAGES)
        process.kill()
        await process.wait()
    assert len(discord.messages) == 1
    with closing(sqlite3.connect(tmp_path / "rostra.db")) as opened:
        ended_leases = opened.execute("UPDATE deliveries SET lease = '2024-05-02'")
        assert ended_leases.rowcount == 1
        opened.commit()
    async with rostra(discord, tmp_path):
        assert await states(tmp_path, key) == [(State.SENT, Reason.NONE)]
    assert len(discord.messages) == 1
