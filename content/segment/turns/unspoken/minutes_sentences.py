"""Sentences of the minutes, which nobody speaks: what was done, when, what is printed below."""

import re
from functools import lru_cache

from content.language.word_lists import WordPattern, all_words
from content.segment.wording.in_person import FIRST_PERSON, SPOKEN_WORDS

# "Laughter and applause.": a line without brackets that only says what is heard.
_BARE_DIRECTION = WordPattern(
    r"(?:<stage.directions>)(?:(?:,\s|\s(?:<names.and>)\s|\s)(?:<stage.directions>)){0,3}[.]",
    by_words=True,
)
_MAX_BARE_CHARS = 40
_CACHED_TEXTS = 1_024
_MINUTES = WordPattern(r"(?<!\w)(?:<stage.minutes>)", by_words=True)
_SITTING = WordPattern(r"(?<![^\W\d_])(?:<stage.sittings>)(?![^\W\d_])")
UNTIL = WordPattern(r"(?<![^\W\d_])(?:<stage.until>)(?![^\W\d_])")
_DIGIT = re.compile(r"\d")  # which is found out faster than where an hour stands
# "Séance du 24 mai, à 14 h" heads a record, and tells nothing.
_HOUR = WordPattern(
    r"\b\d{1,2}\s?[.:,h]\s?\d{2}\b(?![.,]\d)|\b\d{1,2}\s?(?!h\b)<dates.hour_words>\b",
    re.NOFLAG,
)
_MAX_NOTE_CHARS = 200
# In a longer paragraph of the minutes nobody speaks in person.
_MAX_MINUTES_CHARS = 400
_MAX_TOLD_CHARS = 1_200
_PRINTED_TEXT = WordPattern("<stage.printed_text>", by_words=True)
EVENT_END = WordPattern(r"(?<!\w)[(\[（]?\s*(?:<stage.endings>)", by_words=True)


MINUTES_REASON = "a sentence of the minutes or of the chat"
PRINTED_REASON = "printed, not spoken"
"""Why nobody speaks what a record prints below words that say so."""


# A line is asked again where it is read with other labels, or with none.
@lru_cache(maxsize=_CACHED_TEXTS)
def is_minutes_sentence(text: str) -> bool:
    """Return whether a line is a sentence of the minutes, which nobody speaks."""
    bare = text.strip()
    minutes = (
        len(bare) < _MAX_TOLD_CHARS
        and _MINUTES.opens(bare)
        and not _goes_on(bare)
        and (len(bare) < _MAX_MINUTES_CHARS or not FIRST_PERSON.is_in(bare))
    )
    only = len(bare) <= _MAX_BARE_CHARS and _BARE_DIRECTION.is_all_of(bare)
    return minutes or only or announces_printed_text(bare) or tells_hours(bare)


def _goes_on(bare: str) -> bool:
    """Return whether somebody speaks in person behind a colon, or opens a sentence so.

    >>> _goes_on("The result is as follows: we have more ships than ever.")
    True
    >>> _goes_on("The board met yesterday. We decided to buy a ship.")
    True
    >>> _goes_on("The result is as follows: 12 for, 3 against."), _goes_on("We met:")
    (False, False)
    """
    below, then = bare.partition(":")[2], bare.partition(". ")[2]
    return FIRST_PERSON.is_in(below) or FIRST_PERSON.opens(then)


def tells_hours(bare: str) -> bool:
    """Return whether a short line says at what hour a sitting began, rested or ended.

    >>> tells_hours("Sitting suspended at 2.31 p.m. and resumed at 2.45 p.m.")
    True
    >>> tells_hours("The sitting is suspended until 2.45 p.m.")
    False
    """
    short = len(bare) <= _MAX_NOTE_CHARS
    if not short or _DIGIT.search(bare) is None or _HOUR.search(bare) is None:
        return False
    opening = " ".join(bare.split()[:4])
    sits = _SITTING.is_in(opening)
    if not sits or UNTIL.is_in(bare):
        return False
    return not SPOKEN_WORDS.is_in(bare)


def tells_past_hour(text: str) -> bool:
    """Return whether a sentence is a verb in the past and a number: "Eram 15 horas."."""
    words = text.split(maxsplit=2)
    counted = len(words) > 1 and words[1][:1].isdigit()
    return counted and words[0].casefold() in all_words("pages.past_verbs")


def announces_printed_text(text: str) -> bool:
    """Return whether a sentence of the minutes says that a printed text follows."""
    bare = text.strip()
    return len(bare) < 400 and _PRINTED_TEXT.match(bare) is not None


def is_inserted(text: str) -> bool:
    """Return whether a note in square brackets says that a text follows.

    >>> is_inserted("[The prepared statement of Ms Hall follows:]")
    True
    """
    return text.strip().startswith("[") and text.strip().endswith(":]")


def is_event_end(text: str) -> bool:
    """Return whether a line says that the event is over."""
    return len(text) < 240 and EVENT_END.opens(text.strip())
