"""The names of days and months in all languages, whole and short."""

from functools import cache, lru_cache

from content.language.word_lists import all_words

_SHORT, _LONGEST_SHORT, _CACHED = 3, 4, 4096


@cache
def days_and_months() -> frozenset[str]:
    """Return the names, and their first three letters, folded.

    >>> {"kasım", "października", "dienstag", "oct"} <= days_and_months()
    True
    """
    return weekdays() | _short(_months()) | _months()


@cache
def whole_days_and_months() -> frozenset[str]:
    """Return the names without short ones, which people are called, too: "Jan", "Bea"."""
    names = _months() | _forms("dates.weekdays", "dates.weekday_forms")
    return frozenset(name for name in names if len(name) > _SHORT)


def is_calendar_word(word: str) -> bool:
    """Return whether a word is the whole name of a day or a month, in any of its forms.

    >>> is_calendar_word("Марта"), is_calendar_word("Quill")
    (True, False)
    """
    return word.casefold() in whole_days_and_months()


@cache
def full_days_and_months() -> frozenset[str]:
    """Return the names as calendars head them: "may", but no "jan" beside "january".

    >>> {"may", "january", "tuesday"} <= full_days_and_months()
    True
    >>> "jan" in full_days_and_months()
    False
    """
    tables = ("dates.months", "dates.weekdays")
    first = {entry.partition("|")[0] for table in tables for entry in all_words(table)}
    longer = {name for name in _forms(*tables) if len(name) > _SHORT}
    return frozenset(name.casefold() for name in first | longer)


@cache
def weekdays() -> frozenset[str]:
    """Return the names of days, and their first three letters, folded."""
    names = _forms("dates.weekdays", "dates.weekday_forms")
    return names | _short(names)


@lru_cache(maxsize=_CACHED)
def may_be_weekday(word: str) -> bool:
    """Return whether a few letters are a day's, in their order, its first one first.

    >>> may_be_weekday("pn"), may_be_weekday("Вт."), may_be_weekday("xy")
    (True, True, False)
    """
    bare = word.strip(" .,").casefold()
    if bare in weekdays():
        return True
    if not 1 < len(bare) <= _LONGEST_SHORT or not bare.isalpha():
        return False
    if bare in all_words("labels.particles"):
        return False  # "In 2021."
    for day in _forms("dates.weekdays", "dates.weekday_forms"):
        letters = iter(day)
        if day[0] == bare[0] and all(one in letters for one in bare):
            return True
    return False


@cache
def _months() -> frozenset[str]:
    return _forms("dates.months", "dates.month_forms")


def _forms(*tables: str) -> frozenset[str]:
    # An entry may hold several forms: "november|nov".
    return frozenset(
        form.casefold()
        for table in tables
        for entry in all_words(table)
        for form in entry.split("|")
    )


def _short(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name[:_SHORT] for name in names if name.isalpha())
