"""Parse and format zones that are an offset from UTC."""

import re

_OFFSET = re.compile(
    r"(?:utc|gmt)?\s*([+\-−–])\s*([0-9]{1,2})(?::?(00|15|30|45)|[.,](25|50?|75|00?))?",
    re.IGNORECASE,
)
MAX_OFFSET_MINUTES = {"+": 14 * 60, "-": 12 * 60}
"""Minutes that clocks anywhere are ahead of UTC, and behind it."""

_MINUTES_BY_FRACTION = {"25": 15, "5": 30, "50": 30, "75": 45}
"""Minutes of what is written after a point: UTC+5.5 is half past."""


def parse_offset(text: str) -> str | None:
    """Return the zone of an offset from UTC, in quarters of an hour; None for no offset.

    >>> parse_offset("utc+2"), parse_offset("+0530"), parse_offset("GMT-3.5")
    ('Etc/GMT-2', 'UTC+05:30', 'UTC-03:30')
    >>> parse_offset("+05:31")
    """
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    sign = "+" if found[1] == "+" else "-"
    hours, minutes = (
        int(found[2]),
        int(found[3] or _MINUTES_BY_FRACTION.get(found[4], 0)),
    )
    if 60 * hours + minutes > MAX_OFFSET_MINUTES[sign]:
        return None
    if minutes:
        return f"UTC{sign}{hours:02}:{minutes:02}"
    # The names count westwards: UTC+2 is Etc/GMT-2.
    return f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"


def format_zone(name: str) -> str:
    """Return a zone's name for people; the names of ``Etc`` zones count the other way.

    >>> format_zone("Etc/GMT-2"), format_zone("UTC+05:30"), format_zone("Europe/Berlin")
    ('UTC+2', 'UTC+5:30', 'Europe/Berlin')
    """
    if not name.startswith("Etc/GMT"):
        return re.sub(r"(?<=^UTC[+-])0", "", name)
    return "UTC" + name.removeprefix("Etc/GMT").translate(str.maketrans("+-", "-+"))
