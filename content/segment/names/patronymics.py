"""Patronymics: words of a name that are made of a father's name, by how they end."""

import re

from content.language.word_lists import WordPattern

_NOMINATIVE = WordPattern("(?:<names.patronymics>)$", re.NOFLAG)
_INFLECTED = WordPattern(
    r"(?:<names.patronymic_stems>)(?!а$|$)[а-яії]{1,3}$", re.NOFLAG
)


def is_patronymic(word: str) -> bool:
    """Return whether a word may be a patronymic in the nominative.

    >>> is_patronymic("Іванович"), is_patronymic("Івановичу"), is_patronymic("Brook")
    (True, False, False)
    """
    return _NOMINATIVE.regex.search(word.casefold()) is not None


def is_inflected_patronymic(word: str) -> bool:
    """Return whether a word may be a patronymic that a case has changed.

    >>> is_inflected_patronymic("Петрівні"), is_inflected_patronymic("Петрівна")
    (True, False)
    """
    return _INFLECTED.regex.search(word.casefold()) is not None
