"""What a value of the front matter, or a comment's date, may be."""

import re
from datetime import date, datetime

KEYS = (
    "slug",
    "title",
    "date",
    "place",
    "source",
    "licence",
    "language",
    "topics",
    "speakers",
)
SPEAKER_KEYS = ("name", "role", "aliases", "voice")

_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)

MOST_LEVELS = 50  # of replies to replies; deeper is an accident of indentation

LONGEST_TOPIC = 100  # characters; a longer one would fill a list of topics

# What is expected of a value, in words that fit "must be ..." and "write it as ...".
EXPECTED = {
    "slug": "1 to 80 of the characters a-z, 0-9 and -",
    "date": "a real date as YYYY, YYYY-MM or YYYY-MM-DD",
    "language": "a language tag such as en, zh or pt-BR",
    "title": "not empty",
    "topics": "a line of topics with semicolons between them, of at most "
    f"{LONGEST_TOPIC} characters each",
}


def fits(key: str, value: str) -> bool:
    """Tell whether a front matter value is what its key asks for."""
    match key:
        case "slug":
            return bool(_SLUG.fullmatch(value))
        case "date":
            return not value or is_day(value)
        case "language":
            return bool(_LANGUAGE.fullmatch(value))
        case "title":
            return bool(value)
        case "topics":
            return not value or all(map(_is_topic, value.split(";")))
        case _:
            return True


def read_topics(value: str) -> tuple[str, ...]:
    """Read the topics of a file; none stands for a transcript that shall have none.

    >>> read_topics("old bridges; the ferry")
    ('old bridges', 'the ferry')
    """
    return tuple(topic.strip() for topic in value.split(";")) if value else ()


def _is_topic(text: str) -> bool:
    """Tell words that one can look for, and that fit a list."""
    return len(text.strip()) <= LONGEST_TOPIC and any(map(str.isalnum, text))


def is_day(value: str) -> bool:
    """Tell whether this is an ISO 8601 year, month or day that exists."""
    parts = _DAY.fullmatch(value)
    if not parts:
        return False
    try:
        date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
    except ValueError:
        return False
    return True


def is_moment(value: str) -> bool:
    """Tell whether this is an ISO 8601 date, or date and time, that exists."""
    if is_day(value):
        return True
    if not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
