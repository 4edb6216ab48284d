"""The dates on cards of posts, and what of a line is the same on every card."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from content.language.calendar_words import (
    days_and_months,
    may_be_weekday,
    whole_days_and_months,
)
from content.language.sentence_marks import STOPS
from content.language.word_lists import WordPattern, all_entries, all_words

_MAX_CHARS, _MAX_WORDS, _MAX_AGE_WORDS = 110, 18, 4
_MAX_STAMP_CHARS, _MAX_DATE_WORDS, _CACHED = 50, 6, 4096
_MAX_VALUE_CHARS = 40
_GAP = "\0"
_CLOCK = (
    r"(?<![\d.:])\d{1,2}(?:(?::|\.|\s?h\s?)\d{2}(?!\d)|\s?[時时點点시]\s?\d{1,2}[分분])"
    r"(?:[:.]\d{2}(?!\d))?(?:\.\d{1,3})?"
    r"(?:\s?min\b)?(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?"
)
_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?|\d{1,2}-[^\W\d_]{3,4}-\d{2,4}|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일])"
    r"(?:\s?[(（][^\W\d_]{1,9}\.?[)）])?"
)
# "12/Nov/2013" has one, the number "41/2013" and the name "ada_1950" have none.
_YEAR = r"(?<![\d_])(?<!\d/)(?:19|20)\d\d(?!\d)"
_HAS_CLOCK, _HAS_DAY = re.compile(_CLOCK), re.compile(rf"{_DAY}|{_YEAR}|\s[’']\d\d\b")
_DATED = re.compile(rf"{_DAY}|{_CLOCK}")
_NUMBER = re.compile(r"[#(\[]*\d[\d.,:/\u00a0-]*[^\W\d_]{0,2}[)\]]*")
_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_AGE = WordPattern(
    rf"(?<![\w.,:/])\d{{1,3}}(?:\s[^\W\d_{_ASIAN}]{{1,10}}(?![^\W\d_])\.?|(?!<dates.ordinal_endings>\b)[^\W\d_{_ASIAN}]{{1,3}}\b\.?"
    rf"|\s?[{_ASIAN}]{{1,3}}\s?(?:<dates.behind_ages>))",
    re.NOFLAG,
)
_TOKEN = re.compile(r"[:：|»«•·,]|[^\s:：|»«•·,]+")
_SIGNS = frozenset(":：|»«•·,")
_FIELD = re.compile(r"([^\W\d_][^:：\d]{0,40}?)\s?[:：](?=\s|$)")
_HANDLE = re.compile(r"@[\w.-]{2,40}(?:@[\w.-]{3,60})?")
_DIGITS = re.compile(r"\d[\d.,\u00a0]*")
_PLAIN_NUMBER = re.compile(r"['’]?\d[\d:.,]*")
_BRACKETED = re.compile(r"^\[[^\w\]]\]|\[[^\w\]]\]$")
# "(Read by them after 2 minutes)", "(edited)"
_ADDED = re.compile(r"(?<=\w)\.?\s\([^()]{3,60}\)$")


class Stamp(Enum):
    """What a card tells of when a post was written."""

    HANDLE = "who posts"
    FULL = "day and hour"
    DAY = "day"
    AGE = "how long ago"
    CLOCK = "hour"


class Stamped(NamedTuple):
    """What a line tells of a date.

    Attributes:
        field: The name of its field, folded; empty if it has none.
        words: Its words, without those of dates.
        printed: All its words.
    """

    stamp: Stamp
    field: str
    words: list[str]
    printed: list[str]


@lru_cache(maxsize=_CACHED)
def stamp_of(text: str) -> Stamped | None:
    """Return what a line tells of a date; None if it tells nothing.

    >>> [word for word in stamp_of("by ada72 » 3 Feb 2013, 21:14").words if word]
    ['by', 'ada72', '»']
    >>> stamp_of("Joined: 3 Feb 2013").field, stamp_of("3 years ago").stamp.name
    ('joined', 'AGE')
    """
    bare = text.strip()
    if not 0 < len(bare) <= _MAX_CHARS:
        return None
    if bare[0] == "@" and _HANDLE.fullmatch(bare):
        return Stamped(Stamp.HANDLE, "", [], [])
    bare = bare.rstrip(":：")
    words = bare.split()
    sentence = bare.endswith(STOPS) and len(words) > 1 and not _ends_in_date(bare)
    if sentence or len(words) > _MAX_WORDS or not any(map(str.isdigit, bare)):
        return None
    clock = _HAS_CLOCK.search(bare) is not None
    day = _HAS_DAY.search(bare) is not None or _names_month(words)
    day = day or (clock and _is_near(words))
    if day or clock:
        stamp = Stamp.FULL if day and clock else Stamp.DAY if day else Stamp.CLOCK
    elif _AGE.regex.search(bare) and (len(words) <= _MAX_AGE_WORDS or _says_age(words)):
        stamp = Stamp.AGE
    else:
        return None
    found = _FIELD.match(bare)
    name = found.group(1).casefold() if found else ""
    dates = _AGE.regex if stamp is Stamp.AGE else _DATED
    left, printed = _tokens(dates.sub(f" {_GAP} ", bare))
    if stamp is Stamp.AGE:
        ages = all_words("dates.ages")
        left = ["" if one.casefold() in ages else one for one in left]
    return Stamped(stamp, name, left, printed)


def is_stamp(text: str) -> bool:
    """Return whether a line is a day and an hour, and nothing else.

    >>> is_stamp("24 May 2021 19:04"), is_stamp("See you on 24 May 2021 at 19:04")
    (True, False)
    """
    found = stamp_of(text) if len(text) <= _MAX_STAMP_CHARS else None
    return found is not None and found.stamp is Stamp.FULL and not any(found.words)


def tells_hour(text: str) -> bool:
    """Return whether a line has a day and an hour, whatever else it says."""
    return _HAS_CLOCK.search(text) is not None and any(
        _HAS_DAY.search(text) or _bare(word) in days_and_months()
        for word in text.split()
    )


def _tokens(text: str) -> tuple[list[str], list[str]]:
    tokens = [_BRACKETED.sub("", one) for one in _TOKEN.findall(text)]
    sure = [_is_of_date(one) for one in tokens]
    near = [one == _GAP or _NUMBER.fullmatch(one) is not None for one in tokens]
    # "Tue 4 Mar" and "Tue Mar 4", but "Jan" is a name, too.
    for _ in range(2):
        near = [
            near[n]
            or (_bare(one) in days_and_months() and any(near[max(0, n - 1) : n + 2]))
            for n, one in enumerate(tokens)
        ]
    dated = [one or two for one, two in zip(sure, near, strict=True)]
    # "pn, 8 Feb", "#3 ma 15.1.", but "Mei Su 3 May".
    for n, one in enumerate(tokens[:-1]):
        opens = (
            n == 0 or dated[n - 1] or tokens[n - 1] in _SIGNS or "@" in tokens[n - 1]
        )
        ahead = near[n + 1 : n + 2 + (tokens[n + 1] in _SIGNS)]
        dated[n] = dated[n] or (opens and ahead[-1:] == [True] and may_be_weekday(one))
    # "by Peg H » 3 May": a capital behind a name is its initial, not an hour's letter.
    words = [
        "" if dated[n] and not _is_initial(n, tokens, dated) else one
        for n, one in enumerate(tokens)
    ]
    return words, tokens


def _is_initial(n: int, tokens: Sequence[str], dated: Sequence[bool]) -> bool:
    """Return whether one capital stands behind a word with one, apart from all dates."""
    letter = len(_bare(tokens[n])) == 1 and tokens[n][:1].isupper()
    led = n > 0 and not dated[n - 1] and tokens[n - 1][:1].isupper()
    parted = "".join(tokens[n + 1 : n + 2]) in _SIGNS
    return letter and led and (parted or not any(dated[n + 1 : n + 2]))


def _bare(word: str) -> str:
    return word.strip(" ,.;:()[]").casefold()


def _is_near(words: Sequence[str]) -> bool:
    """Return whether a line has nothing but numbers and a word for a near day: "#2 Today 21:14"."""
    left = [_bare(word) for word in words if not any(map(str.isdigit, word))]
    return " ".join(left) in all_words("dates.near_days")


def _is_of_date(word: str) -> bool:
    bare = _bare(word)
    if bare in all_words("dates.near_days"):
        return True
    if word == _GAP or _NUMBER.fullmatch(word) or not bare:
        return True
    beside = bare in all_words("dates.beside_dates")
    return (
        beside
        or (word.islower() and bare in all_words("dates.year_words"))
        or bare in whole_days_and_months()
    )


def _ends_in_date(text: str) -> bool:
    """Return whether a line is a date that ends in a full stop, but for a word.

    >>> texts = ["24.05.2021 г.", "Posted 4. May 2021.", "In 2021."]
    >>> tuple(map(_ends_in_date, texts))
    (True, True, False)
    """
    words = text.split()
    last = words[-1].rstrip(".")
    if words[-1].endswith(".") and last in all_words("dates.year_words"):
        return True
    short = last.isdigit() or len(last) == 1 or "." in last
    if len(words) > _MAX_DATE_WORDS or not short:
        return False
    left = [one for one in _tokens(_DATED.sub(f" {_GAP} ", text))[0] if one]
    return len(left) <= 1 and 2 * len(left) < len(words)


def _says_age(words: list[str]) -> bool:
    """Return whether words say how old something is: "il y a 3 ans"."""
    text = f" {' '.join(words).casefold()} "
    if text.rstrip().endswith(all_entries("dates.behind_ages")):
        return True
    return any(f" {one} " in text for one in all_words("dates.ages"))


def _names_month(words: list[str]) -> bool:
    """Return whether a line has a month, and a number with it: "24 May", "May 2021"."""
    if len(words) > _MAX_AGE_WORDS:
        return False
    numbers = [_PLAIN_NUMBER.fullmatch(word) is not None for word in words]
    # "3 years ago" has no August.
    return any(
        _bare(word) in days_and_months() and any(numbers[max(0, n - 1) : n + 2])
        for n, word in enumerate(words)
    )


@lru_cache(maxsize=_CACHED)
def shape_of(text: str) -> str:
    """Return what of a line is the same on every post: its field, or all but dates.

    >>> shape_of("Posts: 1,204"), shape_of("3 years ago") == shape_of("1 year ago")
    ('posts:', True)
    """
    bare = text.strip()
    if bare[:1].isalnum() and bare.endswith(")") and any(map(str.isdigit, bare)):
        bare = _ADDED.sub("", bare)
    field = _FIELD.match(bare)
    value = len(bare) - field.end() if field else 0
    if field and (0 < value <= _MAX_VALUE_CHARS or (value and "@" in bare)):
        return f"{field.group(1).casefold()}:"
    words = [
        "0" if _is_of_date(one) or _bare(one) in days_and_months() else one
        for one in bare.casefold().split()
    ]
    for n, (one, two) in enumerate(pairwise(bare.split())):
        if two[0].isdigit() and may_be_weekday(one):
            words[n] = "0"
    if len(words) <= _MAX_AGE_WORDS and _AGE.regex.search(bare):
        # "2 anni fa" is no "2 Mi piace".
        kinds = ("W" if one[0].isupper() else "w" for one in bare.split())
        return " ".join(
            "0" if any(map(str.isdigit, one)) else kind
            for one, kind in zip(words, kinds, strict=True)
        )
    return _HANDLE.sub("@", _DIGITS.sub("0", " ".join(words)))
