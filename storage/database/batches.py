"""Run short works together: one trip to a connection's thread for all that wait.

While the event loop is busy, each trip costs up to the interpreter's switch interval
(5 ms), a thousand times a look-up. When each statement was a trip, a busy bot answered
190 `/quote` a second.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from storage.database.connection import Connection, DirectConnection, run_synchronously

T = TypeVar("T")

Work = Callable[[Connection], Coroutine[Any, Any, T]]
"""Awaits nothing but the connection that it is lent."""

MAX_BATCH = 64
"""Works run together, at most: what comes after them shall not wait long."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Hold a work that was not run yet, and who waits for it."""

    work: Work[Any]
    future: asyncio.Future[Any]


class Batcher:
    """Gather what comes while no connection is free, and run it in one transaction.

    A work that fails is undone alone.

    Args:
        lend: Lends a connection that is in no transaction.
        begin: The statement that opens one.
    """

    def __init__(
        self, lend: Callable[[], AbstractAsyncContextManager[Connection]], begin: str
    ) -> None:
        self._lend = lend
        self._begin = begin
        self._waiting: list[_Waiting] = []
        self._runs: set[asyncio.Task[None]] = set()

    async def run(self, work: Work[T]) -> T:
        """Run a work with whatever else waits, and return its result.

        Once it has begun, its end is kept, though whoever waited was cancelled.
        """
        waiting = _Waiting(work, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if len(self._waiting) == 1:
            self._go()
        result: T = await waiting.future
        return result

    async def close(self) -> None:
        """Finish what is under way."""
        while self._runs:
            runs = [*self._runs]
            await asyncio.gather(*runs, return_exceptions=True)
            # From Python 3.12 on those that are done are not waited for: their callbacks
            # would never come.
            self._runs.difference_update(runs)

    def _go(self) -> None:
        task = asyncio.create_task(self._next())
        self._runs.add(task)
        task.add_done_callback(self._runs.discard)

    async def _next(self) -> None:
        batch: list[_Waiting] = []
        try:
            async with self._lend() as connection:
                batch = self._take()
                run = partial(_together, self._begin, [each.work for each in batch])
                ends = await connection.on_thread(run)
        except BaseException as error:  # whoever waits shall know
            for each in batch or self._take():
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

    def _take(self) -> list[_Waiting]:
        batch, self._waiting = self._waiting[:MAX_BATCH], self._waiting[MAX_BATCH:]
        if self._waiting:
            self._go()
        return [each for each in batch if not each.future.done()]


def _together(
    begin: str, works: Sequence[Work[Any]], raw: sqlite3.Connection
) -> list[tuple[Any, Exception | None]]:
    """Run works in one transaction; return the result or the failure of each.

    Raises:
        sqlite3.Error: None of them is kept.
    """
    connection = DirectConnection(raw)
    ends: list[tuple[Any, Exception | None]] = []
    raw.execute(begin)
    try:
        for work in works:
            raw.execute("SAVEPOINT work")
            try:
                ends.append((run_synchronously(work(connection)), None))
            except Exception as error:
                # A full disk has undone the whole transaction already.
                if not raw.in_transaction:
                    raise
                raw.execute("ROLLBACK TO work")
                ends.append((None, error))
            raw.execute("RELEASE work")
        raw.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            raw.execute("ROLLBACK")
        raise
    return ends
