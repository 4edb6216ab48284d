"""Read and write days of the week."""

import re

from storage.due import EVERY_DAY

NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

WEEKDAYS = "12345"
WEEKEND = "67"

_GROUPS = {
    "day": EVERY_DAY,
    "weekday": WEEKDAYS,
    "weekdays": WEEKDAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}


def read_days(text: str) -> str | None:
    """Read days of the week as ISO numbers; None where one can't be read.

    >>> read_days("weekday"), read_days("thu, monday"), read_days("someday")
    ('12345', '14', None)
    """
    words = re.split(r"(?:\s|,|\band\b)+", text.strip().casefold())
    days: set[str] = set()
    for word in filter(None, words):
        found = _GROUPS.get(word) or _day(word)
        if not found:
            return None
        days.update(found)
    return "".join(sorted(days)) or None


def spoken_days(days: str) -> str:
    """Write ISO numbers as people say them.

    >>> spoken_days("12345"), spoken_days("14"), spoken_days("7")
    ('every weekday', 'every Monday and Thursday', 'every Sunday')
    """
    if days in {EVERY_DAY, WEEKDAYS}:
        return "every day" if days == EVERY_DAY else "every weekday"
    *first, last = [NAMES[int(day) - 1] for day in days]
    return f"every {', '.join(first)} and {last}" if first else f"every {last}"


def _day(word: str) -> str:
    """Return the number of the day that a name of three letters or more begins."""
    stem = word.removesuffix("s")
    for number, name in enumerate(NAMES, start=1):
        if len(stem) >= 3 and name.casefold().startswith(stem):
            return str(number)
    return ""
