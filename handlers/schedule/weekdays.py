"""Parse and format days of the week."""

import re

from storage.digests.schedule import EVERY_DAY

WEEKDAY_NAMES = (
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

_RANGE = re.compile(r"[\s.]*(?:[-–—]|\b(?:to|through|till|until)\b)\s*")

_GROUPS = {
    "day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "daily": EVERY_DAY,
    "weekday": WEEKDAYS,
    "weekdays": WEEKDAYS,
    "weekend": WEEKEND,
    "weekends": WEEKEND,
}


def parse_days(text: str) -> str | None:
    """Return days of the week as ISO numbers; None where one can't be parsed.

    >>> parse_days("weekday"), parse_days("thu, monday"), parse_days("someday")
    ('12345', '14', None)
    >>> parse_days("Mon-Fri"), parse_days("sat – mon, wed"), parse_days("friday to friday")
    ('12345', '1367', '5')
    >>> parse_days("mon & thu."), parse_days("mon./thu. - sat."), parse_days("7.30")
    ('14', '1456', None)
    """
    joined = _RANGE.sub("-", text.strip().casefold())
    words = re.split(r"(?:[\s,;.&+/]|\band\b|\bevery\b|\beach\b)+", joined)
    days: set[str] = set()
    for word in filter(None, words):
        found = _GROUPS.get(word) or _day(word) or _range(word)
        if not found:
            return None
        days.update(found)
    return "".join(sorted(days)) or None


def format_days(days: str) -> str:
    """Return days, given as ISO numbers, in words.

    >>> format_days("12345"), format_days("14"), format_days("7")
    ('every weekday', 'every Monday and Thursday', 'every Sunday')
    """
    if days in {EVERY_DAY, WEEKDAYS}:
        return "every day" if days == EVERY_DAY else "every weekday"
    *first, last = [WEEKDAY_NAMES[int(day) - 1] for day in days]
    return f"every {', '.join(first)} and {last}" if first else f"every {last}"


def short_days(days: str) -> str:
    """Return days, given as ISO numbers, in the fewest letters that can be parsed again.

    >>> short_days("14")
    'mon,thu'
    """
    return ",".join(WEEKDAY_NAMES[int(day) - 1][:3].casefold() for day in days)


def _range(word: str) -> str:
    """Return the numbers of the days from one to another, over a Sunday where need be."""
    first, dash, last = word.partition("-")
    start, end = _day(first), _day(last)
    if not (dash and start and end):
        return ""
    return (EVERY_DAY * 2)[int(start) - 1 :][: (int(end) - int(start)) % 7 + 1]


def _day(word: str) -> str:
    """Return the number of the day that a name of three letters or more begins."""
    stem = word.removesuffix("s")
    for number, name in enumerate(WEEKDAY_NAMES, start=1):
        if len(stem) >= 3 and name.casefold().startswith(stem):
            return str(number)
    return ""
