"""Dates among the words of a query, as people write them: "in 1801", "december 7 1941"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from content.language.language_files import languages
from content.language.word_lists import WordPattern, entries

_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:<dates.ordinal_endings>|\.)?"
_OF = r"(?:<dates.of>(?:\s+|(?<=['’])))?"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDate:
    """A year, a month or a day that is asked for.

    Attributes:
        after: Its first day, with zeros for what was not typed; see `dates`.
        before: The first day after it, the same.
        rest: The words beside it.
    """

    after: int
    before: int
    rest: str


@lru_cache(maxsize=256)
def find_asked_date(words: str) -> AskedDate | None:
    """Return the one date among the words of a query; None where there is none, or several.

    >>> find_asked_date("trade in 1801")
    AskedDate(after=18010000, before=18020000, rest='trade')
    >>> find_asked_date("december 7 1941"), find_asked_date("from 1801 to 1805")
    (AskedDate(after=19411207, before=19411208, rest=''), None)
    """
    found = [*_asked_date().finditer(words)] if re.search(r"\d{4}", words) else []
    if len(found) != 1 or len(re.findall(_YEAR, words)) != 1:
        return None
    (date,) = found
    parts = {key: value for key, value in date.groupdict().items() if value}
    year = int(_part(parts, "year"))
    month = _month(_part(parts, "month"))
    day = int(_part(parts, "day")) if month else 0
    if month > 12 or day > 31:
        return None
    after = year * 10_000 + month * 100 + day
    step = 1 if day else 100 if month else 10_000
    rest = f"{words[: date.start()]} {words[date.end() :]}"
    return AskedDate(after=after, before=after + step, rest=" ".join(rest.split()))


def _part(parts: dict[str, str], name: str) -> str:
    return next((value for key, value in parts.items() if key.startswith(name)), "0")


def _month(typed: str) -> int:
    return int(typed) if typed.isdecimal() else _months()[typed.casefold()]


@cache
def _months() -> dict[str, int]:
    """Return the number of each month's name, in any language."""
    return {
        form: number
        for code in languages()
        for number, forms in enumerate(entries(code, "dates.months"), start=1)
        for form in forms.split("|")
        if len(form) > 2
    }


@cache
def _asked_date() -> re.Pattern[str]:
    month = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    named = rf"(?P<month>{month})\.?"
    orders = (
        rf"{_YEAR}-(?P<month>[01]?\d)(?:-{_DAY})?",
        rf"{named}\s+{_DAY},?\s+{_YEAR}",
        rf"(?:{_DAY}\s+{_OF})?{named}(?:\s+<dates.of>)?,?\s+{_YEAR}",
        _YEAR,
    )
    # A name must be of one group only.
    numbered = (
        re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>_{number}>", order)
        for number, order in enumerate(orders)
    )
    before = r"(?:\b<queries.before_dates>\s+)?"
    return WordPattern(rf"{before}\b(?:{'|'.join(numbered)})\b(?!-\d)").regex
