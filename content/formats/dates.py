"""Dates as documents declare them, turned into ISO 8601."""

import re
from datetime import date
from email.utils import parsedate

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")


def iso_date(text: str) -> str:
    """Return the day of a declared date in the date's own time zone, or "".

    Takes ISO 8601 dates and date-times, and those of e-mail and RSS.

    >>> iso_date("2024-05-17T23:30:00-07:00")
    '2024-05-17'
    >>> iso_date("Fri, 17 May 2024 09:00:00 +0800")
    '2024-05-17'
    >>> iso_date("last spring")
    ''
    """
    found = _ISO.match(text)
    if found:
        year, month, day = found.groups()
        return _format(
            int(year), int(month or 1), int(day or 1), precision=found.lastindex or 1
        )
    parts = parsedate(text[:100])
    return _format(*parts[:3], precision=3) if parts else ""


def _format(year: int, month: int, day: int, *, precision: int) -> str:
    """Format a date to the year (precision 1), month (2) or day (3)."""
    try:
        whole = date(year, month, day).isoformat()
    except ValueError:
        return ""
    return whole[: (4, 7, 10)[precision - 1]]
