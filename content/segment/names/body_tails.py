"""What stands behind the name of a body that sent a text, and is none of the name.

Whom or what the text is about, and its date: "the Harbour Club about the pier",
"the Harbour Club dated 3 May".
"""

import re
from functools import cache

from content.language.calendar_words import full_days_and_months
from content.language.word_lists import WordPattern, any_words, entries

_MAX_DAY = 2
_NUMBER = WordPattern(r"(?:<labels.number_signs>)\.|№")


def without_tail(phrase: str, language: str) -> str:
    """Return a phrase up to a date in it, or words for what a text is about.

    >>> without_tail("Harbour Club regarding the pier", "en")
    'Harbour Club'
    >>> without_tail("Harbour Club dated 3 May", "en"), without_tail("Club 1903", "en")
    ('Harbour Club', 'Club 1903')
    >>> without_tail("Υπουργός Υγείας πριν από μισή ώρα", "el")
    'Υπουργός Υγείας'
    >>> without_tail("Friends against Noise", "en"), without_tail("club about it", "en")
    ('Friends against Noise', 'club')
    """
    # A lone word with a capital is no whole name.
    tails = _tails(language).finditer(phrase)
    heads = (phrase[: found.start()].strip() for found in tails)
    ends = (head for head in heads if " " in head or not head[:1].isupper())
    words = next(ends, phrase).split()
    for n, word in enumerate(words):
        if n and _is_date(words, n):
            return " ".join(_without_links(words[:n]))
        if word.casefold().rstrip(".") == "d":
            return " ".join(words[:n])  # "d.d. 3 mei", parted at its first stop
    return " ".join(words)


def _is_date(words: list[str], n: int) -> bool:
    """Return whether a number and a month begin at a word, or a date in numbers."""
    day = words[n].rstrip(".")
    if _NUMBER.fullmatch(words[n - 1]):
        return False  # "Primary School No. 14"
    if "." in day or "/" in day:
        return day.replace(".", "").replace("/", "").isdigit()
    months = full_days_and_months()
    # "3 May", "3 de mayo", "May 3"; a phrase may end at the stop behind a day: "3."
    behind = [word.casefold().strip(".,") for word in words[n + 1 : n + 3]]
    ends = words[n].endswith(".") and not behind
    lone = day.isdigit() and len(day) <= _MAX_DAY and (ends or not behind)
    led = day.isdigit() and len(day) <= _MAX_DAY and words[n - 1].islower()
    return (day.isdigit() and not months.isdisjoint(behind)) or lone or led


def _without_links(words: list[str]) -> list[str]:
    """Return words without small ones at their end, such as lead to a date."""
    small = any_words(
        "stop_words", "dates.prepositions", "messages.of", "messages.from"
    )
    while words and words[-1] in small:
        words = words[:-1]
    return words


@cache
def _tails(language: str) -> re.Pattern[str]:
    # "Υπουργός πριν από μισή ώρα": when a body wrote is none of its name, either.
    tables = ("messages.behind_senders", "dates.ages", "dates.near_days")
    parts = [
        part.replace("_", r"\s")
        for table in tables
        for part in entries(language, table)
    ]
    return re.compile(rf"\s(?:{'|'.join(parts) or '(?!)'})(?!\w)", re.IGNORECASE)
