"""Read the dates that documents declare of themselves."""

import re
from datetime import date
from email.utils import parsedate

_ISO = re.compile(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")


def iso_date(text: str) -> str:
    """Give the day of a declared date in its own time zone, or nothing.

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
        return _whole(int(year), int(month or 1), int(day or 1), parts=found.lastindex)
    parts = parsedate(text[:100])
    return _whole(*parts[:3], parts=3) if parts else ""


def _whole(year: int, month: int, day: int, *, parts: int | None) -> str:
    try:
        whole = date(year, month, day).isoformat()
    except ValueError:
        return ""
    return whole[: (4, 7, 10)[(parts or 1) - 1]]
