"""Times that have passed, as operators read them."""

from datetime import timedelta


def duration(time: timedelta) -> str:
    """Return a time in seconds, minutes or hours.

    >>> duration(timedelta(seconds=119)), duration(timedelta(hours=1.9))
    ('119 s', '114 min')
    """
    seconds = max(int(time.total_seconds()), 0)
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 7200 else f"{seconds // 3600} h"
