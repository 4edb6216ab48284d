"""The processes that answer from one database, as an operator sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database.database import Database
from storage.database.lock_holders import LockHolder
from storage.loading.replicas import lock_name

GRACE = timedelta(seconds=20)
"""After the server's start, every process may be about to take its locks again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One process among those that answer from a database.

    Attributes:
        name: As `describe_process` takes it.
        serving: The number of the generation that it answers from.
        duties: What it alone does.
        session: Its session on the server; None where it has ended, or lost the server.
    """

    name: str
    serving: int
    duties: Sequence[str]
    session: LockHolder | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaReport:
    """Those that answer, and those that have ended without leaving.

    Attributes:
        replicas: The oldest first, those that have ended last; none on a file.
        have_ended: Whether none is left; False where that can't be told.
    """

    replicas: Sequence[Replica] = ()
    have_ended: bool = False


class ReplicaList:
    """Those that have a row, and what they hold on the server.

    Args:
        database: Which they share.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def report(self, duties: Mapping[str, str], now: datetime) -> ReplicaReport:
        """Return who answers, and what each alone does.

        Args:
            duties: The names of the duties that are looked at, and what each is.
            now: The present moment by the server's clock.

        Raises:
            StorageError: The server can't be reached.
        """
        if not self._database.is_on_server:
            return ReplicaReport()
        rows = await self._database.read(
            lambda reader: reader.all("SELECT id, serving FROM replicas ORDER BY id")
        )
        locks = {row["id"]: lock_name(row["id"]) for row in rows}
        report = await self._database.report_locks([*locks.values(), *duties])
        replicas = [
            Replica(
                name=row["id"],
                serving=row["serving"],
                duties=[
                    what
                    for name, what in duties.items()
                    if (holder := report.holders.get(name))
                    and holder.process == row["id"]
                ],
                session=report.holders.get(locks[row["id"]]),
            )
            for row in rows
        ]
        is_known = report.known_since and now - report.known_since > GRACE
        return ReplicaReport(
            replicas=sorted(replicas, key=lambda each: _age(each, now), reverse=True),
            have_ended=bool(is_known) and not any(each.session for each in replicas),
        )


def _age(replica: Replica, now: datetime) -> timedelta:
    if replica.session is None:
        return timedelta.min
    return now - (replica.session.since or now)
