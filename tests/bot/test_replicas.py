"""Several real processes that share a PostgreSQL database, as on several machines."""

import asyncio
import os
import signal
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from socket import gethostname

import pytest
from rich.console import Console

from bot.addresses import ListenAddress
from bot.cli.status import check, status
from bot.faces.telegram.outgoing.sender import MAX_IN_FLIGHT
from bot.settings import Settings
from content.transcript_file import read_folder
from storage.database.address import postgres_address as address_of
from storage.database.lock_holders import describe_process
from storage.digests.subscriptions import Subscription
from storage.loading import replica_list
from storage.store import Store, open_store
from tests.fakes.databases.postgres_server import Psql
from tests.fakes.discord.server import Discord
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.programs.process import Program, ready, rostra
from tests.fakes.telegram.bot_api import BotApi, Fault
from tests.fakes.telegram.people import User
from tests.fakes.telegram.rates import Rates
from tests.fakes.telegram.serving import HOST, WEBHOOK
from tests.fakes.telegram.webhooks import Proxy
from tests.fakes.waiting import until


@dataclass(frozen=True)
class Machines:
    """Where processes of one bot run, each in a folder of its own.

    Attributes:
        store: The database that all share, with a library.
        address: Of the database.
        sockets: By machine, where it listens.
    """

    telegram: BotApi
    store: Store
    address: str
    folder: Path
    sockets: Sequence[ListenAddress]

    @asynccontextmanager
    async def running(
        self, *each: dict[str, str], platform: BotApi | Discord | None = None
    ) -> AsyncIterator[Sequence[Program]]:
        """Run a process for each of these settings, on Telegram if not told otherwise."""
        async with AsyncExitStack() as stack:
            running = []
            for number, more in enumerate(each):
                own = self.folder / f"machine{number}"
                own.mkdir()
                settings = {
                    "ROSTRA_DATABASE": self.address,
                    "ROSTRA_LOG_LEVEL": "ERROR",
                    **more,
                }
                process = rostra(platform or self.telegram, own, **settings)
                running.append(await stack.enter_async_context(process))
            yield running

    async def holder(self, lock: str, running: Sequence[Program]) -> int:
        """Return the number of the machine whose process holds a lock."""
        report = await self.store.replicas.report({lock: "it"}, self.store.now())
        (name,) = (each.name for each in report.replicas if each.duties)
        _, pid = describe_process(name).rsplit(maxsplit=1)
        return [str(each.pid) for each in running].index(pid)


@pytest.fixture
async def machines(
    telegram: BotApi, postgres_address: str, tmp_path: Path, sockets: Path
) -> AsyncIterator[Machines]:
    async with open_store(address_of(postgres_address, tmp_path)) as store:
        await store.loader.load(read_folder(VILLAGE))
        listen = [ListenAddress(path=sockets / f"{number}.sock") for number in range(2)]
        yield Machines(telegram, store, postgres_address, tmp_path, listen)


async def roles(pages: ListenAddress) -> str:
    """Wait until a process is ready; return whether its platform is open or on standby."""
    (platform,) = (await ready(pages))["platforms"].values()
    return "open" if platform["open"] else "standby" if platform["standby"] else ""


async def test_who_stands_by_goes_on_where_another_was_killed(
    telegram: BotApi, ann: User, machines: Machines
) -> None:
    store, pages = machines.store, machines.sockets
    chats = [telegram.user(f"User {number}") for number in range(60)]
    now = store.now().replace(second=0, microsecond=0)
    chosen = Subscription(active=True, time=f"{now:%H:%M}", zone="UTC")
    for chat in chats:
        key, before = f"telegram:{chat.id}", now - timedelta(minutes=2)
        await store.subscriptions.save(key, "", chosen, now=before)
    telegram.rates, telegram.round_trip = Rates(), 0.05
    settings = [{"ROSTRA_HEALTH_LISTEN": str(page)} for page in pages]
    async with machines.running(*settings) as both:
        told = await asyncio.gather(*map(roles, pages))
        assert sorted(told) == ["open", "standby"]
        first = told.index("open")
        await telegram.called("sendMessage", 25)
        both[first].kill()
        await both[first].wait()
        await ann.says("/quote reed")
        assert "Ivo Reed" in (await ann.next_reply()).text
        with Psql(machines.address) as database:
            await until(lambda: begun(database) == len(chats))
        both[1 - first].send_signal(signal.SIGTERM)
        await both[1 - first].wait()
    # What was under way at the kill is left until its lease is over.
    with Psql(machines.address) as database:
        left = len(chats) - begun(database, "sent")
    assert left <= MAX_IN_FLIGHT
    got = Counter(len(chat.home.messages) for chat in chats)
    assert got[1] >= len(chats) - left
    assert set(got) <= {0, 1}


def begun(database: Psql, *states: str) -> int:
    """Count the deliveries in some states; all but those that wait, if none is named."""
    listed = ", ".join(f"'{each}'" for each in states or ("sending", "sent"))
    count = f"SELECT COUNT(*) FROM deliveries WHERE state IN ({listed})"  # noqa: S608 - fixed
    return int(database.run(count))


async def test_two_processes_behind_a_webhook_keep_a_chats_order(
    telegram: BotApi, ann: User, bob: User, machines: Machines
) -> None:
    hooks = machines.sockets
    telegram.proxies[HOST] = Proxy(hooks)
    settings = [
        {
            "ROSTRA_TELEGRAM_WEBHOOK": WEBHOOK,
            "ROSTRA_TELEGRAM_WEBHOOK_LISTEN": str(hook),
        }
        for hook in hooks
    ]
    async with machines.running(*settings) as both:
        await telegram.called("getWebhookInfo", 2)
        await ann.says("/quote brook")
        await ann.next_reply()
        for number in range(8):
            await ann.says(f"/comment I was there {number}.")
        for number in range(8):
            assert f"I was there {number}." in (await ann.next_reply()).text
        telegram.faults.append(
            Fault(method="sendMessage", chat=ann.id, until=asyncio.Event(), times=1)
        )
        asked = telegram.count("sendMessage")
        await ann.says("/comment I was there 8.")
        await telegram.called("sendMessage", asked + 1)
        # Who has the chat now waits for an answer that never comes.
        waits = both[await machines.holder(f"chat.telegram:{ann.id}", both)]
        for number in range(9, 16):
            await ann.says(f"/comment I was there {number}.")
        await until(lambda: not telegram.updates)
        waits.kill()
        await waits.wait()
        await bob.says("/quote reed")
        assert "Ivo Reed" in (await bob.next_reply()).text
        with Psql(machines.address) as database:
            await until(lambda: not database.run("SELECT 1 FROM inbox WHERE done = 0"))
            texts = database.run(
                "SELECT text FROM comments WHERE chat <> '' ORDER BY id"
            ).splitlines()
        assert texts == [f"I was there {number}." for number in range(16)]


async def test_an_operator_sees_who_does_what_and_who_has_ended(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica_list, "GRACE", timedelta())  # the server is new
    settings = Settings.model_validate(
        {
            "database": machines.address,
            "telegram_token": machines.telegram.token,
            "library": VILLAGE,
        }
    )

    async def rows() -> list[str]:
        console = Console(width=200, file=StringIO())
        with console.capture() as shown:
            await status(settings, console)
        return [line for line in shown.get().splitlines() if gethostname() in line]

    async def checked() -> str:
        console = Console(width=200, file=StringIO())
        with console.capture() as shown:
            await check(settings, console)
        return shown.get().strip()

    pages = machines.sockets
    on = [{"ROSTRA_HEALTH_LISTEN": str(page)} for page in pages]
    async with machines.running(*on) as both:
        told = await asyncio.gather(*map(roles, pages))
        first, second = (both[told.index(role)] for role in ("open", "standby"))
        lines = {line.split()[1]: line for line in await rows()}
        assert set(lines) == {str(first.pid), str(second.pid)}
        assert all(" 127.0.0.1 " in line for line in lines.values())
        # It is open before it has begun with its digests.
        while "polls telegram, telegram digests" not in lines[str(first.pid)]:
            lines = {line.split()[1]: line for line in await rows()}
        assert "telegram" not in lines[str(second.pid)]
        assert await checked() == "ready"
        first.kill()
        await first.wait()
        while "polls telegram" not in (await rows())[0]:
            pass
        living, ended = await rows()
        assert f" {second.pid} " in living
        assert f" {first.pid} " in ended
        assert "has ended, or has lost the server" in ended
        assert await checked() == "ready"
        second.kill()
        await second.wait()
        while not (line := await checked()).startswith("not ready: telegram has ended"):
            assert line == "ready"
        # What is left of the dead goes with the next one's start.
        async with machines.store.follower.following():
            (alone,) = await rows()
            assert f" {os.getpid()} " in alone


async def test_shards_are_served_by_one_process_and_then_by_another(
    machines: Machines,
) -> None:
    pages = machines.sockets
    settings = [{"ROSTRA_HEALTH_LISTEN": str(page)} for page in pages]
    async with (
        Discord() as discord,
        machines.running(*settings, platform=discord) as both,
    ):
        ann = discord.person("Ann", discord.guild())
        told = await asyncio.gather(*map(roles, pages))
        await discord.synced()
        assert len(discord.sessions) == 1
        card = await (await ann.uses("quote", speaker="reed")).answer()
        first = told.index("open")
        both[first].kill()
        await both[first].wait()
        await discord.in_session(2)
        shown = await (await ann.presses("Context", on=card)).answer()
        assert shown.id == card.id
