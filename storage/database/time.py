"""Points in time as the database keeps them, and time zones by name."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"UTC([+-])([0-9]{2}):([0-9]{2})")


@cache
def time_zone(name: str) -> tzinfo:
    """Return a zone by its name; UTC where this system does not have it.

    A name is one of the IANA's, or an offset such as ``UTC+05:30``: the IANA has names
    for whole hours only.
    """
    if offset := _OFFSET.fullmatch(name):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(ahead if offset[1] == "+" else -ahead)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def utc_now() -> datetime:
    """Return the present time, aware, in UTC."""
    return datetime.now(UTC)


def utc_iso(at: datetime) -> str:
    """Write an aware time in UTC as ISO 8601; texts sort as the times do."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
