"""The names of days and months in all languages, whole and short."""

from functools import cache

from content.language.word_lists import all_words

_SHORT = 3


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
