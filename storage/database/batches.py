"""Short units of work, run in batches: one transaction for each batch.

On SQLite a batch is one trip to a connection's thread. While the event loop is busy, each
trip costs up to the interpreter's switch interval (5 ms), a thousand times a look-up. When
each statement was a trip, a busy bot answered 190 `/quote` a second. On PostgreSQL a batch
is one commit, for which the disk is waited once.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from storage.database.connection import Connection

T = TypeVar("T")

Work = Callable[[Connection], Coroutine[Any, Any, T]]
"""A unit of work: awaits nothing but the connection that it is given.

It changes nothing but the database, since it is run again where another one of its batch
fails, or where the server was lost.
"""

End = tuple[Any, Exception | None]
"""The result of a unit of work, or its error."""

TakeWorks = Callable[[], Sequence[Work[Any]]]
"""Returns what is to be run, once there is a connection to run it on."""

MAX_BATCH = 64
"""Units of work in one batch: those that come later shall not wait long."""


class RunBatch(Protocol):
    """What runs a batch: waits for a connection, takes the works, and runs them.

    It returns the result or the error of each, and raises where none of them is kept.
    """

    async def __call__(self, take: TakeWorks) -> Sequence[End]:
        """Run what `take` returns."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """A unit of work that was not run yet, and the future of its result."""

    work: Work[Any]
    future: asyncio.Future[Any]


class Batcher:
    """Units of work that come while no connection is free, run in one transaction.

    One that fails is undone alone.
    """

    def __init__(self, run_batch: RunBatch) -> None:
        self._run_works = run_batch
        self._pending: list[_Pending] = []
        self._runs: set[asyncio.Task[None]] = set()

    async def run(self, work: Work[T]) -> T:
        """Run a unit of work with whatever else waits, and return its result.

        Once it has begun it is finished, even if its caller is cancelled.
        """
        pending = _Pending(work, asyncio.get_running_loop().create_future())
        self._pending.append(pending)
        if len(self._pending) == 1:
            self._start_batch()
        result: T = await pending.future
        return result

    async def close(self) -> None:
        """Wait for the batches that are under way."""
        while self._runs:
            runs = [*self._runs]
            await asyncio.gather(*runs, return_exceptions=True)
            # From Python 3.12 on those that are done are not waited for: their callbacks
            # would never come.
            self._runs.difference_update(runs)

    def _start_batch(self) -> None:
        task = asyncio.create_task(self._run_batch())
        self._runs.add(task)
        task.add_done_callback(self._runs.discard)

    async def _run_batch(self) -> None:
        batch: list[_Pending] = []

        def take() -> Sequence[Work[Any]]:
            batch[:] = self._take_batch()
            return [each.work for each in batch]

        try:
            ends = await self._run_works(take)
        except BaseException as error:  # it is raised where it is awaited
            for each in batch or self._take_batch():
                if not each.future.done():
                    each.future.set_exception(error)
            if not isinstance(error, Exception):
                raise
            return
        for each, (result, failure) in zip(batch, ends, strict=True):
            if each.future.done():
                continue
            if failure:
                each.future.set_exception(failure)
            else:
                each.future.set_result(result)

    def _take_batch(self) -> list[_Pending]:
        batch, self._pending = self._pending[:MAX_BATCH], self._pending[MAX_BATCH:]
        if self._pending:
            self._start_batch()
        return [each for each in batch if not each.future.done()]
