"""Dates of events and of queries, as numbers ``YYYYMMDD``."""

import re

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def date_number(text: str) -> int:
    """Return a date, by its first day where it is only a month or year, or 0 for no date.

    >>> date_number("1950-06"), date_number("1950"), date_number("soon")
    (19500601, 19500101, 0)
    """
    return sum(max(part, unit) for part, unit in _date_parts(text))


def partial_date_number(text: str) -> int:
    """Return a date as far as it was typed, with zeros for the rest, or 0 for no date.

    It sorts before all days of its year or month, and `format_date` writes it as typed.

    >>> partial_date_number("1950-6"), partial_date_number("1950,"), partial_date_number("soon")
    (19500600, 19500000, 0)
    """
    return sum(part for part, _ in _date_parts(text.strip(" ,.;")))


def format_date(number: int) -> str:
    """Write a number as an ISO date, as far as it goes.

    >>> format_date(19500601), format_date(19500600), format_date(19500000)
    ('1950-06-01', '1950-06', '1950')
    """
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    parts = [f"{year:04}", *[f"{part:02}" for part in (month, day) if part]]
    return "-".join(parts)


def _date_parts(text: str) -> list[tuple[int, int]]:
    """Return year, month and day as numbers, each with the value of its first."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return []
    year, month, day = (None if part is None else int(part) for part in found.groups())
    possible = month in {None, *range(1, 13)} and day in {None, *range(1, 32)}
    if not year or not possible:
        return []
    return [(year * 10_000, 10_000), ((month or 0) * 100, 100), (day or 0, 1)]
