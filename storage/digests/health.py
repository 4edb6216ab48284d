"""How the bot is doing, as another process sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.database.database import Database
from storage.database.time import utc_iso

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Hold what an operator looks at.

    Attributes:
        answered: By platform, when it last answered, in UTC.
        chats: How many were ever heard of.
        closed: How many of them can't be written to.
        subscribed: How many digests are on, where a platform was ever served.
        coming: How many of them are due in the next 24 hours.
        deliveries: Of the last 24 hours, by state.
        lag: How long the delivery that waits longest is overdue.
    """

    answered: Mapping[str, datetime]
    chats: int
    closed: int
    subscribed: int
    coming: int
    deliveries: Mapping[str, int]
    lag: timedelta


class Watch:
    """Keep and tell how the bot is doing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answered(self, platform: str, now: datetime) -> None:
        """Write down that a platform answered."""
        async with self._database.transaction() as writer:
            await writer.execute(
                """
                INSERT INTO platforms (name, answered) VALUES (:name, :now)
                ON CONFLICT (name) DO UPDATE SET answered = excluded.answered
                """,
                {"name": platform, "now": utc_iso(now)},
            )

    async def health(self, now: datetime) -> Health:
        """Read how the bot is doing."""
        times = {
            "now": utc_iso(now),
            "yesterday": utc_iso(now - DAY),
            "tomorrow": utc_iso(now + DAY),
        }
        async with self._database.snapshot() as snapshot:
            platforms = await snapshot.all("SELECT name, answered FROM platforms")
            counts = await snapshot.one(
                """
                WITH served AS (
                    SELECT active, due FROM subscriptions
                    JOIN platforms ON platforms.name = subscriptions.platform
                )
                SELECT (SELECT COUNT(*) FROM chats) AS chats,
                    (SELECT COUNT(*) FROM chats WHERE closed = 1) AS closed,
                    (SELECT COUNT(*) FROM served WHERE active = 1) AS subscribed,
                    (SELECT COUNT(*) FROM served WHERE due <= :tomorrow) AS coming,
                    (SELECT MIN(at) FROM (
                        SELECT MIN(due) AS at FROM served
                            WHERE due <= :now AND due <> ''
                        UNION ALL
                        SELECT MIN(due) FROM deliveries
                            JOIN platforms ON platforms.name = deliveries.platform
                            WHERE state = 'pending'
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
        oldest = counts["oldest"]
        lag = now - datetime.fromisoformat(oldest) if oldest else timedelta()
        return Health(
            answered={
                row["name"]: datetime.fromisoformat(row["answered"])
                for row in platforms
            },
            chats=counts["chats"],
            closed=counts["closed"],
            subscribed=counts["subscribed"],
            coming=counts["coming"],
            deliveries={row["state"]: row["number"] for row in states},
            lag=max(lag, timedelta()),
        )
