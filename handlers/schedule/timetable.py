"""Read when a digest shall come: an hour, a zone and days, in any order."""

import re
from dataclasses import dataclass, replace

from handlers.schedule.clock import NAMED, read_hour, take_hour
from handlers.schedule.weekdays import read_days

LONGEST = 16
"""Words that a list of days may have: all seven, with “and” and “to” between them."""

_FILLS = {"at", "@", "every", "each", "o'clock", "o’clock"}

_BUT = {"alternate", "but", "except", "not", "other", "second", "third", "without"}
"""Words that make other days of those beside them."""

_WIDE = {0x3000: 0x20} | {0xFEE0 + plain: plain for plain in range(0x21, 0x7F)}
"""What keyboards for Chinese and Japanese write in place of ASCII."""

_HALF = re.compile(
    r"(?:(?<=[0-9])|(?<=clock))(\s*[ap])(?:\.\s?m\b\.?|m\.)", re.IGNORECASE
)
"""The half of the day, written with points; Frankfurt a.M. has no hour before it."""

_AROUND = re.compile(r"^in\s+|\s+time$", re.IGNORECASE)
"""Words around a zone: in Berlin, Tokyo time."""

_NAMED = "|".join(rf"(?<=\b{name})" for name in NAMED)

_COMMA = re.compile(
    rf"(?:(?<=[0-9])|(?<=[0-9 ][ap]m)|{_NAMED})[,;](?=\s|[^\W\d])"
    r"|[,;](?=\s+[0-9])|(?<=[^\W\d])[,;](?=[0-9])",
    re.IGNORECASE,
)
"""A comma beside an hour."""

_OFFSET = re.compile(r"(?:^\+|\b(?:utc|gmt)\s*[+\-−–]?)$", re.IGNORECASE)
"""What stands before a number that may be an offset; after a dash alone it may end a span."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Hold what was read of a digest's hour, zone and days.

    Attributes:
        hour: ``HH:MM``, or None where none was named.
        days: ISO weekdays, or None where none were named.
        zone: All other words, as typed: a zone, or what could not be read.
        no_hour: The word that looks like an hour and is none; empty without one.
        second: Another hour beside the first; empty without one.
        no_days: Whether some days were left out, or counted, which is not read.
    """

    hour: str | None
    days: str | None
    zone: str
    no_hour: str = ""
    second: str = ""
    no_days: bool = False


def read_timetable(words: str) -> Timetable:
    """Read an hour, days and a zone, each of which may be left out.

    >>> read_timetable("every Mon-Fri at 0830 in Berlin, Germany")
    Timetable(hour='08:30', days='12345', zone='Berlin, Germany', no_hour='', second='', no_days=False)
    >>> read_timetable("Berlin 8:75").no_hour
    '8:75'
    """
    plain = _HALF.sub(r"\1m", words.translate(_WIDE))
    days, typed = _take_days(plain.split())
    # "08:30, Berlin" and "Berlin, 08:30" are the same as without the comma.
    rest = " ".join(word for word in typed if word.casefold() not in _FILLS)
    rest = _COMMA.sub(" ", rest).strip(" ,;")
    hour, zone = take_hour(rest)
    return _timetable(hour, days, _AROUND.sub("", zone.strip(" ,;")))


def split_unfinished(words: str) -> tuple[Timetable, str]:
    """Read what is whole of words that are still being typed; return the rest as well.

    >>> split_unfinished("8:30 every mon, New Yo")[1], split_unfinished("8:3")[1]
    ('New Yo', '8:3')
    """
    end = 0
    for word in re.finditer(r"(\S+)\s+", words):
        typed = word[1].casefold()
        if "/" in typed or typed in _FILLS or read_hour(typed) or read_days(typed):
            end = word.end()
    return read_timetable(words[:end]), words[end:]


def timetable_of(*, time: str, zone: str, days: str) -> Timetable:
    """Return a timetable of values given one by one, each of which may be empty.

    >>> timetable_of(time="7pm", zone="Berlin", days="mon-fri").days
    '12345'
    >>> timetable_of(time="25:00", zone="Berlin", days="").no_hour
    '25:00'
    """
    hour, iso_days = read_hour(time), read_days(days)
    read = _timetable(hour, iso_days, zone)
    return replace(
        read,
        no_hour=time if time and not hour else read.no_hour,
        no_days=read.no_days or bool(days and not iso_days),
    )


def _timetable(hour: str | None, days: str | None, zone: str) -> Timetable:
    return Timetable(
        hour=hour,
        days=days,
        zone=zone,
        no_hour="" if hour else _no_hour(zone),
        second=_second(zone) if hour else "",
        no_days=bool(days and _BUT.intersection(zone.casefold().split())),
    )


def _take_days(typed: list[str]) -> tuple[str | None, list[str]]:
    """Take the first and longest run of days out of words."""
    for start in range(len(typed)):
        for end in range(min(len(typed), start + LONGEST), start, -1):
            # A fill that ends the run belongs to what follows.
            if typed[start].casefold() in _FILLS or read_hour(typed[start]):
                break
            if days := read_days(" ".join(typed[start:end])):
                return days, typed[:start] + typed[end:]
    return None, typed


def _no_hour(zone: str) -> str:
    words = zone.split()
    for word in words[:1] + words[-1:]:
        # "UTC 5" is a bad offset, and "25" may only begin what was typed.
        if word[:1].isdecimal() and (word == words[0] or not word.isdecimal()):
            return word
    return ""


def _second(zone: str) -> str:
    """Return another hour, unless it may be meant as an offset."""
    words = zone.split()
    for at, word in enumerate(words):
        if read_hour(word) and not _OFFSET.search(" ".join(words[:at])):
            return word
    return ""
