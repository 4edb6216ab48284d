"""The keys of the front matter, and which values they and a comment's date may have."""

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
    "offered",
    "not_offered",
    "speakers",
)
MARK_KEYS = ("offered", "not_offered")
"""Keys of lists of words that name excerpts."""

SPEAKER_KEYS = ("name", "role", "aliases", "voice")

MAX_SLUG_CHARS = 80
_SLUG = re.compile(rf"[a-z0-9-]{{1,{MAX_SLUG_CHARS}}}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?", re.ASCII)
_DATE_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)

MAX_REPLY_DEPTH = 50
"""Levels of replies to replies; deeper is an accident of indentation."""

MAX_TOPIC_CHARS = 100
"""A longer topic would fill a list of topics."""

MAX_TOPICS = 100

MAX_TITLE_CHARS = 300
MAX_NAME_CHARS = 200
"""Of a speaker, an alias, or who wrote a comment: it stands on a line of a chat."""

MIN_MARK_LETTERS, MAX_MARK_CHARS = 5, 500
"""Of the words that name an excerpt: too few would be in any."""

MAX_LANGUAGE_CHARS = 35
MAX_LINE_CHARS = {"place": 300, "source": 2000, "licence": 1000, "role": 500}
"""Characters of values that may be any text."""

EXPECTED = {
    "slug": f"1 to {MAX_SLUG_CHARS} of the characters a-z, 0-9 and -",
    "date": "a real date as YYYY, YYYY-MM or YYYY-MM-DD",
    "language": "a language tag such as en, zh or pt-BR",
    "title": f"a line of 1 to {MAX_TITLE_CHARS} characters",
    "offered": "the first words of an excerpt, up to a full sentence",
    "not_offered": "the first words of an excerpt, up to a full sentence",
    "topics": "a line of topics with semicolons between them, of at most "
    f"{MAX_TOPIC_CHARS} characters each, and {MAX_TOPICS} at most",
    **{
        key: f"a line of at most {limit:,} characters"
        for key, limit in MAX_LINE_CHARS.items()
    },
}
"""What a value must be, in words that follow "must be" and "write it as"."""


def is_valid(key: str, value: str) -> bool:
    """Return whether a front matter value is what its key asks for."""
    match key:
        case "slug":
            return bool(_SLUG.fullmatch(value))
        case "date":
            return not value or is_date(value)
        case "language":
            short = len(value) <= MAX_LANGUAGE_CHARS
            return short and _LANGUAGE.fullmatch(value) is not None
        case "title":
            return 0 < len(value) <= MAX_TITLE_CHARS
        case "topics":
            few = value.count(";") < MAX_TOPICS
            return not value or (few and all(map(_is_valid_topic, value.split(";"))))
        case _:
            return len(value) <= MAX_LINE_CHARS.get(key, len(value))


def can_name_excerpt(words: str) -> bool:
    """Return whether these are words by which one excerpt can be known."""
    letters = sum(map(str.isalnum, words))
    return letters >= MIN_MARK_LETTERS and len(words) <= MAX_MARK_CHARS


def split_topics(value: str) -> tuple[str, ...]:
    """Return the topics of a line; an empty line says that there are none.

    >>> split_topics("old bridges; the ferry")
    ('old bridges', 'the ferry')
    """
    return tuple(topic.strip() for topic in value.split(";")) if value else ()


def _is_valid_topic(text: str) -> bool:
    """Return whether these are words that one can look for, and that fit a list."""
    return len(text.strip()) <= MAX_TOPIC_CHARS and any(map(str.isalnum, text))


def is_date(value: str) -> bool:
    """Return whether this is an ISO 8601 year, month or day that exists."""
    parts = _DATE.fullmatch(value)
    if not parts:
        return False
    try:
        date(int(parts["year"]), int(parts["month"] or 1), int(parts["day"] or 1))
    except ValueError:
        return False
    return True


def is_date_or_time(value: str) -> bool:
    """Return whether this is an ISO 8601 date, or date and time, that exists."""
    if is_date(value):
        return True
    if not _DATE_TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True
