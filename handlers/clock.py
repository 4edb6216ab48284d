"""Read the hours and zones that people type."""

import re
import zoneinfo
from functools import cache

from rapidfuzz import fuzz, process

from content.names import fold

HOUR = re.compile(
    r"([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?\s*(am|pm)?", re.IGNORECASE
)
OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*([0-9]{1,2})(?::?00)?", re.IGNORECASE)

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


def read_zone(text: str) -> tuple[str | None, tuple[str, ...]]:
    """Read an IANA zone, a city or an offset in whole hours from UTC.

    Reads files on its first call: call it in a thread.

    Returns:
        The zone's name, or None and the names that are near what was typed.
    """
    typed = text.strip()
    zones = _zones()
    if known := zones.get(fold(typed)):
        return known, ()
    if offset := OFFSET.fullmatch(typed):
        # The names count westwards: UTC+2 is Etc/GMT-2.
        sign = "-" if offset[1] == "+" else "+"
        name = f"Etc/GMT{sign}{int(offset[2])}" if int(offset[2]) else "UTC"
        if name in zones.values():
            return name, ()
    near = process.extract(
        fold(typed), zones.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=6
    )
    return None, tuple(dict.fromkeys(zones[key] for key, _, _ in near))[:4]


def spoken_zone(name: str) -> str:
    """Write a zone's name as people do; the names of offsets count the other way.

    >>> spoken_zone("Etc/GMT-2"), spoken_zone("Europe/Berlin")
    ('UTC+2', 'Europe/Berlin')
    """
    if not name.startswith("Etc/GMT"):
        return name
    return "UTC" + name.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))


@cache
def _zones() -> dict[str, str]:
    """Return every zone by its folded name, and by its city where that is one zone's."""
    names = sorted(zoneinfo.available_timezones())
    zones: dict[str, str] = {}
    for name in names:
        region, _, city = name.rpartition("/")
        if region and not region.startswith(("Etc", "SystemV", "posix", "right")):
            zones.setdefault(fold(city), name)
    # Full names win over cities of the same spelling.
    return zones | {fold(name): name for name in names}
