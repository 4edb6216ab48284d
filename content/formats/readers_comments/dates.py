"""When a comment was written, as pages print it beside a name: a day, an hour, an age."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from content.language.calendar_words import days_and_months, weekdays
from content.language.word_lists import WordPattern, all_words, any_words

_MAX_CHARS, _MAX_LED = 140, 2
_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_AGE = WordPattern(
    r"(?<!\w)(?:<dates.ages>)\s\d{1,3}\s?"
    r"(?:<dates.before_units>\s)?[^\W\d_]{1,10}(?!\w)\.?"
    r"|(?<![\w.,:/])(?:<dates.before_ages>\s)?\d{1,3}\s?[^\W\d_]{1,10}\.?\s"
    r"(?:<dates.ages>)(?!\w)"
    rf"|\d{{1,3}}\s?[{_ASIAN}]{{1,3}}\s?(?:<dates.behind_ages>)"
)
# "an hour ago", "acum o oră"; in Hungarian, "3 órája"
_AGE_IN_WORDS = WordPattern(r"(?<!\w)(?:<dates.ages_in_words>)(?!\w)", by_words=True)
_TOKEN = re.compile(r"[^\s|·•∙–—]+|[|·•∙–—]")
# "18.", "18th", "2022.", "21:04", "9.41", "21h04", "28.9.2020", "2025.01.18", "2023年11月7日"
_NUMBER = WordPattern(
    r"\d{1,4}(?:[./:-]\d{1,4}){0,3}(?:h(?:\d\d)?|<dates.ordinal_endings>|[ap]\.?m)?"
    r"|(?:\d{1,4}[年月日時时分년월일시분]){1,5}"
)
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}[年년]\s?\d.*")
_SHORT_DAY = re.compile(r"\d{1,2}[./]\d{1,2}|\d{1,2}[月월].*")
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ap]\.?m)?|\d{1,2}h(?:\d\d)?", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINAL = WordPattern(r"\d{1,2}<dates.ordinal_endings>?")
_SMALL_WORD = re.compile(r"[^\W\d_A-Z]{1,5}\.?")
_AROUND = " ,.;:()[]"
_SEPARATORS = frozenset("|·•∙–—")
_UNITS = frozenset({"h", "min"})
_ZONES = frozenset({"utc", "gmt", "est", "edt", "pst", "pdt", "bst", "cet", "cest"})

_NUMBER_KIND, _MONTH, _BESIDE, _SIGN, _OTHER = "N", "M", "B", "S", ""
_DATED = frozenset({_NUMBER_KIND, _MONTH})


class DateSpan(NamedTuple):
    """A date in a row.

    Attributes:
        start: Where it starts.
        end: Where it ends.
        sure: Whether it tells a day with a year, or with an hour, or an age.
        hour: Whether it tells an hour.
    """

    start: int
    end: int
    sure: bool = True
    hour: bool = False


@cache
def _beside() -> frozenset[str]:
    """Return the words that stand inside of dates."""
    words = any_words(
        "dates.beside_dates",
        "dates.hour_words",
        "dates.of",
        "dates.prepositions",
        "dates.year_words",
    )
    return words | _UNITS | _ZONES


@cache
def _near_days() -> frozenset[str]:
    """Return the words for today and yesterday, of several words the last: "i går"."""
    return frozenset(day.split()[-1] for day in all_words("dates.near_days"))


def date_in(text: str) -> DateSpan | None:
    """Return where the first date of a row stands; None if it has none.

    >>> row = "Tom of Moor – 3 May 2020 at 10:05"
    >>> found = date_in(row)
    >>> row[found.start : found.end], found.sure
    ('3 May 2020 at 10:05', True)
    >>> row = "Anca M. včera v 18:20"
    >>> row[: date_in(row).start]
    'Anca M. '
    >>> date_in("We had 40 boats and 3 lamps")
    """
    head = text[:_MAX_CHARS]
    numbered = any(map(str.isdigit, head))
    age = _AGE_IN_WORDS.search(head) or (_AGE.search(head) if numbered else None)
    if age is not None:
        return DateSpan(age.start(), age.end())
    if not numbered:
        return None
    tokens = [*_TOKEN.finditer(head)]
    kinds = _kinds(tokens)
    first = 0
    while first < len(tokens):
        if kinds[first] not in _DATED:
            first += 1
            continue
        end = first + 1
        while end < len(tokens) and kinds[end] != _OTHER:
            end += 1
        found = _date_of_run(tokens[first:end], kinds[first:end])
        if found is not None:
            return found
        first = end
    return None


def _date_of_run(
    tokens: Sequence[re.Match[str]], kinds: Sequence[str]
) -> DateSpan | None:
    """Return the date in neighbouring words that dates have."""
    first = 0
    named = kinds[0] == _MONTH and _MONTH in kinds[1:]
    if named and _bare(tokens[0]) not in weekdays():
        # "Ada Mar, 3 May"
        first = next(n for n in range(1, len(kinds)) if kinds[n] in _DATED)
    for n in range(first, len(tokens)):
        if tokens[n].group() in _SEPARATORS:
            above = _span(tokens[first:n], kinds[first:n])
            if above is not None and above.hour and above.sure:
                return above
            below = _span(tokens[n + 1 :], kinds[n + 1 :])
            # "Class of 1996 · 18.11.2023, 09:30"
            if above is None and below is not None and below.sure:
                return below
    return _span(tokens[first:], kinds[first:])


def _bare(token: re.Match[str]) -> str:
    return token.group().strip(_AROUND).casefold()


def _kinds(tokens: Sequence[re.Match[str]]) -> list[str]:
    """Return what each word is in a date: a number, a month, a word beside these, a sign.

    Small words that lead to an hour are beside it: "alle 21:14", "a las 9:05".
    """
    kinds = [_kind(token.group()) for token in tokens]
    for n, token in enumerate(tokens):
        if kinds[n] == _NUMBER_KIND and _CLOCK.fullmatch(_bare(token)):
            for before in range(n - 1, max(-1, n - 1 - _MAX_LED), -1):
                small = _SMALL_WORD.fullmatch(tokens[before].group())
                if kinds[before] != _OTHER or small is None:
                    break
                kinds[before] = _BESIDE
    return kinds


def _kind(word: str) -> str:
    bare = word.strip(_AROUND).casefold()
    if not bare or word in _SEPARATORS or bare == "-":
        return _SIGN
    if bare[0].isdigit():
        return _NUMBER_KIND if _NUMBER.fullmatch(bare) else _OTHER
    if bare in days_and_months() or bare in _near_days():
        return _MONTH
    head, _, tail = bare.replace("’", "'").partition("'")
    if tail in days_and_months() and head in _beside():
        return _MONTH  # "d'agost"
    # "Xan M. 20 de maio": a capital is an initial.
    return _BESIDE if bare in _beside() and not _is_initial(word) else _OTHER


def _is_initial(word: str) -> bool:
    return len(word.strip(_AROUND)) == 1 and word[0].isupper()


def _closes(word: str) -> bool:
    """Return whether a word beside a date may be its last: "pm", "Uhr", "г."."""
    bare = word.strip(_AROUND).casefold()
    named = bare in any_words("dates.year_words", "dates.hour_words")
    return named or bare in _UNITS or bare in _ZONES


def _span(tokens: Sequence[re.Match[str]], kinds: Sequence[str]) -> DateSpan | None:
    """Return the date that words are; None if they tell neither day nor hour."""
    first = next((n for n, kind in enumerate(kinds) if kind in _DATED), len(kinds))
    last = max(
        (
            n
            for n, kind in enumerate(kinds)
            if kind in _DATED or (kind == _BESIDE and _closes(tokens[n].group()))
        ),
        default=-1,
    )
    tokens, kinds = tokens[first : last + 1], kinds[first : last + 1]
    words = [_bare(token) for token in tokens]
    numbers = [
        word for word, kind in zip(words, kinds, strict=True) if kind == _NUMBER_KIND
    ]
    if not numbers:
        return None
    whole = any(map(_DAY.fullmatch, numbers))
    dotted = sum(
        kind == _NUMBER_KIND and token.group().endswith(".")
        for token, kind in zip(tokens, kinds, strict=True)
    )
    of_month = any(map(_ORDINAL.fullmatch, numbers))
    near = not _near_days().isdisjoint(words)
    day = whole or near or (of_month and (_MONTH in kinds or dotted > 1))
    short = any(map(_SHORT_DAY.fullmatch, numbers))
    hour = any(map(_CLOCK.fullmatch, numbers)) or ("h" in words and len(numbers) > 1)
    year = whole or any(map(_YEAR.fullmatch, numbers))
    if not (day or hour or (short and (len(numbers) > 1 or year))):
        return None
    start, end = tokens[0].start(), tokens[-1].end()
    start += tokens[0].group()[:1] in "(["
    closing = tokens[-1].group()
    around = ",;:" if closing[:1] in "([" else ",;:)]"
    end -= len(closing) - len(closing.rstrip(around))
    sure = (day or short) and (hour or year)
    return DateSpan(start, end, bool(sure), bool(hour))


def is_date(text: str) -> bool:
    """Return whether a row is a date, and nothing else.

    >>> is_date("25 d'agost de 2023 - 10:03"), is_date("hace 2 horas"), is_date("3 cats")
    (True, True, False)
    """
    if len(text) > _MAX_CHARS // 2:
        return False
    found = date_in(text)
    if found is None:
        return False
    left = f"{text[: found.start]} {text[found.end :]}".split()
    words = [bare for word in left if (bare := word.strip(f"{_AROUND}–—|·•-#"))]
    return all(_kind(word) != _OTHER for word in words)
