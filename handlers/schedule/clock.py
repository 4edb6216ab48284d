"""Read the hours that people type."""

import re

HOUR = re.compile(
    r"([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9])|h)?\s*(am|pm)?", re.IGNORECASE
)
CLOSED = re.compile(r"([0-9]{1,2})([0-9]{2})(?=\s*(?:am|pm)?$)", re.IGNORECASE)
"""An hour and its minutes with nothing between them."""

NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
"""Hours that have a name, which may follow twelve."""


def read_hour(text: str) -> str | None:
    """Read an hour of the day and write it ``HH:MM``; None when it is none.

    >>> read_hour("8:30"), read_hour("20.15"), read_hour("7pm"), read_hour("25:00")
    ('08:30', '20:15', '19:00', None)
    >>> read_hour("0830"), read_hour("730pm"), read_hour("2460")
    ('08:30', '19:30', None)
    >>> read_hour("8h"), read_hour("noon"), read_hour("12 midnight")
    ('08:00', '12:00', '00:00')
    """
    twelve, _, name = text.strip().casefold().rpartition(" ")
    if name in NAMED:
        return NAMED[name] if twelve in {"", "12", "12:00"} else None
    found = HOUR.fullmatch(CLOSED.sub(r"\1:\2", text.strip()))
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
    >>> take_hour("Berlin 0730")
    ('07:30', 'Berlin')
    """
    typed = words.split()
    for count in (2, 1):
        if hour := read_hour(" ".join(typed[:count])):
            return hour, " ".join(typed[count:])
        last = " ".join(typed[-count:])
        # A bare number after UTC may be meant as an offset.
        offset = last.isdecimal() and typed[0].casefold() in {"utc", "gmt"}
        if not offset and (hour := read_hour(last)):
            return hour, " ".join(typed[:-count])
    return None, " ".join(typed)
