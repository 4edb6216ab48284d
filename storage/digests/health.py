"""Health of a running bot, as another process reads it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from string import ascii_lowercase
from typing import Any

from storage.database.connection import Connection, Row
from storage.database.database import Database
from storage.database.time import utc_iso
from storage.digests.share import ALL_CHATS, Share, Shares

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
        heartbeats: By platform and share, such as ``discord 0,1/4``, when it last
            answered, in UTC; the share is left out where it is all.
        failures: By platform and share, why it is not served.
        unserved: By platform, the share that no process ever served.
        chats: How many there are, of all platforms.
        closed: How many of them can't be written to.
        subscribed: How many digests are on, of platforms that were ever served.
        due_within_a_day: How many of them are due in the next 24 hours.
        deliveries: How many of the last 24 hours, by state.
        lag: How long the digest that waits longest is overdue, also one whose sending
            was broken off and that is not yet taken up again.
        waiting: By platform, updates in the inbox that are not answered yet.
        generation: How often the library was loaded.
    """

    heartbeats: Mapping[str, datetime]
    failures: Mapping[str, FaceFailure]
    unserved: Mapping[str, str]
    chats: int
    closed: int
    subscribed: int
    due_within_a_day: int
    deliveries: Mapping[str, int]
    lag: timedelta
    waiting: Mapping[str, int]
    generation: int


class HealthMonitor:
    """Heartbeats of the platforms, and counts of chats and deliveries."""

    def __init__(self, database: Database, shares: Shares | None = None) -> None:
        self._database = database
        self._shares = shares or {}

    async def record_heartbeat(self, platform: str, now: datetime) -> None:
        """Record when a platform last answered this process."""
        share = self._shares.get(platform, ALL_CHATS)

        async def work(writer: Connection) -> None:
            await writer.execute(
                """
                INSERT INTO platforms (name, share, answered)
                VALUES (:name, :share, :now)
                ON CONFLICT (name, share) DO UPDATE SET answered = excluded.answered
                """,
                {"name": platform, "share": share.name, "now": utc_iso(now)},
            )
            await _delete_failures(writer, platform, share)
            rows = await writer.all(
                "SELECT share FROM platforms WHERE name = :name AND share <> :share",
                {"name": platform, "share": share.name},
            )
            # Processes with other shares were here before this one, and are no more.
            for row in rows:
                if share.conflicts(Share.parse(row["share"])):
                    await writer.execute(
                        "DELETE FROM platforms WHERE name = :name AND share = :share",
                        {"name": platform, "share": row["share"]},
                    )

        await self._database.write(work, scope=_scope(platform))

    async def record_failure(
        self, platform: str, reason: str, *, since: datetime, next_try: datetime | None
    ) -> None:
        """Record why a platform is not served, until it answers again."""
        await self._database.write(
            lambda writer: writer.execute(
                """
                INSERT INTO face_failures (platform, share, reason, since, next_try)
                VALUES (:platform, :share, :reason, :since, :next_try)
                ON CONFLICT (platform, share) DO UPDATE SET reason = excluded.reason,
                    since = excluded.since, next_try = excluded.next_try
                """,
                {
                    "platform": platform,
                    "share": self._shares.get(platform, ALL_CHATS).name,
                    "reason": reason,
                    "since": utc_iso(since),
                    "next_try": utc_iso(next_try) if next_try else "",
                },
            ),
            scope=_scope(platform),
        )

    async def clear_failures(self, platforms: Collection[str]) -> None:
        """Delete the failures of earlier processes that served what this one serves."""
        for platform in platforms:
            delete = partial(
                _delete_failures,
                platform=platform,
                share=self._shares.get(platform, ALL_CHATS),
            )
            await self._database.write(delete, scope=_scope(platform))

    async def generation(self) -> int:
        """Return how often the library was loaded, which is quickly asked.

        Raises:
            StorageError: The database does not answer.
        """
        row = await self._database.read(
            lambda reader: reader.one("SELECT generation FROM library")
        )
        assert row is not None  # noqa: S101 - the schema puts it there
        return int(row["generation"])

    async def report(self, now: datetime) -> HealthReport:
        """Return how the bot is doing."""
        times = {
            "now": utc_iso(now),
            "yesterday": utc_iso(now - ONE_DAY),
            "tomorrow": utc_iso(now + ONE_DAY),
        }
        async with self._database.snapshot() as snapshot:
            platforms = await snapshot.all(
                "SELECT name, share, answered FROM platforms"
            )
            failures = await snapshot.all(
                """
                SELECT platform AS name, share, reason, since, next_try
                FROM face_failures
                """
            )
            counts = await _count_chats(snapshot, times)
            waiting = await _count_waiting(snapshot)
            states = await _count_deliveries(snapshot, times)
        oldest = counts.pop("oldest")
        lag = now - datetime.fromisoformat(oldest) if oldest else timedelta()
        return HealthReport(
            **counts,
            heartbeats={
                _label(row): datetime.fromisoformat(row["answered"])
                for row in platforms
            },
            failures={_label(row): _failure(row) for row in failures},
            unserved=_unserved(platforms),
            deliveries=states,
            lag=max(lag, timedelta()),
            waiting=waiting,
        )


async def _count_chats(
    snapshot: Connection, times: Mapping[str, str]
) -> dict[str, Any]:
    """Return counts of chats and subscriptions, and when the oldest digest was due."""
    # A cross join keeps the order of the tables: the index begins with the platform.
    counts = await snapshot.one(
        """
        WITH served_platforms AS (SELECT DISTINCT name FROM platforms),
        served AS (
            SELECT active, due FROM served_platforms CROSS JOIN subscriptions
            WHERE subscriptions.platform = served_platforms.name
        )
        SELECT (SELECT COUNT(*) FROM chats) AS chats,
            (SELECT generation FROM library) AS generation,
            (SELECT COUNT(*) FROM chats WHERE closed = 1) AS closed,
            (SELECT COUNT(*) FROM served WHERE active = 1) AS subscribed,
            (SELECT COUNT(*) FROM served WHERE due <= :tomorrow) AS due_within_a_day,
            (SELECT MIN(at) FROM (
                SELECT MIN(due) AS at FROM served WHERE due <= :now AND due <> ''
                UNION ALL
                SELECT MIN(due) FROM served_platforms CROSS JOIN deliveries
                    WHERE deliveries.platform = served_platforms.name
                        AND state IN ('pending', 'sending')
            ) AS waiting) AS oldest
        """,
        times,
    )
    assert counts is not None  # noqa: S101 - counts are always a row
    return dict(counts)


async def _count_waiting(snapshot: Connection) -> dict[str, int]:
    """Return how many updates are not answered yet, by platform."""
    rows = await snapshot.all(
        """
        SELECT SUBSTR(chat, 1, LENGTH(chat) - LENGTH(LTRIM(chat, :letters)))
            AS platform, COUNT(*) AS number
        FROM inbox WHERE done = 0 GROUP BY platform
        """,
        {"letters": ascii_lowercase},
    )
    return {row["platform"]: row["number"] for row in rows}


async def _count_deliveries(
    snapshot: Connection, times: Mapping[str, str]
) -> dict[str, int]:
    """Return how many deliveries were due in the last 24 hours, by state."""
    rows = await snapshot.all(
        """
        SELECT state, COUNT(*) AS number FROM deliveries
        WHERE due > :yesterday GROUP BY state ORDER BY state
        """,
        times,
    )
    return {row["state"]: row["number"] for row in rows}


def _scope(platform: str) -> str:
    """Return what works change that change nothing but how a platform is."""
    return f"health {platform}"


async def _delete_failures(writer: Connection, platform: str, share: Share) -> None:
    """Delete the failures of a share, and of others that had chats of it."""
    rows = await writer.all(
        "SELECT share FROM face_failures WHERE platform = :platform",
        {"platform": platform},
    )
    for row in rows:
        if share.conflicts(Share.parse(row["share"])):
            await writer.execute(
                """
                DELETE FROM face_failures
                WHERE platform = :platform AND share = :share
                """,
                {"platform": platform, "share": row["share"]},
            )


def _label(row: Row) -> str:
    return f"{row['name']} {row['share']}".strip()


def _unserved(platforms: Iterable[Row]) -> dict[str, str]:
    """Return, by platform, what is left of it by the shares that were served."""
    left: dict[str, Share] = {}
    for row in platforms:
        share = Share.parse(row["share"])
        others = left.get(row["name"], Share(tuple(range(share.count)), share.count))
        ids = tuple(id_ for id_ in others.ids if id_ not in share.ids)
        left[row["name"]] = Share(ids, share.count)
    return {name: share.name for name, share in left.items() if share.ids}


def _failure(row: Row) -> FaceFailure:
    next_try = row["next_try"]
    return FaceFailure(
        reason=row["reason"],
        since=datetime.fromisoformat(row["since"]),
        next_try=datetime.fromisoformat(next_try) if next_try else None,
    )
