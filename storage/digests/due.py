"""When a digest is due: a local date and hour as a point in time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from storage.database.time import time_zone

EVERY_DAY = "1234567"
"""ISO weekdays, 1 for Monday."""

MAX_DELAY = timedelta(hours=3)
"""How late a digest may come, after a time of not running; later ones are skipped."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTime:
    """The local date of a digest and its moment in UTC."""

    date: date
    at: datetime


def next_due(
    after: datetime,
    *,
    local_time: str,
    zone: str,
    days: str = EVERY_DAY,
    last_date: str = "",
    excluded: Collection[str] = (),
) -> DueTime:
    """Return the first digest after a moment.

    A time that comes twice on a day counts the first time; one that a clock change
    skips is moved by as much as the clock was put forward.

    Args:
        after: Aware.
        local_time: Wall-clock time, ``HH:MM``.
        zone: As `time_zone` takes it.
        days: ISO weekdays.
        last_date: The latest local date, ISO, that had its digest; empty for none.
        excluded: Other local dates, ISO, that had theirs.
    """
    where = time_zone(zone)
    day = after.astimezone(where).date() - _DAY
    if last_date:
        day = max(day, date.fromisoformat(last_date) + _DAY)
    wall = time.fromisoformat(local_time)
    while True:
        at = _instant(day, wall, where)
        if (
            at > after
            and str(day.isoweekday()) in days
            and day.isoformat() not in excluded
            and _exists(day, where)
        ):
            return DueTime(date=day, at=at)
        day += _DAY


def _instant(day: date, wall: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, wall, zone).astimezone(UTC)


def _exists(day: date, zone: tzinfo) -> bool:
    """Return whether a zone has a date: Samoa had no 30 December 2011."""
    midnight = time()
    return _instant(day, midnight, zone) < _instant(day + _DAY, midnight, zone)
