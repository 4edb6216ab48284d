"""Dates as documents print them, in any language: "20 maja 2023 r.", "2023년 6월 11일"."""

import re
from collections import defaultdict
from datetime import date
from functools import cache

from content.language.language_files import languages
from content.language.word_lists import WordPattern, entries

_MONTH_TABLES = ("dates.months", "dates.month_forms")
_EDGE = " ,.;:–—-|()[]（）•·/"
_MAX_OTHER_CHARS = 20
_YEAR = re.compile(r"\d{4}")


def printed_dates(text: str) -> list[re.Match[str]]:
    """Return all that looks like a date in a text."""
    # To look for all months at each word takes hundreds of times as long.
    return list(_date_pattern().finditer(text)) if _YEAR.search(text) else []


def iso_day(found: re.Match[str], language: str = "") -> str:
    """Return the day of a printed date in ISO 8601, or "" if there is no such day.

    Nor is there one where its month is another in another language, and neither is
    the document's.

    Args:
        found: One of `printed_dates`.
        language: The document's. "Listopada" is October in Croatian, November in Polish.

    >>> [iso_day(one) for one in printed_dates("Ulanów, 20 maja 2023 r.; 2023. október 5.")]
    ['2023-05-20', '2023-10-05']
    >>> [iso_day(one, "hr") for one in printed_dates("3. listopada 2023.")]
    ['2023-10-03']
    """
    groups = {key[0]: value for key, value in found.groupdict().items() if value}
    month = groups["m"].casefold()
    numbers = _months().get(month, {})
    try:
        if not numbers:
            number = int(month)
        elif len(set(numbers.values())) == 1:
            number = next(iter(numbers.values()))
        else:
            number = numbers[language]
        return date(int(groups["y"]), number, int(groups["d"])).isoformat()
    except (KeyError, ValueError):
        return ""


def is_date_alone(line: str) -> bool:
    """Return whether a line is a date and hardly more, perhaps with a place.

    >>> is_date_alone("Ulanów, 20 maja 2023 r."), is_date_alone("We met on 3 May 2023.")
    (True, False)
    """
    found = next(iter(printed_dates(line)), None)
    if found is None:
        return False
    rest = f"{line[: found.start()]} {line[found.end() :]}".strip(_EDGE)
    words = rest.split()
    return len(rest) <= _MAX_OTHER_CHARS and all(
        not word[0].islower() for word in words
    )


@cache
def _months() -> dict[str, dict[str, int]]:
    """Return the number of each month's name in each language that has the name."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for table in _MONTH_TABLES:
        for code in languages():
            for number, names in enumerate(entries(code, table), 1):
                for name in names.split("|"):
                    found[name.replace("_", " ").casefold()].setdefault(code, number)
    return dict(found)


@cache
def _date_pattern() -> re.Pattern[str]:
    """Return a pattern of dates; its groups y, m and d are numbered by their form."""
    months = sorted(map(re.escape, _months()), key=len, reverse=True)
    month = f"(?:{'|'.join(months)})"
    number, ordinal = r"\d{1,2}", "<dates.ordinal_endings>?"
    year_word = r"(?:\s?<dates.year_words>\b\.?)?"
    of = r"(?:\b<dates.of>(?:\s+|(?<=['’])))?"
    return WordPattern(
        rf"\b(?P<m1>{month})\.?\s+(?P<d1>{number}){ordinal},?\s+(?P<y1>\d{{4}})\b"
        rf"|\b(?P<d2>{number})(?:\.|{ordinal})\s*{of}(?P<m2>{month})\b\.?,?\s+"
        rf"(?:{of}|<dates.year_words>\s+)(?P<y2>\d{{4}}){year_word}"
        r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b"
        r"|(?P<y4>\d{4})\s?[年년]\s?(?P<m4>\d{1,2})\s?[月월]\s?(?P<d4>\d{1,2})\s?[日일]"
        r"|\b(?P<d5>\d{1,2})\.\s?(?P<m5>\d{1,2})\.\s?(?P<y5>\d{4})\b"
        rf"|\b(?P<y6>\d{{4}})\.?{year_word}\s+(?P<m6>{month})\b\.?\s+(?P<d6>\d{{1,2}})\b\.?"
        r"(?:\sd\.)?"
        rf"|\b(?P<y7>\d{{4}})\.?{year_word}\s+(?P<d7>\d{{1,2}})\.\s+(?P<m7>{month})\b"
        rf"|\b(?P<d8>{number})\s<dates.month_words>\s(?P<m8>{number}),?\s"
        r"(?:<dates.year_words>\s)?(?P<y8>\d{4})\b"
        r"|\b(?P<y9>\d{4})\.\s?(?P<m9>\d{1,2})\.\s?(?P<d9>\d{1,2})\b",
    ).regex
