"""Whether the words before a name show that it is not in the nominative.

"Přinášíme projev hejtmana Lubomíra Štěpánka": of the words before the name, the nearest
office is in another case, and so is who holds it.
"""

import re
from functools import cache

from content.language.folding import fold_letters
from content.language.word_lists import all_entries, entries, words
from content.segment.names.in_text.cases.given_cases import oblique_endings
from content.segment.names.in_text.cases.nominatives import surname_endings
from content.segment.names.text_words import SPEECH_WORD
from content.segment.names.words import NAME_WORD

_MIN_STEM = 3
_MAX_WORDS, _MAX_CHARS = 4, 60
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")
_ENDS_SHUT = re.compile(r"[^\W\d_aeiouyаеёиіїоуыэюяαεηιουω]$")
_SPACE = re.compile(r"[\s.]*")


def is_shown_inflected(before: str, language: str) -> bool:
    """Return whether the words before a name show it to be in another case.

    >>> is_shown_inflected("projev hejtmana ", "cs"), is_shown_inflected("promluvil hejtman ", "cs")
    (True, False)
    >>> is_shown_inflected("dopis pana ", "cs"), is_shown_inflected("píše pan ", "cs")
    (True, False)
    >>> is_shown_inflected("list od pani ", "pl"), is_shown_inflected("pisze pani ", "pl")
    (True, False)
    >>> is_shown_inflected("Przemówienie ", "pl"), is_shown_inflected("list do wójta gminy ", "pl")
    (True, True)
    """
    if not any(ending for ending, _ in oblique_endings(language)):
        return False
    end = len(before)
    led = list(NAME_WORD.finditer(before, max(0, end - _MAX_CHARS)))[-_MAX_WORDS:]
    titled = False
    for near, word in enumerate(reversed(led)):
        if not _SPACE.fullmatch(before, word.end(), end):
            break
        # "od pani": no nominative stands behind a word for "from".
        if word.group().casefold() in entries(language, "messages.from"):
            return True
        if not titled and _is_inflected_office(word.group(), language):
            return True
        is_office = fold_letters(word.group()) in _offices(language)
        if titled and not is_office:
            break
        titled = titled or is_office
        if not near and SPEECH_WORD.is_all_of(word.group()):
            return True
        end = word.start()
    return False


def is_shown_nominative(before: str, language: str) -> bool:
    """Return whether the office right before a name is a man's, in the nominative.

    >>> is_shown_nominative("održao predsjednik ", "hr")
    True
    >>> is_shown_nominative("govor predsjednice ", "hr")
    False
    """
    if not any(ending for ending, _ in oblique_endings(language)):
        return False
    found = _LAST_WORD.search(before[-_MAX_CHARS:])
    word = fold_letters(found.group(1)) if found else ""
    shut = _ENDS_SHUT.search(word) is not None
    return (
        shut and word in _offices(language) and not _is_inflected_office(word, language)
    )


def _is_inflected_office(word: str, language: str) -> bool:
    """Return whether a word is an office in another case, and none in the nominative.

    >>> _is_inflected_office("starosty", "cs"), _is_inflected_office("starosta", "cs")
    (True, False)
    >>> _is_inflected_office("ministra", "cs"), _is_inflected_office("ministra", "es")
    (True, False)
    """
    folded = fold_letters(word)
    offices = _offices(language)
    # "županja" is a woman, and looks like a case of "župan".
    if folded in offices and (
        folded.isascii() or folded.endswith(all_entries("names.upright_offices"))
    ):
        return False
    endings = (*oblique_endings(language), *surname_endings(language, "m"))
    return any(
        folded.endswith(ending)
        and len(stem := folded.removesuffix(ending)) >= _MIN_STEM
        and stem + nominative in offices
        for ending, nominative in endings
        if ending
    )


@cache
def _offices(language: str) -> frozenset[str]:
    """Return the offices and forms of address of a language, and its words for relatives, folded."""
    tables = ("labels.roles", "labels.honorifics", "labels.kin")
    return frozenset(
        fold_letters(one) for table in tables for one in words(language, table)
    )
