"""Parse when a digest is sent, and whether quietly: all in any order."""

import re
from dataclasses import dataclass, replace

from handlers.schedule.clock import (
    NAMED_HOURS,
    PartOfDay,
    hour_of_part,
    parse_hour,
    split_hour,
)
from handlers.schedule.weekdays import parse_days

MAX_DAY_WORDS = 16
"""Words of a list of days at most: all seven, with “and” and “to” between them."""

_FILLER_WORDS = {
    "at",
    "@",
    "every",
    "each",
    "o'clock",
    "o’clock",
    "uhr",
    "uur",
    "heures",
}

_EXCEPTION_WORDS = {
    "alternate",
    "but",
    "except",
    "not",
    "other",
    "second",
    "third",
    "without",
}
"""Words that change the days beside them in a way that is not understood."""

_OTHER_INTERVAL = re.compile(
    r"[0-9]{1,2}(?:st|nd|rd|th)|(?:month|week|year|fortnight)(?:s|ly)?|yearly",
    re.IGNORECASE,
)
"""A word for a day of the month, or for an interval that is not of days of the week."""

_FULL_WIDTH = {0x3000: 0x20} | {0xFEE0 + plain: plain for plain in range(0x21, 0x7F)}
"""The full-width characters that keyboards for Chinese and Japanese type, as ASCII."""

_DOTTED_AM_PM = re.compile(
    r"(?:(?<=[0-9])|(?<=clock))(\s*[ap])(?:\.\s?m\b\.?|m\.)", re.IGNORECASE
)
"""``a.m.`` and ``p.m.`` after an hour; Frankfurt a.M. has no hour before it."""

_HOUR_WORD = re.compile(
    r"(?<=[0-9])\s*(?:uhr|uur|heures?)\s*(?=[0-5][0-9](?![0-9]))", re.IGNORECASE
)
"""A word between an hour and its minutes: 20 Uhr 15."""

_HOUR_OF_PART = re.compile(
    r"(?<![0-9:.])([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9]))?"
    r"\s*(?:uhr|heures?|h|час(?:а|ов)?|o['’]clock)?\s+(?:"
    r"(?P<morning>morgens|vormittags|früh|du\s+matin|in\s+the\s+morning|утра)"
    r"|(?P<forenoon>de\s+la\s+mañana)"
    r"|(?P<noon>mittags)"
    r"|(?P<afternoon>nachmittags|in\s+the\s+afternoon|de\s+la\s+tarde|дня)"
    r"|(?P<evening>abends|du\s+soir|in\s+the\s+evening|вечера)"
    r"|(?P<night>nachts|at\s+night|de\s+la\s+(?:noche|madrugada)|ночи))\b",
    re.IGNORECASE,
)
"""An hour and the part of the day behind it: 8 Uhr abends."""

_WORDS_AROUND_ZONE = re.compile(r"^in\s+|\s+time$", re.IGNORECASE)
"""Words around a zone: “in Berlin”, “Tokyo time”."""

_AFTER_NAMED_HOUR = "|".join(rf"(?<=\b{name})" for name in NAMED_HOURS)

_COMMA_BESIDE_HOUR = re.compile(
    rf"(?:(?<=[0-9])|(?<=[0-9 ][ap]m)|{_AFTER_NAMED_HOUR})[,;](?=\s|[^\W\d])"
    r"|[,;](?=\s+[0-9])|(?<=[^\W\d])[,;](?=[0-9])",
    re.IGNORECASE,
)
"""A comma beside an hour."""

_BEFORE_OFFSET = re.compile(r"(?:^\+|\b(?:utc|gmt)\s*[+\-−–]?)$", re.IGNORECASE)
"""What stands before a number that may be an offset; after a lone dash it may be an hour."""


_QUIET = re.compile(
    r"\b(?:quiet(?:ly)?|silent(?:ly)?|(?:without|no)\s+(?:a\s+)?sound)\b", re.IGNORECASE
)
_LOUD = re.compile(r"\b(?:loud(?:ly)?|with\s+(?:a\s+)?sound)\b", re.IGNORECASE)
_SOUNDS = {"quiet": _QUIET, "loud": _LOUD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """A digest's hour, zone and days as typed, and whether it has a sound.

    Attributes:
        hour: ``HH:MM``, or None where none was named.
        days: ISO weekdays, or None where none were named.
        zone: All other words, as typed: a zone, or what could not be read.
        invalid_hour: A word that looks like an hour and is none; empty without one.
        second_hour: Another hour beside the first; empty without one.
        unclear_days: Whether days are excepted or counted, or are no days of the week,
            which is not understood.
        sound: ``quiet`` or ``loud``; empty where neither was named.
    """

    hour: str | None
    days: str | None
    zone: str
    invalid_hour: str = ""
    second_hour: str = ""
    unclear_days: bool = False
    sound: str = ""


def parse_timetable(words: str) -> Timetable:
    """Parse an hour, days, a zone and a sound, each of which may be left out.

    >>> parse_timetable("every Mon-Fri at 0830 in Berlin, Germany")
    Timetable(hour='08:30', days='12345', zone='Berlin, Germany', invalid_hour='', second_hour='', unclear_days=False, sound='')
    >>> parse_timetable("Berlin 8:75").invalid_hour
    '8:75'
    >>> parse_timetable("8:30 Berlin, quiet, every mon-fri").zone
    'Berlin'
    """
    plain = _DOTTED_AM_PM.sub(r"\1m", words.translate(_FULL_WIDTH))
    plain = _HOUR_OF_PART.sub(_with_hour_of_part, _HOUR_WORD.sub(":", plain))
    sound, plain = _split_sound(plain)
    days, typed = _split_days(plain.split())
    # "08:30, Berlin" and "Berlin, 08:30" are the same as without the comma.
    rest = " ".join(word for word in typed if word.casefold() not in _FILLER_WORDS)
    rest = _COMMA_BESIDE_HOUR.sub(" ", rest).strip(" ,;")
    hour, zone = split_hour(rest)
    read = _timetable(hour, days, _WORDS_AROUND_ZONE.sub("", zone.strip(" ,;")))
    return replace(read, sound=sound)


def split_unfinished(words: str) -> tuple[Timetable, str]:
    """Read what is whole of words that are still being typed; return the rest as well.

    >>> split_unfinished("8:30 every mon, New Yo")[1], split_unfinished("8:3")[1]
    ('New Yo', '8:3')
    """
    end = 0
    for word in re.finditer(r"(\S+)\s+", words):
        typed = word[1].casefold()
        if (
            "/" in typed
            or typed in _FILLER_WORDS
            or parse_hour(typed)
            or parse_days(typed)
            or _split_sound(typed)[0]
        ):
            end = word.end()
    return parse_timetable(words[:end]), words[end:]


def timetable_of(*, time: str, zone: str, days: str) -> Timetable:
    """Return a timetable of values given one by one, each of which may be empty.

    >>> timetable_of(time="7pm", zone="Berlin", days="mon-fri").days
    '12345'
    >>> timetable_of(time="25:00", zone="Berlin", days="").invalid_hour
    '25:00'
    """
    hour, iso_days = parse_hour(time), parse_days(days)
    read = _timetable(hour, iso_days, zone)
    return replace(
        read,
        invalid_hour=time if time and not hour else read.invalid_hour,
        unclear_days=read.unclear_days or bool(days and not iso_days),
    )


def _timetable(hour: str | None, days: str | None, zone: str) -> Timetable:
    return Timetable(
        hour=hour,
        days=days,
        zone=zone,
        invalid_hour="" if hour else _invalid_hour(zone),
        second_hour=_second_hour(zone) if hour else "",
        unclear_days=any(
            _OTHER_INTERVAL.fullmatch(word) or (days and word in _EXCEPTION_WORDS)
            for word in re.split(r"[\s,;.]+", zone.casefold())
        ),
    )


def _with_hour_of_part(found: re.Match[str]) -> str:
    """Return an hour of the day for one with the part of the day behind it."""
    typed = int(found[1])
    hour = hour_of_part(PartOfDay(found.lastgroup or ""), typed)
    return f"{typed if hour is None else hour}:{found[2] or '00'}"


def _split_sound(words: str) -> tuple[str, str]:
    """Split whether a digest has a sound from the other words; the first one counts."""
    for sound, pattern in _SOUNDS.items():
        if found := pattern.search(words):
            before, after = words[: found.start()], words[found.end() :]
            return sound, f"{before.rstrip(' ,;')} {after.lstrip(' ,;')}".strip()
    return "", words


def _split_days(typed: list[str]) -> tuple[str | None, list[str]]:
    """Split the first and longest list of days from the other words."""
    for start in range(len(typed)):
        for end in range(min(len(typed), start + MAX_DAY_WORDS), start, -1):
            # A filler word that ends the list belongs to what follows.
            if typed[start].casefold() in _FILLER_WORDS or parse_hour(typed[start]):
                break
            if days := parse_days(" ".join(typed[start:end])):
                return days, typed[:start] + typed[end:]
    return None, typed


def _invalid_hour(zone: str) -> str:
    words = zone.split()
    for word in words[:1] + words[-1:]:
        # "UTC 5" is a bad offset, and "25" may only begin what was typed.
        if word[:1].isdecimal() and (word == words[0] or not word.isdecimal()):
            return word
    return ""


def _second_hour(zone: str) -> str:
    """Return an hour among the words of a zone, unless it may be meant as an offset."""
    words = zone.split()
    for at, word in enumerate(words):
        if parse_hour(word) and not _BEFORE_OFFSET.search(" ".join(words[:at])):
            return word
    return ""
