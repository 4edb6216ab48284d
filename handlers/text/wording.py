"""Dates, counts and typed words as they are written in sentences."""

import re
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

NOT_IN_LIBRARY = "not in the library now"
"""Said of an excerpt that left with its transcript, and may come back."""


@lru_cache(maxsize=1024)
def format_date(iso: str) -> str:
    """Write an ISO date, in full or in part, as people write it.

    >>> format_date("1862-12-01"), format_date("1862")
    ('1 December 1862', '1862')
    """
    parts = iso.split("-")
    if len(parts) == 1 or not all(part.isdecimal() for part in parts):
        return iso
    month = int(parts[1])
    if not 1 <= month <= len(MONTHS):
        return iso
    words = [MONTHS[month - 1], parts[0]]
    if len(parts) == 3:
        words.insert(0, str(int(parts[2])))
    return " ".join(words)


EMPTY_LIBRARY = (
    "This library is empty. An administrator may send a first document with /import, or "
    "put transcript files (*.md) into its folder and send /reload."
)

FETCHES_NOTHING = (
    "Nothing is fetched from the web. Save the page in a browser, then name its file."
)
"""What is said where a link is given in the place of a path."""


def format_count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: ``1 excerpt``, ``1,200 excerpts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def describe_page(done: int, total: int) -> str:
    """Say how far the pages of a document are read.

    >>> describe_page(37, 1200)
    'page 37 of 1,200'
    """
    return f"page {done:,} of {total:,}"


def format_bounded(number: int, one: str, *, bound: int) -> str:
    """Write a number that was counted up to a bound: ``1,000+ comments``."""
    if number < bound:
        return format_count(number, one)
    return f"{bound:,}+ {one}s"


def platform_of(key: str) -> str:
    """Return the name of the platform in a person's or a chat's key.

    >>> platform_of("telegram:42")
    'Telegram'
    """
    return key.partition(":")[0].capitalize()


def in_quotes(text: str, limit: int = 60) -> str:
    """Return typed words in quotation marks, cut to `limit` characters.

    Words that begin with a quotation mark get no second one, if any word follows.

    >>> in_quotes("old bridges"), in_quotes('"dry feet'), in_quotes("“dry feet” -war")
    ('“old bridges”', '“dry feet”', '“dry feet” -war')
    >>> in_quotes('"')
    '“"”'
    """
    shortened = shorten(text, limit)
    if shortened[:1] in {'"', "“"} and shortened.strip('"“” '):
        parts = re.split(r'["“”]', shortened)
        marks = "".join(f"{part}{'“”'[n % 2]}" for n, part in enumerate(parts[:-1]))
        return marks + parts[-1] + "”" * (1 - len(parts) % 2)
    return f"“{shortened}”"


def shorten(text: str, limit: int) -> str:
    """Cut text at a word so that it takes at most `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def shorten_name(name: str, limit: int) -> str:
    """Cut the middle out of a file's name: names that start alike differ at the end.

    >>> shorten_name("town-meeting-on-the-bridge-session-2", 21)
    'town-meeti…-session-2'
    """
    if len(name) <= limit:
        return name
    tail = (limit - 1) // 2
    return f"{name[: limit - 1 - tail]}…{name[-tail:]}"
