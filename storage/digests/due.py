"""When a digest is due: a local date and hour as a point in time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from storage.database.time import time_zone

EVERY_DAY = "1234567"
"""ISO weekdays, 1 for Monday."""

WINDOW = timedelta(hours=3)
"""How late a digest may come, after a time of not running; later ones are skipped."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Hold the local date of a digest and its moment in UTC."""

    date: date
    at: datetime


def next_due(
    after: datetime,
    *,
    hour: str,
    zone: str,
    days: str = EVERY_DAY,
    beyond: str = "",
    but: Collection[str] = (),
) -> Due:
    """Return the first digest after a moment.

    An hour that comes twice on a day counts the first time; one that a clock change
    leaves out comes as much later as the clock was put forward.

    Args:
        after: Aware.
        hour: Local wall-clock time, ``HH:MM``.
        zone: As `time_zone` takes it.
        days: ISO weekdays.
        beyond: The last local date, ISO, that is over; empty for none.
        but: Other local dates, ISO, that had their digest.
    """
    where = time_zone(zone)
    day = after.astimezone(where).date() - _DAY
    if beyond:
        day = max(day, date.fromisoformat(beyond) + _DAY)
    wall = time.fromisoformat(hour)
    while True:
        at = _instant(day, wall, where)
        if (
            at > after
            and str(day.isoweekday()) in days
            and day.isoformat() not in but
            and _exists(day, where)
        ):
            return Due(date=day, at=at)
        day += _DAY


def _instant(day: date, wall: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, wall, zone).astimezone(UTC)


def _exists(day: date, zone: tzinfo) -> bool:
    """Tell whether a zone has a date: Samoa had no 30 December 2011."""
    midnight = time()
    return _instant(day, midnight, zone) < _instant(day + _DAY, midnight, zone)
