"""Digests and answers of three processes on one PostgreSQL database, which are killed.

The one that sends digests, or any that answers behind a proxy, is killed again and again,
and another one started in its place.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self

from bench.processes.bots import print_progress, settle_in
from bench.processes.kill_answers import PEOPLE, Said, answers, speak
from bench.processes.kill_answers import finished as all_answered
from bench.processes.kill_answers import report as report_answers
from bot.addresses import ListenAddress
from bot.faces.telegram.outgoing.sender import MAX_IN_FLIGHT
from content.transcript_file import read_folder
from storage.database.address import postgres_address
from storage.digests.subscriptions import Subscription
from storage.store import open_store
from tests.fakes.databases.postgres_server import Administrator, Psql, running_server
from tests.fakes.libraries.village import VILLAGE
from tests.fakes.programs.process import Program, rostra_anew
from tests.fakes.telegram.bot_api import BotApi
from tests.fakes.telegram.rates import Rates
from tests.fakes.telegram.serving import HOST, WEBHOOK
from tests.fakes.telegram.webhooks import Proxy, base, client

PROCESSES = 3
ROUND_TRIP = 0.1  # seconds
_LEFT = "SELECT COUNT(*) FROM inbox WHERE done = 0"
_COMMENTS = "SELECT author_key, text FROM comments WHERE chat <> '' ORDER BY id"
PATIENCE = 300.0  # seconds after the last kill: leases have to run out


@dataclass
class Replica:
    """One of the processes.

    Attributes:
        pages: Where it tells how it does.
    """

    process: Program
    pages: ListenAddress

    async def role(self) -> str:
        """Return what it does: ``open``, ``standby``, or nothing yet."""
        try:
            async with (
                client(self.pages) as session,
                session.get(f"{base(self.pages)}/healthz") as answer,
            ):
                told = (await answer.json())["platforms"]["telegram"]
        except OSError:
            return ""
        return next((role for role in ("open", "standby") if told[role]), "")


class Fleet:
    """Processes of one bot on one database.

    Args:
        server: The local Bot API.
        address: Of the database.
        folder: In which each process gets one of its own.
        policy: What is done with a digest that may have arrived.
        proxy: Deals updates out to all of them; None where one polls.
    """

    def __init__(
        self,
        server: BotApi,
        address: str,
        folder: Path,
        *,
        policy: str = "retry",
        proxy: Proxy | None = None,
    ) -> None:
        self.server = server
        self._proxy = proxy
        self._address = address
        self._folder = folder
        self._policy = policy
        self._started = 0
        self._running: list[Replica] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Start the processes."""
        for _ in range(PROCESSES):
            await self._start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Kill the processes."""
        await self._stack.aclose()

    async def _start(self) -> None:
        folder = self._folder / str(self._started)
        self._started += 1
        folder.mkdir()
        pages = ListenAddress(path=folder / "h.sock")
        settings = {
            "ROSTRA_DATABASE": self._address,
            "ROSTRA_LOG_LEVEL": "ERROR",
            "ROSTRA_AMBIGUOUS": self._policy,
            "ROSTRA_HEALTH_LISTEN": str(pages),
        }
        if self._proxy:
            hook = ListenAddress(path=folder / "w.sock")
            settings["ROSTRA_TELEGRAM_WEBHOOK"] = WEBHOOK
            settings["ROSTRA_TELEGRAM_WEBHOOK_LISTEN"] = str(hook)
            self._proxy.behind = [*self._proxy.behind, hook]
        process = rostra_anew(self.server, folder, **settings)
        self._running.append(
            Replica(await self._stack.enter_async_context(process), pages)
        )

    async def sender(self) -> Replica:
        """Return who sends, once another one stands by."""
        async with asyncio.timeout(PATIENCE):
            while True:
                roles = [await each.role() for each in self._running]
                if {"open", "standby"} <= {*roles}:
                    return self._running[roles.index("open")]
                await asyncio.sleep(0.02)

    async def all_serve(self) -> None:
        """Wait until all processes serve."""
        async with asyncio.timeout(PATIENCE):
            while not all([await each.role() == "open" for each in self._running]):  # noqa: ASYNC110 - it is asked over HTTP
                await asyncio.sleep(0.02)

    async def kill_any(self, chance: random.Random) -> None:
        """Kill one of the processes, and start another."""
        victim = self._running.pop(chance.randrange(len(self._running)))
        victim.process.kill()
        await victim.process.wait()
        await self._start()

    async def kill_sender(self) -> float:
        """Kill who sends, and start another; return seconds to the next one's digest."""
        first = await self.sender()
        first.process.kill()
        began = time.monotonic()
        await first.process.wait()
        self._running.remove(first)
        await asyncio.sleep(2 * ROUND_TRIP)  # what the dead one has sent arrives
        sent = self.server.count("sendMessage")
        await self.server.called("sendMessage", sent + 1)
        gap = time.monotonic() - began
        await self._start()
        return gap


async def run(chats: int, kills: int, policy: str) -> bool:
    """Measure and print; return whether nothing was lost, and little doubled."""
    chance = random.Random(kills)
    gaps: list[float] = []
    pause = chats / 29 / (kills + 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_server(folder) as postgres, Administrator(postgres) as admin:
            address = admin.create("bench")
            async with BotApi() as server:
                ids = settle_in(server, chats)
                await subscribe(address, folder, ids)
                server.rates, server.round_trip = Rates(), ROUND_TRIP
                async with Fleet(server, address, folder, policy=policy) as fleet:
                    with Psql(address) as database:
                        for number in range(1, kills + 1):
                            await fleet.sender()
                            await asyncio.sleep(chance.uniform(0.3, 1.7) * pause)
                            gaps.append(await fleet.kill_sender())
                            print_progress(
                                f"kill {number} of {kills}: {gaps[-1]:.2f} s, "
                                f"{dict(states(database))}"
                            )
                        await finished(database, chats)
                        counted = states(database)
                refused = len(server.rates.refused)
                got = [len(server.rooms[id_].messages) for id_ in ids]
    return report(got, counted, gaps, policy, refused)


async def run_questions(kills: int) -> bool:
    """Measure and print; return whether nothing was lost, and little doubled."""
    chance = random.Random(kills)
    said = Said()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with running_server(folder) as postgres, Administrator(postgres) as admin:
            address = admin.create("bench")
            await subscribe(address, folder, ())
            async with BotApi() as server:
                server.pace = 0.25  # so that nobody need wait for minutes
                proxy = server.proxies[HOST] = Proxy([])
                people = [server.user(f"Person {number}") for number in range(PEOPLE)]
                async with Fleet(server, address, folder, proxy=proxy) as fleet:
                    await fleet.all_serve()
                    for person in people:  # a comment is about what was shown last
                        await person.says("/quote")
                        await person.next_reply()
                    server.round_trip = ROUND_TRIP
                    talk = asyncio.create_task(speak(people, said, chance))
                    with Psql(address) as database:
                        for number in range(1, kills + 1):
                            await fleet.all_serve()
                            await asyncio.sleep(chance.uniform(0.2, 3.0))
                            said.left.append(int(database.run(_LEFT)))
                            await fleet.kill_any(chance)
                            print_progress(f"kill {number} of {kills}")
                        talk.cancel()
                        await all_answered(people, said)
                        rows = database.run(_COMMENTS).splitlines()
    written = [row.split("|") for row in rows]
    by_person: defaultdict[str, list[int]] = defaultdict(list)
    for person_key, text in written:
        by_person[person_key].append(int(text.strip("unheardx")))
    is_ordered = all(each == sorted(each) for each in by_person.values())
    print(f"in each chat        {'in order' if is_ordered else 'OUT OF ORDER'}")
    kept = Counter(text for _, text in written)
    return report_answers(answers(people, said), kept, said) and is_ordered


async def subscribe(address: str, folder: Path, ids: Iterable[int]) -> None:
    """Load a library, and subscribe chats to a digest that is due now."""
    async with open_store(postgres_address(address, folder)) as store:
        await store.loader.load(read_folder(VILLAGE))
        now = store.now().replace(second=0, microsecond=0)
        chosen = Subscription(active=True, time=f"{now:%H:%M}", zone="UTC")
        before = now - timedelta(minutes=2)
        for id_ in ids:
            await store.subscriptions.save(f"telegram:{id_}", "", chosen, now=before)


def states(database: Psql) -> Counter[str]:
    """Count deliveries by state."""
    rows = database.run("SELECT state, COUNT(*) FROM deliveries GROUP BY state")
    return Counter(
        {state: int(n) for state, n in (row.split("|") for row in rows.splitlines())}
    )


async def finished(database: Psql, chats: int) -> None:
    """Wait until every delivery ended."""
    async with asyncio.timeout(PATIENCE + chats / 20):
        while True:
            found = await asyncio.to_thread(states, database)
            if found.total() == chats and not found["pending"] + found["sending"]:
                return
            print_progress(f"after the last kill: {dict(found)}")
            await asyncio.sleep(5)


def report(
    got: list[int], counted: Counter[str], gaps: list[float], policy: str, refused: int
) -> bool:
    """Print the figures; return whether they are kept."""
    lost = max(0, got.count(0) - counted["ambiguous"])
    doubled = sum(number - 1 for number in got if number > 1)
    allowed = 0 if policy == "hold" else len(gaps) * MAX_IN_FLIGHT
    print(f"processes           {PROCESSES} on one PostgreSQL database")
    print(f"policy              {policy}")
    print(f"kills               {len(gaps)} of who sends, by SIGKILL")
    print(
        f"hand-over           {statistics.median(gaps):.2f} s in the middle, "
        f"{max(gaps):.2f} s at most"
    )
    print(f"states              {dict(counted)}")
    print(f"lost                {lost}")
    print(f"duplicates          {doubled}, allowed {allowed}")
    print(f"refused by rates    {refused}")
    return not lost and doubled <= allowed
