"""Read and write zones that are a distance from UTC."""

import re

OFFSET = re.compile(
    r"(?:utc|gmt)?\s*([+\-−–])\s*([0-9]{1,2})(?::?(00|15|30|45)|[.,](25|50?|75|00?))?",
    re.IGNORECASE,
)
FARTHEST = {"+": 14 * 60, "-": 12 * 60}
"""Minutes before and behind UTC that clocks go anywhere."""

QUARTERS = {"25": 15, "5": 30, "50": 30, "75": 45}
"""Minutes of what is written after a point: UTC+5.5 is half past."""


def read_offset(text: str) -> str | None:
    """Read an offset from UTC, by quarters of an hour, and return its zone's name.

    >>> read_offset("utc+2"), read_offset("+0530"), read_offset("GMT-3.5")
    ('Etc/GMT-2', 'UTC+05:30', 'UTC-03:30')
    >>> read_offset("+05:31")
    """
    found = OFFSET.fullmatch(text.strip())
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


def spoken_zone(name: str) -> str:
    """Write a zone's name as people do; the names of offsets count the other way.

    >>> spoken_zone("Etc/GMT-2"), spoken_zone("UTC+05:30"), spoken_zone("Europe/Berlin")
    ('UTC+2', 'UTC+5:30', 'Europe/Berlin')
    """
    if not name.startswith("Etc/GMT"):
        return re.sub(r"(?<=^UTC[+-])0", "", name)
    return "UTC" + name.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))
