"""Whether a given name stands in the nominative, which shows the case of the whole name."""

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from content.language.folding import fold_letters
from content.language.word_lists import entries, flag
from content.segment.names.given_names import is_given_name
from content.segment.names.in_text.behind_trades import own_given_names

_MIN_STEM = 2
_VOWELS = frozenset("aeiouyαεηιουωаеиіоуыэюя")
_FINAL_SIGMA = re.compile("σ$")  # Tables have it folded.


def is_nominative_given(word: str, language: str) -> bool:
    """Return whether a word is a given name, and no other case of another one.

    Only where a language bends given names as well as surnames.

    >>> is_nominative_given("Halina", "pl"), is_nominative_given("Jana", "cs")
    (True, False)
    """
    known = bool(oblique_endings(language)) and is_given_name(word)
    return known and next(given_nominatives(word, language), None) is None


def given_word(name: str, language: str) -> str:
    """Return the word of a full name that is the given one: the first, or in Hungarian the last.

    >>> given_word("Ada Brook", "en"), given_word("Szalai Benedek", "hu")
    ('Ada', 'Benedek')
    """
    last = flag(language or "en", "surname_first")
    return name.rsplit(" ", 1)[-1] if last else name.partition(" ")[0]


def is_inflected_given(word: str, language: str) -> bool:
    """Return whether a word is no given name, but another case of one.

    >>> is_inflected_given("Halinie", "pl"), is_inflected_given("Halina", "pl")
    (True, False)
    """
    inflected = next(given_nominatives(word, language), None)
    return inflected is not None and not is_given_name(word)


def given_in_nominative(word: str, language: str) -> str:
    """Return a given name in the nominative that a word is a case of; empty if of none.

    >>> given_in_nominative("Halinie", "pl"), given_in_nominative("Halina", "pl")
    ('Halina', 'Halina')
    >>> given_in_nominative("Στέλιου", "el"), given_in_nominative("stól", "pl")
    ('Στέλιος', '')
    """
    # "Jure": a given name here, and a juror elsewhere.
    if is_given_name(word) or fold_letters(word) in own_given_names(language):
        return word
    found = given_nominatives(word, language)
    return max(found, key=itemgetter(0), default=(0, ""))[1]


def given_nominatives(word: str, language: str) -> Iterator[tuple[int, str]]:
    """Yield the known given names that a word may be a case of, and how long its ending is.

    An ending with an accent has to stand so in the word. The vowel with which an ending
    and that of the nominative both open keeps its accent: "Βασιλικής" is "Βασιλική".

    >>> [*given_nominatives("Jany", "cs")], [*given_nominatives("Βασιλικής", "el")]
    ([(1, 'Jana')], [(2, 'Βασιλική')])
    """
    folded = fold_letters(word)
    for ending, plain, nominative in _given_endings(language):
        cut = len(word) - len(ending)
        accented = ending.casefold() != plain
        met = word.endswith(ending) if accented else folded.endswith(plain)
        if not met or cut < _MIN_STEM:
            continue
        alike = not accented and _opens_alike(plain, nominative)
        kept = word[cut : cut + 1] if alike else ""
        name = f"{word[:cut]}{kept}{nominative[len(kept) :]}"
        if is_given_name(name) or fold_letters(name) in own_given_names(language):
            yield len(ending), _FINAL_SIGMA.sub("ς", name)


def _opens_alike(ending: str, nominative: str) -> bool:
    return ending[:1] == nominative[:1] and ending[:1] in _VOWELS


@cache
def _given_endings(language: str) -> tuple[tuple[str, str, str], ...]:
    """Return the endings of other cases, also folded, each with that of the nominative."""
    pairs = (entry.split("=") for entry in entries(language, "names.oblique_endings"))
    return tuple((end, fold_letters(end), nominative) for end, nominative in pairs)


@cache
def oblique_endings(language: str) -> tuple[tuple[str, str], ...]:
    """Return the endings of other cases, each with that of the nominative, folded."""
    return tuple(
        (plain, fold_letters(nominative))
        for _, plain, nominative in _given_endings(language)
    )
