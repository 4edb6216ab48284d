"""What several processes on PostgreSQL answer, beside one on SQLite in the same run.

    python -m bench.scale answers     draws, topics, comments: 1 process, then 1, 2, 4
    python -m bench.scale locks       one lock for all writers, or a lock a chat
    python -m bench.scale growth      draws, topics and disk, 10,000 and 100,000 excerpts
    python -m bench.scale growth --sizes 1000000    the same of a million: eight minutes
    python -m bench.scale reload      100,000 excerpts replaced while two answer
    python -m bench.scale handover    as `bench.kill --replicas`, with fewer digests and kills

Each but the million takes less than four minutes on two cores that nobody else uses;
`--quick` is a try of seconds. A server of the tests' wheel is started, with `fsync = on` and its data on the disk.
It shares the machine with the processes and with whoever asks, so that two processes and a
server have two cores together.

`answers`: each process runs the whole App (`bench.processes.replica`) without a platform; people ask
inside it, 64 at once over all processes, each in a chat of their own. Search goes by words.
SQLite syncs a draw at its next checkpoint, PostgreSQL each commit, of which several works
share one. Ratios are medians of those of each round, in which all are measured in turn.
"""

import argparse
import asyncio
import itertools
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.libraries.made_library import fill
from bench.processes import kill_replicas
from bench.processes.asking import p99
from bench.processes.bots import print_progress, resident_mb
from bench.processes.replicas import (
    ReplicaProcess,
    at_each,
    postgres_server,
    replica,
    replicas,
    shared_mb,
)
from bench.reloading import make_library, put_library
from content.library import SHIPPED
from content.transcript_file import read_folder
from storage.database.address import Address, place_beside
from storage.store import open_store
from tests.fakes.databases.postgres_server import Administrator

KINDS = ("draws", "topics", "comments")
PEOPLE = 64
REPLICAS = 4
FIRST_ALONE = 1_000_000
"""The chat of somebody who asks while nobody else does."""

CHATS_A_MEASUREMENT = 1_000


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How much is measured."""

    rounds: int
    seconds: float
    sizes: tuple[int, ...]
    reloaded: int
    chats: int
    kills: int


FULL = Effort(
    rounds=5,
    seconds=2.0,
    sizes=(10_000, 100_000),
    reloaded=100_000,
    chats=600,
    kills=4,
)
QUICK = Effort(
    rounds=1, seconds=0.5, sizes=(1_000, 10_000), reloaded=2_000, chats=200, kills=1
)


@dataclass
class Figures:
    """What was measured of one thing, a figure a round.

    Attributes:
        rates: Answers a second.
        slowest: 99th percentiles, in seconds.
    """

    rates: list[float] = field(default_factory=list)
    slowest: list[float] = field(default_factory=list)

    def add(self, took: Sequence[float], seconds: float) -> None:
        """Add a measurement that took so many seconds."""
        self.rates.append(len(took) / seconds)
        self.slowest.append(p99(took))

    @property
    def rate(self) -> float:
        """Answers a second, the median."""
        return statistics.median(self.rates)

    @property
    def p99(self) -> float:
        """The 99th percentile, the median, in milliseconds."""
        return 1000 * statistics.median(self.slowest)

    def ratio(self, to: "Figures") -> float:
        """Return the median of the ratios to another's rates, round by round."""
        pairs = zip(self.rates, to.rates, strict=True)
        return statistics.median(ours / theirs for ours, theirs in pairs)


async def load_shipped(address: Address) -> int:
    """Load the shipped library, and return how many excerpts it has."""
    async with open_store(address) as store:
        await store.loader.load(read_folder(SHIPPED))
        return (await store.library.counts()).excerpts


async def ask_all(
    asked: Sequence[ReplicaProcess],
    do: str,
    people: int,
    seconds: float,
    **order: object,
) -> tuple[list[float], float]:
    """Send requests of people, the same number at each process.

    Each measurement has chats of its own, so that none begins where another has ended.

    Returns:
        The seconds of each answer, and those until all were there.
    """
    first = next(_FIRST_CHATS)
    each = people // len(asked)
    done = await asyncio.gather(
        *(
            one.do(do, people=each, seconds=seconds, first=first + each * at, **order)
            for at, one in enumerate(asked)
        )
    )
    if failed := sum(each.get("failed", 0) for each in done):
        print_progress(f"{failed} were not answered")
    took = [took for each in done for took in each["took"]]
    return took, max(each["seconds"] for each in done)


_FIRST_CHATS = itertools.count(FIRST_ALONE, CHATS_A_MEASUREMENT)


async def answers(effort: Effort, folder: Path, administrator: Administrator) -> None:
    """Measure draws, topics and comments on each number of processes."""
    sqlite = folder / "rostra.db"
    servers = at_each(administrator.create("answers"), folder, REPLICAS)
    for address in (sqlite, servers[0]):
        excerpts = await load_shipped(address)
    async with replicas([sqlite, *servers]) as (one, *several):
        sets = {
            "SQLite, 1 process": [one],
            **{
                f"PostgreSQL, {count} process{'es' * (count > 1)}": several[:count]
                for count in (1, 2, REPLICAS)
            },
        }
        for kind, each in itertools.product(KINDS, [one, *several]):
            await ask_all([each], "ask", 1, effort.seconds / 4, kind=kind)
        busy: dict[tuple[str, str], Figures] = {}
        alone: dict[tuple[str, str], Figures] = {}
        for number in range(effort.rounds):
            for kind, (name, asked) in itertools.product(KINDS, sets.items()):
                for people, found in ((PEOPLE, busy), (len(asked), alone)):
                    if people > 1 and found is alone:
                        continue
                    took, spent = await ask_all(
                        asked, "ask", people, effort.seconds, kind=kind
                    )
                    found.setdefault((name, kind), Figures()).add(took, spent)
            print_progress(f"round {number + 1} of {effort.rounds}")
        table = _table("", *KINDS)
        first = next(iter(sets))
        for name in sets:
            table.add_row(
                name,
                *(
                    f"{busy[name, kind].rate:,.0f} "
                    f"({busy[name, kind].ratio(busy[first, kind]):.2f}), "
                    f"p99 {busy[name, kind].p99:.0f} ms"
                    for kind in KINDS
                ),
            )
        _print(
            f"Answers a second (ratio to SQLite), {PEOPLE} people at once, "
            f"{excerpts:,} excerpts",
            table,
        )
        table = _table("one person at a time", *KINDS)
        for name in [*sets][:2]:
            table.add_row(
                name,
                *(
                    f"{1000 / alone[name, kind].rate:.2f} ms "
                    f"({1 / alone[name, kind].ratio(alone[first, kind]):.2f}), "
                    f"p99 {alone[name, kind].p99:.1f} ms"
                    for kind in KINDS
                ),
            )
        _print("Milliseconds of an answer (ratio to SQLite)", table)
        _print_memory(one, several, administrator)


def _print_memory(
    one: ReplicaProcess, several: Sequence[ReplicaProcess], administrator: Administrator
) -> None:
    """Print what processes and the server hold, after all that was asked."""
    server = administrator.server.pid
    backends = [
        int(pid)
        for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()
    ]
    clients = administrator.run(
        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name LIKE 'rostra%'"
    )
    base = resident_mb(one.pid)
    middle = statistics.median(resident_mb(each.pid) for each in several)
    print(f"memory of the process on SQLite     {base:.0f} MB resident")
    print(
        f"memory of a process on PostgreSQL   {middle:.0f} MB resident "
        f"({middle / base:.2f}), median of {len(several)}"
    )
    print(
        f"memory of the server                {shared_mb([server, *backends]):.0f} MB, "
        f"{len(backends)} processes, {int(clients)} connections of "
        f"{len(several)} processes"
    )


async def locks(effort: Effort, folder: Path, administrator: Administrator) -> None:
    """Measure draws behind one lock for all writers, and behind one a chat, in pairs."""
    servers = at_each(administrator.create("locks"), folder, 2)
    await load_shipped(servers[0])
    found: dict[tuple[bool, int], Figures] = {}
    async with replicas(servers) as several:
        for number in range(3 * effort.rounds):
            for count, one_lock in itertools.product((1, 2), (True, False)):
                # Whoever comes first is not always the same.
                behind = one_lock if number % 2 else not one_lock
                took, spent = await ask_all(
                    several[:count], "draw", PEOPLE, effort.seconds, one_lock=behind
                )
                found.setdefault((behind, count), Figures()).add(took, spent)
    table = _table("", "one process", "two")
    for one_lock, name in ((True, "one lock for all"), (False, "a lock for each chat")):
        table.add_row(
            name,
            *(
                f"{found[one_lock, count].rate:,.0f} "
                f"({found[one_lock, count].ratio(found[True, count]):.2f}), "
                f"p99 {found[one_lock, count].p99:.0f} ms"
                for count in (1, 2)
            ),
        )
    _print(
        f"Draws a second without the App (ratio to one lock), {PEOPLE} people at once",
        table,
    )


async def growth(effort: Effort, folder: Path, administrator: Administrator) -> None:
    """Measure draws, topics and disk at each size of a library, on both engines."""
    table = _table("excerpts", "engine", "a draw", "a topic", "rows", "index", "memory")
    for size in effort.sizes:
        sqlite = folder / f"{size}" / "rostra.db"
        sqlite.parent.mkdir()
        url = administrator.create(f"growth_{size}")
        (server,) = at_each(url, sqlite.parent, 1)
        base: dict[str, float] = {}
        for address in (sqlite, server):
            empty = _database_size(administrator, f"growth_{size}")
            stamp = await fill(address, size)
            print_progress(f"{size:,} excerpts are on {_engine(address)}")
            if address is server:
                # The same rows have the same index, which takes long to build.
                made = next(place_beside(sqlite, "index").glob("1-*"))
                shutil.copytree(made, place_beside(server, "index") / f"1-{stamp}")
            async with replica(address) as asked:
                cells = []
                for kind in ("draws", "topics"):
                    took, _ = await ask_all(
                        [asked], "ask", 1, 2 * effort.seconds, kind=kind
                    )
                    middle = 1000 * statistics.median(took)
                    base.setdefault(kind, middle)
                    cells.append(
                        f"{middle:.2f} ms ({middle / base[kind]:.2f}), "
                        f"p99 {1000 * p99(took):.1f}"
                    )
                memory = resident_mb(asked.pid)
            rows = (
                _database_size(administrator, f"growth_{size}") - empty
                if address is server
                else sqlite.stat().st_size
            )
            index = sum(
                file.stat().st_size
                for file in place_beside(address, "index").rglob("*")
                if file.is_file()
            )
            table.add_row(
                f"{size:,}",
                _engine(address),
                *cells,
                f"{rows / size:,.0f} B each",
                f"{index / size:,.0f} B each",
                f"{memory:.0f} MB",
            )
        administrator.drop(f"growth_{size}")
        shutil.rmtree(sqlite.parent)
    _print(
        "The median of one person's draws and topics through the App (ratio to SQLite)",
        table,
    )


async def reload(effort: Effort, folder: Path, administrator: Administrator) -> None:
    """Replace a library by another one while two processes answer from it."""
    speeches = folder / "speeches"
    speeches.mkdir()
    put_library(speeches, make_library(effort.reloaded, "sooner"))
    servers = at_each(administrator.create("reload"), folder, 2)
    async with open_store(servers[0]) as store:
        await store.loader.load(read_folder(speeches))
    print_progress(f"{effort.reloaded:,} excerpts are loaded")
    async with replicas(servers) as several:
        watching = [
            asyncio.create_task(each.do("watch", first=0, people=50, per_s=10, after=5))
            for each in several
        ]
        put_library(speeches, make_library(effort.reloaded, "later"))
        loaded = await several[0].do("load", folder=str(speeches))
        watched = await asyncio.gather(*watching)
    seen = [answer for each in watched for answer in each["seen"]]
    first_new = [min(end for _, end, _, new in each["seen"] if new) for each in watched]
    last_old = max(began for began, _, old, _ in seen if old)
    took = [end - began for began, end, _, _ in seen]
    print(f"{effort.reloaded:,} excerpts replaced while two processes answer")
    print(f"answers             {len(seen):,}, 10 a second at each process")
    print(f"failed              {sum(each['failed'] for each in watched)}")
    print(f"of two libraries    {sum(old and new for _, _, old, new in seen)}")
    print(f"p99, longest        {1000 * p99(took):.0f}, {1000 * max(took):.0f} ms")
    print(f"the reload took     {loaded['ended'] - loaded['began']:.1f} s")
    print(
        "all serve the new   "
        f"{max(last_old, *first_new) - loaded['began']:.1f} s after it began; "
        f"{1000 * (max(first_new) - min(first_new)):.0f} ms between the first and the last"
    )


def _database_size(administrator: Administrator, name: str) -> int:
    return int(administrator.run(f"SELECT pg_database_size('{name}')"))


def _engine(address: Address) -> str:
    return "SQLite" if isinstance(address, Path) else "PostgreSQL"


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="left" if column == columns[0] else "right")
    return table


def _print(title: str, table: Table) -> None:
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    console.print(title)
    console.print(table)
    console.print()


async def handover(effort: Effort, _folder: Path, _admin: Administrator) -> None:
    """Kill whoever sends digests, of three bots; they have a server of their own."""
    await kill_replicas.run(effort.chats, effort.kills, "retry")


Mode = Callable[[Effort, Path, Administrator], Coroutine[None, None, None]]

MODES: dict[str, Mode] = {
    "answers": answers,
    "locks": locks,
    "growth": growth,
    "reload": reload,
    "handover": handover,
}


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("mode", choices=MODES)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument(
        "--sizes", help="of libraries that grow, with commas: 10000,100000"
    )
    options = parser.parse_args()
    load = os.getloadavg()[0]
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, Python "
        f"{sys.version.split()[0]}, a load of {load:.1f} from before"
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres_server(Path(folder)) as administrator,
    ):
        version = administrator.run("SHOW server_version").strip()
        print(
            f"PostgreSQL {version}, fsync {administrator.run('SHOW fsync').strip()}\n"
        )
        effort = QUICK if options.quick else FULL
        if options.sizes:
            sizes = tuple(int(each) for each in options.sizes.split(","))
            effort = replace(effort, sizes=sizes)
        asyncio.run(MODES[options.mode](effort, Path(folder), administrator))


if __name__ == "__main__":
    main()
