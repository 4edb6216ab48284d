"""Offices that stand for a name: "The Mayor", "Bundeskanzlerin"."""

import re
from functools import cache, lru_cache

from content.language.word_lists import WordPattern, all_words
from content.names.parsing import fold_name

_COMPOUND_OFFICE = WordPattern(r".{3,}(?:<labels.role_endings>)", re.NOFLAG)
_CJK_OFFICE = WordPattern("<labels.roles_in_words>", re.NOFLAG)
_ADDRESSES = ("forms_of_address", "articles", "leading_articles", "honorifics")
_NO_OFFICES = ("crowds", "questions", "answers", "unnamed_speakers")


def office_of_voice(name: str) -> str:
    """Return the office by which a voice is called; empty where it is none.

    >>> office_of_voice("The Mayor of Dorn"), office_of_voice("Bundeskanzlerin")
    ('Mayor of Dorn', 'Bundeskanzlerin')
    >>> office_of_voice("Bahnhof in Dorn"), office_of_voice("Speaker 2")
    ('', '')
    """
    words = name.split()
    while len(words) > 1 and fold_name(words[0]).strip(". ") in _table(*_ADDRESSES):
        del words[0]
    office, folded = " ".join(words), [fold_name(word) for word in words]
    if " ".join(folded) in _table(*_NO_OFFICES) or any(map(str.isdigit, office)):
        return ""
    known = any(
        word in _table("roles") or is_compound_office(printed.casefold())
        for word, printed in zip(folded, words, strict=True)
    )
    return office if known or _CJK_OFFICE.regex.search(office) else ""


# Words come again and again.
@lru_cache(maxsize=16_384)
def is_compound_office(word: str) -> bool:
    """Return whether a word in small letters is a compound that ends in an office.

    >>> is_compound_office("bundeskanzlerin"), is_compound_office("kanzlerin")
    (True, False)
    """
    return _COMPOUND_OFFICE.regex.fullmatch(word) is not None


@cache
def _table(*names: str) -> frozenset[str]:
    return frozenset(
        fold_name(word) for name in names for word in all_words(f"labels.{name}")
    )
