"""The day of an event, as a sentence above the first words says it."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile

from content.draft.printed_dates import iso_day, printed_dates
from content.language.sentences import sentences
from content.language.word_lists import WordPattern

_MAX_HEAD_CHARS = 2000
_MAX_BETWEEN = timedelta(days=200)
"""Between an event and the publication of what was said there."""

_MAX_BEFORE_CHARS, _MAX_AFTER_CHARS, _MAX_OPENING_CHARS = 80, 60, 25
_HELD = WordPattern("<<dates.held>>")
_OTHER_DAY = WordPattern("<<dates.other_days>>")
_OCCASION = WordPattern("<<dates.occasions>>")


def event_day(lines: Iterable[str], published: str, language: str) -> str:
    """Return the day on which a sentence says that a speech or meeting was; "" for none.

    "On 3 May 2019 the council met", "Address delivered in Dorn on 3 May 2019". Where
    sentences near the top name several days, nothing tells which one is meant.

    Args:
        lines: Those above the first words, but for lines of a date.
        published: The day of publication in ISO 8601, before which the event was.
        language: The document's.
    """
    found: dict[str, bool] = {}
    for sentence in _near_the_top(lines, language):
        for printed in printed_dates(sentence):
            day = iso_day(printed, language)
            if day and day != published:
                said = _says_when(sentence, printed.start(), printed.end())
                found[day] = said or found.get(day, False)
    if len(found) != 1:
        return ""
    ((day, said),) = found.items()
    return day if said and _is_shortly_before(day, published) else ""


def _near_the_top(lines: Iterable[str], language: str) -> Iterable[str]:
    length = 0

    def is_near(line: str) -> bool:
        nonlocal length
        length += len(line)
        return length <= _MAX_HEAD_CHARS

    for line in takewhile(is_near, lines):
        yield from sentences(line, language)


def _says_when(sentence: str, start: int, end: int) -> bool:
    """Return whether a sentence says that something was given or held on its day."""
    if _OTHER_DAY.regex.search(sentence):
        return False
    before = sentence[max(0, start - _MAX_BEFORE_CHARS) : start]
    held = _HELD.regex.search(before)
    after = sentence[end : end + _MAX_AFTER_CHARS]
    # "…, convened on 30 March 2023, met in the hall": that was another day.
    if not held and (start <= _MAX_OPENING_CHARS or not after.startswith(",")):
        held = _HELD.regex.search(after)
    opens = _HELD.regex.match(sentence.lstrip())
    return bool(held and (opens or _OCCASION.regex.search(sentence)))


def _is_shortly_before(day: str, published: str) -> bool:
    try:
        between = date.fromisoformat(published) - date.fromisoformat(day)
    except ValueError:
        return False
    return timedelta(0) < between <= _MAX_BETWEEN
