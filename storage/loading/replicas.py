"""The processes that answer from one database, as a load sees them."""

import asyncio
import logging
import time
from collections.abc import Callable

from storage.corpus.plan import TaskProgress
from storage.corpus.planned_library import (
    PlannedLibrary,
    read_planned_stamps,
    remove_planned,
    write_planned,
)
from storage.corpus.summary import LibrarySummary
from storage.database.connection import Connection
from storage.database.database import Database, Lock
from storage.database.errors import StorageError

log = logging.getLogger(__name__)

CHANNEL = "library"
"""Notices on it say that there is a new library, or that one is planned."""

POLL_S = 0.1
"""How often a load looks whether all are prepared."""

PROBE_INTERVAL_S = 2.0
"""How often a load looks whether those that are not prepared still live."""

MAX_WAIT_S = 900.0
"""How long a load waits for a process that lives and gets no further, as on a full
disk. Whoever asks it for what needs the index waits then until it has built one."""

SCOPE = "replicas"

TASK = "Preparing other processes"


def lock_name(replica: str) -> str:
    """Return the name of the lock that a process holds as long as it answers."""
    return f"replica.{replica}"


class Membership:
    """One process among those that answer from a database, as long as its lock lasts.

    Args:
        database: Which they share.
        replica: Its id, new with each start.
    """

    def __init__(self, database: Database, replica: str) -> None:
        self._database = database
        self._replica = replica
        self._lock: Lock | None = None
        self._written: tuple[int, str] | None = None

    async def keep(self, serving: int) -> None:
        """Keep this process's lock and row; renew them where the server was lost meanwhile.

        Args:
            serving: The number of the newest generation that it is prepared for.

        Raises:
            StorageError: The database can't be reached.
        """
        if self._lock is None or not self._lock.is_held:
            if self._lock:
                await self._lock.release()
            # None where the server has not noticed yet that we were gone, or a load
            # looks just now whether we are.
            self._lock = await self._database.try_lock(
                lock_name(self._replica), ends_in_silence=True
            )
            self._written = None  # a load may have removed the row meanwhile
        await self._write(serving, "")

    async def set_prepared(self, serving: int, stamp: str) -> None:
        """Record that this process is prepared for a planned generation."""
        await self._write(serving, stamp)

    async def set_building(self, serving: int, stamp: str, steps: int) -> None:
        """Record how far this process is with a planned generation, for who waits for it."""
        try:
            await self._write(serving, f"{stamp} {steps}")
        except StorageError as error:
            log.debug("how far the index is can't be told: %s", error)

    async def _write(self, serving: int, prepared: str) -> None:
        if self._written == (serving, prepared):
            return
        row = {"id": self._replica, "serving": serving, "prepared": prepared}

        async def work(writer: Connection) -> None:
            await writer.execute(
                """
                INSERT INTO replicas (id, serving, prepared)
                VALUES (:id, :serving, :prepared)
                ON CONFLICT (id) DO UPDATE
                    SET serving = excluded.serving, prepared = excluded.prepared
                """,
                row,
            )

        await self._database.write(work, scope=SCOPE)
        self._written = serving, prepared

    async def leave(self) -> None:
        """Remove this process from those that a load waits for."""
        try:
            await _remove(self._database, self._replica)
        except StorageError as error:
            log.warning("a load may look for this process in vain: %s", error)
        if self._lock:
            await self._lock.release()


async def remove_ended(database: Database) -> None:
    """Remove the rows of processes that were killed; a living one writes its own again.

    Raises:
        StorageError: The database can't be reached.
    """
    rows = await database.read(lambda reader: reader.all("SELECT id FROM replicas"))
    locks = {row["id"]: lock_name(row["id"]) for row in rows}
    holders = (await database.report_locks([*locks.values()])).holders
    for replica, lock in locks.items():
        if lock not in holders:
            await _remove(database, replica)


async def _remove(database: Database, replica: str) -> None:
    await database.write(
        lambda writer: writer.execute(
            "DELETE FROM replicas WHERE id = :id", {"id": replica}
        ),
        scope=SCOPE,
    )


class Replicas:
    """The other processes on a load's database, which it waits for and notifies.

    Args:
        database: Which they share.
        apart_from: The id of the process that the load prepares by itself.
        clock: Tells seconds.
    """

    def __init__(
        self,
        database: Database,
        apart_from: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._apart_from = apart_from
        self._clock = clock
        self._left: frozenset[str] = frozenset()

    async def note_left(self) -> None:
        """Note what other loads have planned, once this one alone may load.

        They were killed, or were stopped and have lost the lock. What is planned later may
        be that of a load which has it, where it is this one that was stopped.

        Raises:
            StorageError: The database can't be reached.
        """
        self._left = await self._database.read(read_planned_stamps)

    async def prepare(
        self,
        planned: PlannedLibrary,
        summary: LibrarySummary,
        progress: TaskProgress | None = None,
    ) -> None:
        """Wait until each process has built what it needs of a planned generation.

        Raises:
            StorageError: The database can't be reached.
        """
        stamp = summary.generation.stamp
        await remove_planned(self._database, self._left | {stamp})
        if not (total := len(await self._unprepared(""))):
            return
        await write_planned(self._database, planned, summary)
        await self._database.notify(CHANNEL, stamp)
        began = probed = self._clock()
        # When each was further than ever before: who begins anew again and again on a
        # full disk is not.
        moved: dict[str, tuple[int, float]] = {}
        while others := await self._unprepared(stamp):
            if progress:
                progress(TASK, max(total - len(others), 0), total)
            now = self._clock()
            for each, prepared in others.items():
                steps = _steps(prepared, stamp)
                if steps > moved.get(each, (0, began))[0]:
                    moved[each] = steps, now
            if now - probed > PROBE_INTERVAL_S:
                probed = now
                for each in others:
                    await self._remove_if_gone(each)
            latest = max(moved.get(each, (0, began))[1] for each in others)
            if now - latest > MAX_WAIT_S:
                log.warning("%d processes were not prepared in time", len(others))
                return
            await asyncio.sleep(POLL_S)
        if progress:
            progress(TASK, total, total)

    async def announce(self, stamp: str) -> None:
        """Notify all processes of a new library, or that a load failed."""
        await remove_planned(self._database, {stamp})
        await self._database.notify(CHANNEL, stamp)

    async def _unprepared(self, stamp: str) -> dict[str, str]:
        """Return the others that are not prepared for a generation; all, without one.

        Each has what it says of that.
        """
        rows = await self._database.read(
            lambda reader: reader.all(
                """
                SELECT id, prepared FROM replicas
                WHERE id <> :me AND (prepared <> :stamp OR :stamp = '')
                """,
                {"me": self._apart_from, "stamp": stamp},
            )
        )
        return {row["id"]: row["prepared"] for row in rows}

    async def _remove_if_gone(self, replica: str) -> None:
        lock = await self._database.try_lock(lock_name(replica))
        if lock is None:
            return  # it lives, and holds it
        try:
            await _remove(self._database, replica)
        finally:
            await lock.release()


def _steps(prepared: str, stamp: str) -> int:
    """Return how far a process is with a planned generation; 0 where it says nothing."""
    of, _, steps = prepared.partition(" ")
    return int(steps) if of == stamp and steps.isdecimal() else 0
