"""Which words are given names somewhere, and which Han letters are surnames.

A given name is a sign, and no proof: "Martin" is a surname, too, and "Mark" a coin. It
never decides alone.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from content.language.calendar_words import full_days_and_months
from content.language.folding import APOSTROPHES, fold_letters
from content.language.word_lists import all_words
from content.segment.names.offices import EDGE_PUNCTUATION, is_role
from content.segment.names.words import label_words

PATH = Path(__file__).with_name("given_names.txt")
"""Made by `bench.documents.given_names`, whose first lines say of what."""

_MORE_NAMES_PATH = Path(__file__).with_name("more_given_names.txt")
"""Written by hand, since the other lacks every fourth name of a new page."""

_HAN = re.compile("[\u3400-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_MAX_SURNAME = 3
_CACHED_WORDS = 16_384


@lru_cache(maxsize=_CACHED_WORDS)
def is_given_name(word: str, *, surely: bool = False) -> bool:
    """Return whether a word is a given name somewhere, and no title, office or month.

    Of a double name the first is enough: "Anne-Marike".

    Args:
        word: The word, as printed.
        surely: Whether it must be no family name anywhere, as "Martin" is.

    >>> is_given_name("Halina"), is_given_name("Prince"), is_given_name("Olszyny")
    (True, False, False)
    >>> is_given_name("Martin"), is_given_name("Martin", surely=True)
    (True, False)
    >>> is_given_name("Мар’яна"), is_given_name("Марта"), is_given_name("марта")
    (True, True, False)
    """
    printed = word.strip(EDGE_PUNCTUATION)
    folded = fold_letters(printed).translate(_ONE_APOSTROPHE)
    for name in dict.fromkeys((folded, folded.partition("-")[0])):
        known = name in _names() or (not surely and f"{name}=" in _names())
        if known:
            other = name in _other_words() and not _is_no_month(printed, name)
            return not (other or is_role(name))
    return False


def _is_no_month(printed: str, name: str) -> bool:
    """Return whether a word that may be a month has a capital, which no Cyrillic month has."""
    return (
        name in _months() and printed.istitle() and _CYRILLIC.match(printed) is not None
    )


def has_given_name(name: str) -> bool:
    """Return whether one of the words of a name is a given name."""
    return any(map(is_given_name, name.split()))


def may_have_given_name(name: str) -> bool:
    """Return whether a name has a given name; letters without case do not show which have."""
    return has_given_name(name) or not name[:1].isupper()


def is_han_surname(text: str) -> bool:
    """Return whether text of Han letters is a family name.

    >>> is_han_surname("王"), is_han_surname("佐藤"), is_han_surname("编")
    (True, True, False)
    """
    return _HAN.match(text) is not None and f"{text}+" in _names()


def from_given_name(words: Sequence[str]) -> list[str]:
    """Return the words of a name without a body before it that small words join to an office.

    >>> from_given_name("del Consiglio Ada Brook".split()), from_given_name(["de", "Wit"])
    (['Ada', 'Brook'], ['de', 'Wit'])
    """
    start = 0
    if words and words[0].islower():
        inside = range(2, len(words) - 1)
        start = next((n for n in inside if is_given_name(words[n], surely=True)), 0)
    return list(words[start:])


def opens_with_han_surname(name: str) -> bool:
    """Return whether a name of Han letters opens with a family name.

    A Korean one is a syllable with which any word may open.

    >>> opens_with_han_surname("王小明"), opens_with_han_surname("编按")
    (True, False)
    """
    bare = name.replace(" ", "")
    return any(is_han_surname(bare[:n]) for n in range(1, min(_MAX_SURNAME, len(bare))))


def han_name_at_end(text: str) -> str:
    """Return the name of three letters that ends longer Han text; all of it if none.

    >>> han_name_at_end("届校友林牧之"), han_name_at_end("校友会")
    ('林牧之', '校友会')
    """
    last = text[-_MAX_SURNAME:]
    return last if len(text) > len(last) and opens_with_han_surname(last) else text


@cache
def _names() -> frozenset[str]:
    """Return the folded names, with the marks that the file's head explains.

    What the lists lack, the files of the languages have.
    """
    lines = "\n".join(
        path.read_text(encoding="utf-8") for path in (PATH, _MORE_NAMES_PATH)
    )
    listed = (line.split() for line in lines.splitlines() if not line.startswith("#"))
    names = chain(*listed, all_words("names.given"))
    return frozenset(name.translate(_ONE_APOSTROPHE) for name in names)


@cache
def _months() -> frozenset[str]:
    return frozenset(map(fold_letters, full_days_and_months()))


@cache
def _other_words() -> frozenset[str]:
    """Return the words that tables have as something else."""
    w = label_words()
    tables = (
        *(w.titles, w.roles, w.departments, w.chairs, w.crowds, w.never_speakers),
        *(w.never_holders, w.sentence_words, w.greetings, w.numbered, w.questions),
        *(w.answers, w.particles, w.articles, w.leading_articles, w.sovereigns),
        *(w.forms_of_address, w.office_endings, w.unnamed_speakers),
        *(full_days_and_months(), all_words("headlines.events")),
        all_words("headlines.saints"),
    )
    return frozenset(fold_letters(word) for table in tables for word in table)
