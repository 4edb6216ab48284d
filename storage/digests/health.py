"""Health of a running bot, as another process reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database.connection import Row
from storage.database.database import Database
from storage.database.time import utc_iso

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFailure:
    """A platform that is not served just now.

    Attributes:
        reason: Why, for the operator.
        since: When it failed first, in UTC.
        next_try: When it is started again, in UTC; None where it is not.
    """

    reason: str
    since: datetime
    next_try: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """What an operator looks at.

    Attributes:
        heartbeats: By platform, when it last answered, in UTC.
        failures: By platform, why it is not served.
        chats: How many there are, of all platforms.
        closed: How many of them can't be written to.
        subscribed: How many digests are on, of platforms that were ever served.
        due_within_a_day: How many of them are due in the next 24 hours.
        deliveries: How many of the last 24 hours, by state.
        lag: How long the digest that waits longest is overdue.
    """

    heartbeats: Mapping[str, datetime]
    failures: Mapping[str, FaceFailure]
    chats: int
    closed: int
    subscribed: int
    due_within_a_day: int
    deliveries: Mapping[str, int]
    lag: timedelta


class HealthMonitor:
    """Heartbeats of the platforms, and counts of chats and deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record_heartbeat(self, platform: str, now: datetime) -> None:
        """Record when a platform last answered."""
        async with self._database.transaction() as writer:
            await writer.execute(
                """
                INSERT INTO platforms (name, answered) VALUES (:name, :now)
                ON CONFLICT (name) DO UPDATE SET answered = excluded.answered
                """,
                {"name": platform, "now": utc_iso(now)},
            )
            await writer.execute(
                "DELETE FROM face_failures WHERE platform = :name", {"name": platform}
            )

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime | None
    ) -> None:
        """Record why a platform is not served, until it answers again."""
        async with self._database.transaction() as writer:
            await writer.execute(
                """
                INSERT INTO face_failures (platform, reason, since, next_try)
                VALUES (:platform, :reason, :since, :next_try)
                ON CONFLICT (platform) DO UPDATE SET reason = excluded.reason,
                    since = excluded.since, next_try = excluded.next_try
                """,
                {
                    "platform": platform,
                    "reason": reason,
                    "since": utc_iso(since),
                    "next_try": utc_iso(next_try) if next_try else "",
                },
            )

    async def clear_failures(self) -> None:
        """Delete the failures of earlier processes."""
        async with self._database.transaction() as writer:
            await writer.execute("DELETE FROM face_failures")

    async def report(self, now: datetime) -> HealthReport:
        """Return how the bot is doing."""
        times = {
            "now": utc_iso(now),
            "yesterday": utc_iso(now - ONE_DAY),
            "tomorrow": utc_iso(now + ONE_DAY),
        }
        async with self._database.snapshot() as snapshot:
            platforms = await snapshot.all("SELECT name, answered FROM platforms")
            failures = await snapshot.all(
                "SELECT platform, reason, since, next_try FROM face_failures"
            )
            # A cross join keeps the order of the tables: the index begins with the
            # platform.
            counts = await snapshot.one(
                """
                WITH served AS (
                    SELECT active, due FROM platforms CROSS JOIN subscriptions
                    WHERE subscriptions.platform = platforms.name
                )
                SELECT (SELECT COUNT(*) FROM chats) AS chats,
                    (SELECT COUNT(*) FROM chats WHERE closed = 1) AS closed,
                    (SELECT COUNT(*) FROM served WHERE active = 1) AS subscribed,
                    (SELECT COUNT(*) FROM served WHERE due <= :tomorrow) AS due_within_a_day,
                    (SELECT MIN(at) FROM (
                        SELECT MIN(due) AS at FROM served
                            WHERE due <= :now AND due <> ''
                        UNION ALL
                        SELECT MIN(due) FROM platforms CROSS JOIN deliveries
                            WHERE deliveries.platform = platforms.name
                                AND state = 'pending'
                    ) AS waiting) AS oldest
                """,
                times,
            )
            states = await snapshot.all(
                """
                SELECT state, COUNT(*) AS number FROM deliveries
                WHERE due > :yesterday GROUP BY state ORDER BY state
                """,
                times,
            )
        assert counts is not None  # noqa: S101 - counts are always a row
        columns = dict(counts)
        oldest = columns.pop("oldest")
        lag = now - datetime.fromisoformat(oldest) if oldest else timedelta()
        return HealthReport(
            **columns,
            heartbeats={
                row["name"]: datetime.fromisoformat(row["answered"])
                for row in platforms
            },
            failures={row["platform"]: _failure(row) for row in failures},
            deliveries={row["state"]: row["number"] for row in states},
            lag=max(lag, timedelta()),
        )


def _failure(row: Row) -> FaceFailure:
    next_try = row["next_try"]
    return FaceFailure(
        reason=row["reason"],
        since=datetime.fromisoformat(row["since"]),
        next_try=datetime.fromisoformat(next_try) if next_try else None,
    )
