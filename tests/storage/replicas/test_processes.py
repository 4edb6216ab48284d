"""Real processes on a real server: one chat, a restart of the server, and a reload."""

import asyncio
import json
import os
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from storage.chats.rounds import DrawnExcerpt
from storage.database.address import PostgresAddress
from storage.store import open_store
from tests.fakes.databases.cutting_proxy import cutting_proxy
from tests.fakes.databases.postgres_server import Administrator, running_server
from tests.fakes.libraries.speeches import sentences, speech
from tests.fakes.programs.forked import ForkedProgram
from tests.fakes.programs.warm import CODE, ROOT

DRAWS = 30
CHAT = "telegram:-1"

FLOODS = speech("floods", *sentences("flood", 60))
FROSTS = speech("frosts", *sentences("frost", 60), speaker="Tom Marden")
FIRES = speech("fires", *sentences("fire", 60), speaker="Ruth Oakley")

REPLICA = f"""
import asyncio, json, sys
from collections import Counter
from pathlib import Path
from storage.database.address import PostgresAddress
from storage.store import open_store

async def main(url, folder):
    address = PostgresAddress(url=url, folder=Path(folder))
    async with open_store(address) as store:
        await store.library.warm_up()
        async with store.follower.following():
            left, found = {DRAWS}, Counter()
            while left or not found["fires"]:
                answers = [
                    store.search.find("flood frost fire", count=200, merged=False)
                ]
                if left:
                    answers.append(store.random_excerpts.draw("{CHAT}"))
                page, *drawn = await asyncio.gather(*answers)
                found = Counter(each.slug for each in page.excerpts)
                ids = [each.excerpt.id for each in drawn]
                print(json.dumps([ids, found]), flush=True)
                left = max(left - 1, 0)
                await asyncio.sleep(0.03)

if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
"""


class Replica:
    """A process that draws in the chat, and searches until there is a new library."""

    def __init__(self, process: ForkedProgram) -> None:
        self._process = process
        self.drawn: list[str] = []
        self.found: list[Counter[str]] = []

    @classmethod
    async def start(cls, address: PostgresAddress, folder: Path) -> "Replica":
        return cls(
            await ForkedProgram.start(
                [CODE, REPLICA, address.url, str(folder)],
                folder=ROOT,
                environment=os.environ,
            )
        )

    async def answers(self, count: int) -> None:
        """Wait until it has got so many more answers; for all, if it ends before."""
        for _ in range(count):
            if not (line := await self._process.stdout.readline()):
                break
            drawn, found = json.loads(line)
            self.drawn += drawn
            self.found.append(Counter(found))

    async def end(self) -> None:
        await self.answers(1000)
        assert await self._process.wait() == 0
        await self._process.close()


async def test_a_restarted_server_and_a_reload_lose_nothing(tmp_path: Path) -> None:
    with running_server(tmp_path) as server:
        with Administrator(server) as administrator:
            url = administrator.create("village")
        address = PostgresAddress(url=url, folder=tmp_path / "loader")
        async with open_store(address) as store, asyncio.timeout(120):
            await store.loader.load([FLOODS, FROSTS])
            replicas = await asyncio.gather(
                *(Replica.start(address, tmp_path / name) for name in ("one", "two"))
            )
            await asyncio.gather(*(each.answers(5) for each in replicas))
            os.kill(server.pid, signal.SIGINT)  # its keeper starts it again
            await asyncio.gather(*(each.answers(5) for each in replicas))
            reload = asyncio.create_task(store.loader.load([FLOODS, FIRES]))
            await asyncio.gather(reload, *(each.end() for each in replicas))
            shown = await store.random_excerpts.shown_ids(CHAT, "", 1000)
    drawn = [each for replica in replicas for each in replica.drawn]
    # Each answer was kept, and nothing came twice to the chat, nor was kept unanswered.
    assert len(set(drawn)) == len(drawn) == 2 * DRAWS
    assert set(shown) == set(drawn)
    before, after = {"floods": 60, "frosts": 60}, {"floods": 60, "fires": 60}
    for replica in replicas:
        assert all(found in (before, after) for found in replica.found)
        assert replica.found[-1] == after
        changes = sum(
            a != b for a, b in zip(replica.found, replica.found[1:], strict=False)
        )
        assert changes == 1


@pytest.mark.parametrize("forwards", [True, False])
async def test_commits_whose_connection_is_cut_are_done_once(
    addresses: tuple[PostgresAddress, PostgresAddress],
    postgres: Administrator,
    forwards: bool,
) -> None:
    port = postgres.server.port
    async with cutting_proxy(port) as proxy, open_store(addresses[1]) as other:
        proxy.forwards = forwards
        through = addresses[0].url.replace(f":{port}/", f":{proxy.port}/")
        async with open_store(replace(addresses[0], url=through)) as one:
            await one.loader.load([FLOODS])
            drawn: list[DrawnExcerpt | None] = []
            for n in range(6):
                proxy.cut_at = b"COMMIT\0"
                drawn += await asyncio.gather(
                    one.random_excerpts.draw(CHAT),
                    other.random_excerpts.draw(CHAT),
                    one.random_excerpts.draw(f"telegram:{n}"),
                )
            assert proxy.cuts == 6
            shown = await other.random_excerpts.shown_ids(CHAT, "", 1000)
    here = [each.excerpt.id for n, each in enumerate(drawn) if each and n % 3 != 2]
    assert len(set(here)) == len(here) == 12
    assert set(shown) == set(here)
