"""Short units of work, run in batches: one trip to a connection's thread for each batch.

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

from storage.database.connection import (
    Connection,
    DirectConnection,
    ThreadedConnection,
    run_synchronously,
)

T = TypeVar("T")

Work = Callable[[Connection], Coroutine[Any, Any, T]]
"""A unit of work: awaits nothing but the connection that it is given.

It changes nothing but the database, since it is run again where another one of its batch
fails.
"""

_End = tuple[Any, Exception | None]
"""The result of a unit of work, or its error."""

MAX_BATCH = 64
"""Units of work in one batch: those that come later shall not wait long."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """A unit of work that was not run yet, and the future of its result."""

    work: Work[Any]
    future: asyncio.Future[Any]


class Batcher:
    """Units of work that come while no connection is free, run in one transaction.

    One that fails is undone alone.

    Args:
        acquire: Yields a connection that is in no transaction.
        begin: The statement that opens one.
    """

    def __init__(
        self,
        acquire: Callable[[], AbstractAsyncContextManager[ThreadedConnection]],
        begin: str,
    ) -> None:
        self._acquire = acquire
        self._begin = begin
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
        try:
            async with self._acquire() as connection:
                batch = self._take_batch()
                if not batch:
                    return
                run = partial(
                    _run_in_one_transaction, self._begin, [each.work for each in batch]
                )
                ends = await connection.run(run)
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


def _run_in_one_transaction(
    begin: str, works: Sequence[Work[Any]], raw: sqlite3.Connection
) -> list[_End]:
    """Run units of work in one transaction; return the result or the error of each.

    Raises:
        sqlite3.Error: None of them is kept.
    """
    connection = DirectConnection(raw)
    raw.execute(begin)
    try:
        try:
            ends: list[_End] = [
                (run_synchronously(work(connection)), None) for work in works
            ]
        except Exception:
            # A full disk has undone the whole transaction already.
            if not raw.in_transaction:
                raise
            # Hardly any fails, and a savepoint for each would make two more waits for
            # the interpreter, which the event loop holds.
            raw.execute("ROLLBACK")
            raw.execute(begin)
            ends = [_run_apart(work, connection, raw) for work in works]
        raw.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            raw.execute("ROLLBACK")
        raise
    return ends


def _run_apart(
    work: Work[Any], connection: DirectConnection, raw: sqlite3.Connection
) -> _End:
    """Run a unit of work that is undone alone if it fails."""
    raw.execute("SAVEPOINT work")
    try:
        end: _End = run_synchronously(work(connection)), None
    except Exception as error:
        if not raw.in_transaction:
            raise
        raw.execute("ROLLBACK TO work")
        end = None, error
    raw.execute("RELEASE work")
    return end
