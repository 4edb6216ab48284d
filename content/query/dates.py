"""Dates of events and of queries, as numbers ``YYYYMMDD``."""

import re

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def date_number(text: str) -> int:
    """Return a date, in full or from its first day, or 0 where it is none.

    >>> date_number("1950-06"), date_number("1950"), date_number("soon")
    (19500601, 19500101, 0)
    """
    return sum(max(part, unit) for part, unit in _parts(text))


def asked_date(text: str) -> int:
    """Return a date as far as it was typed, or 0 where it is none.

    It stands before all days of its year or month, and can be told back as typed.

    >>> asked_date("1950-6"), asked_date("1950,"), asked_date("soon")
    (19500600, 19500000, 0)
    """
    return sum(part for part, _ in _parts(text.strip(" ,.;")))


def written_date(number: int) -> str:
    """Write a number as an ISO date, as far as it goes.

    >>> written_date(19500601), written_date(19500600), written_date(19500000)
    ('1950-06-01', '1950-06', '1950')
    """
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    parts = [f"{year:04}", *[f"{part:02}" for part in (month, day) if part]]
    return "-".join(parts)


def _parts(text: str) -> list[tuple[int, int]]:
    """Return year, month and day, each with what the least of it counts for."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return []
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if (
        not year
        or month not in {None, *range(1, 13)}
        or day not in {None, *range(1, 32)}
    ):
        return []
    return [(year * 10_000, 10_000), ((month or 0) * 100, 100), (day or 0, 1)]
