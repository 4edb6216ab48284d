"""Time stamps beside labels and inside words, with a date or without."""

import re

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_DATE = (
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}"
    r"|\d{1,2}[-\s][^\W\d_]{3,9}\.?[-\s]\d{2,4}|[^\W\d_]{3,9}\.?\s\d{1,2},?\s\d{4})"
)
# "03.05.2024 17.02": in the north a full stop parts hours from minutes; the date tells.
_DOTTED = r"(?:[01]?\d|2[0-3])\.[0-5]\d(?:\.[0-5]\d)?(?![\d.])"
_BEFORE_CLOCK = rf"{_DATE}(?:,?\s+|T)(?:[^\W\d_]{{1,3}}\s)?"
STAMP = rf"(?:(?:{_BEFORE_CLOCK})?{_CLOCK}|{_BEFORE_CLOCK}{_DOTTED})"
"""A time, perhaps behind a date."""

DAY_WORD = r"[^\W\d_]{3,12}(?:['’][^\W\d_]{2,4})?"
"""A word for the day: "today", "aujourd'hui"."""

# "alice — Today at 10:01": words for the day stand behind a dash.
_DAY = rf"\s[–—-]\s+(?:{DAY_WORD}\s(?:[^\W\d_.]{{1,5}}\s){{1,2}})?{STAMP}"

BEFORE_LABEL = rf"(?:\[{STAMP}\]|\({STAMP}\)|{STAMP}(?=\s|,|$))[,\s\-–—|]*"
SUFFIX = re.compile(rf"(?:{_DAY}|[\s,]*[\[(]?{STAMP}[\])]?)\s*$")
_STAMP_ENDS = frozenset("])mM.")
PREFIX = re.compile(rf"\s*[\[(]?{STAMP}")
# "Ada: [00:42]", "**ADA** `00:00:42`": nobody says seconds.
AFTER_LABEL = re.compile(
    rf"(?:[\[(]{STAMP}[\])]\s*|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,]\d{{1,3}})?(?:\s+|$))?"
)
# "(3:16)" may be a verse, and "(10:30)" an hour that somebody says.
IN_BRACKETS = re.compile(
    rf"\[\s*{STAMP}\s*\]|[(（]\s*(?:0\d:\d{{2}}|\d{{1,2}}:\d{{2}}:\d{{2}})(?:[.,]\d{{1,3}})?\s*[)）]"
)
"""A stamp inside somebody's words."""

LEADING_IN_BRACKETS = re.compile(rf"^(?:\[\s*{STAMP}\s*\]|[(（]\s*{STAMP}\s*[)）])\s*")
"""A stamp between brackets before words that are said."""

# Most languages put a short word before the hour, or behind it: "Kl. 10:05".
_HOUR_ALONE = re.compile(
    r"[(\[]?(?:[^\W\d_]{1,4}\.?\s)?\d{1,2}[.:h,]?\d{2}(?::\d{2})?"
    r"(?:\s?[ap]\.?m\.?|\s[^\W\d_]{1,4}\.?)?[)\]]?"
    r"|[(（]?\d{1,2}[時时시]\s?\d{1,2}[分분][)）]?",
    re.IGNORECASE,
)
# "18:50", "17.35 Uhr: …", "Kl. 16.10", "18h50 | …", "(14:48) …"
_OPENING_HOUR = re.compile(
    r"\s*[(\[]?(?:[^\W\d_]{1,4}\.?\s)?([01]?\d|2[0-4])\s?[.:h]\s?([0-5]\d)(?![.:\d])"
    r"(?:\s?[ap]\.?m\b\.?|\s[^\W\d_]{1,4}\b\.?)?[)\]]?\s*(?:$|[:|–—-]\s*)",
    re.IGNORECASE,
)
# "16:10 Most je zatvorený", as titles are.
_HOUR_AND_TITLE = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s[^\W\d_a-z][^.!?]{2,80}$")
_MAY_OPEN_WITH_HOUR = re.compile(r"\s*[(\[]?(?:[^\W\d_]{1,4}\.?\s)?\d")
_MAX_HOUR_CHARS = 16
_LEADING = re.compile(rf"^\s*{BEFORE_LABEL}")


def stamp_at_end(text: str) -> re.Match[str] | None:
    """Return the stamp behind the last words of a text; None if it ends in none.

    Few texts end as stamps do, which is found out much faster.
    """
    last = text.rstrip()[-1:]
    return SUFFIX.search(text) if last.isdigit() or last in _STAMP_ENDS else None


def without_stamps(label: str) -> str:
    """Return a label as printed without the times before it and behind it.

    >>> without_stamps("[00:04:12] BEN:"), without_stamps("Ada Brook (0:02):")
    ('BEN', 'Ada Brook')
    """
    bare = label.strip().rstrip(":：").rstrip()
    return SUFFIX.sub("", _LEADING.sub("", bare)).strip()


def is_time_of_day(text: str) -> bool:
    """Return whether a line is only a time of day."""
    bare = text.strip()
    return len(bare) < _MAX_HOUR_CHARS and _HOUR_ALONE.fullmatch(bare) is not None


def opening_hour(text: str) -> tuple[int, int] | None:
    """Return hour and minute of the time that is all of a line, or parted from the rest.

    So it is before a title.

    >>> opening_hour("17.35 Uhr: Der Ticker endet hier."), opening_hour("Kl. 16.10")
    ((17, 35), (16, 10))
    >>> opening_hour("17.35 is when it ends."), opening_hour("16.10.2024")
    (None, None)
    """
    if _MAY_OPEN_WITH_HOUR.match(text) is None:
        return None  # Most lines open with a word: a quick check first.
    found = _OPENING_HOUR.match(text) or _HOUR_AND_TITLE.match(text)
    return (int(found.group(1)), int(found.group(2))) if found else None
