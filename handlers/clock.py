"""Read the hours and zones that people type."""

import re
import zoneinfo
from functools import cache

from rapidfuzz import fuzz, process

from content.names import fold

HOUR = re.compile(
    r"([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?\s*(am|pm)?", re.IGNORECASE
)
OFFSET = re.compile(
    r"(?:utc|gmt)?\s*([+\-−])\s*([0-9]{1,2})(?::?(00|15|30|45)|[.,](25|50?|75|00?))?",
    re.IGNORECASE,
)
FARTHEST = {"+": 14 * 60, "-": 12 * 60}
"""Minutes before and behind UTC that clocks go anywhere."""

QUARTERS = {"25": 15, "5": 30, "50": 30, "75": 45}
"""Minutes of what is written after a point: UTC+5.5 is half past."""

NOWHERE = {"Factory", "localtime"}
"""Listed as zones, but one is a placeholder and the other whatever the server has."""

NEAR = 60.0
"""Per cent of letters that a zone must share with what was typed to be offered."""


def read_hour(text: str) -> str | None:
    """Read an hour of the day and write it ``HH:MM``; None when it is none.

    >>> read_hour("8:30"), read_hour("20.15"), read_hour("7pm"), read_hour("25:00")
    ('08:30', '20:15', '19:00', None)
    """
    found = HOUR.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}"


def take_hour(words: str) -> tuple[str | None, str]:
    """Take the hour off the zone beside it; return None and all of it for no hour.

    >>> take_hour("7 pm Berlin"), take_hour("Berlin 7:30"), take_hour("UTC 5")
    (('19:00', 'Berlin'), ('07:30', 'Berlin'), (None, 'UTC 5'))
    """
    typed = words.split()
    for count in (2, 1):
        if hour := read_hour(" ".join(typed[:count])):
            return hour, " ".join(typed[count:])
        last = " ".join(typed[-count:])
        # A bare number after a zone may be meant as an offset.
        if not last.isdecimal() and (hour := read_hour(last)):
            return hour, " ".join(typed[:-count])
    return None, " ".join(typed)


def read_zone(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Read an IANA zone, a city or an offset from UTC, by quarters of an hour.

    Reads files on its first call: call it in a thread.

    Returns:
        The zone's name, or None and the names that are near what was typed.
    """
    typed = text.strip()
    zones = _zones()
    if known := zones.get(fold(typed)):
        return known, ()
    if offset := _offset(typed):
        return offset, ()
    near = process.extract(
        fold(typed), zones.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=6
    )
    return None, tuple(dict.fromkeys(zones[key] for key, _, _ in near))[:4]


def spoken_zone(name: str) -> str:
    """Write a zone's name as people do; the names of offsets count the other way.

    >>> spoken_zone("Etc/GMT-2"), spoken_zone("UTC+05:30"), spoken_zone("Europe/Berlin")
    ('UTC+2', 'UTC+5:30', 'Europe/Berlin')
    """
    if not name.startswith("Etc/GMT"):
        return re.sub(r"(?<=^UTC[+-])0", "", name)
    return "UTC" + name.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))


def _offset(typed: str) -> str | None:
    """Read an offset from UTC and return the name of its zone.

    >>> _offset("utc+2"), _offset("+0530"), _offset("GMT-3.5"), _offset("+05:31")
    ('Etc/GMT-2', 'UTC+05:30', 'UTC-03:30', None)
    """
    found = OFFSET.fullmatch(typed)
    if found is None:
        return None
    sign = "+" if found[1] == "+" else "-"
    hours, minutes = int(found[2]), int(found[3] or QUARTERS.get(found[4], 0))
    if 60 * hours + minutes > FARTHEST[sign]:
        return None
    if minutes:
        return f"UTC{sign}{hours:02}:{minutes:02}"
    # The names count westwards: UTC+2 is Etc/GMT-2.
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


@cache
def _zones() -> dict[str, str]:
    """Return every zone by its folded name, and by its city where that is one zone's."""
    names = sorted(zoneinfo.available_timezones() - NOWHERE)
    zones: dict[str, str] = {}
    for name in names:
        region, _, city = name.rpartition("/")
        if region and not region.startswith(("Etc", "SystemV", "posix", "right")):
            zones.setdefault(fold(city), name)
    # Full names win over cities of the same spelling.
    return zones | {fold(name): name for name in names}
