"""Parse hours of the day as people type them."""

import re

_HOUR = re.compile(
    r"([01]?[0-9]|2[0-3])(?:[:.h点點时時시]([0-5][0-9])[分분]?|[h点點时時시])?\s*(am|pm)?",
    re.IGNORECASE,
)
_WITHOUT_SEPARATOR = re.compile(
    r"([0-9]{1,2})([0-9]{2})(?=\s*(?:am|pm)?$)", re.IGNORECASE
)
"""An hour and its minutes with nothing between them: 0830."""

NAMED_HOURS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
"""Hours that have a name; twelve may stand before it."""


def parse_hour(text: str) -> str | None:
    """Return an hour of the day as ``HH:MM``; None when it is none.

    >>> parse_hour("8:30"), parse_hour("20.15"), parse_hour("7pm"), parse_hour("25:00")
    ('08:30', '20:15', '19:00', None)
    >>> parse_hour("0830"), parse_hour("730pm"), parse_hour("2460")
    ('08:30', '19:30', None)
    >>> parse_hour("8h"), parse_hour("noon"), parse_hour("12 midnight")
    ('08:00', '12:00', '00:00')
    >>> parse_hour("8点"), parse_hour("20時15分"), parse_hour("7시")
    ('08:00', '20:15', '07:00')
    """
    twelve, _, name = text.strip().casefold().rpartition(" ")
    if name in NAMED_HOURS:
        return NAMED_HOURS[name] if twelve in {"", "12", "12:00"} else None
    found = _HOUR.fullmatch(_WITHOUT_SEPARATOR.sub(r"\1:\2", text.strip()))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}"


def split_hour(words: str) -> tuple[str | None, str]:
    """Split the hour from the zone beside it; None and all words where there is none.

    >>> split_hour("7 pm Berlin"), split_hour("Berlin 7:30"), split_hour("UTC 5")
    (('19:00', 'Berlin'), ('07:30', 'Berlin'), (None, 'UTC 5'))
    >>> split_hour("Berlin 0730")
    ('07:30', 'Berlin')
    """
    typed = words.split()
    for count in (2, 1):
        if hour := parse_hour(" ".join(typed[:count])):
            return hour, " ".join(typed[count:])
        last = " ".join(typed[-count:])
        # A bare number after UTC may be meant as an offset.
        offset = last.isdecimal() and typed[0].casefold() in {"utc", "gmt"}
        if not offset and (hour := parse_hour(last)):
            return hour, " ".join(typed[:-count])
    return None, " ".join(typed)
